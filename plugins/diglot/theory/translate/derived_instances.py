"""What instances rest on: which ones mean what HOL means, and on which hand-written ones the others depend.

In: the declarations of a module. Out: for each instance of `Eq` and `Ord` the hand-written instances of the same trait
that it is lawful with. A derived one compares constructors and fields by other instances, so it rests on what these
rest on, and on nothing where these are derived too or the library's; then it is the equality of HOL, or a total order
that agrees with it. An instance that someone wrote rests on itself.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from diglot.core.ast import (
    Apply,
    AxiomConstant,
    Declaration,
    Expression,
    Function,
    FunctionGroup,
    Global,
    Local,
    Parameter,
    Undefined,
)
from diglot.core.subexpressions import subexpressions
from diglot.names import Symbol
from diglot.theory.library.types import EQ, ORD
from diglot.typed import types as typed

UNLAWFUL = frozenset({"Stdlib.Data.Map:bindingKeyOrdering"})
"""Instances of the library that take different values for equal."""

RestsOn = Mapping[Symbol, frozenset[Symbol]]
"""By instance, the hand-written ones that it is lawful with."""


@dataclass(frozen=True, slots=True)
class TypeOrder:
    """An instance of `Ord`, by which the library keeps sets of a type."""

    symbol: Symbol
    arguments: tuple[typed.Type, ...]
    """What the type that it orders is applied to."""
    premises: tuple[typed.Type, ...]
    """The types whose orders it takes."""
    lawful: bool
    """Whether it rests on nothing: then all such orders of the type are the same."""


def rests_on(
    declarations: Iterable[Declaration],
    elsewhere: Callable[[Symbol], frozenset[Symbol]],
    compared: Callable[[Function], Iterable[Expression]],
) -> RestsOn:
    """What the module's instances rest on; `elsewhere` knows those of other modules.

    `compared` gives the orders by which one that someone wrote compares parts, if it is known to do only that.
    """
    found: dict[Symbol, frozenset[Symbol]] = {}
    for group in declarations:
        if not isinstance(group, FunctionGroup):
            continue
        traits = {trait_of(function.result) for function in group.functions}
        (trait, *others) = traits
        if others or trait is None or not all(_is_transparent(function) for function in group.functions):
            for function in group.functions:
                if trait_of(function.result) is not None:
                    used = {s for order in compared(function) for s in _instances_in(order, ORD)} - {function.symbol}
                    leaves = (found[s] if s in found else elsewhere(s) for s in used)
                    found[function.symbol] = frozenset((function.symbol, *(leaf for each in leaves for leaf in each)))
            continue
        members = {function.symbol for function in group.functions}
        used = {symbol for function in group.functions for symbol in _instances_in(function.body, trait)} - members
        leaves = (found[s] if s in found else elsewhere(s) for s in used)
        rest = frozenset(leaf for each in leaves for leaf in each)
        found |= dict.fromkeys(members, rest)
    return found


def _is_transparent(function: Function) -> bool:
    """Whether an instance is derived, or another name for instances."""
    return function.derived or _is_instances(function.body)


def _is_instances(body: Expression) -> bool:
    match body:
        case Apply(_, Global(_, symbol), arguments):
            return trait_of(body.type) is not None and symbol.name != "mk" and all(map(_is_instances, arguments))
        case Global(_, symbol):
            return trait_of(body.type) is not None and symbol.name != "mk"
        case Local():
            return trait_of(body.type) is not None
        case _:
            return False


def type_orders(declarations: Iterable[Declaration], found: RestsOn) -> Mapping[Symbol, tuple[TypeOrder, ...]]:
    """The instances of `Ord` that are found by themselves, by the type that they order."""
    orders: dict[Symbol, tuple[TypeOrder, ...]] = {}
    for group in declarations:
        for function in group.functions if isinstance(group, FunctionGroup) else ():
            ordered = ordered_by(function.result) if function.instance or function.derived else None
            if not isinstance(ordered, typed.Constructed):
                continue
            premises = [ordered_by(parameter.type) for parameter in function.parameters]
            given = tuple(premise for premise in premises if premise is not None)
            if len(given) == len(premises):
                order = TypeOrder(function.symbol, ordered.arguments, given, not found.get(function.symbol, {0}))
                orders[ordered.symbol] = (*orders.get(ordered.symbol, ()), order)
    return orders


def ordered_by(type_: typed.Type) -> typed.Type | None:
    """The type `A` of `Ord A`."""
    match type_:
        case typed.Constructed(trait, (ordered,)) if trait.id == ORD:
            return ordered
    return None


def _instances_in(body: Expression, trait: str) -> set[Symbol]:
    return {part.symbol for part in subexpressions(body) if isinstance(part, Global) and trait_of(part.type) == trait}


def trait_of(type_: typed.Type) -> str | None:
    """`Eq` or `Ord`, where a type is an application of it, behind any arguments."""
    target = typed.result_of(type_)
    return target.symbol.id if isinstance(target, typed.Constructed) and target.symbol.id in (EQ, ORD) else None


def is_instance(parameter: Parameter) -> bool:
    """Whether a parameter is itself an instance of `Eq` or `Ord`."""
    type_ = parameter.type
    return isinstance(type_, typed.Constructed) and type_.symbol.id in (EQ, ORD)


def is_equality(type_: typed.Type) -> bool:
    """Whether a type is `Eq A`, behind any arguments."""
    return trait_of(type_) == EQ


def instances(declarations: Iterable[Declaration]) -> Iterator[Function]:
    """The functions of a module that give instances of `Eq` or `Ord`."""
    for group in declarations:
        if isinstance(group, FunctionGroup):
            yield from (function for function in group.functions if trait_of(function.result) is not None)


def postulated_instances(declarations: Iterable[Declaration]) -> Iterator[Function]:
    """The axioms of a module that are instances of `Eq` or `Ord`, as functions of which nothing is known."""
    for axiom in declarations:
        if isinstance(axiom, AxiomConstant) and not isinstance(axiom.type, typed.Function) and trait_of(axiom.type):
            nothing = Undefined(axiom.span, axiom.type)
            yield Function(axiom.symbol, axiom.span, axiom.type_parameters, (), axiom.type, nothing)
