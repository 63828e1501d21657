"""Which derived instances mean what HOL means: equalities that are HOL's own, and orders that agree with it.

In: the declarations of a module. Out: the derived instances of `Eq` and of `Ord` that compare constructors and fields
by instances of the same kind: the library's, and others found here. Where a field is compared by an instance that
someone wrote, the derived instance is that comparison and nothing else.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from diglot.core.ast import Declaration, Expression, FunctionGroup, Global
from diglot.core.subexpressions import subexpressions
from diglot.names import Symbol
from diglot.theory.library.types import EQ, ORD
from diglot.typed import types as typed

UNLAWFUL = frozenset({"Stdlib.Data.Map:bindingKeyOrdering"})
"""Instances of the library that take different values for equal."""


@dataclass(frozen=True, slots=True)
class LawfulOrder:
    """A derived instance of `Ord` that takes only equal values for equal."""

    symbol: Symbol
    arguments: tuple[typed.Type, ...]
    """What the type that it orders is applied to: its type parameters."""
    premises: tuple[typed.Type, ...]
    """The types whose orders it takes."""


def lawful_instances(declarations: Iterable[Declaration], is_lawful: Callable[[Symbol], bool]) -> frozenset[Symbol]:
    """The module's lawful instances; `is_lawful` knows those of other modules."""
    found: set[Symbol] = set()
    for group in declarations:
        trait = _derived_trait(group) if isinstance(group, FunctionGroup) else None
        if isinstance(group, FunctionGroup) and trait is not None:
            members = {function.symbol for function in group.functions}
            used = {symbol for function in group.functions for symbol in _instances_in(function.body, trait)}
            if all(symbol in found or symbol in members or is_lawful(symbol) for symbol in used):
                found |= members
    return frozenset(found)


def lawful_orders(declarations: Iterable[Declaration], lawful: frozenset[Symbol]) -> Mapping[Symbol, LawfulOrder]:
    """The lawful instances of `Ord`, by the type that they order."""
    groups = (group for group in declarations if isinstance(group, FunctionGroup))
    orders: dict[Symbol, LawfulOrder] = {}
    for function in (function for group in groups for function in group.functions if function.symbol in lawful):
        ordered = _ordered_by(function.result)
        if isinstance(ordered, typed.Constructed):
            premises = tuple(found for p in function.parameters if (found := _ordered_by(p.type)) is not None)
            orders[ordered.symbol] = LawfulOrder(function.symbol, ordered.arguments, premises)
    return orders


def _ordered_by(type_: typed.Type) -> typed.Type | None:
    """The type `A` of `Ord A`."""
    match type_:
        case typed.Constructed(trait, (ordered,)) if trait.id == ORD:
            return ordered
    return None


def _derived_trait(group: FunctionGroup) -> str | None:
    """The trait that all functions of a group derive an instance of."""
    traits = {_trait(function.result) if function.derived else None for function in group.functions}
    return traits.pop() if len(traits) == 1 else None


def _instances_in(body: Expression, trait: str) -> set[Symbol]:
    return {part.symbol for part in subexpressions(body) if isinstance(part, Global) and _trait(part.type) == trait}


def _trait(type_: typed.Type) -> str | None:
    """`Eq` or `Ord`, where a type is an application of it, behind any arguments."""
    while isinstance(type_, typed.Function):
        type_ = type_.codomain
    return type_.symbol.id if isinstance(type_, typed.Constructed) and type_.symbol.id in (EQ, ORD) else None


def is_equality(type_: typed.Type) -> bool:
    """Whether a type is `Eq A`, behind any arguments."""
    return _trait(type_) == EQ
