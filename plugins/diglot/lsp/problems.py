"""Problems as the editor shows them."""

from collections.abc import Mapping

from lsprotocol import types

from diglot.diagnostic import Diagnostic, Severity
from diglot.lsp.session import View
from diglot.report.code_pages import code_url
from diglot.report.words import one_line

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
}


def diagnostics(view: View) -> Mapping[str, list[types.Diagnostic]]:
    """The problems of each file that has a place in the editor, by path; pages without problems have an empty list."""
    found: dict[str, list[types.Diagnostic]] = {path: [] for path in view.sources if path in view.site.documents}
    for problem in view.problems:
        if problem.path in view.sources:
            found.setdefault(problem.path, []).append(_diagnostic(view, problem))
    return found


def homeless(view: View) -> list[str]:
    """Problems of what is no file with a text, in words: a folder that is missing."""
    return [one_line(problem) for problem in view.problems if problem.path not in view.sources]


def _diagnostic(view: View, problem: Diagnostic) -> types.Diagnostic:
    page = code_url(problem.code)
    return types.Diagnostic(
        range=view.range(problem.path, problem.span),
        message=one_line(problem),
        severity=_SEVERITIES[problem.severity],
        code=problem.code,
        code_description=types.CodeDescription(page) if page else None,
        source="diglot",
        related_information=[
            types.DiagnosticRelatedInformation(view.location(label.path, label.span), label.text)
            for label in problem.related()
        ],
    )
