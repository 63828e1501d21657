"""What the English at a place leads to: a definition, a page, a section or a term.

In: a snapshot and a place. Out: the place that a link or a name in a fence there leads to, and what there is to say of
it. A link to another site is left to the editor.
"""

from dataclasses import dataclass

from lsprotocol import types

from diglot.diagnostic import Problems
from diglot.fences import known_fences
from diglot.lsp.fence_words import hover_of_fence
from diglot.lsp.hover import hover as hover_of_name
from diglot.lsp.hover import signature_and_doc
from diglot.lsp.session import Snapshot
from diglot.names import Symbol
from diglot.page.model import Page
from diglot.reference.glossary import read_glossaries
from diglot.reference.links import find_anchors
from diglot.reference.resolve import ProseNames
from diglot.reference.target import FilePlace, NamedTarget, TermName, read_target
from diglot.source import Span


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a place in the English leads."""

    span: Span
    """The link, or the name in a fence."""
    path: str
    place: Span
    text: str
    """What to say of it, as Markdown; may be empty."""


def hover(snapshot: Snapshot, params: types.HoverParams) -> types.Hover | None:
    """What there is to say of a name in a snippet, of what a link leads to, or of the beginning of a fence."""
    found = hover_of_name(snapshot, params)
    lead = None if found else find_lead(snapshot, params.text_document.uri, params.position)
    page = snapshot.places.path(params.text_document.uri) or ""
    if found is None and lead is None and page in snapshot.site.documents:
        return hover_of_fence(snapshot, snapshot.site.documents[page], snapshot.offset(page, params.position))
    if lead is None or not lead.text:
        return found
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, lead.text), snapshot.range(page, lead.span))


def find_lead(snapshot: Snapshot, uri: str, position: types.Position) -> Lead | None:
    """What a link or a name in a fence at a place leads to."""
    path = snapshot.places.path(uri)
    page = snapshot.site.documents.get(path) if path is not None else None
    if page is None:
        return None
    offset = snapshot.offset(page.source.path, position)
    for link in page.links:
        if link.span.start <= offset <= link.span.end:
            return lead_of(snapshot, page, link.target, link.span)
    return _of_fence(snapshot, page, offset)


def _of_fence(snapshot: Snapshot, page: Page, offset: int) -> Lead | None:
    for fence, kind in known_fences(page):
        for name, span in kind.definitions(fence):
            if span.start <= offset <= span.end:
                return _of_name(snapshot, page, NamedTarget(name, ""), span)
    return None


def lead_of(snapshot: Snapshot, page: Page, target: str, span: Span) -> Lead | None:
    """What the target of a link on a page leads to."""
    prefix = snapshot.site.settings.below(snapshot.site.settings.docs_dir, "")
    read = read_target(target, page.source.path.removeprefix(prefix))
    match read:
        case NamedTarget():
            return _of_name(snapshot, page, read, span)
        case TermName():
            term = _references(snapshot).term(read.key)
            return None if term is None else Lead(span, term.page.source.path, term.heading.span, term.explanation)
        case FilePlace():
            there = snapshot.site.documents.get(f"{prefix}{read.uri}") if read.uri else page
            return None if there is None else _of_anchor(snapshot, there, read.anchor, span)
        case None:
            return None


def _of_name(snapshot: Snapshot, page: Page, name: NamedTarget, span: Span) -> Lead | None:
    references = _references(snapshot)
    found = references.find(name.name, page)
    home = references.page(found[0]) if len(found) == 1 else None
    if home is None:
        return None
    if isinstance(found[0], Symbol):
        return _of_definition(snapshot, home, found[0], span)
    return _of_anchor(snapshot, home, name.section, span)


def _of_definition(snapshot: Snapshot, page: Page, symbol: Symbol, span: Span) -> Lead:
    signature, said = signature_and_doc(snapshot, symbol)
    text = "\n\n".join(filter(None, [f"```juvix\n{signature}\n```", said]))
    return Lead(span, page.source.path, symbol.span, text)


def _of_anchor(snapshot: Snapshot, page: Page, anchor: str, span: Span) -> Lead | None:
    definitions = find_anchors([(page, snapshot.site.definitions.get(page.module, ()))])
    symbol = next((symbol for symbol, each in definitions.items() if each == anchor), None)
    if symbol is not None:
        return _of_definition(snapshot, page, symbol, span)
    heading = next((heading for heading in page.headings if not anchor or heading.anchor == anchor), None)
    if heading is None:
        return None if anchor else Lead(span, page.source.path, Span(0, 0), "")
    return Lead(span, page.source.path, heading.span, heading.text)


def _references(snapshot: Snapshot) -> ProseNames:
    return ProseNames(snapshot.site, read_glossaries(snapshot.site.documents.values(), Problems()))
