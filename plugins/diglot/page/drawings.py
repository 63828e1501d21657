"""The diagrams that somebody has drawn by hand, in Mermaid.

In: the text of a page. Out: a `Drawing` for each `mermaid` fence, with the places of its words. Flowcharts and sequence
diagrams are read; of any other kind, and of one marked `informal`, only the source is there. A fence inside another one
is an example and does not count, nor does one that is not closed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diglot.page.drawing import Drawing, Row
from diglot.page.fences import MERMAID
from diglot.page.read_flowchart import read_flowchart
from diglot.page.read_sequence import read_sequence
from diglot.source import Span

INFORMAL = "informal"

_FENCE = re.compile(r"(?P<lead>[ \t>]*)(?P<marks>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*?)[ \t]*\n?")
_BETWEEN = re.compile(r'"[^"]*"|[#&]#?\w+;|(?P<end>;)')
"""What ends a statement before its line does; not within quotes, nor as the end of a sign's code."""
_LONGEST = 1000
"""Characters; a longer line of a drawing is not looked into."""


@dataclass(frozen=True, slots=True)
class _Fence:
    """A fence, with its lines."""

    info: Span
    words: Sequence[str]
    rows: list[Row]


def find_drawings(text: str) -> tuple[Drawing, ...]:
    """All diagrams in Mermaid on a page."""
    if MERMAID not in text:
        return ()
    return tuple(_read(fence) for fence in _fences(text) if fence.words[:1] == [MERMAID])


def weave_drawings(text: str, keys: Sequence[str]) -> str:
    """The text in which the fences carry these keys, in their order."""
    parts: list[str] = []
    at = 0
    for drawing, key in zip(find_drawings(text), keys, strict=True):
        parts += (text[at : drawing.info.start], f'diglot key="{key}"')
        at = drawing.info.end
    return "".join((*parts, text[at:]))


def _fences(text: str) -> Iterator[_Fence]:
    opened, at = "", 0
    fence = _Fence(Span(0, 0), (), [])
    for line in text.splitlines(keepends=True):
        match = _FENCE.fullmatch(line)
        if match and not opened:
            opened = match["marks"]
            fence = _Fence(Span(at + match.start("info"), at + match.end("info")), match["info"].split(), [])
        elif opened and match and match["marks"].startswith(opened) and not match["info"]:
            opened = ""
            yield fence
        elif opened and fence.words[:1] == [MERMAID]:
            fence.rows.append(Row(line.rstrip("\r\n"), at))
        at += len(line)


def _read(fence: _Fence) -> Drawing:
    source = "\n".join(row.text for row in fence.rows)
    informal = INFORMAL in fence.words[1:]
    rows = list(_telling(fence.rows))
    if not rows or informal:
        return Drawing(fence.info, source, informal=informal)
    head, body = rows[0], [row for row in rows[1:] if len(row.text) <= _LONGEST]
    long = tuple(row.span for row in rows[1:] if len(row.text) > _LONGEST)
    match head.text.split(maxsplit=1)[0]:
        case "flowchart" | "flowchart-elk" | "graph":
            return read_flowchart(Drawing(fence.info, source, "flowchart", unread=long), body)
        case "sequenceDiagram":
            return read_sequence(Drawing(fence.info, source, "sequence", unread=long), body)
        case _:
            return Drawing(fence.info, source)


def _telling(rows: Sequence[Row]) -> Iterator[Row]:
    """The statements, without margins, comments and settings; most have a line each."""
    settings = False
    for index, row in enumerate(rows):
        text = row.text.strip(" \t>")
        if text == "---" and (settings or index == 0):
            settings = not settings
        elif text and not settings and not text.startswith("%%"):
            yield from _statements(Row(text, row.start + row.text.index(text)))


def _statements(row: Row) -> Iterator[Row]:
    """The parts of a line that has several statements, with semicolons between them."""
    at = 0
    ends = [match.start() for match in _BETWEEN.finditer(row.text) if match["end"]]
    for end in (*ends, len(row.text)):
        text = row.text[at:end].strip()
        if text:
            yield Row(text, row.start + row.text.index(text, at))
        at = end + 1
