"""What depends on the order in which the library keeps the elements of sets and the keys of maps.

The keys are symbol ids. A set of HOL has no order. At numbers HOL has one, in which it lists the elements; elsewhere
`ord_elements` of the support theory lists them in the order that it is given.
"""

from collections.abc import Callable, Mapping

from diglot.names import Symbol, SymbolKind
from diglot.source import Span
from diglot.theory.ast import Abstraction, Identifier, IfTerm, Infix, LetTerm, SetTerm, Term, TupleTerm
from diglot.theory.library.containers import value_at
from diglot.theory.library.rules import NONE, Builder, Fresh, Ordered, Rule, apply, call, rule, some
from diglot.theory.library.types import MAP, PAIR, SET
from diglot.typed.types import Constructed, Type

_SET, _MAP = "Stdlib.Data.Set", "Stdlib.Data.Map"
_EMPTY = SetTerm(())
_NUMBERS = Identifier("linorder")
"""Stands for the order of HOL."""


def _elements(order: Term, set_: Term) -> Term:
    """The elements of a set as a list, the smallest first."""
    return call("sorted_list_of_set", set_) if order is _NUMBERS else call("ord_elements", order, set_)


def _keys(order: Term, map_: Term) -> Term:
    return _elements(order, call("dom", map_))


def _bindings(order: Term, map_: Term, fresh: Fresh) -> Term:
    k = Identifier(fresh("k"))
    return call("map", Abstraction((k,), TupleTerm((k, value_at(map_, k)))), _keys(order, map_))


def _values(a: tuple[Term, ...], fresh: Fresh) -> Term:
    k = Identifier(fresh("k"))
    return call("map", Abstraction((k,), value_at(a[1], k)), _keys(a[0], a[1]))


def _least(order: Term, set_: Term) -> Term:
    return call("Min", set_) if order is _NUMBERS else call("ord_least", order, set_)


def _greatest(order: Term, set_: Term) -> Term:
    return call("Max", set_) if order is _NUMBERS else call("ord_greatest", order, set_)


def _unless_empty(set_: Term, found: Term) -> Term:
    return IfTerm(Infix("=", set_, _EMPTY), NONE, some(found))


def _delete_least(a: tuple[Term, ...], fresh: Fresh) -> Term:
    x = Identifier(fresh("x"))
    rest = TupleTerm((x, Infix("-", a[1], SetTerm((x,)))))
    return IfTerm(Infix("=", a[1], _EMPTY), NONE, LetTerm(((x, _least(a[0], a[1])),), some(rest)))


def _disjoint(order: Term, common: Term, union: Term) -> Term:
    return IfTerm(Infix("=", common, _EMPTY), call("Inr", union), call("Inl", _least(order, common)))


def _disjoint_sets(a: tuple[Term, ...], _: Fresh) -> Term:
    return _disjoint(a[0], Infix("\\<inter>", a[1], a[2]), Infix("\\<union>", a[1], a[2]))


def _disjoint_maps(a: tuple[Term, ...], _: Fresh) -> Term:
    return _disjoint(a[0], Infix("\\<inter>", call("dom", a[1]), call("dom", a[2])), Infix("++", a[1], a[2]))


def _fold_keys(a: tuple[Term, ...], fresh: Fresh, *, left: bool) -> Term:
    """A fold of a function that takes key and value apart."""
    acc, k = Identifier(fresh("acc")), Identifier(fresh("k"))
    value, keys = value_at(a[3], k), _keys(a[0], a[3])
    if left:
        return call("foldl", Abstraction((acc, k), apply(a[1], acc, k, value)), a[2], keys)
    return call("foldr", Abstraction((k,), apply(a[1], k, value)), keys, a[2])


def _first_type(types: tuple[Type, ...]) -> Type:
    return types[0]


def _type_inside(types: tuple[Type, ...]) -> Type:
    """The type of the elements or keys of a container; it may follow the container instead."""
    head, *others = types
    inside = head.arguments if isinstance(head, Constructed) else ()
    return (*inside, *others)[0]


def _pair_type(types: tuple[Type, ...]) -> Type:
    return Constructed(Symbol(PAIR, SymbolKind.TYPE, Span(0, 0)), types[:2])


def _ordered(
    arity: int, build: Builder, *, dropped: int = 0, elements: Callable[[tuple[Type, ...]], Type] = _first_type
) -> Ordered:
    """Rules from a builder whose first argument is the order; the arity does not count it."""
    at_numbers = rule(arity, lambda a, fresh: build((_NUMBERS, *a), fresh), dropped=dropped)
    return Ordered(at_numbers, rule(arity + 1, build, dropped=dropped), elements)


ORDERED: Mapping[str, Ordered] = {
    f"{_SET}:toList": _ordered(1, lambda a, _: _elements(a[0], a[1])),
    f"{_SET}:foldl": _ordered(3, lambda a, _: call("foldl", a[1], a[2], _elements(a[0], a[3]))),
    f"{_SET}:foldr": _ordered(3, lambda a, _: call("foldr", a[1], _elements(a[0], a[3]), a[2])),
    f"{_SET}:lookupMin": _ordered(1, lambda a, _: _unless_empty(a[1], _least(a[0], a[1]))),
    f"{_SET}:lookupMax": _ordered(1, lambda a, _: _unless_empty(a[1], _greatest(a[0], a[1]))),
    f"{_SET}:deleteMin": _ordered(1, _delete_least, dropped=1),
    f"{_SET}:disjointUnion": _ordered(2, _disjoint_sets, dropped=1),
    "Stdlib.Data.UnbalancedSet:toList": _ordered(1, lambda a, _: _elements(a[0], a[1])),
    f"{_MAP}:toList": _ordered(1, lambda a, fresh: _bindings(a[0], a[1], fresh)),
    f"{_MAP}:keys": _ordered(1, lambda a, _: _keys(a[0], a[1])),
    f"{_MAP}:values": _ordered(1, _values),
    f"{_MAP}:foldl": _ordered(3, lambda a, fresh: _fold_keys(a, fresh, left=True)),
    f"{_MAP}:foldr": _ordered(3, lambda a, fresh: _fold_keys(a, fresh, left=False)),
    f"{_MAP}:fromSet": _ordered(
        1, lambda a, _: call("map_of", call("rev", _elements(a[0], a[1]))), dropped=1, elements=_pair_type
    ),
    f"{_MAP}:disjointUnion": _ordered(2, _disjoint_maps, dropped=1),
}


def folding_in_order(found: Rule) -> Mapping[str, Ordered]:
    """The rule for folding a list, for sets and maps."""
    return {
        SET: _ordered(
            3, lambda a, fresh: found.build((a[1], a[2], _elements(a[0], a[3])), fresh), elements=_type_inside
        ),
        MAP: _ordered(
            3, lambda a, fresh: found.build((a[1], a[2], _bindings(a[0], a[3], fresh)), fresh), elements=_type_inside
        ),
    }
