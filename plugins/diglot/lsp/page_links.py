"""The links in a page's prose that lead to definitions, sections and terms by name.

In: a snapshot and a page. Out: where such links are, and, for one of them that somebody follows, the place it leads
to. Editors know the targets of ordinary links by themselves, but not the names behind `ref:` and `term:`.
"""

from collections.abc import Mapping

from lsprotocol import types

from diglot.lsp.prose import lead_of
from diglot.lsp.session import Snapshot
from diglot.reference.target import NamedTarget, TermName, read_target
from diglot.source import Span


def document_links(snapshot: Snapshot, params: types.DocumentLinkParams) -> list[types.DocumentLink]:
    """The links by name on a page."""
    path = snapshot.places.path(params.text_document.uri)
    page = snapshot.site.documents.get(path) if path is not None else None
    if page is None:
        return []
    return [
        types.DocumentLink(snapshot.range(page.source.path, link.place), data={"path": path, "target": link.target})
        for link in page.links
        if isinstance(read_target(link.target, ""), NamedTarget | TermName)
    ]


def resolve_link(snapshot: Snapshot, link: types.DocumentLink) -> types.DocumentLink:
    """A link with the file and the line that it leads to; without, if it leads nowhere."""
    data = link.data
    if not isinstance(data, Mapping):
        return link
    page = snapshot.site.documents.get(str(data.get("path")))
    lead = lead_of(snapshot, page, str(data.get("target")), Span(0, 0)) if page is not None else None
    if lead is not None:
        location = snapshot.location(lead.path, lead.place)
        link.target = f"{location.uri}#L{location.range.start.line + 1}"
    return link
