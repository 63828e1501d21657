"""What can be folded away on a page: its fences, and in snippets the definitions that take more than a line."""

from collections.abc import Iterator

from lsprotocol import types

from diglot.fences import known_fences
from diglot.lsp.session import Snapshot
from diglot.page.model import Page
from diglot.source import Span
from diglot.syntax import ast


def folding_ranges(snapshot: Snapshot, params: types.FoldingRangeParams) -> list[types.FoldingRange]:
    """All of them, by place."""
    path = snapshot.places.path(params.text_document.uri)
    page = snapshot.site.documents.get(path) if path is not None else None
    if page is None or path is None:
        return []
    lines = {
        (snapshot.range(path, span).start.line, snapshot.range(path, span).end.line) for span in _spans(snapshot, page)
    }
    return [types.FoldingRange(first, last) for first, last in sorted(lines) if first < last]


def _spans(snapshot: Snapshot, page: Page) -> Iterator[Span]:
    yield from (fence.span for fence, _ in known_fences(page))
    module = snapshot.site.parsed.get(page.module)
    if module is not None and module.path == page.source.path:
        waiting = list(module.statements)
        while waiting:
            statement = waiting.pop()
            yield statement.span
            if isinstance(statement, ast.LocalModule):
                waiting.extend(statement.statements)
