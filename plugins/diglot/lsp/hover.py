"""What is said of a name when the pointer rests on it: its type, a sentence about it, and its name in Isabelle."""

from lsprotocol import types

from diglot.lsp.english import sentence_about
from diglot.lsp.lookup import Found, definition, find_name
from diglot.lsp.session import View
from diglot.names import Symbol, Variable
from diglot.render.hovers import describe_symbols, describe_variable


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
            return "\n\n".join(filter(None, [_code(signature), said or _english(view, found), _homes(view, found)]))
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


def _english(view: View, found: Found) -> str:
    place = definition(view, found)
    page = view.site.pages.get(found.target.module) if isinstance(found.target, Symbol) else None
    if place is None or page is None or not isinstance(found.target, Symbol):
        return ""
    return sentence_about(page, found.target.name, place[1])


def _homes(view: View, found: Found) -> str:
    """Where it is from, and what it is called in Isabelle."""
    if not isinstance(found.target, Symbol):
        return ""
    words = [f"Module `{found.target.module}`"]
    for module in (found.module, found.target.module):
        naming = view.site.namings.get(module)
        name = naming.references.get(found.target) if naming else None
        if name is not None:
            return " · ".join([*words, f"in Isabelle `{name}`"])
    return words[0]
