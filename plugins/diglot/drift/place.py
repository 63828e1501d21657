"""Places as the drift messages speak of them: a file, a line, and what is written there."""

import re
from dataclasses import dataclass

from diglot.diagnostic import Label
from diglot.source import SourceFile, Span
from diglot.theory.symbols import SYMBOLS

_LONGEST, _BEFORE = 72, 20
_ESCAPES = {character: escape for escape, character in SYMBOLS.items()}


@dataclass(frozen=True, slots=True)
class Place:
    """A span in a file, with the number of its line."""

    path: str
    span: Span
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"

    def labels(self, text: str) -> tuple[Label, ...]:
        """A remark at this place; none where the place is just the file."""
        return (Label(self.path, self.span, text),) if self.span.end > self.span.start else ()


def place_in(source: SourceFile, span: Span) -> Place:
    """The place of a span; of a long one its first line."""
    start = min(span.start, len(source.text))
    line = source.position(start).line
    line_end = source.line_starts[line - 1] + len(source.line(line))
    return Place(source.path, Span(start, max(min(span.end, line_end), start)), line)


def words_at(source: SourceFile, span: Span) -> str:
    """What is written at a place, on one line; of a name alone, the rest of its line too."""
    written = source.slice(span)
    if not any(sign in written for sign in " \n\t"):
        place = place_in(source, span)
        written = source.line(place.line)[source.position(place.span.start).column - 1 :]
    return shortened(written)


def find_words(source: SourceFile, inside: Span, words: str) -> Span:
    """Where some words are within a place, whatever the blanks and symbols, if there once; else the place."""
    pieces = [re.escape(_ESCAPES.get(sign, sign)) for sign in words if not sign.isspace()]
    found = re.finditer(r"(?<![\w'])" + r"\s*".join(pieces) + r"(?![\w'])", source.slice(inside))
    match, second = next(found, None), next(found, None)
    if match is None or second is not None or not match.group():
        return inside
    return Span(inside.start + match.start(), inside.start + match.end())


def shortened(words: str) -> str:
    """One line, without the separator at its end, cut where it gets too long to read."""
    return _cut(" ".join(words.split()))


def _cut(line: str) -> str:
    line = line.rstrip(" ;")
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def from_difference(left: str, right: str) -> tuple[str, str]:
    """Two different texts, each on one line from shortly before the first character that differs.

    Where they differ in blanks alone, all blanks are shown.
    """
    if left.split() == right.split() and left != right:
        left, right = (text.translate(_VISIBLE).strip() for text in (left, right))
    else:
        left, right = (" ".join(text.split()) for text in (left, right))
    differing = (at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b)
    common = next(differing, min(len(left), len(right)))
    if not left or not right or max(len(left), len(right)) <= _LONGEST:
        return _cut(left), _cut(right)
    start = left.rfind(" ", 0, max(common - _BEFORE, 0)) + 1
    mark = "… " if start else ""
    return mark + _cut(left[start:]), mark + _cut(right[start:])


_VISIBLE = {ord("\n"): "\\n", ord("\t"): "\\t", ord("\r"): "\\r", ord("\f"): "\\f"}
