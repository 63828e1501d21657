"""What can be folded away on a page: its fences, and in snippets the definitions that take more than a line."""

from collections.abc import Iterator

from lsprotocol import types

from diglot.fences import known_fences
from diglot.lsp.session import View
from diglot.page.model import Page
from diglot.source import Span
from diglot.syntax import ast


def folding_ranges(view: View, params: types.FoldingRangeParams) -> list[types.FoldingRange]:
    """All of them, by place."""
    path = view.places.path(params.text_document.uri)
    page = view.site.documents.get(path) if path is not None else None
    if page is None or path is None:
        return []
    lines = {(view.range(path, span).start.line, view.range(path, span).end.line) for span in _spans(view, page)}
    return [types.FoldingRange(first, last) for first, last in sorted(lines) if first < last]


def _spans(view: View, page: Page) -> Iterator[Span]:
    yield from (fence.span for fence, _ in known_fences(page))
    module = view.site.parsed.get(page.module)
    if module is not None and module.path == page.source.path:
        waiting = list(module.statements)
        while waiting:
            statement = waiting.pop()
            yield statement.span
            if isinstance(statement, ast.LocalModule):
                waiting.extend(statement.statements)
