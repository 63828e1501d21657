"""The order in which the library keeps the elements of a set or the keys of a map, found from their type.

In: a type, and the orders that a definition is given. Out: the instance of `Ord` that sets of it are made with, as an
expression of the core: one that is given for this very type, the library's own, or that of a page where it is the only
one. At a type variable for which no order is given there is none to be found.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from diglot.core.ast import Apply, Expression, Global, Local, Parameter
from diglot.names import Symbol, SymbolKind, Variable
from diglot.source import Span
from diglot.theory.library import types
from diglot.theory.translate.derived_instances import TypeOrder, ordered_by
from diglot.theory.translate.known_instances import KnownInstances
from diglot.typed.types import Constructed, Rigid, Type
from diglot.typed.unify import substitute

Given = Mapping[Type, Expression]
"""The orders that a definition is given, by the types that they order."""
NOTHING_GIVEN: Given = MappingProxyType({})

_LIBRARY: Mapping[str, str] = {
    types.NAT: "Stdlib.Data.Nat:ordNatI",
    types.INT: "Stdlib.Data.Int:ordIntI",
    types.BOOL: "Stdlib.Data.Bool:ordBoolI",
    types.UNIT: "Stdlib.Data.Unit:ordUnitI",
    types.ORDERING: "Stdlib.Trait.Ord:orderingOrdI",
    types.LIST: "Stdlib.Data.List:ordListI",
    types.MAYBE: "Stdlib.Data.Maybe:ordMaybeI",
    types.PAIR: "Stdlib.Data.Pair:ordProductI",
    types.RESULT: "Stdlib.Data.Result:ordResultI",
    types.SET: "Stdlib.Data.Set:ordSetI",
    types.QUEUE: "Stdlib.Data.Queue.Base:ordQueueI",
    types.MAP: "Stdlib.Data.Map:ordMapI",
}


def given_orders(parameters: Sequence[Parameter]) -> Given:
    """The orders among a definition's parameters; where there are two of a type, nobody knows which is meant.

    An argument that is no instance says nothing of how the sets of a certain type are kept.
    """
    found: dict[Type, list[Expression]] = {}
    for parameter in parameters:
        type_ = ordered_by(parameter.type)
        if type_ is not None and (parameter.instance or isinstance(type_, Rigid)):
            local = Local(parameter.variable.span, parameter.variable, parameter.type)
            found.setdefault(type_, []).append(local)
    return {type_: orders[0] for type_, orders in found.items() if len(orders) == 1}


def order_of(table: KnownInstances, type_: Type, span: Span, given: Given = NOTHING_GIVEN) -> Expression | None:
    """The order of a type; the expression is at the given place."""
    if (found := given.get(type_)) is not None:
        return found
    if not isinstance(type_, Constructed):
        return None
    if (name := _LIBRARY.get(type_.symbol.id)) is not None:
        symbol = Symbol(name, SymbolKind.FUNCTION, span)
        return _instance(table, symbol, type_, type_.arguments, span, type_.arguments, given)
    order, known = _chosen(table, type_)
    if order is None:
        return None
    premises = [substitute(premise, known) for premise in order.premises]
    arguments = tuple(known[parameter] for parameter in known)
    return _instance(table, order.symbol, type_, premises, span, arguments, given)


def _chosen(table: KnownInstances, type_: Constructed) -> tuple[TypeOrder | None, dict[Variable, Type]]:
    """The one order of a type that is not the library's; all lawful ones are the same."""
    found = [(order, known) for order in table.orders(type_.symbol) if (known := _matched(order, type_)) is not None]
    if len(found) > 1 and not all(order.lawful for order, _ in found):
        return None, {}
    return found[0] if found else (None, {})


def _matched(order: TypeOrder, type_: Constructed) -> dict[Variable, Type] | None:
    """What the variables of an instance's type are at a type; None where it is not for that."""
    known: dict[Variable, Type] = {}
    for parameter, argument in zip(order.arguments, type_.arguments, strict=True):
        if isinstance(parameter, Rigid):
            if known.setdefault(parameter.variable, argument) != argument:
                return None
        elif parameter != argument:
            return None
    return known


def _instance(
    table: KnownInstances,
    symbol: Symbol,
    type_: Constructed,
    premises: Sequence[Type],
    span: Span,
    type_arguments: tuple[Type, ...],
    given: Given,
) -> Expression | None:
    """An instance, applied to the orders that it builds on."""
    trait = Constructed(Symbol(types.ORD, SymbolKind.TYPE, span), (type_,))
    arguments = [order_of(table, premise, span, given) for premise in premises]
    known = tuple(argument for argument in arguments if argument is not None)
    if len(known) < len(arguments):
        return None
    function = Global(span, symbol, type_arguments, trait)
    return Apply(span, function, known, trait) if known else function
