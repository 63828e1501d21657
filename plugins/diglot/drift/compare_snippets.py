"""A page's snippets against the extracted module on disk, statement by statement.

In: the page, the module text that its snippets give, and the file. Out: diagnostics that name both places. Layout and
comments do not count; documentation comments do, since they belong to the module. Of an unfinished merge the version
counts that is nearer to the page.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from diglot.conflicts import without_conflicts
from diglot.diagnostic import Diagnostic, Problems
from diglot.drift.errors import SnippetConflict, SnippetDiffers
from diglot.drift.place import Place, from_difference, place_in
from diglot.page.model import Page
from diglot.source import SourceFile, Span
from diglot.syntax.lexer import lex
from diglot.syntax.token import BRACKETS, DOC, Token

_SEPARATOR = ";"


class ModuleStatement(NamedTuple):
    """What is between two semicolons outside brackets."""

    words: tuple[str, ...]
    first: int
    """Index of its first token among all of its file."""
    spans: tuple[Span, ...]
    """Of each word, in its file."""


def compare_snippets(page: Page, expected_text: str, file: SourceFile) -> tuple[Diagnostic, ...]:
    """All differences between what the page's snippets say and what the file says."""
    kept, conflicts = without_conflicts(file.text)
    found = _differences(page, expected_text, file, kept)
    if found and conflicts:
        other = _differences(page, expected_text, file, without_conflicts(file.text, second_versions=True)[0])
        found = min(found, other, key=len)
    return (*(SnippetConflict(file.path, span) for span in conflicts), *found)


def _differences(page: Page, expected_text: str, file: SourceFile, actual_text: str) -> list[Diagnostic]:
    places = StatementPlaces(page, expected_text, file)
    found = differing(page.source.path, expected_text, file.path, actual_text)
    return [places.differs(here, there) for _, here, there in found]


def differing(
    expected_path: str, expected_text: str, actual_path: str, actual_text: str
) -> Iterator[tuple[ModuleStatement | None, ModuleStatement | None, ModuleStatement | None]]:
    """The pairs of statements that differ, of which one may be missing; first, what is expected before them."""
    expected = _statements(_tokens(expected_path, expected_text))
    actual = _statements(_tokens(actual_path, actual_text))
    words = [statement.words for statement in expected], [statement.words for statement in actual]
    for kind, low, high, from_, to in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for offset in range(max(high - low, to - from_)):
            at = min(low + offset, high)
            here = expected[at] if at < high else None
            there = actual[from_ + offset] if from_ + offset < to else None
            yield (expected[at - 1] if at else None), here, there


def _tokens(path: str, text: str) -> Sequence[Token]:
    return lex(path, text, Span(0, len(text)), Problems()).tokens[:-1]


def _statements(tokens: Sequence[Token]) -> list[ModuleStatement]:
    found: list[ModuleStatement] = []
    waiting: list[Token] = []
    depth = count = 0
    for token in tokens:
        depth += (token.kind in BRACKETS) - (token.kind in _CLOSING)
        if token.kind == _SEPARATOR and depth <= 0:
            found += _statement(waiting, count)
            count += len(waiting) + 1
            waiting = []
            depth = 0
        else:
            waiting.append(token)
    return [*found, *_statement(waiting, count)]


_CLOSING = frozenset(BRACKETS.values())


def _statement(tokens: Sequence[Token], count: int) -> list[ModuleStatement]:
    """One statement, or none where two separators meet."""
    if not tokens:
        return []
    return [ModuleStatement(tuple(map(_word, tokens)), count, tuple(token.span for token in tokens))]


def _word(token: Token) -> str:
    """A token as it counts: the blanks in documentation are layout, those in a string are part of it."""
    return " ".join(token.text.split()) if token.kind == DOC else token.text


class StatementPlaces:
    """Finds the statements of both sides in the page and in the file."""

    def __init__(self, page: Page, expected_text: str, file: SourceFile) -> None:
        self._page = page.source
        self._expected = expected_text
        self._file = file
        codes = [lex(page.source.path, page.source.text, snippet.code, Problems()).tokens for snippet in page.snippets]
        on_page = (token for tokens in codes for token in tokens[:-1])
        self._on_page: list[Span] = []
        for token in _tokens(page.source.path, expected_text):
            self._on_page.append(self._find(token, on_page))

    def _find(self, token: Token, on_page: Iterator[Token]) -> Span:
        """The next such token on the page; a semicolon is where the token before it is, as a page may leave it out."""
        if token.kind == _SEPARATOR:
            return self._on_page[-1] if self._on_page else _NOWHERE
        return next(
            (found.span for found in on_page if found.kind == token.kind and found.text == token.text), _NOWHERE
        )

    def on_page(self, statement: ModuleStatement | None) -> tuple[Span, ...] | None:
        """Where the words of an expected statement are; None where one of them is not found."""
        if statement is None:
            return None
        found = tuple(self._on_page[statement.first : statement.first + len(statement.words)])
        return None if _NOWHERE in found else found

    def differs(self, here: ModuleStatement | None, there: ModuleStatement | None) -> SnippetDiffers:
        """The diagnostic for a pair, of which one may be missing; both places begin at the first word that differs."""
        skip = _common_words(here, there)
        page = place_in(self._page, self._on_page[here.first + skip] if here else _NOWHERE)
        file = place_in(self._file, there.spans[min(skip, len(there.spans) - 1)] if there else _NOWHERE)
        left, right = _text(self._expected, here), _text(self._file.text, there)
        if here and there and left.split() == right.split():
            left, right = here.words[skip], there.words[min(skip, len(there.words) - 1)]
        says = from_difference(left, right)
        primary: Place = page if here else file
        return SnippetDiffers(primary.path, primary.span, page, file, *says)


_NOWHERE = Span(0, 0)


def _common_words(here: ModuleStatement | None, there: ModuleStatement | None) -> int:
    """How many words two statements begin with alike, so that the first still has a word after them."""
    if here is None or there is None:
        return 0
    pairs = enumerate(zip(here.words, there.words, strict=False))
    common = next((at for at, (one, other) in pairs if one != other), min(len(here.words), len(there.words)))
    return min(common, len(here.words) - 1)


def _text(text: str, statement: ModuleStatement | None) -> str:
    return text[statement.spans[0].start : statement.spans[-1].end] if statement else ""
