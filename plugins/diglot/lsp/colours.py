"""The words of the snippets by what they are, for editors that know only Markdown.

In: a snapshot and a page. Out: the page's tokens in the protocol's form, five numbers each. A name is coloured by what
it stands for, and a token of several lines is given line by line.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lsprotocol import types

from diglot.diagnostic import Problems
from diglot.lsp.lookup import Target
from diglot.lsp.session import Snapshot
from diglot.names import Symbol, SymbolKind, Variable
from diglot.page.samples import as_snippet, samples_on
from diglot.source import SourceFile, Span
from diglot.syntax.lexer import lex
from diglot.syntax.token import BAD, COMMENT, DOC, DOTTED, INTEGER, KEYWORDS, NAME, PRAGMA, STRING, Token

LEGEND = types.SemanticTokensLegend(
    [
        *("namespace", "type", "enumMember", "property", "function", "variable"),
        *("keyword", "comment", "string", "number", "operator", "macro"),
    ],
    ["declaration"],
)
_KINDS = {
    SymbolKind.TYPE: "type",
    SymbolKind.CONSTRUCTOR: "enumMember",
    SymbolKind.FIELD: "property",
    SymbolKind.FUNCTION: "function",
    SymbolKind.AXIOM: "function",
}
_TOKENS = {COMMENT: "comment", DOC: "comment", PRAGMA: "macro", STRING: "string", INTEGER: "number"}


class _Word(NamedTuple):
    span: Span
    kind: str
    declared: bool


def semantic_tokens(snapshot: Snapshot, params: types.SemanticTokensParams) -> types.SemanticTokens | None:
    """All tokens of a page that have a colour."""
    path = snapshot.places.path(params.text_document.uri)
    page = snapshot.site.documents.get(path) if path is not None else None
    if page is None or path is None:
        return None
    module = snapshot.module(path)
    references = snapshot.site.scoped[module].references if module is not None else ()
    names = {
        each.span: _Word(each.span, _kind(each.target, page.source, each.span), each.definition) for each in references
    }
    words = set(names.values())
    for snippet in (*page.snippets, *(as_snippet(page.source, sample) for sample in samples_on(page))):
        lexed = lex(path, page.source.text, snippet.code, Problems())
        for token in (*lexed.tokens, *lexed.comments):
            words.update(_token(token))
    return types.SemanticTokens(list(_encoded(snapshot, page.source, words)))


def _kind(target: Target, source: SourceFile, span: Span) -> str:
    match target:
        case Variable():
            return "variable"
        case Symbol():
            return _KINDS[target.kind] if source.text[span.start : span.start + 1].isalpha() else "operator"
        case str():
            return "namespace"


def _token(token: Token) -> Iterator[_Word]:
    """A token that is no name; names in it are looked up."""
    if token.kind in _TOKENS:
        yield _Word(token.span, _TOKENS[token.kind], declared=False)
    elif token.kind in KEYWORDS:
        yield _Word(token.span, "keyword" if token.text[:1].isalpha() else "operator", declared=False)
    elif token.kind not in (NAME, DOTTED, BAD) and token.text[:1].isalpha():
        yield _Word(token.span, "keyword", declared=False)


def _encoded(snapshot: Snapshot, source: SourceFile, words: set[_Word]) -> Iterator[int]:
    line, column = 0, 0
    for start, length, word in _lines(snapshot, source, words):
        if start.line != line:
            column = 0
        kind = LEGEND.token_types.index(word.kind)
        yield from (start.line - line, start.character - column, length, kind, int(word.declared))
        line, column = start.line, start.character


def _lines(snapshot: Snapshot, source: SourceFile, words: set[_Word]) -> Iterator[tuple[types.Position, int, _Word]]:
    """Each word without what another one has covered, each of its lines by itself."""
    covered = 0
    for word in sorted(words, key=lambda each: (each.span.start, -each.span.end)):
        at = word.span.start
        if at < covered:
            continue
        covered = word.span.end
        for text in source.slice(word.span).split("\n"):
            place = snapshot.range(source.path, Span(at, at + len(text)))
            if text:
                yield place.start, place.end.character - place.start.character, word
            at += len(text) + 1
