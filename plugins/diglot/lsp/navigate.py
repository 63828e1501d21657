"""From a name to where it is defined, and to where it is used."""

from collections.abc import Iterator

from lsprotocol import types

from diglot.lsp.lookup import FoundName, definition, find_name, occurrences
from diglot.lsp.prose import find_lead
from diglot.lsp.puns import find_puns
from diglot.lsp.session import Snapshot
from diglot.names import Symbol, SymbolKind
from diglot.source import Span


def go_to_definition(snapshot: Snapshot, params: types.DefinitionParams) -> types.Location | None:
    """Where the name at a place is defined, or where a link leads; the library's pages are files, too."""
    found = find_name(snapshot, params.text_document.uri, params.position)
    place = definition(snapshot, found) if found else None
    lead = None if place else find_lead(snapshot, params.text_document.uri, params.position)
    if lead is not None:
        return snapshot.location(lead.path, lead.place)
    return snapshot.location(*place) if place else None


def find_references(snapshot: Snapshot, params: types.ReferenceParams) -> list[types.Location]:
    """All places that name what is named at a place."""
    found = find_name(snapshot, params.text_document.uri, params.position)
    if found is None:
        return []
    wanted = params.context.include_declaration
    places = [(path, each.span) for path, each in occurrences(snapshot, found) if wanted or not each.definition]
    return [snapshot.location(path, span) for path, span in dict.fromkeys([*places, *_puns(snapshot, found)])]


def _puns(snapshot: Snapshot, found: FoundName) -> Iterator[tuple[str, Span]]:
    """Where a field is given by a name that stands for its value, too."""
    if isinstance(found.target, Symbol) and found.target.kind is SymbolKind.FIELD:
        for module in snapshot.site.modules:
            path = snapshot.site.scoped[module].path
            puns = find_puns(snapshot.site, module, found.target.name)
            yield from ((path, pun.span) for pun in puns if pun.field == found.target)


def highlights(snapshot: Snapshot, params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
    """The places on the same page that name what is named at a place."""
    found = find_name(snapshot, params.text_document.uri, params.position)
    if found is None:
        return []
    spans = dict.fromkeys(each.span for path, each in occurrences(snapshot, found) if path == found.path)
    return [types.DocumentHighlight(snapshot.range(found.path, span)) for span in spans]
