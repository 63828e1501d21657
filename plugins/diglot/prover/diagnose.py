"""What a run of the prover means for pages and proofs.

In: the outcome of a run and its log, and where each theory comes from. Out: diagnostics at the places on pages and in
proofs, and the theories on which Isabelle has given a verdict.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from diglot.diagnostic import Diagnostic
from diglot.prover.errors import ProofRefused, ProverStopped, ProverTooSlow, SessionFailed, TheoryRefused
from diglot.prover.read_log import Ending, Log, ProverError
from diglot.prover.run import ProverRun
from diglot.source import SourceFile, Span

_START = Span(0, 0)
_SLOW = ("Timeout", "TIMEOUT")


@dataclass(frozen=True, slots=True)
class CheckedTheory:
    """A theory that Isabelle was asked about."""

    session: str
    source: SourceFile
    page: str
    """The page that it was made from; empty for one that was written by hand."""
    places: Mapping[int, Span]
    """For each line that comes from a place on the page, that place."""
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """What a run has shown."""

    problems: tuple[Diagnostic, ...]
    accepted: frozenset[str]
    failed: frozenset[str]
    """Theories with an error in them; of those in neither set nothing is known."""


def diagnose(outcome: ProverRun, log: Log, theories: Mapping[str, CheckedTheory], root: str) -> Finding:
    """The meaning of a run; `root` is the path to show where no better place is known."""
    problems = [problem for error in log.errors for problem in _problem(error, theories, root)]
    failed = frozenset(error.theory for error in log.errors if error.theory in theories)
    done = _finished(outcome, log)
    accepted = frozenset(name for name, theory in theories.items() if theory.session in done) - failed
    unspoken = {theory.session for theory in theories.values()} - done
    if (unspoken or outcome.code) and not problems:
        problems.append(_without_verdict(outcome, unspoken, root))
    return Finding(tuple(problems), accepted, failed)


def _finished(outcome: ProverRun, log: Log) -> set[str]:
    """The sessions that are through; one that had been built before is only named."""
    through = {Ending.FINISHED}
    if outcome.code == 0 and not log.errors:
        through.add(Ending.NAMED)
    return {name for name, session in log.sessions.items() if session.ending in through}


def _problem(error: ProverError, theories: Mapping[str, CheckedTheory], root: str) -> Iterator[Diagnostic]:
    theory = theories.get(error.theory)
    if error.words.strip().startswith(_SLOW):
        yield ProverTooSlow(root, _START, error.session or "of these theories")
    elif theory is None:
        yield SessionFailed(root, _START, error.session, error.words)
    elif theory.by_hand:
        yield ProofRefused(theory.source.path, _line(theory.source, error.line), error.command, error.words)
    else:
        line = _line(theory.source, error.line)
        place = theory.places.get(error.line)
        path, span = (theory.source.path, line) if place is None else (theory.page, place)
        yield TheoryRefused(path, span, theory.source.path, error.line, line, error.command, error.words)


def _line(source: SourceFile, number: int) -> Span:
    """The words on a line; a line that is not there is the last one."""
    number = min(max(number, 1), len(source.line_starts))
    text = source.line(number)
    start = source.line_starts[number - 1] + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()))


def _without_verdict(outcome: ProverRun, sessions: set[str], root: str) -> Diagnostic:
    names = " and ".join(f"`{name}`" for name in sorted(sessions))
    if outcome.out_of_time:
        reason = "Isabelle took longer than the time limit allows and was stopped."
    elif outcome.code < 0 or outcome.code in {130, 137, 143}:
        signal = -outcome.code if outcome.code < 0 else outcome.code - 128
        reason = f"Isabelle was stopped from outside (signal {signal})."
    elif outcome.code:
        reason = f"Isabelle ended with exit code {outcome.code}, without saying why."
    else:
        reason = f"Isabelle ended without complaint, but without a word about {names} either."
    last = next((line.strip() for line in reversed(outcome.lines) if line.strip()), "")
    return ProverStopped(root, _START, reason, last[:300])
