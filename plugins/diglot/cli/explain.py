"""`diglot explain E0301`: the page about a kind of problem, in the terminal."""

import sys
from typing import TYPE_CHECKING

import click

from diglot.cli.outcome import chosen_format, reports

if TYPE_CHECKING:
    from diglot.report.outcome import Outcome


@click.command(short_help="Say more about a code such as E0301.")
@click.argument("code")
@reports
def explain(code: str) -> "Outcome":
    """Say what a code means, with an example and how to fix it."""
    from diglot.code_pages import code_pages
    from diglot.report.outcome import ExitCode, Outcome

    pages = code_pages()
    page = pages.get(code.upper())
    if page is None:
        raise click.UsageError(_unknown(code, list(pages)))
    text = page.read_text(encoding="utf-8")
    if chosen_format().for_people and sys.stdout.isatty():
        _show(text)
        sys.exit(ExitCode.CLEAN)
    return Outcome(text=text.removesuffix("\n"))


def _show(text: str) -> None:
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console()
    console.print(Markdown(text), width=min(console.width, 100))


def _unknown(code: str, known: list[str]) -> str:
    from diglot.suggest import nearest

    similar = nearest(code.upper(), known)
    hint = f" Did you mean {' or '.join(similar)}?" if similar else " A code is a letter and four digits, as in E0301."
    return f"There is no diagnostic with the code {code}.{hint}"
