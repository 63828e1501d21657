"""`diglot explain E0301`: the page about a kind of problem, in the terminal.

The pages are those of the documentation. An installed package brings them along; in a checkout they are where they were
written.
"""

import sys
from importlib.resources import files
from importlib.resources.abc import Traversable

import click


@click.command(short_help="Say more about a code such as E0301.")
@click.argument("code")
def explain(code: str) -> None:
    """Say what a code means, with an example and how to mend it."""
    found = {page.name.removesuffix(".md"): page for page in _pages() if page.name != "index.md"}
    page = found.get(code.upper())
    if page is None:
        raise click.UsageError(_unknown(code, sorted(found)))
    text = page.read_text(encoding="utf-8")
    if sys.stdout.isatty():
        _show(text)
    else:
        click.echo(text, nl=False)


def _pages() -> list[Traversable]:
    package = files("diglot")
    brought = package.joinpath("messages")
    if brought.is_dir():
        return list(brought.iterdir())
    written = package.joinpath("..", "..", "docs", "reference", "errors")
    return list(written.iterdir()) if written.is_dir() else []


def _show(text: str) -> None:
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console()
    console.print(Markdown(text), width=min(console.width, 100))


def _unknown(code: str, known: list[str]) -> str:
    from diglot.suggest import nearest

    similar = nearest(code.upper(), known)
    hint = f" Did you mean {' or '.join(similar)}?" if similar else " A code is a letter and four digits, as in E0301."
    return f"There is no message with the code {code}.{hint}"
