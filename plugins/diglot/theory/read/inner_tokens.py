r"""The inner tokens of Isabelle: those of types and terms, and a cursor over them.

In: the range of a theory's text inside the quotes of a type or term. Out: tokens with symbols in their escaped form,
whichever way they are written: `=>` and `\<Rightarrow>` give the same token.
"""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import NamedTuple

from diglot.source import Span
from diglot.theory.read.outer_tokens import ANTIQUOTATION, NAME
from diglot.theory.symbols import SYMBOLS

DEEPEST = 120
"""How deeply brackets and binders may be nested."""

DEEPEST_TREE = 1000
"""How deep a type or term may be in all: a chain of operators is as deep as it is long."""


LONGEST_NUMBER = 2000
"""How many digits are read; a number on a page has at most a thousand, in any base."""


class InnerToken(NamedTuple):
    """One token of a type or term."""

    kind: str
    """`name`, `typevar`, `number`, `string`, `symbol` or `end`."""
    text: str
    span: Span


class Unreadable(Exception):  # noqa: N818 - ends the reading of one command, no fault of the program
    """Reading cannot go on here; the command it is raised in becomes foreign."""

    def __init__(self, span: Span, wanted: str, found: str) -> None:
        super().__init__(wanted)
        self.span = span
        self.wanted = wanted
        self.found = found


def check_depth(tree: object, span: Span) -> None:
    """Raise `TooDeep` for a type or term that is deeper than `DEEPEST_TREE`."""
    waiting = [(tree, 0)]
    while waiting:
        part, depth = waiting.pop()
        if depth > DEEPEST_TREE:
            raise TooDeep(span, DEEPEST_TREE)
        if isinstance(part, tuple):
            waiting.extend((element, depth) for element in part)
        elif is_dataclass(part):
            waiting.extend((getattr(part, field.name), depth + 1) for field in fields(part))


class RawSymbolFound(Unreadable):
    """A Unicode symbol that should be an escape."""

    def __init__(self, span: Span, symbol: str) -> None:
        super().__init__(span, "ASCII", f"`{symbol}`")
        self.symbol = symbol
        self.escape = UNICODE.get(symbol, "")


class TooDeep(Unreadable):
    """More nesting than some limit."""

    def __init__(self, span: Span, limit: int) -> None:
        super().__init__(span, "a shallower term", "more parts")
        self.limit = limit


ASCII: Mapping[str, str] = {
    "=>": "\\<Rightarrow>",
    "%": "\\<lambda>",
    "(|": "\\<lparr>",
    "|)": "\\<rparr>",
    "&": "\\<and>",
    "~": "\\<not>",
    "~=": "\\<noteq>",
    "<=": "\\<le>",
    ">=": "\\<ge>",
    "-->": "\\<longrightarrow>",
    "<->": "\\<longleftrightarrow>",
    "<-->": "\\<longleftrightarrow>",
    "==": "\\<equiv>",
    ":": "\\<in>",
    "~:": "\\<notin>",
}
"""ASCII forms and the escapes they stand for; `|` depends on its place."""

UNICODE: Mapping[str, str] = {
    **{character: escape for escape, character in SYMBOLS.items()},
    "∀": "\\<forall>",
    "∃": "\\<exists>",
    "∷": "::",
    "→": "\\<Rightarrow>",
}
"""Characters that someone may write instead of an escape, with what to write."""

_INNER = re.compile(
    rf"""
    (?P<blank>\s+|\\<comment>\s*\\<open>.*?\\<close>)
  | (?P<string>''(?:\\'|(?!'').)*'')
  | (?P<name>{NAME})
  | (?P<typevar>'[A-Za-z_][A-Za-z0-9_']*)
  | (?P<number>0x[0-9A-Fa-f]+|[0-9]+)
  | (?P<symbol>\+\+|\(\|(?!\|?\))|\|\)|<-->|-->|<->|==>|==|=>|<=|>=|~=|~:|::|:=|\.\.|\\<\^?[A-Za-z_]+>|.)
    """,
    re.VERBOSE | re.DOTALL,
)


def inner_tokens(text: str, content: Span, *, quoted: bool) -> tuple[InnerToken, ...]:
    """The tokens of a type or term, with an `end` token; inside `"…"` a backslash hides the quote after it."""
    found = []
    at = content.start
    while at < content.end and (match := _INNER.match(text, at, content.end)):
        kind, word = match.lastgroup or "", match.group()
        span = Span(at, match.end())
        at = match.end()
        if word == "(" and text.startswith("(*", span.start) and not text.startswith("(*)", span.start):
            at = _after_comment(text, span, content.end)
        elif kind == "string":
            word = word[2:-2].replace('\\"', '"') if quoted else word[2:-2]
            found.append(InnerToken(kind, word.replace("\\'", "'"), span))
        elif kind == "blank" and ANTIQUOTATION.search(word):
            raise Unreadable(span, "a comment without antiquotations", "one with an antiquotation")
        elif not word.isascii():
            raise RawSymbolFound(span, word)
        elif kind != "blank":
            found.append(InnerToken(kind, ASCII.get(word, word), span))
    return (*found, InnerToken("end", "", Span(content.end, content.end)))


def number_value(token: InnerToken) -> int:
    """The value of a number. No page has a number that is too long to be read."""
    base = 16 if token.text.startswith("0x") else 10
    digits = token.text.removeprefix("0x").lstrip("0") or "0"
    if len(digits) > LONGEST_NUMBER:
        raise Unreadable(token.span, f"a number of at most {LONGEST_NUMBER} digits", f"one of {len(digits)}")
    return int(digits, base)


_COMMENT = re.compile(r"\(\*|\*\)")


def _after_comment(text: str, opening: Span, end: int) -> int:
    """Where a comment inside a type or term ends; comments nest."""
    depth = 0
    for sign in _COMMENT.finditer(text, opening.start, end):
        depth += 1 if sign.group() == "(*" else -1
        if depth == 0:
            return sign.end()
    raise Unreadable(opening, "the end `*)` of this comment", "the end of the quotes")


class InnerCursor:
    """Tokens of one type or term and how far they are read."""

    def __init__(self, tokens: tuple[InnerToken, ...]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    @property
    def token(self) -> InnerToken:
        """The next token."""
        return self._tokens[self._at]

    def ahead(self, count: int) -> InnerToken:
        """The token that many places ahead, or the last."""
        return self._tokens[min(self._at + count, len(self._tokens) - 1)]

    def next(self) -> InnerToken:
        """Take the next token; the end stays."""
        token = self._tokens[self._at]
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return token

    def at(self, text: str) -> bool:
        """Whether the next token is this word or symbol."""
        token = self._tokens[self._at]
        return token.text == text and token.kind in {"symbol", "name"}

    def accept(self, text: str) -> bool:
        """Take the next token if it is this one."""
        found = self.at(text)
        if found:
            self.next()
        return found

    def expect(self, text: str) -> None:
        """Take this word or symbol, which must come next."""
        if not self.accept(text):
            raise self.unreadable(f"`{text}`")

    def unreadable(self, wanted: str) -> Unreadable:
        """What to raise when something else should be here."""
        token = self.token
        return Unreadable(token.span, wanted, f"`{token.text}`" if token.kind != "end" else "the end of the text")

    def enter(self) -> None:
        """One bracket or binder deeper."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise TooDeep(self.token.span, DEEPEST)

    def leave(self) -> None:
        """One bracket or binder up."""
        self._depth -= 1
