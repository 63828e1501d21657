"""A page's snippets against the extracted module on disk, statement by statement.

In: the page, the module text that its snippets give, and the file. Out: diagnostics that name both places. Layout and
comments do not count; documentation comments do, since they belong to the module.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from diglot.diagnostic import Diagnostic, Problems
from diglot.drift.errors import SnippetDiffers
from diglot.drift.place import Place, place_in, shortened
from diglot.page.model import Page
from diglot.source import SourceFile, Span
from diglot.syntax.lexer import lex
from diglot.syntax.token import BRACKETS, Token

_SEPARATOR = ";"


class _Statement(NamedTuple):
    """What stands between two semicolons outside brackets."""

    words: tuple[str, ...]
    first: int
    """Index of its first token among all that are no semicolons."""
    span: Span


def compare_snippets(page: Page, expected_text: str, file: SourceFile) -> tuple[Diagnostic, ...]:
    """All differences between what the page's snippets say and what the file says."""
    expected = _statements(_tokens(page.source.path, expected_text))
    actual = _statements(_tokens(file.path, file.text))
    places = _Places(page, expected_text, file)
    found: list[Diagnostic] = []
    words = [statement.words for statement in expected], [statement.words for statement in actual]
    for kind, low, high, from_, to in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for offset in range(max(high - low, to - from_)):
            here = expected[low + offset] if low + offset < high else None
            there = actual[from_ + offset] if from_ + offset < to else None
            found.append(places.differs(here, there))
    return tuple(found)


def _tokens(path: str, text: str) -> Sequence[Token]:
    return lex(path, text, Span(0, len(text)), Problems()).tokens[:-1]


def _statements(tokens: Sequence[Token]) -> list[_Statement]:
    found: list[_Statement] = []
    waiting: list[Token] = []
    depth = count = 0
    for token in tokens:
        depth += (token.kind in BRACKETS) - (token.kind in _CLOSING)
        if token.kind == _SEPARATOR and depth <= 0:
            found += _statement(waiting, count)
            count += len(waiting)
            waiting = []
            depth = 0
        else:
            waiting.append(token)
    return [*found, *_statement(waiting, count)]


_CLOSING = frozenset(BRACKETS.values())


def _statement(tokens: Sequence[Token], count: int) -> list[_Statement]:
    """One statement, or none where two separators meet."""
    if not tokens:
        return []
    words = tuple(" ".join(token.text.split()) for token in tokens)
    return [_Statement(words, count, Span(tokens[0].start, tokens[-1].end))]


class _Places:
    """Finds the statements of both sides in the page and in the file."""

    def __init__(self, page: Page, expected_text: str, file: SourceFile) -> None:
        self._page = page.source
        self._expected = expected_text
        self._file = file
        codes = [lex(page.source.path, page.source.text, snippet.code, Problems()).tokens for snippet in page.snippets]
        on_page = (token for tokens in codes for token in tokens[:-1])
        self._on_page = [
            next((found.span for found in on_page if found.kind == token.kind and found.text == token.text), Span(0, 0))
            for token in _tokens(page.source.path, expected_text)
            if token.kind != _SEPARATOR
        ]

    def differs(self, here: _Statement | None, there: _Statement | None) -> SnippetDiffers:
        """The diagnostic for a pair, of which one may be missing."""
        page = place_in(self._page, self._page_span(here))
        file = place_in(self._file, there.span if there else Span(0, 0))
        page_says = shortened(self._expected[here.span.start : here.span.end]) if here else ""
        file_says = shortened(self._file.slice(there.span)) if there else ""
        primary: Place = page if here else file
        return SnippetDiffers(primary.path, primary.span, page, file, page_says, file_says)

    def _page_span(self, statement: _Statement | None) -> Span:
        if statement is None or statement.first >= len(self._on_page):
            return Span(0, 0)
        return self._on_page[statement.first]
