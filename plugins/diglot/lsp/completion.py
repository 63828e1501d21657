"""What could be written at a place: names in scope, modules to import, fields, and what a module has.

In: a snapshot and a place in a snippet. Out: items, each of which replaces the word at the place. What there is to say
of an item is found when the editor asks for it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lsprotocol import types

from diglot.diagnostic import Problems
from diglot.lsp.braces import Braces, braces_at_end
from diglot.lsp.fence_words import complete_fence
from diglot.lsp.hover import describe
from diglot.lsp.lookup import FoundName
from diglot.lsp.scope_at import Scope, scope_at
from diglot.lsp.session import Snapshot
from diglot.names import Symbol, SymbolKind
from diglot.page.model import Page, Snippet
from diglot.scope.ast import Entity, Exports
from diglot.source import Span
from diglot.syntax.lexer import lex

_WORD = re.compile(r'[^\s;(){}@"\[\],]*')
_BEFORE = re.compile(rf"{_WORD.pattern}\Z")
_IMPORT = re.compile(r"(?:^|[\s;])import\s+\Z")

_KINDS = {
    SymbolKind.TYPE: types.CompletionItemKind.Class,
    SymbolKind.CONSTRUCTOR: types.CompletionItemKind.EnumMember,
    SymbolKind.FIELD: types.CompletionItemKind.Field,
    SymbolKind.FUNCTION: types.CompletionItemKind.Function,
    SymbolKind.AXIOM: types.CompletionItemKind.Constant,
}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the editor asks."""

    page: Page
    snippet: Snippet
    word: Span
    """The whole word, dots included."""
    typed: str
    """The part before the cursor."""


def complete(snapshot: Snapshot, params: types.CompletionParams) -> types.CompletionList:
    """The items for a place in a snippet, or after the marks that open a fence."""
    path = snapshot.places.path(params.text_document.uri)
    page = snapshot.site.documents.get(path) if path is not None else None
    if page is None:
        return types.CompletionList(is_incomplete=False, items=[])
    offset = snapshot.offset(page.source.path, params.position)
    place = _find_place(page, offset)
    items = list(_items(snapshot, place) if place else complete_fence(snapshot, page, offset))
    return types.CompletionList(is_incomplete=False, items=items)


def resolve(snapshot: Snapshot, item: types.CompletionItem) -> types.CompletionItem:
    """An item with what there is to say of it."""
    data = item.data
    if isinstance(data, Mapping) and isinstance(data.get("symbol"), str):
        symbol = Symbol(data["symbol"], SymbolKind.FUNCTION, Span(0, 0))
        text = describe(snapshot, FoundName("", str(data.get("module", "")), Span(0, 0), symbol))
        item.documentation = types.MarkupContent(types.MarkupKind.Markdown, text)
    return item


def _find_place(page: Page, offset: int) -> _Place | None:
    text = page.source.text
    for snippet in page.snippets:
        if snippet.code.start <= offset <= snippet.code.end:
            before = _BEFORE.search(text, text.rfind("\n", 0, offset) + 1, offset)
            after = _WORD.match(text, offset)
            word = Span(before.start() if before else offset, after.end() if after else offset)
            inert = lex(page.source.path, text, snippet.code, Problems())
            quiet = (
                *inert.comments,
                *(t for t in inert.tokens if t.kind in ("string", "documentation comment", "pragma")),
            )
            if any(token.start < offset < token.end for token in quiet):
                return None
            return _Place(page, snippet, word, text[word.start : offset])
    return None


def _items(snapshot: Snapshot, place: _Place) -> Iterator[types.CompletionItem]:
    text = place.page.source.text
    if _IMPORT.search(text, place.snippet.code.start, place.word.start):
        names = sorted({*snapshot.site.parsed, *snapshot.library} - {place.page.module})
        yield from (_module_item(snapshot, place, name, place.word) for name in names if _fits(place.typed, name))
        return
    scope = scope_at(place.page, place.word, snapshot.site.scoped)
    if scope is None:
        return
    before = Span(place.snippet.code.start, place.word.start)
    braces = braces_at_end(lex(place.page.source.path, text, before, Problems()).tokens[:-1])
    qualifier, _, start = place.typed.rpartition(".")
    if braces is not None:
        yield from _in_braces(snapshot, place, scope, braces)
    elif qualifier:
        module = scope.module(qualifier)
        if module is not None:
            yield from _members(snapshot, place, module, start)
    else:
        yield from _in_scope(snapshot, place, scope, start)


def _in_braces(snapshot: Snapshot, place: _Place, scope: Scope, braces: Braces) -> Iterator[types.CompletionItem]:
    if braces.kind == "filter":
        imported = snapshot.site.scoped.get(braces.owner)
        exports = imported.exports if imported else scope.module(braces.owner)
        if exports is not None:
            yield from (
                item for item in _members(snapshot, place, exports, place.typed) if item.label not in braces.names
            )
        return
    entity = scope.entity(braces.owner)
    if entity is None:
        return
    projections = {field.name: field for field in entity.fields}
    names = (*projections, *(p.name for p in entity.signature if p.name), *filter(None, entity.field_names))
    for name in dict.fromkeys(names):
        if name not in braces.names and _fits(place.typed, name):
            symbol = projections.get(name)
            yield _item(snapshot, place, name, types.CompletionItemKind.Field, "0", symbol)


def _members(snapshot: Snapshot, place: _Place, module: Exports, start: str) -> Iterator[types.CompletionItem]:
    for name, entities in module.symbols.items():
        if _fits(start, name):
            yield _entity_item(snapshot, place, name, entities[0], "1")
    yield from (
        _item(snapshot, place, name, types.CompletionItemKind.Module, "2")
        for name in module.modules
        if _fits(start, name) and name not in module.symbols
    )


def _in_scope(snapshot: Snapshot, place: _Place, scope: Scope, start: str) -> Iterator[types.CompletionItem]:
    seen: set[str] = set()
    for name in scope.local:
        if _fits(start, name):
            seen.add(name)
            yield _item(snapshot, place, name, types.CompletionItemKind.Variable, "0")
    for name in _unseen(scope.level.visible_names(), start, seen):
        entities = scope.level.entities(name)
        if entities:
            yield _entity_item(snapshot, place, name, entities[0], "1")
    for path, module in scope.level.visible_modules():
        if _fits(start, path) and path not in seen and path != place.page.module:
            seen.add(path)
            yield _module_item(snapshot, place, path, place.word)
        for name, entities in module.symbols.items() if module.owner is not None else ():
            dotted = f"{path}.{name}"
            constructs = entities[0].symbol.kind is SymbolKind.CONSTRUCTOR
            if constructs and name not in seen and dotted not in seen and _fits(start, dotted):
                seen.add(dotted)
                yield _entity_item(snapshot, place, dotted, entities[0], "2")


def _unseen(names: Iterable[str], start: str, seen: set[str]) -> Iterator[str]:
    for name in names:
        if name not in seen and _fits(start, name):
            seen.add(name)
            yield name


def _fits(typed: str, name: str) -> bool:
    """Whether a name has the letters of what is typed so far in their order; operators need to be begun."""
    if not typed:
        return name[:1].isalnum()
    letters = iter(name.lower())
    return name[0].lower() == typed[0].lower() and all(letter in letters for letter in typed.lower())


# -- Items ------------------------------------------------------------------------------------------------------------


def _entity_item(snapshot: Snapshot, place: _Place, name: str, entity: Entity, rank: str) -> types.CompletionItem:
    local = entity.symbol.module == place.page.module
    return _item(snapshot, place, name, _KINDS[entity.symbol.kind], f"{rank}{'a' if local else 'b'}", entity.symbol)


def _item(
    snapshot: Snapshot,
    place: _Place,
    name: str,
    kind: types.CompletionItemKind,
    rank: str,
    symbol: Symbol | None = None,
) -> types.CompletionItem:
    """An item in the place of what follows the last dot of the word."""
    path = place.page.source.path
    word = Span(place.word.start + place.typed.rfind(".") + 1, place.word.end)
    return types.CompletionItem(
        label=name,
        kind=kind,
        sort_text=f"{rank} {name}",
        label_details=types.CompletionItemLabelDetails(description=symbol.module) if symbol else None,
        text_edit=types.TextEdit(snapshot.range(path, word), name),
        data={"symbol": symbol.id, "module": place.page.module} if symbol else None,
    )


def _module_item(snapshot: Snapshot, place: _Place, name: str, word: Span) -> types.CompletionItem:
    """A module; the project's come before the library's."""
    edit = types.TextEdit(snapshot.range(place.page.source.path, word), name)
    rank = "4" if name in snapshot.library else "3"
    return types.CompletionItem(name, kind=types.CompletionItemKind.Module, sort_text=f"{rank} {name}", text_edit=edit)
