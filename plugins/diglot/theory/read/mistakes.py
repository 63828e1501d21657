r"""Where a quotation mark, a cartouche delimiter or a comment delimiter is missing, or is there twice.

In: the text of a theory, and a place where something is opened. Out: where it ends, or where the mistake is. A string
goes over no blank line and past no command at the beginning of a line, so a mistake costs one declaration, and what
comes after it is read as usual.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from diglot.source import Span
from diglot.theory.read.command_words import commands

_LINE = re.compile(r"\n(?:[ \t]*(?=\n)|(?=(?P<word>[A-Za-z_]+)\b(?!['.]))|(?=(?P<comment>\(\*)))")
_SIGN = re.compile(r'\\<open>|\\<close>|[‹›"]|\(\*(?!\))|\*\)|\\.', re.DOTALL)
_EDGES = {
    "comment": re.compile(r"\(\*|\*\)"),
    "cartouche": re.compile(r"\\<open>|\\<close>|‹|›"),
}
OPENING = frozenset({"(*", "\\<open>", "‹"})
_DECLARATION = re.compile(r"[A-Za-z_]+\s+(?:\\<open>|‹|(?:\([^()\n]*\)\s*)?[\w'.]+\s*(?:::|=|:))")
_END = re.compile(r"end\s*\Z")
_LEAD = re.compile(r"(?:\s|[|(]|\bwhere\b|\band\b|\b[\w']+\s*::?(?![:\w])|\[code\]:)*\Z")
_LONGEST_LEAD = 200


class Mistake(NamedTuple):
    """A string that does not end, or is not opened."""

    kind: str
    """`unclosed`, `unopened` or `doubled`."""
    start: int
    """Where what cannot be read begins."""
    place: Span
    """Where the mark is missing, or is too much."""


def paragraph_end(text: str, at: int) -> int:
    """The end of the last line before the next blank line, or the next command that begins a line."""
    for match in _LINE.finditer(text, at):
        word = match["word"]
        if (word is None and not match["comment"]) or word == "end" or word in commands():
            return match.start()
    return len(text)


def matching(kind: str, text: str) -> Mapping[int, Span]:
    """The end of each comment or cartouche that has one, by where it begins; they nest."""
    found: dict[int, Span] = {}
    waiting: list[int] = []
    for sign in _EDGES[kind].finditer(text):
        if sign[0] in OPENING:
            waiting.append(sign.start())
        elif waiting:
            found[waiting.pop()] = Span(*sign.span())
    return found


def cartouche_limit(text: str, at: int) -> int:
    """Where a cartouche ends that was never closed: before the next thing that must be a command, or with its line."""
    blank_end = -1
    for match in _LINE.finditer(text, at):
        word = match["word"]
        if match["comment"]:
            if blank_end == match.start():
                return match.start()
        elif word is None:
            blank_end = match.end()
        elif _END.match(text, match.end()) or (
            word in commands() and (blank_end == match.start() or _DECLARATION.match(text, match.end()))
        ):
            return match.start()
    line_end = text.find("\n", at)
    return len(text) if line_end == -1 else line_end


def is_end_of_comment(text: str, start: int) -> bool:
    """Whether a line from here on is the end of a comment that was never opened, and nothing else."""
    end = text.find("\n", start)
    line = text[start : len(text) if end == -1 else end].rstrip()
    return line.endswith("*)") and not any(sign in line for sign in ("(*", '"', "\\<open>", "|"))


def string_mistake(text: str, at: int, end: int, *, one_line: bool) -> Mistake | None:
    """The first mistake in the quotation marks of a paragraph, seen from its first mark at `at`.

    `one_line` says that what is in quotation marks is no longer than its line.
    """
    marks = _marks(text, at, end)
    if len(marks) % 2 == 0:
        return None
    for mark, after in pairwise(marks):
        if after == mark + 1:
            return Mistake("doubled", mark, Span(mark, after + 1))
    for index, mark in enumerate(marks):
        if index % 2 == 0 and _closes(text, mark, end):
            return Mistake("unopened", mark, Span(mark, mark + 1))
        if index % 2 and _opens(text, mark):
            return _unclosed(text, marks[index - 1], mark, one_line=one_line)
    return _unclosed(text, marks[-1], end, one_line=one_line)


def last_place(text: str, opening: Span, end: int) -> Span:
    """Where something should have been closed: with its last word, or on a line of its own where it was opened so."""
    last = end - 1
    while last >= opening.end and text[last].isspace():
        last -= 1
    if text[opening.end : opening.end + 1] == "\n" and text[last + 1 : last + 2] == "\n":
        return Span(last + 2, last + 2)
    return Span(last, last + 1) if last >= opening.end else opening


def _marks(text: str, at: int, end: int) -> Sequence[int]:
    """The quotation marks from `at` on that are not in comments or cartouches."""
    found: list[int] = []
    waiting: list[int] = []
    for sign in _SIGN.finditer(text, at, end):
        if sign[0] == '"':
            found.append(sign.start())
        elif sign[0] in OPENING:
            waiting.append(len(found))
        elif waiting and sign[0] in {"*)", "\\<close>", "›"}:
            del found[waiting.pop() :]
    return found


def _opens(text: str, mark: int) -> bool:
    """Whether a mark looks as if something began with it."""
    before, after = text[mark - 1 : mark], text[mark + 1 : mark + 2]
    return (before.isspace() or before in "([:=") and not (after.isspace() or after in ")]")


def _closes(text: str, mark: int, end: int) -> bool:
    """Whether a mark looks as if something ended with it."""
    before, after = text[mark - 1 : mark], text[mark + 1 : mark + 2]
    return not (before.isspace() or before in "([:=") and (mark + 1 >= end or after.isspace() or after in ")]|")


def _unclosed(text: str, mark: int, end: int, *, one_line: bool) -> Mistake:
    """What was opened and should have ended before `end`, and before what leads to the next string."""
    line_end = text.find("\n", mark, end)
    if one_line and line_end != -1:
        end = line_end
    lead = _LEAD.search(text, max(mark + 1, end - _LONGEST_LEAD), end)
    return Mistake("unclosed", mark, last_place(text, Span(mark, mark + 1), lead.start() if lead else end))
