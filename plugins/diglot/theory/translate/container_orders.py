"""Which orders sets and maps may be kept by.

In: the functions of a module. Out: for each function the instance parameters by which it keeps a set or a map, and the
uses whose order is not known to be good. A set of the library holds one of two elements that its order takes for equal;
a set of HOL knows no order. So both mean the same only by an order that says equal of nothing but equal elements: one
of the library's own or a derived one. A function for any `{{Ord A}}` may keep sets; what it is given is checked where
it is used.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from diglot.core.ast import Apply, Declaration, Expression, Function, FunctionGroup, Global, Local
from diglot.core.subexpressions import subexpressions
from diglot.names import Symbol
from diglot.theory.library.functions import RULES
from diglot.theory.library.orders import ORDERED
from diglot.theory.library.traits import OVERLOADS
from diglot.theory.library.types import ORD
from diglot.typed import types as typed

Required = Mapping[Symbol, frozenset[int]]
"""For functions that keep sets or maps: the positions of the parameters that are their orders."""


@dataclass(frozen=True, slots=True)
class Use:
    """A function that keeps a set or a map by an order."""

    function: Global
    order: Expression | None
    """None where the function is without its arguments."""


def required_orders(declarations: Iterable[Declaration], elsewhere: Callable[[Symbol], frozenset[int]]) -> Required:
    """The functions of a module that keep sets or maps; `elsewhere` knows those of other modules."""
    functions = [f for group in declarations if isinstance(group, FunctionGroup) for f in group.functions]
    own = {f.symbol: frozenset[int]() for f in functions if any(_is_order(p.type) for p in f.parameters)}
    mentions = {f.symbol: _mentions(f, lambda s: s in own or bool(elsewhere(s))) for f in functions if f.symbol in own}
    changed = True
    while changed:
        changed = False
        for function in functions:
            if function.symbol in own:
                found = own[function.symbol] | _positions(function, mentions[function.symbol], own, elsewhere)
                changed |= found != own[function.symbol]
                own[function.symbol] = found
    return {symbol: positions for symbol, positions in own.items() if positions}


_Mentions = list[tuple[Global, tuple[Expression, ...]]]


def _positions(
    function: Function, mentions: _Mentions, own: Required, elsewhere: Callable[[Symbol], frozenset[int]]
) -> frozenset[int]:
    """The parameters of a function that end up as orders of sets, as far as is known yet."""
    index = {parameter.variable: position for position, parameter in enumerate(function.parameters)}
    return frozenset(
        index[part.variable]
        for mention, arguments in mentions
        for use in _uses(mention, arguments, own.get(mention.symbol) or elsewhere(mention.symbol))
        for part in (order_parts(use.order) if use.order is not None else ())
        if isinstance(part, Local) and part.variable in index
    )


def order_uses(function: Function, required: Callable[[Symbol], frozenset[int]]) -> Iterator[Use]:
    """Every order by which a function keeps a set or a map, its own parameters apart."""
    own = {parameter.variable for parameter in function.parameters}
    for mention, arguments in _mentions(function, lambda symbol: bool(required(symbol))):
        for use in _uses(mention, arguments, required(mention.symbol)):
            if not (isinstance(use.order, Local) and use.order.variable in own):
                yield use


def order_parts(order: Expression) -> Iterator[Expression]:
    """An order and the orders that it is built of."""
    todo = [order]
    while todo:
        part = todo.pop()
        match part:
            case Apply(_, Global() as head, arguments):
                yield head
                todo.extend(arguments)
            case _:
                yield part


def _mentions(function: Function, is_wanted: Callable[[Symbol], bool]) -> _Mentions:
    found: _Mentions = []
    heads: set[int] = set()
    for part in subexpressions(function.body):
        match part:
            case Apply(_, Global(_, symbol) as head, arguments) if _is_ordered(symbol) or is_wanted(symbol):
                heads.add(id(head))
                found.append((head, arguments))
            case Global(_, symbol) if id(part) not in heads and (_is_ordered(symbol) or is_wanted(symbol)):
                found.append((part, ()))
    return found


def _is_ordered(symbol: Symbol) -> bool:
    return _orders_of(symbol) > 0


def _orders_of(symbol: Symbol) -> int:
    """How many orders a function of the library is given first."""
    identity = symbol.id
    if (rule := RULES.get(identity)) is not None:
        return rule.dropped
    if (ordered := ORDERED.get(identity)) is not None:
        return ordered.general.dropped
    overload = OVERLOADS.get(identity)
    return overload.before if overload is not None else 0


def _uses(mention: Global, arguments: tuple[Expression, ...], positions: frozenset[int]) -> Iterator[Use]:
    for position in range(_orders_of(mention.symbol)) or sorted(positions):
        order = arguments[position] if position < len(arguments) else None
        if order is None or _is_order(order.type):
            yield Use(mention, order)


def _is_order(type_: typed.Type) -> bool:
    return isinstance(type_, typed.Constructed) and type_.symbol.id == ORD
