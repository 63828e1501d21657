"""The English of a page against the English in its theory.

In: the items of both. Out: warnings for headings and texts that differ, are missing or are new. Line breaks and runs
of blanks do not count; what keeps Isabelle from reading words as its own does. A declaration's documentation is a text
before it.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from diglot.drift.errors import WordsDiffer
from diglot.drift.place import from_difference
from diglot.drift.sides import Sides
from diglot.source import Span
from diglot.theory import ast
from diglot.theory.prose import comparable_text, escape_text, unescape_text
from diglot.theory.read.commands import HEADINGS
from diglot.theory.read.outer_tokens import ANTIQUOTATION

_LONGEST_CALL = 80
"""How much is shown of what Isabelle would run."""


class Words(NamedTuple):
    """A heading or a text."""

    level: int
    """Of a heading; 0 for a text."""
    written: str
    """As it counts."""
    page: Span | None
    file: Span
    at: int
    """The place among the items; of documentation that of what it is about."""
    reported: bool = False
    """Whether it could not be read, which has been said."""

    @property
    def said(self) -> str:
        """For a message; a heading shows its level too."""
        return "#" * self.level + " " * bool(self.level) + unescape_text(self.written)


def compare_words(
    sides: Sides, expected: Sequence[ast.Item], actual: Sequence[ast.Item]
) -> tuple[tuple[Words, Words], ...]:
    """Compare all headings and texts in order; those that are the same on both sides."""
    here, there = tuple(_words(expected)), tuple(_words(actual))
    matcher = SequenceMatcher(None, [words[:2] for words in here], [words[:2] for words in there], autojunk=False)
    same: list[tuple[Words, Words]] = []
    for kind, low, high, from_, to in matcher.get_opcodes():
        if kind == "equal":
            same += zip(here[low:high], there[from_:to], strict=True)
            continue
        for offset in range(max(high - low, to - from_)):
            page = here[low + offset] if low + offset < high else None
            file = there[from_ + offset] if from_ + offset < to else None
            _report(sides, page, file)
    return tuple(same)


def _words(items: Sequence[ast.Item]) -> Iterator[Words]:
    for at, item in enumerate(items):
        match item:
            case ast.Heading(level, text, written):
                said = comparable_text(written or escape_text(text))
                yield Words(min(level, len(HEADINGS)), said, item.source, item.span, at)
            case ast.Text(text, written):
                yield Words(0, comparable_text(written or escape_text(text)), item.source, item.span, at)
            case ast.Foreign(command, reported=True) if command == "text" or command in HEADINGS:
                level = HEADINGS.index(command) + 1 if command in HEADINGS else 0
                yield Words(level, "", item.source, item.span, at, reported=True)
            case _ if item.documentation:
                yield Words(0, comparable_text(escape_text(item.documentation)), item.source, item.span, at)
            case _:
                pass


def _report(sides: Sides, page: Words | None, file: Words | None) -> None:
    if file is not None and file.reported:
        return
    calls = list(ANTIQUOTATION.finditer(sides.file.text, *file.file)) if file else []
    for call in calls:
        end = sides.file.text.find("}" if call[0] == "@{" else "\n", call.end(), call.end() + _LONGEST_CALL) + 1
        span = Span(call.start(), end or call.end())
        sides.foreign(sides.file.slice(span).strip(), "", span)
    left, right = page.said if page else "", file.said if file else ""
    if page and file and left == right:
        left, right = page.written, file.written
        if calls:
            return
    here = sides.on_page(page.page if page else None)
    there = sides.in_file(file.file if file else Span(0, 0))
    primary = here if page else there
    sides.found.add(WordsDiffer(primary.path, primary.span, here, there, *from_difference(left, right)))
