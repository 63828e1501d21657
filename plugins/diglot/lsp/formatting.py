"""The snippets of a page in one layout, as `diglot format` makes it.

In: a snapshot and a page. Out: one edit for each snippet that changes, so that the cursor stays where it is in the
others; nothing for a page that cannot be read, or whose syntax is broken.
"""

from lsprotocol import types

from diglot.diagnostic import Problems
from diglot.lsp.session import Snapshot
from diglot.page.read import read_page
from diglot.source import Span
from diglot.syntax.format import format_page
from diglot.syntax.parse_module import parse_page


def format_document(snapshot: Snapshot, params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
    """The edits that lay out a page's snippets."""
    path = snapshot.places.path(params.text_document.uri)
    page = snapshot.site.documents.get(path) if path is not None else None
    if page is None:
        return None
    problems = Problems()
    module = parse_page(read_page(page.source.path, page.source.text, problems, page.module), problems)
    if module is None or problems.has_errors:
        return None
    after = read_page(page.source.path, format_page(page, module), Problems(), page.module)
    changes = [
        (old.code, after.source.slice(new.code))
        for old, new in zip(page.snippets, after.snippets, strict=True)
        if page.source.slice(old.code) != after.source.slice(new.code)
    ]
    return [types.TextEdit(snapshot.range(page.source.path, Span(*code)), text) for code, text in changes]
