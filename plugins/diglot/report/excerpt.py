"""The lines of a file around a place, with marks under it: data, before any colour.

In: a `SourceFile` and a `Span`. Out: the lines to show, each as displayed (tabs expanded, control characters visible,
long lines clipped around the place) and the columns of the terminal to underline.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from diglot.source import SourceFile, Span

_TAB = 4
_WIDEST = 160
_SHOWN_LINES = 4


@dataclass(frozen=True, slots=True)
class ExcerptLine:
    """One line of a file, as a terminal shows it."""

    number: int
    """Line number from 1; 0 for lines that are left out."""
    text: str
    start: int
    """Terminal column, from 0, where the underline begins."""
    width: int
    """How many columns are underlined; 0 when none."""


def excerpt(source: SourceFile, span: Span) -> tuple[ExcerptLine, ...]:
    """The lines of a place; of a long place the first two and the last."""
    first = source.position(span.start).line
    last = source.position(max(span.end - 1, span.start)).line
    if last - first < _SHOWN_LINES:
        return tuple(_line(source, number, span) for number in range(first, last + 1))
    shown = [_line(source, number, span) for number in (first, first + 1, last)]
    return (*shown[:2], ExcerptLine(0, "…", 0, 0), shown[2])


def _line(source: SourceFile, number: int, span: Span) -> ExcerptLine:
    line = source.line(number)
    offset = source.line_starts[number - 1]
    start = min(max(span.start - offset, 0), len(line))
    end = min(max(span.end - offset, start), len(line))
    if offset > span.start:
        start += len(line[start:end]) - len(line[start:end].lstrip())
    # What lies far away is cut off anyway, and looking at each of its characters for each problem would take long.
    far = max(start - 2 * _WIDEST, 0)
    line, start, end = line[far : start + 2 * _WIDEST], start - far, end - far
    end = min(end, len(line))
    if line.isascii() and line.isprintable():
        return _clip(line, number, start, end - start or int(offset <= span.start))
    cells = list(_cells(line))
    from_column = sum(width for _, width in cells[:start])
    width = sum(width for _, width in cells[start:end])
    return _clip("".join(text for text, _ in cells), number, from_column, width or int(offset <= span.start))


def _cells(line: str) -> Iterator[tuple[str, int]]:
    """Each character as shown, with its width in columns."""
    column = 0
    for character in line:
        if character == "\t":
            width = _TAB - column % _TAB
            yield " " * width, width
        elif (width := _width(character)) < 0:
            width = 1
            yield "\N{REPLACEMENT CHARACTER}", width
        else:
            yield character, width
        column += width


def _width(character: str) -> int:
    """Columns of a character: 2 for wide ones, 0 for those that join the one before, -1 for invisible controls."""
    if character.isascii():
        return 1 if character.isprintable() else -1
    category = unicodedata.category(character)
    if category in {"Mn", "Me"} or character in "\u200b\u200d":
        return 0
    if category in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        return -1
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _clip(text: str, number: int, start: int, width: int) -> ExcerptLine:
    """Cut a very long line to a window around the underlined part."""
    if len(text) <= _WIDEST:
        return ExcerptLine(number, text, start, width)
    begin = max(min(start - _WIDEST // 3, len(text) - _WIDEST), 0)
    window = text[begin : begin + _WIDEST]
    before = "…" if begin else ""
    after = "…" if begin + _WIDEST < len(text) else ""
    shown = min(width, _WIDEST - (start - begin))
    return ExcerptLine(number, before + window + after, start - begin + len(before), max(shown, 1))
