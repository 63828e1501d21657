"""The outer tokens of a theory file, grouped into commands.

In: the text of a `.thy` file. Out: its tokens with their places, comments and blanks dropped, and the commands they
form: each begins at a word that starts a declaration, and has everything up to the next such word. What is not closed
is reported and ends at its line's end, so that the commands after it are still found.
"""

import re
import string
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from diglot.conflicts import without_conflicts
from diglot.diagnostic import Problems
from diglot.source import Span
from diglot.theory.read.errors import ConflictMarker, UnclosedText


class OuterToken(NamedTuple):
    """One outer token."""

    kind: str
    """`name`, `typevar`, `number`, `string`, `cartouche`, `symbol`, `broken` or `end`."""
    text: str
    """As written; of a string or cartouche what is inside."""
    span: Span
    content: Span
    """The same place without the quotes around it."""


_GREEK = (
    "alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|mu|nu|xi|pi|rho|sigma|tau|upsilon|phi|chi|psi|omega|"
    "Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega"
)
_LETTERS = "|".join([*string.ascii_letters, *(letter * 2 for letter in string.ascii_letters), _GREEK])
_LETTER = rf"(?:[A-Za-z]|\\<(?:{_LETTERS})>)"
_WORD = rf"{_LETTER}(?:[A-Za-z0-9_']|\\<(?:{_LETTERS}|\^sub)>)*"
NAME = rf"{_WORD}(?:\.{_WORD})*"
"""A name with its qualification, in both syntaxes of Isabelle."""

_OUTER = re.compile(
    rf"""
    (?P<blank>\s+)
  | (?P<comment>\(\*)
  | (?P<cartouche>\\<open>|‹)
  | (?P<string>")
  | (?P<formal>\\<comment>|\\<\^(?:cancel|marker)>)
  | (?P<name>{NAME})
  | (?P<typevar>'{_WORD})
  | (?P<number>[0-9]+)
  | (?P<symbol>::|==|=>|\\<\^?[A-Za-z_]+>|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_COMMENT = re.compile(r"\(\*|\*\)")
_CARTOUCHE = re.compile(r"\\<open>|\\<close>|‹|›")
_STRING = re.compile(r'(?:[^"\\]|\\.)*"', re.DOTALL)


@cache
def commands() -> frozenset[str]:
    """The words that begin a command outside proofs."""
    text = files("diglot.theory").joinpath("names", "commands.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


def outer_tokens(path: str, text: str, problems: Problems) -> tuple[OuterToken, ...]:
    """All tokens of a theory, with an `end` token after the last."""
    text = _without_conflicts(path, text, problems)
    tokens = tuple(_scan(path, text, problems))
    return (*tokens, OuterToken("end", "the end of the file", Span(len(text), len(text)), Span(len(text), len(text))))


def _without_conflicts(path: str, text: str, problems: Problems) -> str:
    """Report unfinished merges and read on with their first versions."""
    kept, conflicts = without_conflicts(text)
    problems.extend(ConflictMarker(path, span) for span in conflicts)
    return kept


def _scan(path: str, text: str, problems: Problems) -> Iterator[OuterToken]:
    at = 0
    after_formal = False
    while match := _OUTER.match(text, at):
        kind, start, at = match.lastgroup or "", match.start(), match.end()
        if kind == "blank":
            continue
        skip = kind in {"comment", "formal"}
        if kind in {"comment", "cartouche", "string"}:
            end = _closing(kind, text, at)
            token, at = _quoted(kind, text, Span(start, at), end)
            if end is None:
                problems.add(UnclosedText(path, Span(start, match.end()), *_WORDS[kind]))
            skip = end is not None and (kind == "comment" or (kind == "cartouche" and after_formal))
        else:
            token = OuterToken(kind, match.group(), Span(start, at), Span(start, at))
        after_formal = kind == "formal"
        if not skip:
            yield token


_WORDS = {
    "comment": ("comment", "*)"),
    "cartouche": ("quotation", "\\<close>"),
    "string": ("string", '"'),
}


def _closing(kind: str, text: str, at: int) -> Span | None:
    """Where the closing quote of what was opened before `at` is."""
    if kind == "string":
        match = _STRING.match(text, at)
        return Span(match.end() - 1, match.end()) if match else None
    depth = 1
    for sign in (_COMMENT if kind == "comment" else _CARTOUCHE).finditer(text, at):
        depth += 1 if sign.group() in {"(*", "\\<open>", "‹"} else -1
        if depth == 0:
            return Span(sign.start(), sign.end())
    return None


def _quoted(kind: str, text: str, opening: Span, closing: Span | None) -> tuple[OuterToken, int]:
    """The token of a quotation and where reading goes on; an unclosed one ends with its line."""
    if closing is None:
        end = text.find("\n", opening.end)
        end = len(text) if end == -1 else end
        content = Span(opening.end, end)
        return OuterToken("broken", text[content.start : end], Span(opening.start, end), content), end
    content = Span(opening.end, closing.start)
    return OuterToken(kind, text[content.start : content.end], Span(opening.start, closing.end), content), closing.end


class Body(NamedTuple):
    """What is between the header of a theory and its end."""

    commands: tuple[Sequence[OuterToken], ...]
    """Each from its first word on; a block `begin … end` belongs to the command that opens it."""
    rest: Sequence[OuterToken]
    """From the theory's own `end` on; only the end token when that word is missing."""


def split_commands(tokens: Sequence[OuterToken]) -> Body:
    """Cut the tokens after a header into commands."""
    starts = commands()
    found: list[Sequence[OuterToken]] = []
    start, depth = 0, 0
    for at, token in enumerate(tokens):
        ends = token.kind == "end" or (token.text == "end" and token.kind == "name" and depth == 0)
        if at > start and depth == 0 and (ends or (token.kind == "name" and token.text in starts)):
            found.append(tokens[start:at])
            start = at
        if ends:
            return Body(tuple(found), tokens[at:])
        if token.kind == "name":
            depth += (token.text == "begin") - (token.text == "end")
    return Body((*found, tokens[start:-1]), tokens[-1:])
