"""All drift of a project: what its pages become against what is on disk.

In: the files that should be there, and the committed texts by path. Out: diagnostics, by place. Where a text on disk
is exactly what would be written, nothing is read.
"""

from collections.abc import Mapping
from itertools import zip_longest

from diglot.diagnostic import Diagnostic, Problems
from diglot.drift.compare import compare_theories
from diglot.drift.compare_snippets import compare_snippets
from diglot.drift.errors import (
    MissingSnippets,
    MissingTheory,
    RootDiffers,
    SnippetsWithoutPage,
    SupportDiffers,
    TheoryWithoutPage,
)
from diglot.drift.made import Made, Printed
from diglot.page.model import Page
from diglot.recursion import deep_recursion
from diglot.source import SourceFile, Span
from diglot.theory.read.outer_tokens import outer_tokens
from diglot.theory.read.theory import read_theory

_START = Span(0, 0)


def theory_drift(made: Made, committed: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """The differences in theories and their ROOT."""
    found = Problems()
    with deep_recursion():
        for path, (page, printed) in made.theories.items():
            _compare_theory(path, page, printed, committed.get(path), found)
        _compare_support(made, committed, found)
    _compare_root(made, committed, found)
    found.extend(TheoryWithoutPage(path, _START) for path in stale_files(made, committed, ".thy"))
    return found.sorted()


def snippet_drift(made: Made, committed: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """The differences in extracted modules."""
    found = Problems()
    for path, (page, text) in made.snippets.items():
        _compare_snippets(path, page, text, committed.get(path), found)
    found.extend(SnippetsWithoutPage(path, _START) for path in stale_files(made, committed, ".juvix"))
    return found.sorted()


def stale_files(made: Made, committed: Mapping[str, str], ending: str) -> tuple[str, ...]:
    """Committed files of one kind that no page becomes; none while pages have problems."""
    if not made.complete:
        return ()
    known = made.theory_files.keys() | made.snippets.keys() | {made.support_path}
    return tuple(path for path in committed if path not in known and path.endswith(ending))


def _compare_theory(path: str, page: Page, printed: Printed, text: str | None, found: Problems) -> None:
    if text is None:
        found.add(MissingTheory(page.source.path, _first_snippet(page), path))
    elif text != printed.text:
        actual = read_theory(path, text, found)
        found.extend(compare_theories(printed.theory, actual, page.source, SourceFile(path, text)))


def _compare_snippets(path: str, page: Page, expected: str, text: str | None, found: Problems) -> None:
    if text is None:
        found.add(MissingSnippets(page.source.path, _first_snippet(page), path))
    elif text != expected:
        found.extend(compare_snippets(page, expected, SourceFile(path, text)))


def _first_snippet(page: Page) -> Span:
    return page.snippets[0].info if page.snippets else _START


def _compare_support(made: Made, committed: Mapping[str, str], found: Problems) -> None:
    """The theory that comes with Diglot has no page; it counts as a whole."""
    if made.support is None:
        return
    path, printed = made.support_path, made.support
    text = committed.get(path)
    if text is None or text == printed.text:
        if text is None:
            found.add(SupportDiffers(path, _START, missing=True))
        return
    actual = read_theory(path, text, found)
    expected = read_theory(path, printed.text, Problems())
    if actual != expected:
        pairs = zip_longest(expected.items, actual.items)
        place = next((item.span for wanted, item in pairs if item and wanted != item), actual.header)
        found.add(SupportDiffers(path, place, missing=False))


def _compare_root(made: Made, committed: Mapping[str, str], found: Problems) -> None:
    """The session file counts by its words."""
    path, text = made.root_path, committed.get(made.root_path)
    if text is None:
        if made.theories:
            found.add(RootDiffers(path, _START, "", ""))
        return
    if text == made.root_text or not made.complete:
        return
    expected, actual = outer_tokens(path, made.root_text, Problems()), outer_tokens(path, text, found)
    for wanted, token in zip(expected, actual, strict=False):
        if wanted[:2] != token[:2]:
            found.add(RootDiffers(path, token.span, wanted.text, token.text))
            return
