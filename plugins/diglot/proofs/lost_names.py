"""Hand-written proofs against the generated theories, as far as can be told without the prover.

In: the theories that the pages become, what used to be in them, and the proofs. Out: a diagnostic at each use of a name
that is gone for certain: one with the name of its theory in front, or one that the theory used to define and that the
proof cannot have from elsewhere. Proofs that import no generated theory are not looked at.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from diglot.diagnostic import Diagnostic, Problems
from diglot.proofs.errors import ProofImportsNothing, ProofUsesLostName
from diglot.proofs.read import ProofTheory, reached_theories
from diglot.suggest import nearest


@dataclass(frozen=True, slots=True)
class Defining:
    """A generated theory as proofs see it."""

    page: str
    imports: tuple[str, ...]
    names: frozenset[str]
    """What it defines."""
    former: frozenset[str]
    """What it defined when it was written or proved about last."""


def proof_drift(
    theories: Mapping[str, Defining], proofs: Mapping[str, ProofTheory], sessions: Iterable[str]
) -> tuple[Diagnostic, ...]:
    """Uses of names that are gone, and imports that lead nowhere; `sessions` are those of the project."""
    found = Problems()
    own = frozenset(sessions)
    imports = {name: theory.imports for name, theory in theories.items()}
    imports |= {name: tuple(one for one, _ in proof.imports) for name, proof in proofs.items()}
    for name, proof in proofs.items():
        found.extend(_lost_imports(proof, theories, proofs, own))
        reached = reached_theories(name, imports)
        seen = {other: theories[other] for other in theories if other in reached}
        others = frozenset[str]().union(*(proofs[other].defined for other in proofs if other in reached))
        found.extend(_lost_names(proof, seen, others))
    return found.sorted()


def _lost_imports(
    proof: ProofTheory, theories: Mapping[str, Defining], proofs: Mapping[str, ProofTheory], sessions: frozenset[str]
) -> Iterator[Diagnostic]:
    for written, span in proof.imports:
        session, _, name = written.rpartition(".")
        if session in sessions and name not in theories and name not in proofs:
            yield ProofImportsNothing(proof.source.path, span, written, "")
        elif not session and name in theories and name not in proofs:
            wanted = f"{min(sessions, key=len)}.{name}"
            yield ProofImportsNothing(proof.source.path, span, written, wanted)


def _lost_names(proof: ProofTheory, theories: Mapping[str, Defining], others: frozenset[str]) -> Iterator[Diagnostic]:
    present = frozenset[str]().union(*(theory.names for theory in theories.values()))
    gone = {lost: name for name, theory in theories.items() for lost in theory.former - present - others}
    reported: set[str] = set()
    for used, span in proof.used:
        first, _, rest = used.partition(".")
        if first in theories and rest:
            theory, lost = first, rest.partition(".")[0]
            is_lost = not _stems(lost) & theories[first].names and not _derived(lost, theories[first].names)
        else:
            lost = next((stem for stem in _stems(first) if stem in gone), "")
            theory, is_lost = gone.get(lost, ""), bool(lost)
        if is_lost and lost not in reported:
            reported.add(lost)
            close = nearest(lost, theories[theory].names - theories[theory].former, 1)
            yield ProofUsesLostName(proof.source.path, span, lost, theory, theories[theory].page, "".join(close))


_ENDINGS = ("_def", "_update", "_ext", "_scheme", "_defs")


def _stems(name: str) -> frozenset[str]:
    """The names from which Isabelle may have made a name for sure: `f_def` is about `f`."""
    return frozenset((name, *(name.removesuffix(ending) for ending in _ENDINGS)))


def _derived(name: str, names: frozenset[str]) -> bool:
    """Whether a name may be one of the many that Isabelle makes from another one: `case_T`, `f_rel`, `T_split`."""
    parts = name.split("_")
    return any(
        "_".join(parts[start:end]) in names for start in range(len(parts)) for end in range(start + 1, len(parts) + 1)
    )
