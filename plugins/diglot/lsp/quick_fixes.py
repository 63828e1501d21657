"""What can be done about a problem at once.

In: a snapshot and a range of a page. Out: for each problem there that knows what was meant, the edits that say so:
another name in its place, or an import.
"""

from collections.abc import Iterator

from lsprotocol import types

from diglot.diagnostic import Diagnostic
from diglot.lsp.session import Snapshot
from diglot.page.model import Page
from diglot.source import Span
from diglot.syntax import ast


def quick_fixes(snapshot: Snapshot, params: types.CodeActionParams) -> list[types.CodeAction]:
    """The actions for a range, the most likely ones first."""
    path = snapshot.places.path(params.text_document.uri)
    page = snapshot.site.documents.get(path) if path is not None else None
    if page is None or path is None:
        return []
    start, end = snapshot.offset(path, params.range.start), snapshot.offset(path, params.range.end)
    found: list[types.CodeAction] = []
    for problem in snapshot.problems:
        if problem.path == path and problem.span.start <= end and start <= problem.span.end:
            about = [each for each in params.context.diagnostics if _is_about(snapshot, each, problem)]
            found += [
                _action(snapshot, page, title, span, text, about)
                for title, span, text in _fixes(snapshot, page, problem)
            ]
    for number, action in enumerate(found):
        action.is_preferred = number == 0 and len(found) == 1
    return found


def _fixes(snapshot: Snapshot, page: Page, problem: Diagnostic) -> Iterator[tuple[str, Span, str]]:
    """What to write where, with a title."""
    for name in problem.replacements():
        yield f"Write `{name}`", problem.span, name
    for module in problem.missing_imports():
        at = _after_imports(snapshot, page)
        if at is not None:
            yield f"Import `{module}`", Span(at, at), f"\nimport {module} open;"


def _after_imports(snapshot: Snapshot, page: Page) -> int | None:
    """Behind the last import of the page's first snippet, or else behind its header."""
    module = snapshot.site.parsed.get(page.module)
    if module is None or module.path != page.source.path or not page.snippets:
        return None
    first = page.snippets[0].code
    imports = [each.span.end for each in module.statements if isinstance(each, ast.Import) and first.covers(each.span)]
    end = page.source.text.find(";", max([module.name.span.end, *imports]) - 1, first.end)
    return end + 1 if end >= 0 else None


def _is_about(snapshot: Snapshot, shown: types.Diagnostic, problem: Diagnostic) -> bool:
    return shown.code == problem.code and shown.range == snapshot.range(problem.path, problem.span)


def _action(
    snapshot: Snapshot, page: Page, title: str, span: Span, text: str, about: list[types.Diagnostic]
) -> types.CodeAction:
    path = page.source.path
    changes = {snapshot.places.uri(path, snapshot.site): [types.TextEdit(snapshot.range(path, span), text)]}
    return types.CodeAction(
        title, types.CodeActionKind.QuickFix, diagnostics=about or None, edit=types.WorkspaceEdit(changes=changes)
    )
