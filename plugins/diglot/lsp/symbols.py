"""The definitions of a page as an outline, and those of all pages by name."""

from collections.abc import Iterator

from lsprotocol import types

from diglot.lsp.session import Snapshot
from diglot.names import Symbol, SymbolKind
from diglot.scope.ast import Axiom, DataType, Declaration, Deriving, Function
from diglot.source import Span

MOST = 500
"""The most symbols for one query; a longer query finds the others."""

_KINDS = {
    SymbolKind.TYPE: types.SymbolKind.Class,
    SymbolKind.CONSTRUCTOR: types.SymbolKind.Constructor,
    SymbolKind.FIELD: types.SymbolKind.Field,
    SymbolKind.FUNCTION: types.SymbolKind.Function,
    SymbolKind.AXIOM: types.SymbolKind.Constant,
}


def document_symbols(snapshot: Snapshot, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    """The definitions on a page, with constructors and fields inside their types."""
    path = snapshot.places.path(params.text_document.uri)
    module = snapshot.module(path) if path is not None else None
    if path is None or module is None:
        return []
    scoped = snapshot.site.scoped[module]
    named = {each.target for each in scoped.references if each.definition and isinstance(each.target, Symbol)}
    return [_outline(snapshot, path, each) for each in scoped.declarations if each.symbol in named]


def workspace_symbols(snapshot: Snapshot, params: types.WorkspaceSymbolParams) -> list[types.SymbolInformation]:
    """The definitions of all pages, then of the library, whose names have the letters of a query in their order."""
    found = []
    for module in (*snapshot.site.modules, *snapshot.site.library):
        scoped = snapshot.site.scoped[module]
        for each in scoped.references:
            target = each.target
            if each.definition and isinstance(target, Symbol) and _matches(params.query, target.name):
                place = snapshot.location(scoped.path, each.span)
                found.append(types.SymbolInformation(place, target.name, _KINDS[target.kind], container_name=module))
                if len(found) == MOST:
                    return found
    return found


def _matches(query: str, name: str) -> bool:
    letters = iter(name.lower())
    return all(letter in letters for letter in query.lower() if not letter.isspace())


def _outline(snapshot: Snapshot, path: str, declaration: Declaration) -> types.DocumentSymbol:
    symbol = declaration.symbol
    match declaration:
        case DataType():
            kind = types.SymbolKind.Interface if declaration.trait else types.SymbolKind.Class
            return _symbol(
                snapshot, path, symbol, declaration.span, kind, list(_constructors(snapshot, path, declaration))
            )
        case Function():
            kind = types.SymbolKind.Object if declaration.instance else types.SymbolKind.Function
            return _symbol(snapshot, path, symbol, declaration.definition.span, kind)
        case Deriving():
            return _symbol(snapshot, path, symbol, declaration.span, types.SymbolKind.Object)
        case Axiom():
            return _symbol(snapshot, path, symbol, declaration.span, types.SymbolKind.Constant)


def _constructors(snapshot: Snapshot, path: str, type_: DataType) -> Iterator[types.DocumentSymbol]:
    for constructor in type_.constructors:
        fields = [
            _symbol(snapshot, path, field.projection, field.span, types.SymbolKind.Field)
            for field in constructor.fields
            if field.projection is not None
        ]
        yield _symbol(snapshot, path, constructor.symbol, constructor.span, types.SymbolKind.EnumMember, fields)


def _symbol(
    snapshot: Snapshot,
    path: str,
    symbol: Symbol,
    span: Span,
    kind: types.SymbolKind,
    children: list[types.DocumentSymbol] | None = None,
) -> types.DocumentSymbol:
    whole = Span(min(span.start, symbol.span.start), max(span.end, symbol.span.end))
    return types.DocumentSymbol(
        symbol.name, kind, snapshot.range(path, whole), snapshot.range(path, symbol.span), children=children or []
    )
