"""The examples on the pages about diagnostics, `docs/reference/errors/*.md`.

A page shows a mistake in fences, then what is printed in a fence called "Diglot says", and then the same without the
mistake. Comes in: such a page. Goes out: the files of both small worlds, and where the message is. A fence holds a
snippet of `test.md`, or a whole file if a line with its path, `` `a.md`: ``, is before it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from specfile import DEFAULT_PAGE, FIRST_SNIPPET, MODULE_HEADER, PATH_LINE, fence_lines

MESSAGE = 'text title="Diglot says"'
_MARKDOWN = MarkdownIt("commonmark")


@dataclass(frozen=True, slots=True)
class Example:
    """What one page shows."""

    wrong: Mapping[str, str]
    """The files with the mistake."""
    fixed: Mapping[str, str]
    message: str
    lines: tuple[int, int]
    """First and last line of the message's fence (from 0, end exclusive)."""


def read_example(path: Path) -> Example | None:
    """The example of a page, if it has one."""
    worlds: tuple[dict[str, str], dict[str, str]] = ({}, {})
    message, lines, label = "", None, None
    for token in _MARKDOWN.parse(path.read_text(encoding="utf-8")):
        if token.type == "inline":
            match = PATH_LINE.fullmatch(token.content)
            label = match[1] if match else None
        if token.type == "fence" and token.info == MESSAGE:
            start, end = token.map or (0, 0)
            message, lines = token.content.removesuffix("\n"), (start, end)
        elif token.type == "fence":
            _add(worlds[lines is not None], label, token.content)
            label = None
    return None if lines is None else Example(*worlds, message, lines)


def rewrite_message(path: Path, example: Example, message: str) -> None:
    """Put another message into the page."""
    lines = path.read_text(encoding="utf-8").split("\n")
    start, end = example.lines
    lines[start:end] = fence_lines(MESSAGE, message)
    path.write_text("\n".join(lines), encoding="utf-8")


def _add(world: dict[str, str], label: str | None, content: str) -> None:
    if label is not None:
        world[label] = content
    else:
        first = "" if MODULE_HEADER.match(content) else FIRST_SNIPPET.format(module="test") + "\n"
        world[DEFAULT_PAGE] = f"{first}```juvix\n{content}```\n"
