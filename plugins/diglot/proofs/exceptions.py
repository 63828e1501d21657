"""What handwritten theories assert without proof, what in them is not examined, and which of that is accepted.

In: the theories, and the exceptions that the settings make, each with its reason. Out: diagnostics for everything else,
and for exceptions that nothing needs.
"""

from collections.abc import Iterable, Iterator, Mapping

from diglot.diagnostic import Diagnostic
from diglot.proofs.errors import NotProved, ProgramInProof, ProofGivenUp, ProofNamedOtherwise
from diglot.proofs.gather import Proofs
from diglot.proofs.read import ASSERTING, GIVING_UP, Claim, ProofTheory


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
            if claim.word in ASSERTING:
                yield NotProved(path, claim.place, theory.name, claim.word, claim.name)
            elif claim.word == GIVING_UP:
                yield ProofGivenUp(path, claim.place, theory.name, claim.name)
            else:
                yield ProgramInProof(path, claim.place, theory.name, claim.word, claim.name)
