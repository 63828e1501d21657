"""Named applications: `f@{x := e; …}`.

Each entry is a definition of the type that its parameter is declared with. One that is used once is checked in the
place of its parameter; others, and those with arguments of their own, become a `let` around the application.
"""

from dataclasses import dataclass

from diglot.names import Implicitness, SymbolKind, Variable
from diglot.scope import ast as scoped
from diglot.source import Span
from diglot.typed import ast as typed
from diglot.typed.check_clause import check_clause
from diglot.typed.context import Checker
from diglot.typed.defaults import default_of
from diglot.typed.evaluate_type import declare_local_type, evaluate_type, local_binder, signature_type
from diglot.typed.infer_let import check_local
from diglot.typed.instances import match_type
from diglot.typed.spine import Spine, apply_spine
from diglot.typed.types import ERROR, UNIVERSE, Constructed, ErrorType, Function, Meta, Rigid, Type
from diglot.typed.unify import is_kind, leading_implicits, shallow, substitute, unify


@dataclass(frozen=True, slots=True)
class _Place:
    """A parameter that is given by name, or comes before one that is."""

    entry: scoped.NamedEntry | None
    domain: Type
    type: Type | None
    """What it stands for, if it stands for a type."""
    is_default: bool = False
    """Whether it stands for a default value that is filled in later."""


def infer_named(
    c: Checker, application: scoped.NamedApply, more: tuple[scoped.Argument, ...], hint: Type | None, span: Span
) -> typed.Expression:
    """A named application, perhaps with more arguments after it."""
    symbol = application.function.symbol
    if symbol in c.type_functions or c.type_info(symbol) is not None:
        whole = scoped.Apply(span, application, more) if more else application
        return typed.TypeValue(span, evaluate_type(c, whole), UNIVERSE)
    type_ = shallow(c.constant_type(symbol))
    if isinstance(type_, ErrorType):
        return _give_up(c, application, more, span)
    spine = Spine(c, symbol, type_, application.function.span, symbol.name)
    places, rest = _places(c, application, spine)
    _expect(spine, rest, more, hint)
    locals_ = _check_locals(c, application, places)
    for place in places:
        _fill(c, spine, place)
    result = apply_spine(c, spine, more, hint, span)
    for local in reversed(locals_):
        result = typed.Let(span, (local,), recursive=False, body=result, type=result.type)
    return result


def _give_up(
    c: Checker, application: scoped.NamedApply, more: tuple[scoped.Argument, ...], span: Span
) -> typed.Expression:
    """Look at the arguments of something broken all the same."""
    for entry in application.entries:
        body = entry.definition.clauses[0].body
        if not _needs_let(entry) and not isinstance(body, tuple):
            c.check(body, ERROR)
        else:
            c.variables[local_binder(entry.definition)] = ERROR
    for argument in more:
        c.check(argument.value, ERROR)
    return typed.ErrorExpression(span, ERROR)


# -- Parameters -------------------------------------------------------------------------------------------------------


def _places(c: Checker, application: scoped.NamedApply, spine: Spine) -> tuple[list[_Place], Type]:
    """The parameters up to the last one given, and the type that is left after them.

    Types are evaluated, as those of the other parameters mention them.
    """
    last = max(place for place, index in enumerate(application.order, 1) if index is not None)
    types = _given_types(c, application, spine.type)
    places = []
    type_ = spine.type
    for position, index in enumerate(application.order[:last]):
        type_ = shallow(type_)
        if not isinstance(type_, Function):
            break
        entry = None if index is None else application.entries[index]
        found = types.get(index)
        is_default = found is None and default_of(c, application.function.symbol, position) is not None
        if found is None and is_kind(type_.domain):
            what = f"the type `{type_.variable}` of `{spine.name}`"
            found = c.fresh() if is_default else c.fresh_for(spine.head_span, what)
        places.append(_Place(entry, type_.domain, found, is_default))
        type_ = _after(type_, found)
    return places, type_


def _after(type_: Function, found: Type | None) -> Type:
    """What is left of a function's type after one parameter, which perhaps stands for a type."""
    if found is None or type_.variable is None:
        return type_.codomain
    return substitute(type_.codomain, {type_.variable: found})


def _given_types(c: Checker, application: scoped.NamedApply, type_: Type) -> dict[int | None, Type]:
    """What the entries for types stand for, by their numbers. Each may use those before it on the page."""
    kinds = []
    while isinstance(type_, Function):
        kinds.append(type_.domain if is_kind(type_.domain) else None)
        type_ = shallow(type_.codomain)
    found: dict[int | None, Type] = {}
    for index, entry in enumerate(application.entries):
        kind = next((kind for kind, place in zip(kinds, application.order, strict=False) if place == index), None)
        if kind is not None:
            found[index] = _entry_type(c, entry.definition, kind)
    return found


def _entry_type(c: Checker, definition: scoped.Definition, kind: Type) -> Type:
    is_written = definition.type is not None or bool(definition.parameters)
    declare_local_type(c, definition, signature_type(c, definition) if is_written else kind)
    body = definition.clauses[0].body
    span = definition.span if isinstance(body, tuple) else body.span
    return evaluate_type(c, scoped.Local(span, local_binder(definition)), kind)


def _expect(spine: Spine, rest: Type, more: tuple[scoped.Argument, ...], hint: Type | None) -> None:
    """Let the place of a constructor with all its arguments say what its type parameters are.

    `rest` is its type without the parameters that are given by name.
    """
    if hint is None or spine.symbol is None or spine.symbol.kind is not SymbolKind.CONSTRUCTOR:
        return
    result = shallow(rest)
    for _ in more:
        if not isinstance(result, Function):
            return
        result = shallow(result.codomain)
    expected = shallow(hint)
    if isinstance(result, Constructed) and isinstance(expected, Constructed) and result.symbol == expected.symbol:
        unify(result, expected)


# -- Entries ----------------------------------------------------------------------------------------------------------


def _needs_let(entry: scoped.NamedEntry) -> bool:
    definition = entry.definition
    plain = len(definition.clauses) == 1 and not definition.clauses[0].patterns and not definition.parameters
    return entry.shared or not plain or definition.type is not None or isinstance(definition.clauses[0].body, tuple)


def _check_locals(c: Checker, application: scoped.NamedApply, places: list[_Place]) -> list[typed.LocalDefinition]:
    """The entries that become a `let`, in the order of the page. One without a type has that of its parameter."""
    domains = {id(place.entry): place.domain for place in places if place.entry is not None and place.type is None}
    bound = [each for each in application.entries if id(each) in domains and _needs_let(each)]
    for entry in bound:
        definition = entry.definition
        is_written = definition.type is not None or bool(definition.parameters)
        type_ = signature_type(c, definition) if is_written else domains[id(entry)]
        c.variables[local_binder(definition)] = type_
    return [check_local(c, entry.definition) for entry in bound]


def _fill(c: Checker, spine: Spine, place: _Place) -> None:
    """Go past one parameter."""
    if isinstance(place.type, Meta) and place.is_default:
        spine.insert(spine.head_span)
        unify(place.type, spine.type_arguments[-1])
    elif place.type is not None:
        spine.add_type(place.type, spine.head_span)
    elif place.entry is None:
        spine.insert(spine.head_span)
    else:
        spine.explicit += spine.parameter.implicitness is Implicitness.EXPLICIT
        spine.add(_entry_value(c, spine, place.entry))


def _entry_value(c: Checker, spine: Spine, entry: scoped.NamedEntry) -> typed.Expression:
    """An entry in the place of its parameter. As it is a definition, it takes what is implicit in its type."""
    domain = spine.parameter.domain
    definition = entry.definition
    body = definition.clauses[0].body
    if _needs_let(entry) or isinstance(body, tuple):
        value: scoped.Expression = scoped.Local(definition.span, local_binder(definition))
    elif leading_implicits(domain) and not isinstance(body, scoped.Lambda) and not _has_type(c, body, domain):
        clause = check_clause(c, scoped.Clause(body.span, (), body), domain)
        if clause.patterns or isinstance(clause.body, tuple):
            return typed.Lambda(body.span, (clause,), domain)
        return clause.body
    else:
        value = body
    return c.require(c.infer(value, domain), domain, spine.name, spine.explicit)


def _has_type(c: Checker, body: scoped.Expression, domain: Type) -> bool:
    """Whether a name has just the type that is needed, with all that is in braces there."""
    match body:
        case scoped.Local(_, variable):
            found = shallow(c.variables.get(variable, ERROR))
        case scoped.Global(_, symbol):
            found = shallow(c.constant_type(symbol))
        case _:
            return False
    mapping: dict[Variable, Type] = {}
    expected = shallow(domain)
    for _ in range(leading_implicits(domain)):
        if not isinstance(found, Function) or not isinstance(expected, Function):
            return False
        if found.implicitness is not expected.implicitness:
            return False
        if found.variable is not None and expected.variable is not None:
            mapping[found.variable] = Rigid(expected.variable)
        found, expected = shallow(found.codomain), shallow(expected.codomain)
    return match_type(substitute(found, mapping), expected, frozenset(), {})
