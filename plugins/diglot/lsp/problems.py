"""Problems as the editor shows them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from lsprotocol import types

from diglot.code_pages import code_url
from diglot.diagnostic import Diagnostic, Label, Severity
from diglot.lsp.session import Snapshot
from diglot.report.words import one_line
from diglot.source import Span

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
}


def diagnostics(snapshot: Snapshot) -> Mapping[str, list[types.Diagnostic]]:
    """The problems of each file that has a place in the editor, by path; pages without problems have an empty list."""
    found: dict[str, list[types.Diagnostic]] = {
        path: [] for path in snapshot.sources if path in snapshot.site.documents
    }
    for problem in snapshot.problems:
        if problem.path in snapshot.sources:
            shown = _diagnostic(snapshot, problem, problem.span, problem.related())
            found.setdefault(problem.path, []).append(shown)
    place = snapshot.drift.place
    for problem in snapshot.drift.problems:
        span = place(problem.path, problem.span, snapshot.sources)
        if span is not None:
            places = ((label, place(label.path, label.span, snapshot.sources)) for label in problem.related())
            labels = [replace(label, span=now) for label, now in places if now is not None]
            found.setdefault(problem.path, []).append(_diagnostic(snapshot, problem, span, labels))
    return found


def without_location(snapshot: Snapshot) -> list[str]:
    """Problems of what is no file with a text, in words: a folder that is missing."""
    return [one_line(problem) for problem in snapshot.problems if problem.path not in snapshot.sources]


def _diagnostic(snapshot: Snapshot, problem: Diagnostic, span: Span, labels: Iterable[Label]) -> types.Diagnostic:
    page = code_url(problem.code)
    return types.Diagnostic(
        range=snapshot.range(problem.path, span),
        message=one_line(problem),
        severity=_SEVERITIES[problem.severity],
        code=problem.code,
        code_description=types.CodeDescription(page) if page else None,
        source="diglot",
        related_information=[
            types.DiagnosticRelatedInformation(snapshot.location(label.path, label.span), label.text)
            for label in labels
        ],
    )
