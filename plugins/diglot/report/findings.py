"""What a run found, as programs that read reports of checkers expect it.

In: an `Outcome`. Out: one `Finding` for each diagnostic, with places as people count them, and for each page that a
command would lay out otherwise.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from diglot.diagnostic import Diagnostic, Label, Severity
from diglot.report.outcome import Outcome
from diglot.source import Position, SourceFile, Span

UNFORMATTED = "format"
"""The code of a change that a command would make; it has no page of its own."""


class Place(NamedTuple):
    """A place in a file; `end` is the position after the last character."""

    path: str
    start: Position
    end: Position


class Finding(NamedTuple):
    """One thing that was found."""

    code: str
    title: str
    fails: bool
    """Whether the exit code is not 0 because of it."""
    place: Place
    text: str
    """What is wrong, and below an empty line what to do about it."""
    related: tuple[tuple[Place, str], ...] = ()
    """Other places, each with a remark."""


def findings(outcome: Outcome) -> Iterator[Finding]:
    """Everything that was found, in the order of the report for people."""
    sources = outcome.all_sources
    for problem in outcome.problems:
        yield _finding(problem, sources, fails=problem.severity is Severity.ERROR)
    for difference in outcome.drift:
        yield _finding(difference, sources, fails=True)
    for path in outcome.proposed:
        place = _place(path, Span(0, 0), {})
        yield Finding(UNFORMATTED, "Not as it would be written", fails=True, place=place, text="It would change.")


def _finding(problem: Diagnostic, sources: Mapping[str, SourceFile], *, fails: bool) -> Finding:
    related = tuple((place_of(label, sources), label.text) for label in problem.related())
    text = "\n\n".join(filter(None, (problem.message, problem.hint)))
    return Finding(problem.code, problem.title, fails, place_of(problem, sources), text, related)


def place_of(thing: Diagnostic | Label, sources: Mapping[str, SourceFile]) -> Place:
    """Where it is; the beginning of a file whose text is not known."""
    return _place(thing.path, thing.span, sources)


def _place(path: str, span: Span, sources: Mapping[str, SourceFile]) -> Place:
    source = sources.get(path)
    if source is None:
        return Place(path, Position(1, 1), Position(1, 1))
    return Place(path, source.position(span.start), source.position(span.end))
