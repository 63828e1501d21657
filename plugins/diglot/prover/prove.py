"""Proving a project: Isabelle runs, and its verdicts are recorded.

In: a project whose files on disk agree with its pages. Out: the errors of Isabelle, as diagnostics at their places on
pages and in proofs, and the updated `status.json`. Only theories on which Isabelle gave a verdict get
a new record; those of the others stay as they were.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from diglot.artifacts import ROOT, printed_theories
from diglot.diagnostic import Problems
from diglot.project import Project
from diglot.proofs.status import TheoryRecord, print_status
from diglot.prover.diagnose import CheckedTheory, Finding, diagnose
from diglot.prover.errors import ProverMissing
from diglot.prover.read_log import Log, read_log
from diglot.prover.run import default_command, find_program, prover_version, run_prover
from diglot.source import SourceFile, Span
from diglot.theory.item_names import defined_names
from diglot.theory.print.root import proof_session
from diglot.workspace import remove_left_files, status_path, write_atomically

_START = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Proved:
    """What came of proving a project, apart from problems."""

    summary: tuple[str, ...] = ()
    """What to tell the user in the end."""
    written: tuple[str, ...] = ()
    """The files that were written."""


def prove_project(
    project: Project, problems: Problems, say: Callable[[str], None], seconds: float | None = None
) -> Proved:
    """Have Isabelle check everything."""
    settings = project.site.settings
    theories = _checked(project)
    if not theories:
        return Proved(("There is nothing to prove: no page has become a theory.",))
    command = settings.prove or default_command(settings.theories_dir)
    root = ROOT.path(settings)
    if find_program(command, settings.root) is None:
        problems.add(ProverMissing(root, _START, command[0]))
        return Proved()
    outcome = run_prover(command, settings.root, say, seconds)
    log = read_log(outcome.lines)
    finding = diagnose(outcome, log, theories, root)
    problems.extend(finding.problems)
    if not (finding.accepted or finding.failed):
        return Proved()
    version = prover_version(command, settings.root) or "an unnamed version of Isabelle"
    records = _records(project, theories, finding, log, version)
    path = status_path(settings)
    remove_left_files(settings)
    written = write_atomically(settings.root, {path: print_status(records)}, problems)
    return Proved((_summary(theories, finding, version),), written)


def _checked(project: Project) -> dict[str, CheckedTheory]:
    """All theories of both sessions, by name."""
    settings = project.site.settings
    found = {
        theory.name: CheckedTheory(proof_session(settings.session), theory.source, "", {}, by_hand=True)
        for theory in project.proofs.theories.values()
    }
    for artifact in project.artifacts:
        if artifact.theory is not None:
            page = artifact.origin.source.path if artifact.origin else ""
            source, lines = SourceFile(artifact.path, artifact.text), artifact.theory.source_map
            found[artifact.theory.name] = CheckedTheory(settings.session, source, page, lines, by_hand=False)
    return found


def _records(
    project: Project, theories: dict[str, CheckedTheory], finding: Finding, log: Log, version: str
) -> dict[str, TheoryRecord]:
    """The records of all theories there are; what was checked before and has not changed keeps its date and time."""
    today = datetime.now(UTC).date().isoformat()
    generated = printed_theories(project.artifacts)
    records = {name: record for name, record in project.proofs.records.items() if name in theories}
    for name in sorted(finding.accepted | finding.failed):
        session = log.sessions.get(theories[name].session)
        proof = project.proofs.theories.get(name)
        record = TheoryRecord(
            project.proofs.digests[name],
            name in finding.accepted,
            version,
            today,
            session.seconds if session else None,
            proof.trusts if proof else (),
            theories[name].page,
            tuple(sorted(defined_names(generated[name].theory))) if name in generated else (),
        )
        if record.seconds is not None or not _same_verdict(record, records.get(name)):
            records[name] = record
    return records


def _same_verdict(new: TheoryRecord, old: TheoryRecord | None) -> bool:
    return old is not None and (new.digest, new.accepted, new.isabelle) == (old.digest, old.accepted, old.isabelle)


def _summary(theories: dict[str, CheckedTheory], finding: Finding, version: str) -> str:
    accepted, failed = len(finding.accepted), len(finding.failed)
    unknown = len(theories) - accepted - failed
    parts = [f"{accepted} accepted"] if accepted else []
    parts += [f"{failed} refused"] if failed else []
    parts += [f"{unknown} without a verdict"] if unknown else []
    count = "1 theory" if len(theories) == 1 else f"{len(theories)} theories"
    return f"{version}: of {count}, {', '.join(parts)}."
