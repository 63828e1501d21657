"""Tokens: what the lexer makes and the parser reads.

The kind of a keyword or a bracket is its own text in ASCII, so that the parser compares with what is written; the other
kinds are the constants below.
"""

from dataclasses import dataclass
from typing import NamedTuple

from diglot.source import Span
from diglot.syntax import ast

NAME = "name"
"""An identifier without dots."""
DOTTED = "dotted name"
"""Identifiers joined by dots: `Set.empty`."""
INTEGER = "integer"
STRING = "string"
DOC = "documentation comment"
"""A group of `--- ` lines, or `{-- … --}`."""
PRAGMA = "pragma"
COMMENT = "comment"
BAD = "unreadable text"
"""What the lexer could not read; it has already said so."""
END = "end of the snippet"

_SIGNS = (":", ":=", "|", "\\", "->", "<-", "_")
_WORDS = " ".join(form.keywords for form in vars(ast).values() if hasattr(form, "keywords"))
KEYWORDS = frozenset((*_SIGNS, *_WORDS.split(), "where"))
"""The reserved words: signs, those of all forms, and one that no form has.

`;` and `@` are not here: they are single characters and never part of a word.
"""

SPELLINGS = {"λ": "\\", "→": "->", "←": "<-"}
"""Other ways to write a keyword."""

BRACKETS = {"(": ")", "[": "]", "{": "}"}


class Token(NamedTuple):
    """A piece of a snippet."""

    kind: str
    text: str
    start: int
    """Offset into the page."""
    end: int

    @property
    def span(self) -> Span:
        """Its place in the page."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Lexed:
    """One snippet, cut into tokens. Between the tokens and the comments there is only white space."""

    tokens: tuple[Token, ...]
    """In order; the last one is of kind END and empty."""
    comments: tuple[Token, ...]
    """Ordinary comments, in order."""
