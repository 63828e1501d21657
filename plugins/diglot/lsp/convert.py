"""Places as the protocol counts them: lines from 0, columns in the code units that both sides agreed on.

In: positions of the protocol and the text that they speak of, or spans. Out: the other of the two. A position past the
end of its line is the line's end, as the protocol wants it.
"""

from collections.abc import Mapping
from typing import NamedTuple

from lsprotocol import types

from diglot.source import SourceFile, Span


class Encoding(NamedTuple):
    """How columns are counted."""

    codec: str
    """The codec whose bytes are counted."""
    size: int
    """Bytes in one unit."""


UTF_16 = Encoding("utf-16-le", 2)
ENCODINGS: Mapping[str, Encoding] = {
    "utf-8": Encoding("utf-8", 1),
    "utf-16": UTF_16,
    "utf-32": Encoding("utf-32-le", 4),
}


def offset_at(source: SourceFile, position: types.Position, encoding: Encoding) -> int:
    """The offset of a position."""
    if position.line >= len(source.line_starts):
        return len(source.text)
    text = source.line(position.line + 1)
    column = position.character
    if not text.isascii():
        units = text.encode(encoding.codec)[: column * encoding.size]
        column = len(units.decode(encoding.codec, "ignore"))
    return source.line_starts[position.line] + min(column, len(text))


def position_at(source: SourceFile, offset: int, encoding: Encoding) -> types.Position:
    """The position of an offset; an offset past the end is the end."""
    line, column = source.position(offset)
    before = source.line(line)[: column - 1]
    units = len(before) if before.isascii() else len(before.encode(encoding.codec)) // encoding.size
    return types.Position(line - 1, units)


def range_at(source: SourceFile, span: Span, encoding: Encoding) -> types.Range:
    """The range of a span."""
    return types.Range(position_at(source, span.start, encoding), position_at(source, span.end, encoding))
