"""What is said of a name when the pointer rests on it: its type, a sentence about it, and its name in Isabelle."""

from lsprotocol import types

from diglot.lsp.english import sentence_about
from diglot.lsp.lookup import Found, definition, find_name
from diglot.lsp.session import View
from diglot.names import Symbol, Variable
from diglot.render.hovers import describe_symbols, describe_variable
from diglot.theory.library_types import CONSTRUCTORS, LIBRARY_TYPES


def hover(view: View, params: types.HoverParams) -> types.Hover | None:
    """The answer for a place."""
    found = find_name(view, params.text_document.uri, params.position)
    if found is None:
        return None
    text = describe(view, found)
    if not text:
        return None
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), view.range(found.path, found.span))


def describe(view: View, found: Found) -> str:
    """What there is to say of a thing, as Markdown."""
    match found.target:
        case Variable():
            return _code(describe_variable(found.target, view.site.typed.get(found.module)))
        case Symbol():
            signature, said = signature_and_doc(view, found.target)
            said = said or _english(view, found, found.target)
            return "\n\n".join(filter(None, [_code(signature), said, _homes(view, found, found.target)]))
        case str():
            return _code(f"module {found.target.replace(':', '.', 1)}")


def signature_and_doc(view: View, symbol: Symbol) -> tuple[str, str]:
    """A symbol with its type, and the first sentence of its documentation comment."""
    typed = view.site.typed.get(symbol.module)
    described = describe_symbols((typed,)).get(symbol, "") if typed else ""
    signature, _, said = described.partition("\n")
    return signature or symbol.name, said


def _code(text: str) -> str:
    return f"```juvix\n{text}\n```" if text else ""


def _english(view: View, found: Found, symbol: Symbol) -> str:
    place, page = definition(view, found), view.site.pages.get(symbol.module)
    if place is None or page is None:
        return ""
    snippet = next((each.span for each in page.snippets if each.span.covers(place[1])), place[1])
    inside = [each for each in view.site.scoped[symbol.module].declarations if each.symbol.span.start in snippet]
    alone = len(inside) == 1 and inside[0].symbol == symbol
    return sentence_about(page, symbol.name, place[1], alone=alone)


def _homes(view: View, found: Found, symbol: Symbol) -> str:
    """Where it is from, and what it is called in Isabelle."""
    tables = view.site.isabelle_names
    names = [tables[name][symbol] for name in (found.module, symbol.module) if symbol in tables.get(name, {})]
    known = [*names, *(table[symbol.id] for table in (LIBRARY_TYPES, CONSTRUCTORS) if symbol.id in table)]
    words = [f"Module `{symbol.module}`", *(f"in Isabelle `{name}`" for name in known[:1])]
    return " · ".join(words)
