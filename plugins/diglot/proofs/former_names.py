"""What generated theories define, and what they defined before.

In: the theories that the pages become, the texts on disk, the records of what Isabelle accepted, and which theories
proofs build on. Out: the names of each of these, now and formerly, for finding proofs that still use the old ones.
"""

from collections.abc import Iterable, Mapping

from diglot.artifacts import Artifact
from diglot.diagnostic import Problems
from diglot.digest_line import without_digest
from diglot.proofs.lost_names import Defining
from diglot.proofs.status import TheoryRecord
from diglot.recursion import deep_recursion
from diglot.theory.item_names import defined_names
from diglot.theory.read.theory import read_theory


def former_names(
    artifacts: Iterable[Artifact],
    committed: Mapping[str, str],
    records: Mapping[str, TheoryRecord],
    reached: frozenset[str],
) -> dict[str, Defining]:
    """The generated theories by name; of those that no proof reaches, the names are left out."""
    found = {}
    for artifact in artifacts:
        page, printed = artifact.origin, artifact.theory
        if page is None or printed is None:
            continue
        if printed.name not in reached:
            found[printed.name] = Defining(page.source.path, printed.imports, frozenset(), frozenset())
            continue
        now = defined_names(printed.theory)
        text = without_digest(committed.get(artifact.path, printed.text))
        before = now if text == printed.text else _names_in(artifact.path, text)
        record = records.get(printed.name)
        former = before | frozenset(record.names if record else ())
        found[printed.name] = Defining(page.source.path, printed.imports, now, former)
    return found


def _names_in(path: str, text: str) -> frozenset[str]:
    with deep_recursion():
        return defined_names(read_theory(path, text, Problems()))
