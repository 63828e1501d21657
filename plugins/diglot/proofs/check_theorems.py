"""The theorems that pages name, checked against the proofs.

In: a fence and the hand-written theories. Out: a diagnostic for each name of no theorem.
"""

from collections.abc import Iterator, Mapping

from diglot.diagnostic import Diagnostic
from diglot.page.model import Fence, Page
from diglot.proofs.errors import EmptyTheoremFence, UnknownTheorem
from diglot.proofs.read import ProofTheory, find_statement, full_name
from diglot.source import SourceFile, Span
from diglot.suggest import nearest

FENCE = "theorem"
"""The word that a fence of theorems begins with."""


def theorems_on(page: Page) -> Iterator[str]:
    """The names of all theorems that a page shows."""
    for fence in page.fences:
        if isinstance(fence, Fence) and fence.kind == FENCE:
            yield from (name for name, _ in theorems_in(fence, page.source))


def theorems_in(fence: Fence, source: SourceFile) -> tuple[tuple[str, Span], ...]:
    """The names in a fence, one on a line, with their places."""
    rows = ((row, source.slice(row)) for row in fence.rows)
    starts = ((text.strip(), row.start + len(text) - len(text.lstrip())) for row, text in rows)
    return tuple((name, Span(start, start + len(name))) for name, start in starts if name)


def check_theorems(fence: Fence, source: SourceFile, theories: Mapping[str, ProofTheory]) -> Iterator[Diagnostic]:
    """The names in a fence that no theory in the folder of proofs states."""
    names = theorems_in(fence, source)
    if not names:
        yield EmptyTheoremFence(source.path, fence.info)
    for name, span in names:
        if find_statement(theories, name) is None:
            close = nearest(name, known_theorems(theories), 1)
            theory = name.partition(".")[0]
            yield UnknownTheorem(source.path, span, name, theory if theory in theories else "", "".join(close))


def known_theorems(theories: Mapping[str, ProofTheory]) -> tuple[str, ...]:
    """All names that a page can use, with the names of their theories in front."""
    return tuple(
        f"{theory.name}.{full_name(statement)}"
        for theory in theories.values()
        for statement in theory.statements
        if statement.name
    )
