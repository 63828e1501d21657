"""The hand-written theories of a project, together with what Isabelle said of all its theories.

In: the proofs' texts, the generated theories and the records of earlier runs. Out: `Proofs`, which answers for every
theory whether what was said still holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from diglot.proofs.read import ProofTheory, reached_theories, read_proofs
from diglot.proofs.status import TheoryRecord, Verdict, judge, theory_digests
from diglot.theory.print.theory import PrintedTheory


@dataclass(frozen=True)
class Proofs:
    """Proofs and verdicts."""

    theories: Mapping[str, ProofTheory]
    """The hand-written theories by name."""
    records: Mapping[str, TheoryRecord]
    """What Isabelle said last, by theory."""
    texts: Mapping[str, str]
    """All theories as they are now."""
    imports: Mapping[str, tuple[str, ...]]
    """What each of them imports."""
    reached: Mapping[str, frozenset[str]]
    """For each hand-written theory, all theories that it builds on."""

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """Of each theory as it is now, those that it imports included."""
        return theory_digests(self.texts, self.imports)

    @property
    def written_imports(self) -> Mapping[str, tuple[str, ...]]:
        """What each hand-written theory imports."""
        return {name: self.imports[name] for name in self.theories}

    @property
    def in_use(self) -> bool:
        """Whether anybody proves anything in this project."""
        return bool(self.theories or self.records)

    def verdict(self, theory: str) -> Verdict:
        """What Isabelle's word on a theory is worth now."""
        record = self.records.get(theory)
        return judge(record, self.digests.get(theory, "") if record is not None else "")


NO_PROOFS = Proofs({}, {}, {}, {}, {})


def gather_proofs(
    files: Mapping[str, str], generated: Mapping[str, PrintedTheory], records: Mapping[str, TheoryRecord]
) -> Proofs:
    """All that is known of the proofs in some files, by path."""
    read = [read_proofs(path, text) for path, text in files.items()]
    theories = {theory.name: theory for theory in read}
    texts = {name: printed.text for name, printed in generated.items()}
    texts |= {name: theory.source.text for name, theory in theories.items()}
    imports = {name: printed.imports for name, printed in generated.items()}
    imports |= {name: tuple(one for one, _ in theory.imports) for name, theory in theories.items()}
    reached = {name: reached_theories(name, imports) for name in theories}
    return Proofs(theories, records, texts, imports, reached)
