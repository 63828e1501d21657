"""The traits of the standard library in HOL: their methods, and its own instances of them.

The keys are symbol ids. At numbers, and wherever equality is meant, a method is an operator of HOL; an instance that
someone wrote is a record of functions, of which the method is a field. Constants that begin with `eq_`, `ord_` and
`show_` are in the support theory (`support`).
"""

from collections.abc import Callable, Mapping

from diglot.theory.ast import Abstraction, Identifier, IfTerm, Infix, ListTerm, Prefix, RecordTerm, Term
from diglot.theory.library.containers import right_fold
from diglot.theory.library.orders import folding_in_order
from diglot.theory.library.ranges import RANGE_ELEMENTS
from diglot.theory.library.rules import COMPARISONS, TIMES, Fresh, Overload, Rule, call, constant, infix, rule
from diglot.theory.library.types import (
    BYTE,
    DIV_MOD,
    ELEMENT_MAP,
    EQ,
    FIELD,
    FROM_NATURAL,
    INT,
    INTEGRAL,
    LIST,
    MAP,
    MAYBE,
    NAT,
    NATURAL,
    NUMERIC,
    ORD,
    RESULT,
    SET,
    SHOW,
    STRING,
)

_NE, _IN, _NOT, _COMPOSE = "\\<noteq>", "\\<in>", "\\<not>", "\\<circ>"
_LIST, _SET, _MAP = "Stdlib.Data.List.Base", "Stdlib.Data.Set", "Stdlib.Data.Map"


def _record(*fields: str) -> Rule:
    """A dictionary of the methods, in order."""
    return rule(len(fields), lambda a, _: RecordTerm(tuple(zip(fields, a, strict=False))), transparent=True)


def _element_map(function: str, *arguments: Term) -> Rule:
    """The dictionary that changes the elements of one type of container."""
    return rule(0, lambda _, __: RecordTerm((("map_elements", call(function, *arguments)),)))


def _equality_of_order(a: tuple[Term, ...], fresh: Fresh) -> Term:
    x, y = Identifier(fresh("x")), Identifier(fresh("y"))
    same = Infix("=", call("compare", a[0], x, y), Identifier("Equal"))
    return RecordTerm((("isEqual", Abstraction((x, y), same)),))


INSTANCES: Mapping[str, Rule] = {
    "Stdlib.Data.Nat:ordNatI": constant("ord_nat"),
    "Stdlib.Data.Int:ordIntI": constant("ord_int"),
    "Stdlib.Data.Bool:ordBoolI": constant("ord_bool"),
    "Stdlib.Data.Unit:ordUnitI": constant("ord_unit"),
    "Stdlib.Trait.Ord:orderingOrdI": constant("ord_ordering"),
    "Stdlib.Data.List:ordListI": constant("ord_list"),
    "Stdlib.Data.Maybe:ordMaybeI": constant("ord_option"),
    "Stdlib.Data.Pair:ordProductI": constant("ord_prod"),
    "Stdlib.Data.Result:ordResultI": constant("ord_sum"),
    "Stdlib.Data.Set:ordSetI": constant("ord_set"),
    "Stdlib.Data.Map:ordMapI": constant("ord_map"),
    "Stdlib.Data.Queue.Base:ordQueueI": constant("ord_list"),
    "Stdlib.Data.List:eqListI": constant("eq_list"),
    "Stdlib.Data.Maybe:eqMaybeI": constant("eq_option"),
    "Stdlib.Data.Pair:eqProductI": constant("eq_prod"),
    "Stdlib.Data.Result:eqResultI": constant("eq_sum"),
    "Stdlib.Data.Nat:showNatI": constant("show_nat"),
    "Stdlib.Data.Int:showIntI": constant("show_int"),
    "Stdlib.Data.Bool:showBoolI": constant("show_bool"),
    "Stdlib.Data.Unit:showUnitI": constant("show_unit"),
    "Stdlib.Data.Byte:showByteI": constant("show_byte"),
    "Stdlib.Data.Field:showFieldI": constant("show_field"),
    "Stdlib.Data.String:showStringI": constant("show_string"),
    "Stdlib.Data.Ordering:orderingShowI": constant("show_ordering"),
    "Stdlib.Data.List:showListI": constant("show_list"),
    "Stdlib.Data.Maybe:showMaybeI": constant("show_option"),
    "Stdlib.Data.Pair:showProductI": constant("show_prod"),
    "Stdlib.Data.Result:showResultI": constant("show_sum"),
    "Juvix.Builtin.V1.Nat:fromNaturalNatI": constant("from_natural_nat"),
    "Juvix.Builtin.V1.Nat:naturalNatI": constant("natural_nat"),
    "Stdlib.Data.Nat:divModNatI": constant("div_mod_nat"),
    "Stdlib.Data.Int:fromNaturalIntI": constant("from_natural_int"),
    "Stdlib.Data.Int:naturalIntI": constant("natural_int"),
    "Stdlib.Data.Int:integralIntI": constant("integral_int"),
    "Stdlib.Data.Int:divModIntI": constant("div_mod_int"),
    "Stdlib.Data.Byte:fromNaturalByteI": constant("from_natural_byte"),
    "Stdlib.Data.Field:fromNaturalFieldI": constant("from_natural_field"),
    "Stdlib.Data.Field:naturalFieldI": constant("natural_field"),
    "Stdlib.Data.Field:integralFieldI": constant("integral_field"),
    "Stdlib.Data.Field:numericFieldI": constant("numeric_field"),
    "Stdlib.Data.List:monomorphicFunctorListI": _element_map("map"),
    "Stdlib.Data.Maybe:monomorphicFunctorMaybeI": _element_map("map_option"),
    "Stdlib.Data.Result:monomorphicFunctorResultI": _element_map("map_sum", Identifier("id")),
    f"{NATURAL}.FromNaturalI": constant("natural_literals"),
    f"{INTEGRAL}.naturalI": constant("integral_natural"),
    f"{NUMERIC}.integralI": constant("numeric_integral"),
    "Stdlib.Trait.Ord.Eq:fromOrdToEq": rule(1, _equality_of_order),
    f"{EQ}.mk": _record("isEqual"),
    f"{ORD}.mk": _record("compare"),
    f"{SHOW}.mk": _record("to_text"),
    f"{FROM_NATURAL}.mkFromNatural": _record("of_natural"),
    f"{NATURAL}.mkNatural": _record("natural_literals", "plus_by", "times_by"),
    f"{INTEGRAL}.mk": _record("integral_natural", "minus_by", "of_integer"),
    f"{DIV_MOD}.mk": _record("div_by", "mod_by"),
    f"{NUMERIC}.mk": _record("numeric_integral", "divide_by"),
    f"{ELEMENT_MAP}.mk": _record("map_elements"),
}
"""The library's own instances; those of `Eq` are here for elements with an equality of their own."""

_PLUS = infix("+", transparent=True)
_IDENTITY = Rule(1, lambda a, _: a[0], section=Identifier("id"))
_FOLD_LEFT = Rule(3, lambda a, _: call("foldl", *a), section=Identifier("foldl"))
_FOLD_BACK = rule(3, right_fold)
_FOLD_RIGHT = rule(3, lambda a, _: call("foldr", a[0], a[2], a[1]))
_MAPPED = {
    LIST: constant("map"),
    MAYBE: constant("map_option"),
    SET: constant("image"),
    RESULT: rule(2, lambda a, _: call("map_sum", Identifier("id"), a[0], a[1])),
    MAP: rule(2, lambda a, _: Infix(_COMPOSE, call("map_option", a[0]), a[1])),
}
_ELEMENT_MAPS = {
    LIST: _element_map("map"),
    MAYBE: _element_map("map_option"),
    RESULT: _element_map("map_sum", Identifier("id")),
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
    others = {types: _folding_elements(found, elements) for types, elements in RANGE_ELEMENTS.items()}
    return Overload({LIST: found, **others}, ordered=folding_in_order(found))


def _folding_elements(found: Rule, elements: Callable[[Term], Term]) -> Rule:
    return rule(3, lambda a, fresh: found.build((a[0], a[1], elements(a[2])), fresh))


def _folded_together(operator: str, start: Term) -> Rule:
    """The union of all sets or maps in a list."""
    return rule(1, lambda a, _: call("foldl", Identifier(operator), start, a[0]))


def _ord_max(a: tuple[Term, ...], _: Fresh) -> Term:
    return IfTerm(call("ord_less", a[0], a[2], a[1]), a[1], a[2])


def _ord_min(a: tuple[Term, ...], _: Fresh) -> Term:
    return IfTerm(call("ord_less", *a), a[1], a[2])


OVERLOADS: Mapping[str, Overload] = {
    f"{NATURAL}.+": Overload({NAT: _PLUS, INT: _PLUS, FIELD: constant("field_add")}, general=constant("plus_by")),
    f"{NATURAL}.*": Overload({NAT: TIMES, INT: TIMES, FIELD: constant("field_mul")}, general=constant("times_by")),
    f"{INTEGRAL}.-": Overload(
        {INT: infix("-", transparent=True), FIELD: constant("field_sub")}, general=constant("minus_by")
    ),
    f"{INTEGRAL}.fromInt": Overload({INT: _IDENTITY, FIELD: constant("field_of_int")}, general=constant("of_integer")),
    f"{NUMERIC}./": Overload({FIELD: constant("field_div")}, general=constant("divide_by")),
    f"{FROM_NATURAL}.fromNat": Overload(
        {
            NAT: _IDENTITY,
            INT: constant("int"),
            BYTE: constant("byte_of_nat"),
            FIELD: rule(1, lambda a, _: call("field_of_int", call("int", a[0]))),
        },
        general=constant("of_natural"),
    ),
    f"{DIV_MOD}.div": Overload(
        {NAT: infix("div", transparent=True), INT: constant("int_quot")}, general=constant("div_by")
    ),
    f"{DIV_MOD}.mod": Overload(
        {NAT: infix("mod", transparent=True), INT: constant("int_rem")}, general=constant("mod_by")
    ),
    "Stdlib.Extra.Gcd:gcd": Overload({NAT: constant("gcd", transparent=True), INT: constant("int_gcd")}, others=3),
    "Stdlib.Trait.Eq:Eq.isEqual": Overload(lawful=infix("="), general=constant("isEqual")),
    "Stdlib.Trait.Eq:==": Overload(lawful=infix("="), general=constant("isEqual")),
    "Stdlib.Trait.Eq:/=": Overload(lawful=infix(_NE), general=rule(3, lambda a, _: Prefix(_NOT, call("isEqual", *a)))),
    f"{ORD}.compare": Overload(general=constant("compare")),
    "Stdlib.Trait.Ord:<": _ordered("<", constant("ord_less")),
    "Stdlib.Trait.Ord:<=": _ordered("<=", constant("ord_less_eq")),
    "Stdlib.Trait.Ord:>": _ordered(">", rule(3, lambda a, _: call("ord_less", a[0], a[2], a[1]))),
    "Stdlib.Trait.Ord:>=": _ordered(">=", rule(3, lambda a, _: call("ord_less_eq", a[0], a[2], a[1]))),
    "Stdlib.Trait.Ord:max": _ordered("max", rule(3, _ord_max)),
    "Stdlib.Trait.Ord:min": _ordered("min", rule(3, _ord_min)),
    "Stdlib.Data.List:isMember": Overload(
        lawful=rule(2, lambda a, _: Infix(_IN, a[0], call("set", a[1]))),
        general=rule(3, lambda a, _: call("list_ex", call("isEqual", a[0], a[1]), a[2])),
    ),
    f"{_SET}:unions": Overload(
        {LIST: rule(1, lambda a, _: call("Union", call("set", a[0]))), SET: constant("Union")}, before=1
    ),
    f"{_MAP}:unions": Overload({LIST: _folded_together("++", Identifier("Map.empty"))}, type_index=2, before=1),
    f"{_LIST}:mergeSort": _sorting("ord_merge_sort"),
    f"{_LIST}:quickSort": _sorting("ord_quick_sort"),
    f"{SHOW}.show": Overload(_DIGITS, general=constant("to_text")),
    "Stdlib.Trait.Functor.Polymorphic:Functor.map": Overload(_MAPPED),
    "Stdlib.Trait.Functor.Polymorphic:<$>": Overload(_MAPPED),
    f"{ELEMENT_MAP}.map": Overload(_MAPPED, general=constant("map_elements")),
    "Stdlib.Trait.Functor.Monomorphic:<$>": Overload(_MAPPED, general=constant("map_elements")),
    "Stdlib.Trait.Functor.Monomorphic:fromPolymorphicFunctor": Overload(_ELEMENT_MAPS),
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
            ("Foldable.rfor", _FOLD_BACK),
            ("foldl", _FOLD_LEFT),
            ("foldr", _FOLD_RIGHT),
        )
    },
}
