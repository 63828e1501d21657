"""Reads the flowcharts of Mermaid, as far as they have boxes and arrows.

In: a drawing without contents, and its lines. Out: the drawing with its boxes, arrows, and the lines that could not be
read. Styles and frames around boxes have no meaning here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from diglot.page.drawing import Arrow, Drawing, DrawingLine, Participant
from diglot.source import Span

_SKIPPED = re.compile(
    r"(?:subgraph|direction|classDef|class|style|linkStyle|click)(?:\s+(?![-=<~]).*)?|acc(?:Title|Descr)\b.*|end"
)
_NODE = re.compile(
    r"(?P<key>\w+(?:[-.]\w+)*)"
    r"(?:\s*(?:\(\(\(|\(\(|\(\[|\[\[|\[\(|\[[/\\]|\{\{|\[|\(|\{|>)\s*"
    r'(?:"(?P<quoted>[^"]*)"|(?P<bare>[^"\[\](){}|\s\\/][^"\[\](){}|\\]*?))\s*[\])}/\\]{1,3})?'
    r"(?::::\w+)?\s*"
)
_LINK = re.compile(
    r"(?P<back><|[xo](?=--|==|-\.))?(?P<line>--|==|-\.)"
    r"(?:\s*(?:\"(?P<quoted>[^\"]*)\"|(?P<inner>[^\s\-=.>|\"][^\-=>|\"]*?))\s*(?:--+|==+|\.+-)|[-=.]*)"
    r"(?P<head>>|[xo](?=\s))?"
    r"(?:\s*\|\s*(?:\"(?P<title>[^\"]*)\"|(?P<label>[^|\"]*?))\s*\|)?\s*"
)


class _UnreadableError(Exception):
    """A line that is not understood."""


def read_flowchart(drawing: Drawing, rows: Sequence[DrawingLine]) -> Drawing:
    """The drawing with all that its lines say."""
    reader = _Reader()
    unread = list(drawing.unread)
    for row in rows:
        if _SKIPPED.fullmatch(row.text):
            continue
        try:
            reader.read(row)
        except _UnreadableError:
            unread.append(row.span)
    return replace(
        drawing, participants=tuple(reader.participants.values()), steps=tuple(reader.arrows), unread=tuple(unread)
    )


class _Reader:
    """What has been read so far."""

    def __init__(self) -> None:
        self.participants: dict[str, Participant] = {}
        self.arrows: list[Arrow] = []
        self._seen: list[re.Match[str]] = []

    def read(self, row: DrawingLine) -> None:
        """A line: boxes, and the arrows between them. Nothing of a line counts that is not understood to its end."""
        self._seen = []
        arrows = list(self._arrows(row))
        for node in self._seen:
            self._add(row, node)
        self.arrows += arrows

    def _arrows(self, row: DrawingLine) -> Iterator[Arrow]:
        sources, at = self._nodes(row, 0)
        begun = 0
        while at < len(row.text):
            link = _LINK.match(row.text, at)
            if link is None:
                raise _UnreadableError
            targets, after = self._nodes(row, link.end())
            label, place = _label(row, link)
            one_way = bool(link["back"]) != (link["head"] is not None)
            for source in sources:
                for target in targets:
                    ends = (target, source) if link["back"] and one_way else (source, target)
                    span = row.part(begun, len(row.text[:after].rstrip()))
                    yield Arrow(*ends, label, span, place, link["line"] == "-.", both=not one_way)
            begun, at, sources = link.end(), after, targets

    def _nodes(self, row: DrawingLine, at: int) -> tuple[list[str], int]:
        """Boxes with `&` between them, and where what follows begins."""
        found: list[str] = []
        while True:
            node = _NODE.match(row.text, at)
            if node is None:
                raise _UnreadableError
            found.append(node["key"])
            self._seen.append(node)
            at = node.end()
            if not row.text.startswith("&", at):
                return found, at
            at += 1 + len(row.text[at + 1 :]) - len(row.text[at + 1 :].lstrip())

    def _add(self, row: DrawingLine, node: re.Match[str]) -> None:
        key = node["key"]
        group = "quoted" if node["quoted"] is not None else "bare" if node["bare"] is not None else "key"
        if group != "key" or key not in self.participants:
            self.participants[key] = Participant(key, node[group], row.part(*node.span(group)))


def _label(row: DrawingLine, link: re.Match[str]) -> tuple[str, Span]:
    for group in ("quoted", "inner", "title", "label"):
        if link[group]:
            return link[group], row.part(*link.span(group))
    return "", row.part(link.start(), link.start())
