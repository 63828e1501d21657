"""The description of a name under the pointer: its type, a sentence about it, and its name in Isabelle."""

from lsprotocol import types

from diglot.describe.hovers import describe_symbols, describe_variable, find_sentences
from diglot.lsp.lookup import FoundName, find_name
from diglot.lsp.session import Snapshot
from diglot.names import Symbol, Variable
from diglot.theory.library.counterparts import hol_names


def hover(snapshot: Snapshot, params: types.HoverParams) -> types.Hover | None:
    """The answer for a place."""
    found = find_name(snapshot, params.text_document.uri, params.position)
    if found is None:
        return None
    text = describe(snapshot, found)
    if not text:
        return None
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), snapshot.range(found.path, found.span))


def describe(snapshot: Snapshot, found: FoundName) -> str:
    """What there is to say of a thing, as Markdown."""
    match found.target:
        case Variable():
            return _code(describe_variable(found.target, snapshot.site.typed.get(found.module)))
        case Symbol():
            signature, said = signature_and_doc(snapshot, found.target)
            return "\n\n".join(filter(None, [_code(signature), said, _homes(snapshot, found, found.target)]))
        case str():
            return _code(f"module {found.target.replace(':', '.', 1)}")


def signature_and_doc(snapshot: Snapshot, symbol: Symbol) -> tuple[str, str]:
    """A symbol with its type, and what its documentation or the page says of it, as Markdown."""
    typed, page = snapshot.site.typed.get(symbol.module), snapshot.site.pages.get(symbol.module)
    if typed is None or page is None:
        return symbol.name, ""
    signature = describe_symbols({symbol.module: typed}, {}).get(symbol, symbol.name)
    return signature, find_sentences({symbol.module: typed}, {symbol.module: page}).get(symbol, "")


def _code(text: str) -> str:
    return f"```juvix\n{text}\n```" if text else ""


def _homes(snapshot: Snapshot, found: FoundName, symbol: Symbol) -> str:
    """Where it is from, and what it is called in Isabelle."""
    tables = snapshot.site.isabelle_names
    names = [tables[name][symbol] for name in (found.module, symbol.module) if symbol in tables.get(name, {})]
    known = names[0] if names else hol_names().get(symbol.id, "")
    words = [f"Module `{symbol.module}`", *([f"in Isabelle `{known}`"] if known else [])]
    return " · ".join(words)
