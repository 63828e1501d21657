"""The options that say how the code of a fence is shown: `title`, `hl_lines` and `linenums`.

In: the words of an info string. Out: what they say, the words that are left, and values that make no sense. They are
written as for `pymdownx.superfences`, which has them for all other code on the site.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from diglot.source import Span

TITLE, MARKED, NUMBERED = "title", "hl_lines", "linenums"
CODE_OPTIONS = (f"{TITLE}=", f"{MARKED}=", f"{NUMBERED}=")
"""The words, up to their values."""

_OPTION = re.compile(rf"""(?s)(?P<name>{TITLE}|{MARKED}|{NUMBERED})(?:=(?P<value>"[^"]*"|'[^']*'|.*))?""")
_LINES = re.compile(r"(\d+)(?:-(\d+))?")
_LARGEST = 8
"""Digits of a line's number, at most."""

_NOWHERE = Span(0, 0)

Word = tuple[str, Span]


class Numbering(NamedTuple):
    """How lines are numbered."""

    first: int = 1
    step: int = 1
    """Only each line whose number is a multiple of it has its number shown."""
    special: int = 0
    """Each line whose number is a multiple of it has a bold number; 0 for none."""


class WrongValue(NamedTuple):
    """A value that makes no sense."""

    name: str
    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class CodeOptions:
    """How code is shown."""

    title: str = ""
    marked: tuple[tuple[int, int], ...] = ()
    """The first and the last line of each highlighted part, counted from 1."""
    numbering: Numbering | None = None
    marked_at: Span = _NOWHERE
    """Where the highlighted lines are given."""

    def is_marked(self, number: int) -> bool:
        """Whether a line, counted from 1, is highlighted."""
        return any(first <= number <= last for first, last in self.marked)

    def after(self, lines: int) -> WrongValue | None:
        """The first highlighted line that code of so many lines does not have."""
        beyond = next((last for _, last in self.marked if last > lines), None)
        if beyond is None:
            return None
        count = "only 1 line" if lines == 1 else f"only {lines} lines"
        return WrongValue(MARKED, self.marked_at, f"there is no line {beyond}: the code has {count}")


class ReadOptions(NamedTuple):
    """What the words of a fence say."""

    options: CodeOptions
    others: tuple[Word, ...]
    """The words that are no such options."""
    wrong: tuple[WrongValue, ...]


PLAIN = CodeOptions()


def read_code_options(words: Iterable[Word]) -> ReadOptions:
    """What the words of a fence say of its code; a value that makes no sense counts as none."""
    title, marked, numbering, marked_at = "", tuple[tuple[int, int], ...](), None, _NOWHERE
    others: list[Word] = []
    wrong: list[WrongValue] = []
    given: set[str] = set()
    for word, span in words:
        found = _OPTION.fullmatch(word)
        if found is None:
            others.append((word, span))
            continue
        name, quoted = found["name"], found["value"] or ""
        at = Span(span.end - len(quoted), span.end) if quoted else span
        value = quoted[1:-1].strip()
        if name in given:
            wrong.append(WrongValue(name, span, "there is another one before it"))
        elif len(quoted) < 2 or quoted[0] not in "\"'" or quoted[0] != quoted[-1]:
            wrong.append(WrongValue(name, at, "it has to be in quotes"))
        elif not value:
            wrong.append(WrongValue(name, at, "there is nothing between the quotes"))
        elif name == TITLE:
            title = value
        elif name == MARKED:
            marked, marked_at = _read_lines(value, at, wrong), at
        else:
            numbering = _read_numbering(value, at, wrong)
        given.add(name)
    return ReadOptions(CodeOptions(title, marked, numbering, marked_at), tuple(others), tuple(wrong))


def _read_lines(value: str, at: Span, wrong: list[WrongValue]) -> tuple[tuple[int, int], ...]:
    lines = []
    for part in value.split():
        found = _LINES.fullmatch(part)
        if found is None or not part.isascii() or max(map(len, part.split("-"))) > _LARGEST:
            reason = f"`{part}` is neither the number of a line nor a range such as `3-5`"
        elif int(found[1]) == 0:
            reason = "lines are counted from 1"
        elif found[2] and int(found[2]) < int(found[1]):
            reason = f"`{part}` ends before it begins"
        else:
            lines.append((int(found[1]), int(found[2] or found[1])))
            continue
        wrong.append(WrongValue(MARKED, at, reason))
        return ()
    return tuple(lines)


def _read_numbering(value: str, at: Span, wrong: list[WrongValue]) -> Numbering | None:
    parts = value.split()
    if len(parts) > 3 or not all(part.isascii() and part.isdecimal() and len(part) <= _LARGEST for part in parts):
        reason = "it takes the number of the first line, and perhaps two more numbers"
        wrong.append(WrongValue(NUMBERED, at, reason))
        return None
    first, step, special = (*map(int, parts), *(1, 1, 0)[len(parts) :])
    return Numbering(first, max(step, 1), special)
