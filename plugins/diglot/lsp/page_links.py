"""The links in a page's prose that lead to definitions, sections and terms by name.

In: a view and a page. Out: where such links stand, and, for one of them that somebody follows, the place it leads to.
Editors know the targets of ordinary links by themselves, but not the names behind `ref:` and `term:`.
"""

from collections.abc import Mapping

from lsprotocol import types

from diglot.diagnostic import Problems
from diglot.lsp.session import View
from diglot.names import Symbol
from diglot.page.model import Page
from diglot.reference.glossary import read_glossaries
from diglot.reference.resolve import References
from diglot.reference.target import Name, TermName, read_target
from diglot.source import Span


def document_links(view: View, params: types.DocumentLinkParams) -> list[types.DocumentLink]:
    """The links by name on a page."""
    path = view.places.path(params.text_document.uri)
    page = view.site.documents.get(path) if path is not None else None
    if page is None:
        return []
    return [
        types.DocumentLink(view.range(page.source.path, link.place), data={"path": path, "target": link.target})
        for link in page.links
        if isinstance(read_target(link.target, ""), Name | TermName)
    ]


def resolve_link(view: View, link: types.DocumentLink) -> types.DocumentLink:
    """A link with the file and the line that it leads to; without, if it leads nowhere."""
    data = link.data
    if not isinstance(data, Mapping):
        return link
    page = view.site.documents.get(str(data.get("path")))
    found = _place(view, page, str(data.get("target"))) if page is not None else None
    if found is not None:
        location = view.location(*found)
        link.target = f"{location.uri}#L{location.range.start.line + 1}"
    return link


def _place(view: View, page: Page, written: str) -> tuple[str, Span] | None:
    references = References(view.site, read_glossaries(view.site.documents.values(), Problems()))
    match read_target(written, ""):
        case Name(name, section):
            return _named(references, page, name, section)
        case TermName(key):
            term = references.term(key)
            return (term.page.source.path, term.heading.span) if term is not None else None
        case _:
            return None


def _named(references: References, page: Page, name: str, section: str) -> tuple[str, Span] | None:
    """Where a name and a section lead to, if to one thing."""
    found = references.find(name, page)
    target = references.page(found[0]) if len(found) == 1 else None
    if target is None:
        return None
    if section:
        spans = [heading.span for heading in target.headings if heading.anchor == section]
        return (target.source.path, spans[0]) if spans else None
    return target.source.path, found[0].span if isinstance(found[0], Symbol) else Span(0, 0)
