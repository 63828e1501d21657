"""The order in which the library keeps the elements of a set or the keys of a map, found from their type alone.

In: a type. Out: the instance of `Ord` that sets of it are made with, as an expression of the core: the library's own or
a derived one, because no others are let into theories. At a type variable there is none to be found.
"""

from collections.abc import Mapping, Sequence

from diglot.core.ast import Apply, Expression, Global
from diglot.names import Symbol, SymbolKind
from diglot.source import Span
from diglot.theory.library import types
from diglot.theory.translate.names import Naming
from diglot.typed.types import Constructed, Rigid, Type
from diglot.typed.unify import substitute

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


def order_of(naming: Naming, type_: Type, span: Span) -> Expression | None:
    """The order of a type; the expression is at the given place."""
    if not isinstance(type_, Constructed):
        return None
    if (name := _LIBRARY.get(type_.symbol.id)) is not None:
        return _instance(naming, Symbol(name, SymbolKind.FUNCTION, span), type_, type_.arguments, span)
    order = naming.order(type_.symbol)
    if order is None:
        return None
    given = zip(order.arguments, type_.arguments, strict=True)
    known = {parameter.variable: argument for parameter, argument in given if isinstance(parameter, Rigid)}
    premises = [substitute(premise, known) for premise in order.premises]
    return _instance(naming, order.symbol, type_, premises, span)


def _instance(
    naming: Naming, symbol: Symbol, type_: Constructed, premises: Sequence[Type], span: Span
) -> Expression | None:
    """An instance, applied to the orders that it builds on."""
    trait = Constructed(Symbol(types.ORD, SymbolKind.TYPE, span), (type_,))
    arguments = [order_of(naming, premise, span) for premise in premises]
    given = tuple(argument for argument in arguments if argument is not None)
    if len(given) < len(arguments):
        return None
    function = Global(span, symbol, type_.arguments, trait)
    return Apply(span, function, given, trait) if given else function
