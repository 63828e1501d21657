"""Reads the sequence diagrams of Mermaid.

In: a drawing without contents, and its lines. Out: the drawing with who takes part, the messages in their order, and
remarks for notes and for the beginnings and ends of loops and alternatives.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from diglot.page.drawing import Arrow, Drawing, DrawingLine, Participant, Remark
from diglot.source import Span

_LINE = r"<<-->>|<<->>|-->>|->>|-->|->|--x|-x|--\)|-\)"
_NAME = r"[^-<>:,;+\s()](?:[^-<>:,;+]|-(?!-?[>)]))*?"
"""A hyphen belongs to a name, unless an arrow begins there; the first one that can begin an arrow does."""
_PARTICIPANT = re.compile(
    r"(?:create\s+)?(?:participant|actor)\s+(?P<key>[^\s@]+|[^\s@][^@]*?[^\s@])(?:\s*@\{.*?\})?"
    r"(?:\s+as\s+(?P<quote>\"?)(?P<title>\S.*?)(?P=quote))?"
)
_MESSAGE = re.compile(
    rf"(?P<source>{_NAME})\s*(?P<line>{_LINE})\s*[+-]?\s*(?P<target>{_NAME})\s*(?::\s*(?P<label>.*))?"
)
_NOTE = re.compile(r"[Nn]ote\s+(?:right of|left of|over)\s+[^:]+:\s*(?P<text>.*)")
_OPENING = re.compile(r"(?P<word>loop|alt|opt|par|critical|break|rect|box)\b.*")
_ALTERNATIVE = re.compile(r"(?:else|and|option)\b.*")
_SKIPPED = re.compile(r"(?:autonumber|activate|deactivate|title|accTitle|accDescr|links?|properties|destroy)\b.*")
_SILENT = ("rect", "box")
"""What only colours a part of the picture."""


def read_sequence(drawing: Drawing, rows: Sequence[DrawingLine]) -> Drawing:
    """The drawing with all that its lines say."""
    reader = _Reader()
    unread = [*drawing.unread, *(row.span for row in rows if not reader.reads(row)), *reader.unclosed()]
    return replace(
        drawing, participants=tuple(reader.participants.values()), steps=tuple(reader.steps), unread=tuple(unread)
    )


class _Reader:
    """What has been read so far."""

    def __init__(self) -> None:
        self.participants: dict[str, Participant] = {}
        self.steps: list[Arrow | Remark] = []
        self._open: list[tuple[str, DrawingLine]] = []

    def reads(self, row: DrawingLine) -> bool:
        """Take a line in; false if it is not understood."""
        if message := _MESSAGE.fullmatch(row.text):
            self._message(row, message)
        elif declared := _PARTICIPANT.fullmatch(row.text):
            self._declare(row, declared)
        elif note := _NOTE.fullmatch(row.text):
            self.steps.append(Remark(note["text"]))
        elif not self._frame(row):
            return bool(_SKIPPED.fullmatch(row.text))
        return True

    def unclosed(self) -> Iterator[Span]:
        """The beginnings of loops and the like that have no end."""
        return (row.span for _, row in self._open)

    def _frame(self, row: DrawingLine) -> bool:
        """The beginning, middle or end of a loop or the like."""
        text = row.text
        if opening := _OPENING.fullmatch(text):
            self._open.append((opening["word"], row))
            self._remark(text)
        elif self._open and text == "end":
            self._remark(f"end of {self._open[-1][0]}")
            self._open.pop()
        elif self._open and _ALTERNATIVE.fullmatch(text):
            self._remark(text)
        else:
            return False
        return True

    def _remark(self, text: str) -> None:
        if self._open[-1][0] not in _SILENT:
            self.steps.append(Remark(text))

    def _declare(self, row: DrawingLine, declared: re.Match[str]) -> None:
        group = "title" if declared["title"] else "key"
        key = declared["key"]
        self.participants[key] = Participant(key, declared[group], row.part(*declared.span(group)))

    def _message(self, row: DrawingLine, message: re.Match[str]) -> None:
        for end in ("source", "target"):
            key = message[end]
            self.participants.setdefault(key, Participant(key, key, row.part(*message.span(end))))
        label = message["label"] or ""
        place = row.part(*message.span("label")) if label else row.part(message.end("target"), message.end("target"))
        line = message["line"]
        self.steps.append(
            Arrow(
                message["source"],
                message["target"],
                label,
                row.part(message.start("source"), message.end("target")),
                place,
                dashed=line.startswith(("--", "<<--")),
                both=line.startswith("<<"),
            )
        )
