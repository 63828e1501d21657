"""A position in the tokens of one snippet, with what every part of the parser needs to move it.

A part that cannot go on raises `ParseError`; `recover.py` turns it into one diagnostic and goes on behind it.
"""

import re
from collections.abc import Callable
from typing import TypeVar

from diglot.diagnostic import Diagnostic, Problems
from diglot.source import Span
from diglot.syntax import ast
from diglot.syntax.errors import NestedTooDeeply
from diglot.syntax.lexer import lex
from diglot.syntax.token import DOTTED, END, NAME, Token

DEEPEST = 100
"""How deeply constructs may be nested."""
A_NAME = "a name"
"""What is expected where only a name fits."""

_MARGIN = re.compile(r"[ \t]*")

Item = TypeVar("Item")


class ParseError(Exception):
    """Raised inside the parser, and caught in it: what comes next does not fit."""

    def __init__(
        self, at: int, expected: str, context: str, opener: int | None = None, diagnostic: Diagnostic | None = None
    ) -> None:
        """Remember the facts."""
        super().__init__(expected)
        self.at = at
        """Index of the token that does not fit."""
        self.expected = expected
        """What would have fitted, in words; signs in backticks."""
        self.context = context
        """What is being read, in words."""
        self.opener = opener
        """Index of the bracket that should be closed here."""
        self.diagnostic = diagnostic
        """The diagnostic, where the parser knows the mistake for certain."""


class Cursor:
    """Where the parser is in a snippet."""

    __slots__ = (
        "_known_line",
        "at",
        "depth",
        "lost",
        "lost_members",
        "margin",
        "path",
        "patience",
        "problems",
        "recovered",
        "repairs",
        "sign_told",
        "statement",
        "text",
        "tokens",
        "unclosed",
    )

    def __init__(self, path: str, text: str, span: Span, problems: Problems) -> None:
        """Begin at the first token of a range of a page's text."""
        self.path = path
        self.text = text
        self.problems = problems
        self.tokens = list(lex(path, text, span, problems).tokens)
        self.at = 0
        self.depth = 0
        self.statement = 0
        """Index of the first token of the statement being read."""
        self.margin = 0
        """Indentation of the line in which that statement begins."""
        self.lost = False
        """Whether the names that some statement brings could not be read."""
        self.lost_members = False
        """The same of the constructors and fields of the type being read."""
        self.recovered = -1
        """Index of the token where reading goes on after a mistake; that it is there is no second mistake."""
        self.repairs = 50
        """How many times a statement may still be read again after its tokens were put right."""
        self.patience = 200
        """How many mistakes are still looked at closely; a text with more is perhaps not a program."""
        self.sign_told = -1
        """The statement in which it was last said that `:=` is missing."""
        self.unclosed: set[int] = set()
        """The brackets of which it was said that nothing closes them."""
        self._known_line = (0, 0)
        """An offset, and where its line begins: statements are mostly asked about in order."""

    @property
    def token(self) -> Token:
        """The next token."""
        return self.tokens[self.at]

    @property
    def kind(self) -> str:
        """The kind of the next token."""
        return self.tokens[self.at].kind

    def peek(self, distance: int) -> str:
        """The kind of a later token."""
        index = self.at + distance
        return self.tokens[index].kind if index < len(self.tokens) else END

    def says(self, word: str) -> bool:
        """Whether the next token is a certain word, which need not be reserved."""
        token = self.tokens[self.at]
        return token.kind == NAME and token.text == word

    def advance(self) -> Token:
        """Take the next token."""
        token = self.tokens[self.at]
        self.at += 1
        return token

    def take(self, kind: str) -> bool:
        """Take the next token if it is of a kind."""
        if self.tokens[self.at].kind != kind:
            return False
        self.at += 1
        return True

    def take_word(self, word: str) -> bool:
        """Take the next token if it is a certain word, which need not be reserved."""
        if not self.says(word):
            return False
        self.at += 1
        return True

    def expect(self, kind: str, context: str, opener: int | None = None, expected: str = "") -> Token:
        """Take the next token, which has to be of a kind."""
        token = self.tokens[self.at]
        if token.kind != kind:
            raise ParseError(self.at, expected or f"`{kind}`", context, opener)
        self.at += 1
        return token

    def fail(self, expected: str, context: str, opener: int | None = None) -> ParseError:
        """The failure that the next token does not fit."""
        return ParseError(self.at, expected, context, opener)

    def mistake(self, diagnostic: Diagnostic) -> ParseError:
        """The failure that the next token shows a certain mistake."""
        return ParseError(self.at, "", "", None, diagnostic)

    def word(self, context: str) -> ast.Word:
        """Take an identifier without dots."""
        token = self.expect(NAME, context, expected=A_NAME)
        return ast.Word(token.text, Span(token.start, token.end))

    def name(self, context: str) -> ast.Name:
        """Take a name, possibly dotted."""
        token = self.token
        if token.kind == NAME:
            self.at += 1
            return ast.Name((ast.Word(token.text, Span(token.start, token.end)),))
        if token.kind != DOTTED:
            raise self.fail(A_NAME, context)
        self.at += 1
        words, start = [], token.start
        written = self.text[token.start : token.end].split(".")  # Perhaps with more characters than the name has.
        for part, there in zip(token.text.split("."), written, strict=True):
            words.append(ast.Word(part, Span(start, start + len(there))))
            start += len(there) + 1
        return ast.Name(tuple(words))

    def span_from(self, start: int) -> Span:
        """The span from an offset to the end of the last token taken."""
        return Span(start, self.tokens[self.at - 1].end)

    def deepen(self) -> None:
        """Go one level deeper into nested constructs; the caller subtracts one from `depth` again."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.mistake(NestedTooDeeply(self.path, self.token.span, DEEPEST))

    def braced(self, closing: str, item: Callable[["Cursor"], Item], context: str) -> tuple[Item, ...]:
        """Take brackets with items in them, separated by `;`."""
        opener = self.at
        self.at += 1
        items = []
        while self.kind != closing:
            items.append(item(self))
            if not self.take(";"):
                break
        if self.at != self.recovered or self.kind == closing:
            self.expect(closing, context, opener, f"`;` or `{closing}`")
        return tuple(items)

    def bar(self) -> int:
        """How many tokens make up a `|`, which may have a `;` before it; 0 if there is none."""
        kind = self.kind
        if kind == "|":
            return 1
        return 2 if kind == ";" and self.peek(1) == "|" else 0

    def take_bar(self) -> bool:
        """Take a `|` with the `;` that may come before it."""
        width = self.bar()
        self.at += width
        return width > 0

    # -- the layout, which only matters after a mistake ---------------------------------------------------------------

    def indentation(self, index: int) -> int:
        """How far the line of a token is indented."""
        offset = self.tokens[index].start
        known, start = self._known_line if self._known_line[0] <= offset else (0, 0)
        start = self.text.rfind("\n", known, offset) + 1 or start
        self._known_line = (offset, start)
        margin = _MARGIN.match(self.text, start)
        return len(margin[0]) if margin else 0

    def begins_line(self, index: int) -> bool:
        """Whether a token is the first of its line."""
        token = self.tokens[index]
        before = self.text[self.tokens[index - 1].end if index else 0 : token.start]
        return "\n" in before and not before[before.rfind("\n") :].strip()
