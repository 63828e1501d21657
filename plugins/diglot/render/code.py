"""Highlighted code as a value: pieces of text, each with its style, its link and its description.

In: the tokens of a snippet, the names found by scoping, and what is known of them. Out: `HighlightedCode`, from which
`html.py` makes HTML. Joined, the pieces are the code without the indentation that all its lines share.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from diglot.describe.hovers import describe_variable, with_counterpart
from diglot.names import Symbol, SymbolKind, Variable
from diglot.reference.links import Links
from diglot.scope.ast import Reference
from diglot.source import Span
from diglot.syntax import token as kinds
from diglot.syntax.token import Token
from diglot.typed.module import TypedModule


class Piece(NamedTuple):
    """A stretch of text. Everything but the text may be empty. There are very many of these, so it is a tuple."""

    text: str
    style: str = ""
    """A class name as Pygments uses them."""
    href: str = ""
    hover: str = ""
    anchor: str = ""
    """The id under which others link to it."""
    plain: str = ""
    """What to copy instead of the text, where a symbol is shown for its ASCII spelling."""


@dataclass(frozen=True, slots=True)
class HighlightedCode:
    """A stretch of code."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The code itself."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def usual_width(self) -> int:
        """The width that nine lines out of ten fit into."""
        widths = sorted(map(len, filter(None, self.text.split("\n")))) or [0]
        return widths[(len(widths) - 1) * 9 // 10]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of the names of a page."""

    url: str
    """Where the page is, relative to the root of the site."""
    references: tuple[Reference, ...]
    """All names on the page, by place."""
    typed: TypedModule | None
    """The checked module, if it could be checked."""
    descriptions: Mapping[Symbol, str]
    """The descriptions of global names."""
    links: Links
    isabelle: Mapping[Symbol, str] = field(default_factory=dict)
    """What global names are called in Isabelle."""


_STYLES = {
    kinds.INTEGER: "mi",
    kinds.STRING: "s2",
    kinds.DOC: "sd",
    kinds.PRAGMA: "cp",
    kinds.COMMENT: "c1",
    kinds.BAD: "err",
    kinds.NAME: "n",
    kinds.DOTTED: "n",
    "Type": "kt",
}
SYMBOL_STYLES = {
    SymbolKind.TYPE: "nc",
    SymbolKind.CONSTRUCTOR: "no",
    SymbolKind.FIELD: "na",
    SymbolKind.FUNCTION: "nf",
    SymbolKind.AXIOM: "nf",
}
_SIGNS = frozenset((":", ":=", "|", "\\", "->", "<-", "_", ";", "@", *"()[]{}"))


def highlight(text: str, span: Span, tokens: Sequence[Token], knowledge: Knowledge) -> HighlightedCode:
    """The code in a span of the page's text; the tokens cover at least the span, comments included, by place."""
    lead, indent = _indentation(text, span)
    pieces = tuple(_pieces(text, span, tokens, knowledge))
    if not indent:
        return HighlightedCode(pieces)
    shorten = re.compile(rf"\n {{1,{indent}}}")
    first = _without_first_indent(pieces, indent - lead)
    return HighlightedCode(tuple(_with_text(piece, shorten.sub("\n", piece.text)) for piece in first))


def _indentation(text: str, span: Span) -> tuple[int, int]:
    """How many blanks are before the span on its first line, and how many all its lines share."""
    before = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    lead = before if before.isspace() else ""
    lines = (lead + text[span.start : span.end]).split("\n")
    return len(lead), min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)


def _without_first_indent(pieces: Sequence[Piece], blanks: int) -> Iterator[Piece]:
    for at, piece in enumerate(pieces):
        is_blank = at == 0 and piece.text[:blanks].isspace()
        yield _with_text(piece, piece.text[blanks:]) if is_blank else piece


def _with_text(piece: Piece, text: str) -> Piece:
    return piece if text == piece.text else piece._replace(text=text)


def _pieces(text: str, span: Span, tokens: Sequence[Token], knowledge: Knowledge) -> Iterator[Piece]:
    at = span.start
    first = bisect_left(tokens, span.start, key=lambda token: token.start)
    for token in tokens[first:]:
        if token.end > span.end or token.start == token.end:
            break
        if token.start > at:
            yield Piece(text[at : token.start])
        yield from _token_pieces(text, token, knowledge)
        at = token.end
    if at < span.end:
        yield Piece(text[at : span.end])


def _token_pieces(text: str, token: Token, knowledge: Knowledge) -> Iterator[Piece]:
    """A token, cut where the names in it begin and end: `Set.empty` has two, a documentation comment any number."""
    style = _style(token)
    at = token.start
    references = knowledge.references
    for index in range(bisect_left(references, token.start, key=_start), len(references)):
        reference = references[index]
        start, end = reference.span
        if start >= token.end:
            break
        if at <= start < end <= token.end:
            if start > at:
                yield Piece(text[at:start], style)
            yield name_piece(text[start:end], reference, knowledge)
            at = end
    if at < token.end:
        yield Piece(text[at : token.end], style)


def _start(reference: Reference) -> int:
    return reference.span.start


def _style(token: Token) -> str:
    if token.kind in _STYLES:
        return _STYLES[token.kind]
    return "p" if token.kind in _SIGNS else "k"


def name_piece(text: str, reference: Reference, knowledge: Knowledge) -> Piece:
    """A name with all that is known of it."""
    match reference.target:
        case Symbol() as symbol:
            anchor = knowledge.links.anchors.get(symbol, "") if reference.definition else ""
            href = knowledge.links.href(symbol, knowledge.url) or ""
            style = SYMBOL_STYLES[symbol.kind] if text[:1].isalpha() else "o"
            other = knowledge.isabelle.get(symbol, "")
            hover = with_counterpart(knowledge.descriptions.get(symbol, ""), "Isabelle", other)
            return Piece(text, style, href, hover, anchor)
        case Variable() as variable:
            return Piece(text, "nv", hover=describe_variable(variable, knowledge.typed))
        case str() as module:
            href = knowledge.links.href(module, knowledge.url) or ""
            return Piece(text, "nn", href, f"module {module.replace(':', '.')}")
