"""What handwritten theories assert without proof, what in them is not examined, and which of that is accepted.

In: the theories, and the exceptions that the settings make, each with its reason. Out: diagnostics for everything else,
and for exceptions that nothing needs.
"""

from collections.abc import Iterable, Iterator, Mapping

from diglot.diagnostic import Diagnostic
from diglot.proofs.claims import Claim
from diglot.proofs.errors import (
    BelievedProgram,
    CommandNotExamined,
    NotProved,
    ProgramInProof,
    ProofGivenUp,
    ProofNamedOtherwise,
)
from diglot.proofs.gather import Proofs
from diglot.proofs.read import ProofTheory
from diglot.proofs.words import ASSERTING, GIVING_UP, ORACLES, PROGRAMS


def accepted_by(theory: str, claim: Claim, exceptions: Mapping[str, str]) -> str:
    """The name of the exception that accepts a claim; empty where there is none."""
    return next((name for name in (f"{theory}.{claim.name}", theory) if name in exceptions), "")


def used_exceptions(theories: Iterable[ProofTheory], exceptions: Mapping[str, str]) -> frozenset[str]:
    """The exceptions that accept something in theories."""
    return frozenset(accepted_by(theory.name, claim, exceptions) for theory in theories for claim in theory.claims)


def exceptions_of(proofs: Proofs, theory: str, exceptions: Mapping[str, str]) -> Mapping[str, str]:
    """The exceptions that a handwritten theory, or one that it builds on, needs."""
    reached = (proofs.theories[name] for name in proofs.reached[theory] if name in proofs.theories)
    used = used_exceptions(reached, exceptions)
    return {name: reason for name, reason in exceptions.items() if name in used}


def claims_of(theories: Iterable[ProofTheory], exceptions: Mapping[str, str]) -> Iterator[Diagnostic]:
    """What is wrong with theories before any prover looks at them."""
    for theory in theories:
        path = theory.source.path
        if theory.title != theory.name:
            yield ProofNamedOtherwise(path, theory.title_place, theory.title, theory.name)
        for claim in theory.claims:
            if accepted_by(theory.name, claim, exceptions):
                continue
            yield _problem(path, theory.name, claim)


def _problem(path: str, theory: str, claim: Claim) -> Diagnostic:
    if claim.word in ASSERTING:
        return NotProved(path, claim.place, theory, claim.word, claim.name)
    if claim.word in ORACLES:
        return BelievedProgram(path, claim.place, theory, claim.word, claim.name)
    if claim.word == GIVING_UP:
        return ProofGivenUp(path, claim.place, theory, claim.name)
    if claim.word in PROGRAMS or claim.word.startswith(("@", "\\<^")):
        return ProgramInProof(path, claim.place, theory, claim.word, claim.name)
    return CommandNotExamined(path, claim.place, theory, claim.word)
