"""The diagrams that somebody has drawn by hand, in Mermaid.

In: a fence. Out: a `Drawing`, with the places of its words. Flowcharts and sequence diagrams are read; of any other
kind, and of one marked `informal`, only the source is there.
"""

import re
from collections.abc import Iterator, Sequence

from diglot.page.drawing import Drawing, DrawingLine
from diglot.page.model import Fence
from diglot.page.read_flowchart import read_flowchart
from diglot.page.read_sequence import read_sequence
from diglot.source import SourceFile

INFORMAL = "informal"

_BETWEEN = re.compile(r'"[^"]*"|[#&]#?\w+;|(?P<end>;)')
"""What ends a statement before its line does; not within quotes, nor as the end of a sign's code."""
_LONGEST = 1000
"""Characters; a longer line of a drawing is not looked into."""


def read_drawing(fence: Fence, source: SourceFile) -> Drawing:
    """The diagram in a fence."""
    written = [DrawingLine(source.slice(row), row.start) for row in fence.rows]
    text = "\n".join(row.text for row in written)
    informal = any(word == INFORMAL for word, _ in fence.words)
    rows = list(_telling(written))
    if not rows or informal:
        return Drawing(text, informal=informal)
    head, body = rows[0], [row for row in rows[1:] if len(row.text) <= _LONGEST]
    long = tuple(row.span for row in rows[1:] if len(row.text) > _LONGEST)
    match head.text.split(maxsplit=1)[0]:
        case "flowchart" | "flowchart-elk" | "graph":
            return read_flowchart(Drawing(text, "flowchart", unread=long), body)
        case "sequenceDiagram":
            return read_sequence(Drawing(text, "sequence", unread=long), body)
        case _:
            return Drawing(text)


def _telling(rows: Sequence[DrawingLine]) -> Iterator[DrawingLine]:
    """The statements, without margins, comments and settings; most have a line each."""
    settings = False
    for index, row in enumerate(rows):
        text = row.text.strip()
        if text == "---" and (settings or index == 0):
            settings = not settings
        elif text and not settings and not text.startswith("%%"):
            yield from _statements(DrawingLine(text, row.start + row.text.index(text)))


def _statements(row: DrawingLine) -> Iterator[DrawingLine]:
    """The parts of a line that has several statements, with semicolons between them."""
    at = 0
    ends = [match.start() for match in _BETWEEN.finditer(row.text) if match["end"]]
    for end in (*ends, len(row.text)):
        text = row.text[at:end].strip()
        if text:
            yield DrawingLine(text, row.start + row.text.index(text, at))
        at = end + 1
