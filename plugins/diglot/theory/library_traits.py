"""The traits of the standard library in HOL: their methods, and its own instances of them.

The keys are symbol ids. At numbers, and wherever equality is meant, a method is an operator of HOL; an instance that
someone wrote is a record of functions, of which the method is a field. Constants that begin with `eq_`, `ord_` and
`show_` are in the support theory (`support`).
"""

from collections.abc import Mapping

from diglot.theory.ast import Identifier, IfTerm, Infix, ListTerm, Prefix, RecordTerm, Term
from diglot.theory.library_containers import ELEMENTS, ORDERED, in_order, right_fold
from diglot.theory.library_types import EQ, INT, LIST, MAP, MAYBE, NAT, ORD, RESULT, SET, SHOW, STRING
from diglot.theory.rules import COMPARISONS, TIMES, Fresh, Overload, Rule, call, constant, infix, rule

_NE, _IN, _NOT, _COMPOSE = "\\<noteq>", "\\<in>", "\\<not>", "\\<circ>"
_NUMBER = "Juvix.Builtin.V1.Trait.Natural:Natural"
_LIST = "Stdlib.Data.List.Base"


def _record(field: str) -> Rule:
    return rule(1, lambda a, _: RecordTerm(((field, a[0]),)), transparent=True)


INSTANCES: Mapping[str, Rule] = {
    "Stdlib.Data.Nat:ordNatI": constant("ord_nat"),
    "Stdlib.Data.Int:ordIntI": constant("ord_int"),
    "Stdlib.Data.Bool:ordBoolI": constant("ord_bool"),
    "Stdlib.Data.Unit:ordUnitI": constant("ord_unit"),
    "Stdlib.Data.List:ordListI": constant("ord_list"),
    "Stdlib.Data.Maybe:ordMaybeI": constant("ord_option"),
    "Stdlib.Data.Pair:ordProductI": constant("ord_prod"),
    "Stdlib.Data.Result:ordResultI": constant("ord_sum"),
    "Stdlib.Data.List:eqListI": constant("eq_list"),
    "Stdlib.Data.Maybe:eqMaybeI": constant("eq_option"),
    "Stdlib.Data.Pair:eqProductI": constant("eq_prod"),
    "Stdlib.Data.Result:eqResultI": constant("eq_sum"),
    "Stdlib.Data.Nat:showNatI": constant("show_nat"),
    "Stdlib.Data.Int:showIntI": constant("show_int"),
    "Stdlib.Data.String:showStringI": constant("show_string"),
    f"{EQ}.mk": _record("isEqual"),
    f"{ORD}.mk": _record("compare"),
    f"{SHOW}.mk": _record("to_text"),
}
"""The library's own instances; those of `Eq` are here for elements with an equality of their own."""

_ARITHMETIC = {"+": infix("+", transparent=True), "*": TIMES}
_IDENTITY = Rule(1, lambda a, _: a[0], section=Identifier("id"))
_FOLD_LEFT = Rule(3, lambda a, _: call("foldl", *a), section=Identifier("foldl"))
_FOLD_RIGHT = rule(3, lambda a, _: call("foldr", a[0], a[2], a[1]))
_MAPPED = {
    LIST: constant("map"),
    MAYBE: constant("map_option"),
    SET: constant("image"),
    RESULT: rule(2, lambda a, _: call("map_sum", Identifier("id"), a[0], a[1])),
    MAP: rule(2, lambda a, _: Infix(_COMPOSE, call("map_option", a[0]), a[1])),
}
_BIND = {
    MAYBE: constant("Option.bind"),
    LIST: constant("List.bind"),
    RESULT: rule(2, lambda a, _: call("case_sum", Identifier("Inl"), a[1], a[0])),
}
_DIGITS = {NAT: constant("nat_digits"), INT: constant("int_digits"), STRING: constant("quoted")}


def _ordered(name: str, general: Rule) -> Overload:
    return Overload({NAT: COMPARISONS[name], INT: COMPARISONS[name]}, general=general)


def _sorting(general: str) -> Overload:
    """At numbers all ways to sort agree."""
    numbers = constant("sort", transparent=True)
    return Overload({NAT: numbers, INT: numbers}, general=constant(general))


def _folding(found: Rule) -> Overload:
    """A fold over a list, or over what has its elements in a list."""
    others = {types: in_order(found, elements) for types, elements in ELEMENTS.items()}
    return Overload({LIST: found, **others})


def _ord_max(a: tuple[Term, ...], _: Fresh) -> Term:
    return IfTerm(call("ord_less_eq", *a), a[2], a[1])


def _ord_min(a: tuple[Term, ...], _: Fresh) -> Term:
    return IfTerm(call("ord_less_eq", *a), a[1], a[2])


OVERLOADS: Mapping[str, Overload] = {
    **ORDERED,
    f"{_NUMBER}.+": Overload({NAT: _ARITHMETIC["+"], INT: _ARITHMETIC["+"]}),
    f"{_NUMBER}.*": Overload({NAT: _ARITHMETIC["*"], INT: _ARITHMETIC["*"]}),
    "Stdlib.Trait.Integral:Integral.-": Overload({INT: infix("-", transparent=True)}),
    "Stdlib.Trait.Integral:Integral.fromInt": Overload({INT: _IDENTITY}),
    "Juvix.Builtin.V1.Trait.FromNatural:FromNatural.fromNat": Overload({NAT: _IDENTITY, INT: constant("int")}),
    "Stdlib.Trait.DivMod:DivMod.div": Overload({NAT: infix("div", transparent=True), INT: constant("int_quot")}),
    "Stdlib.Trait.DivMod:DivMod.mod": Overload({NAT: infix("mod", transparent=True), INT: constant("int_rem")}),
    "Stdlib.Trait.Eq:Eq.isEqual": Overload(native=infix("="), general=constant("isEqual")),
    "Stdlib.Trait.Eq:==": Overload(native=infix("="), general=constant("isEqual")),
    "Stdlib.Trait.Eq:/=": Overload(native=infix(_NE), general=rule(3, lambda a, _: Prefix(_NOT, call("isEqual", *a)))),
    f"{ORD}.compare": Overload(general=constant("compare")),
    "Stdlib.Trait.Ord:<": _ordered("<", constant("ord_less")),
    "Stdlib.Trait.Ord:<=": _ordered("<=", constant("ord_less_eq")),
    "Stdlib.Trait.Ord:>": _ordered(">", rule(3, lambda a, _: call("ord_less", a[0], a[2], a[1]))),
    "Stdlib.Trait.Ord:>=": _ordered(">=", rule(3, lambda a, _: call("ord_less_eq", a[0], a[2], a[1]))),
    "Stdlib.Trait.Ord:max": _ordered("max", rule(3, _ord_max)),
    "Stdlib.Trait.Ord:min": _ordered("min", rule(3, _ord_min)),
    "Stdlib.Data.List:isMember": Overload(
        native=rule(2, lambda a, _: Infix(_IN, a[0], call("set", a[1]))),
        general=rule(3, lambda a, _: call("list_ex", call("isEqual", a[0], a[1]), a[2])),
    ),
    f"{_LIST}:mergeSort": _sorting("ord_merge_sort"),
    f"{_LIST}:quickSort": _sorting("ord_quick_sort"),
    f"{SHOW}.show": Overload(_DIGITS, general=constant("to_text")),
    "Stdlib.Trait.Functor.Polymorphic:Functor.map": Overload(_MAPPED),
    "Stdlib.Trait.Functor.Polymorphic:<$>": Overload(_MAPPED),
    "Stdlib.Trait.Functor.Monomorphic:Functor.map": Overload(_MAPPED),
    "Stdlib.Trait.Monad:Monad.bind": Overload(_BIND),
    "Stdlib.Trait.Monad:>>=": Overload(_BIND, type_index=2),
    "Stdlib.Trait.Applicative:Applicative.pure": Overload(
        {
            MAYBE: constant("Some", transparent=True),
            RESULT: constant("Inr", transparent=True),
            LIST: rule(1, lambda a, _: ListTerm((a[0],)), transparent=True),
        }
    ),
    **{
        f"Stdlib.Trait.Foldable.{kind}:{name}": _folding(found)
        for kind in ("Monomorphic", "Polymorphic")
        for name, found in (
            ("Foldable.for", _FOLD_LEFT),
            ("Foldable.rfor", rule(3, right_fold)),
            ("foldl", _FOLD_LEFT),
            ("foldr", _FOLD_RIGHT),
        )
    },
}
