"""What a function takes, while its arguments are being written.

In: a snapshot and a place in a snippet, in the middle of a call. Out: the function's type with the argument marked that
is being written, and the sentence about it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lsprotocol import types

from diglot.diagnostic import Problems
from diglot.lsp.calls import CallSite, calls_around
from diglot.lsp.hover import signature_and_doc
from diglot.lsp.scope_at import Scope, scope_at
from diglot.lsp.session import Snapshot
from diglot.names import Implicitness, Variable
from diglot.page.model import Page, Snippet
from diglot.source import Span
from diglot.syntax.lexer import lex
from diglot.syntax.token import Token
from diglot.typed.show import show_type
from diglot.typed.types import Type

_ARROW = " -> "


@dataclass(frozen=True, slots=True)
class _Function:
    """A function that is being called."""

    name: str
    type: Type
    names: tuple[str, ...]
    """What its explicit arguments are called, as far as they have names."""
    said: str
    """A sentence about it, as Markdown."""


def signature_help(snapshot: Snapshot, params: types.SignatureHelpParams) -> types.SignatureHelp | None:
    """The innermost call around a place whose function takes such an argument."""
    path = snapshot.places.path(params.text_document.uri)
    page = snapshot.site.documents.get(path) if path is not None else None
    if page is None:
        return None
    offset = snapshot.offset(page.source.path, params.position)
    snippet = next((each for each in page.snippets if each.code.start <= offset <= each.code.end), None)
    return None if snippet is None else _help(snapshot, page, snippet, offset)


def _help(snapshot: Snapshot, page: Page, snippet: Snippet, offset: int) -> types.SignatureHelp | None:
    lexed = lex(page.source.path, page.source.text, snippet.code, Problems())
    if any(each.start < offset < each.end for each in lexed.comments):
        return None
    tokens = [token for token in lexed.tokens[:-1] if token.start < offset]
    scope = scope_at(page, _word(tokens, offset), snapshot.site.scoped) if tokens else None
    if scope is None:
        return None
    touching = tokens[-1].end >= offset

    def is_operator(name: str) -> bool:
        entity = scope.entity(name)
        return entity is not None and entity.fixity is not None

    for call in calls_around(tokens, is_operator, touching=touching):
        function = _function(snapshot, page, scope, call.function)
        found = None if function is None else _signature(function, call)
        if found is not None:
            return found
    return None


def _word(tokens: Sequence[Token], offset: int) -> Span:
    """The word at a place, or the place alone."""
    last = tokens[-1]
    return last.span if last.end >= offset and last.text[:1].isalnum() else Span(offset, offset)


def _function(snapshot: Snapshot, page: Page, scope: Scope, name: str) -> _Function | None:
    """What a name stands for, if that has a type."""
    local = scope.local.get(name)
    target = scope.entity(name) if local is None else local if isinstance(local, Variable) else local.target
    if isinstance(target, Variable):
        checked = snapshot.site.typed.get(page.module)
        known = checked.variables.items() if checked else ()
        type_ = next((t for v, t in known if v.name == name and v.span == target.span), None)
        return None if type_ is None else _Function(name, type_, (), "")
    if target is None:
        return None
    checked = snapshot.site.typed.get(target.symbol.module)
    type_ = checked.interface.constants.get(target.symbol) if checked else None
    if type_ is None:
        return None
    names = tuple(each.name or "" for each in target.signature or () if each.implicitness is Implicitness.EXPLICIT)
    return _Function(name, type_, names, signature_and_doc(snapshot, target.symbol)[1])


def _signature(function: _Function, call: CallSite) -> types.SignatureHelp | None:
    """The help for a call; None where the function takes no such argument."""
    *arguments, result = _parts(show_type(function.type))
    label = f"{function.name} : "
    places: list[tuple[int, int]] = []
    for argument in arguments:
        if not argument.startswith("{"):
            argument = _named(argument, function.names[len(places) : len(places) + 1])  # noqa: PLW2901
            places.append((_units(label), _units(label + argument)))
        label += argument + _ARROW
    number = function.names.index(call.entry) if call.entry in function.names else call.number
    if number >= len(places):
        return None
    label += result
    parameters = [types.ParameterInformation(place) for place in places]
    said = types.MarkupContent(types.MarkupKind.Markdown, function.said) if function.said else None
    return types.SignatureHelp([types.SignatureInformation(label, said, parameters, number)], 0, number)


def _units(text: str) -> int:
    """The length of a text in the code units that the protocol counts labels in."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _named(argument: str, names: Sequence[str]) -> str:
    """An argument's type with its name, if it has one."""
    if not names or not names[0]:
        return argument
    inner = argument[1:-1] if argument.startswith("(") and _closes_at_end(argument) else argument
    return f"({names[0]} : {inner})"


def _closes_at_end(text: str) -> bool:
    depth = 0
    for at, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return at == len(text) - 1
    return False


def _parts(text: str) -> Iterator[str]:
    """A type's arguments and its result."""
    depth = start = 0
    for at, character in enumerate(text):
        depth += (character in "({") - (character in ")}")
        if depth == 0 and text.startswith(_ARROW, at):
            yield text[start:at]
            start = at + len(_ARROW)
    yield text[start:]
