"""Source files and places in them.

A place is two offsets into the text of the Markdown file (code points, end exclusive) from the lexer to the last
message; lines and columns are derived when something is printed.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code-point offsets in one file."""

    start: int
    end: int

    def __contains__(self, offset: object) -> bool:
        return isinstance(offset, int) and self.start <= offset < self.end

    def covers(self, other: "Span") -> bool:
        """Whether the other span lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def to(self, other: "Span") -> "Span":
        """The span from the start of this one to the end of the other."""
        return Span(self.start, other.end)


class Position(NamedTuple):
    """Line and column as people count them: from 1, columns in code points."""

    line: int
    column: int


@dataclass(frozen=True)
class SourceFile:
    """The text of one file and the path it is shown under."""

    path: str
    """Path as printed in messages: relative to the project, with forward slashes."""
    text: str
    """The whole text, line ends as `\\n`."""

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offset of the first character of each line."""
        starts = [0]
        at = self.text.find("\n")
        while at != -1:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return tuple(starts)

    def position(self, offset: int) -> Position:
        """The line and column of an offset; an offset past the end is the end."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def offset(self, position: Position) -> int:
        """The offset of a line and column, clamped into the file."""
        line = min(max(position.line, 1), len(self.line_starts))
        return min(self.line_starts[line - 1] + max(position.column, 1) - 1, len(self.text))

    def line(self, number: int) -> str:
        """The text of a line (from 1) without its line end."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] - 1 if number < len(self.line_starts) else len(self.text)
        return self.text[start:end]

    def slice(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]


class Excerpt(NamedTuple):
    """Text taken out of a file, perhaps without the margin of its lines, that knows where each character comes from."""

    text: str
    starts: tuple[int, ...]
    """Where in this text its pieces begin, the first at 0; each piece is in the file as it is here."""
    origins: tuple[int, ...]
    """Where in the file these pieces begin."""

    @classmethod
    def of(cls, text: str, start: int) -> "Excerpt":
        """Text that is in the file in one piece."""
        return cls(text, (0,), (start,))

    @classmethod
    def of_lines(cls, lines: Iterable[tuple[str, int]]) -> "Excerpt":
        """Lines, each with its place in the file."""
        found = tuple(lines) or (("", 0),)
        starts = accumulate((len(text) + 1 for text, _ in found[:-1]), initial=0)
        return cls("\n".join(text for text, _ in found), tuple(starts), tuple(origin for _, origin in found))

    def place(self, at: int) -> int:
        """Where in the file a character of this text is."""
        piece = bisect_right(self.starts, at) - 1
        return at - self.starts[piece] + self.origins[piece]

    def span(self, start: int, end: int) -> Span:
        """Where in the file a part of this text is."""
        first = self.place(start)
        return Span(first, self.place(end - 1) + 1 if end > start else first)
