"""Which token of the source each token of a printed statement is.

Comes in: the items of a printed statement, and the tokens of the source, comments and notes among them. Goes out: the
items with each token in a place of its own, spelled as in the source; or nothing, where the printer has another order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from diglot.diagnostic import Problems
from diglot.source import Span
from diglot.syntax.layout import BAR, Either, Item, Text
from diglot.syntax.lexer import lex
from diglot.syntax.token import COMMENT, DOC, DOTTED, NAME, PRAGMA, Token

NOTES = (COMMENT, DOC, PRAGMA)
"""Tokens that say something about the token that follows them."""
_OPTIONAL = (";", "|")


class Gap(Enum):
    """What is between two tokens that follow each other."""

    NONE = auto()
    LINE_END = auto()
    BLANK = auto()


def gap_between(source: str, first: Token, second: Token) -> Gap:
    """How many line ends there are between two tokens."""
    lines = source[first.end : second.start].split("\n")
    if len(lines) == 1:
        return Gap.NONE
    return Gap.BLANK if any(not line.strip() for line in lines[1:-1]) else Gap.LINE_END


@dataclass(frozen=True, slots=True)
class AlignedToken:
    """A token of the source at its place in the layout."""

    index: int
    """Among the tokens of the statement."""
    text: str
    before: str
    """White space between the piece of text before it and the token."""


Aligned = AlignedToken | Item


def align(items: Sequence[Item], tokens: Sequence[Token]) -> list[Aligned] | None:
    """The items with their tokens found in the source; None if they are not the same ones in the same order."""
    aligned: list[Aligned] = []
    at = 0
    for item in items:
        if not isinstance(item, Text):
            at = _place_bar(item, tokens, at, aligned)
            continue
        for before, kind, text in _words(item.text):
            found = _find(tokens, at, kind, text)
            if found is not None:
                aligned.append(AlignedToken(found, tokens[found].text, before))
                at = found + 1
            elif kind in _OPTIONAL or not kind:
                aligned.append(Text(before + text))
            else:
                return None
    return aligned if all(token.kind in (*NOTES, *_OPTIONAL) for token in tokens[at:]) else None


def _place_bar(item: Item, tokens: Sequence[Token], at: int, aligned: list[Aligned]) -> int:
    """Add an item that is no text; behind which token of the source to go on."""
    aligned.append(item)
    if not isinstance(item, Either) or item.vertical != BAR:
        return at
    found = _find(tokens, at, "|", "|")
    return at if found is None else found + 1


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[tuple[str, str, str], ...]:
    """The tokens of a piece of text with the white space before each; at the end perhaps only white space."""
    words = []
    at = 0
    for token in lex("", text, Span(0, len(text)), Problems()).tokens:
        words.append((text[at : token.start], token.kind if token.text else "", token.text))
        at = token.end
    return tuple(word for word in words if word[0] or word[2])


def _find(tokens: Sequence[Token], at: int, kind: str, text: str) -> int | None:
    """Where a printed token is in the source; what may be left out is skipped."""
    while at < len(tokens):
        token = tokens[at]
        if token.kind == kind and (kind not in (NAME, DOTTED) or token.text == text):
            return at
        if token.kind not in (*NOTES, *_OPTIONAL) or (kind in _OPTIONAL and token.kind not in NOTES):
            return None
        at += 1
    return None
