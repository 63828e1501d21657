"""The English of a page against the English in its theory.

In: the items of both. Out: warnings for headings and texts that differ, are missing or are new. Line breaks and runs
of blanks do not count. A declaration's documentation is a text before it.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from diglot.drift.errors import WordsDiffer
from diglot.drift.place import from_difference
from diglot.drift.sides import Sides
from diglot.source import Span
from diglot.theory import ast
from diglot.theory.prose import unescape_text


class _Words(NamedTuple):
    """A heading or a text."""

    level: int
    """Of a heading; 0 for a text."""
    text: str
    page: Span | None
    file: Span


def compare_words(sides: Sides, expected: Sequence[ast.Item], actual: Sequence[ast.Item]) -> None:
    """Compare all headings and texts in order."""
    here, there = list(_words(expected)), list(_words(actual))
    matcher = SequenceMatcher(None, [words[:2] for words in here], [words[:2] for words in there], autojunk=False)
    for kind, low, high, from_, to in matcher.get_opcodes():
        if kind == "equal":
            continue
        for offset in range(max(high - low, to - from_)):
            page = here[low + offset] if low + offset < high else None
            file = there[from_ + offset] if from_ + offset < to else None
            _report(sides, page, file)


_DEEPEST_HEADING = 5


def _words(items: Sequence[ast.Item]) -> Iterator[_Words]:
    for item in items:
        match item:
            case ast.Heading(level, text):
                yield _Words(min(level, _DEEPEST_HEADING), unescape_text(text), item.source, item.span)
            case ast.Text(text):
                yield _Words(0, unescape_text(text), item.source, item.span)
            case _ if item.documentation:
                yield _Words(0, unescape_text(item.documentation), item.source, item.span)
            case _:
                pass


def _report(sides: Sides, page: _Words | None, file: _Words | None) -> None:
    here = sides.on_page(page.page if page else None)
    there = sides.in_file(file.file if file else Span(0, 0))
    says = from_difference(_said(page), _said(file))
    primary = here if page else there
    sides.found.add(WordsDiffer(primary.path, primary.span, here, there, *says))


def _said(words: _Words | None) -> str:
    """The words; a heading shows its level too."""
    if words is None:
        return ""
    return "#" * words.level + " " * bool(words.level) + words.text
