"""A diagram that somebody has drawn: who is in it, and the arrows between them."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Literal

from diglot.source import Span

Kind = Literal["flowchart", "sequence", ""]

_ENTITY = re.compile(r"#(\d+|\w+);")
_BREAK = re.compile(r"<br ?/?>")


@dataclass(frozen=True, slots=True)
class DrawingLine:
    """A line of the source, or a part of one that ends with a semicolon."""

    text: str
    start: int
    """Where it begins in the page."""

    @property
    def span(self) -> Span:
        """Its place."""
        return self.part(0, len(self.text))

    def part(self, start: int, end: int) -> Span:
        """The place of a part of it."""
        return Span(self.start + start, self.start + end)


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody in the diagram."""

    key: str
    """What arrows call it."""
    title: str
    """As written."""
    span: Span
    """Of the title."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow, perhaps with words."""

    source: str
    target: str
    label: str
    """As written."""
    span: Span
    """Of all that says who is joined."""
    label_span: Span
    dashed: bool = False
    both: bool = False
    """Whether it may be read in either direction."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Words between the arrows of a sequence, such as a note or the beginning of a loop."""

    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """One diagram."""

    source: str
    kind: Kind = ""
    """Empty when it is not looked into."""
    participants: tuple[Participant, ...] = ()
    steps: tuple[Arrow | Remark, ...] = ()
    unread: tuple[Span, ...] = ()
    """Lines that could not be read."""
    informal: bool = False
    """Whether it says that nobody is to look into it."""

    @property
    def arrows(self) -> tuple[Arrow, ...]:
        """Only the arrows."""
        return tuple(step for step in self.steps if isinstance(step, Arrow))


def plain(text: str) -> str:
    """A title or label as it is meant: without the codes of signs; a line break is a space."""
    return unescape(_ENTITY.sub(lambda code: f"&{'#' * code[1].isdigit()}{code[1]};", _BREAK.sub(" ", text)))


def first_line(text: str) -> str:
    """What comes before the first line break."""
    return plain(_BREAK.split(text, maxsplit=1)[0])
