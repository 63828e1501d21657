"""What a run found, as programs that read reports of checkers expect it.

In: an `Outcome`. Out: one `ReportEntry` for each diagnostic, with places as people count them, and for each page that a
command would lay out otherwise.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from diglot.diagnostic import Diagnostic, Label, Severity
from diglot.report.outcome import Outcome
from diglot.source import Position, SourceFile, Span

UNFORMATTED = "format"
"""The code of a change that a command would make; it has no page of its own."""


class Region(NamedTuple):
    """A place in a file; `end` is the position after the last character."""

    path: str
    start: Position
    end: Position


class ReportEntry(NamedTuple):
    """One thing that was found."""

    code: str
    title: str
    fails: bool
    """Whether the exit code is not 0 because of it."""
    place: Region
    text: str
    """What is wrong, and below an empty line what to do about it."""
    related: tuple[tuple[Region, str], ...] = ()
    """Other places, each with a remark."""


def entries(outcome: Outcome) -> Iterator[ReportEntry]:
    """Everything that was found, in the order of the report for people."""
    sources = outcome.all_sources
    for problem in outcome.problems:
        yield _entry(problem, sources, fails=problem.severity is Severity.ERROR)
    for difference in outcome.drift:
        yield _entry(difference, sources, fails=True)
    for path in outcome.proposed:
        place = _place(path, Span(0, 0), {})
        yield ReportEntry(UNFORMATTED, "Not as it would be written", fails=True, place=place, text="It would change.")


def _entry(problem: Diagnostic, sources: Mapping[str, SourceFile], *, fails: bool) -> ReportEntry:
    related = tuple((place_of(label, sources), label.text) for label in problem.elsewhere())
    text = "\n\n".join(filter(None, (problem.message, problem.hint)))
    return ReportEntry(problem.code, problem.title, fails, place_of(problem, sources), text, related)


def place_of(thing: Diagnostic | Label, sources: Mapping[str, SourceFile]) -> Region:
    """Where it is; the beginning of a file whose text is not known."""
    return _place(thing.path, thing.span, sources)


def _place(path: str, span: Span, sources: Mapping[str, SourceFile]) -> Region:
    source = sources.get(path)
    if source is None:
        return Region(path, Position(1, 1), Position(1, 1))
    return Region(path, source.position(span.start), source.position(span.end))
