"""The theorems that pages name, held against the proofs.

In: a page's text and the hand-written theories. Out: a diagnostic for each name that stands for no theorem.
"""

from collections.abc import Mapping

from diglot.diagnostic import Problems
from diglot.page.theorems import find_theorems
from diglot.proofs.errors import EmptyTheoremFence, UnknownTheorem
from diglot.proofs.read import ProofTheory, find_statement, full_name
from diglot.source import SourceFile
from diglot.suggest import nearest


def check_theorems(page: SourceFile, theories: Mapping[str, ProofTheory], problems: Problems) -> None:
    """Report the names on a page that no theory in the folder of proofs states."""
    for fence in find_theorems(page.text):
        if not fence.names:
            problems.add(EmptyTheoremFence(page.path, fence.info))
        for name, span in fence.names:
            if find_statement(theories, name) is None:
                close = nearest(name, known_theorems(theories), 1)
                theory = name.partition(".")[0]
                problems.add(
                    UnknownTheorem(page.path, span, name, theory if theory in theories else "", "".join(close))
                )


def known_theorems(theories: Mapping[str, ProofTheory]) -> tuple[str, ...]:
    """All names that a page can use, with the names of their theories in front."""
    return tuple(
        f"{theory.name}.{full_name(statement)}"
        for theory in theories.values()
        for statement in theory.statements
        if statement.name
    )
