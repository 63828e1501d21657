"""The standard library in HOL: a rule for each of its functions that has an equal there.

The keys are symbol ids. What is not in the tables has no counterpart, and `terms` says so where it is used. Constants
that begin with `eq_`, `ord_`, `int_` and the like are in the support theory (`support`).
"""

from collections.abc import Mapping
from typing import Final

from diglot.theory.ast import (
    Abstraction,
    CaseTerm,
    FunctionUpdateTerm,
    Identifier,
    IfTerm,
    Infix,
    ListTerm,
    Numeral,
    Prefix,
    RecordTerm,
    SetTerm,
    Term,
    TupleTerm,
)
from diglot.theory.library_types import (
    EQ,
    INT,
    LIST,
    MAP,
    MAYBE,
    NAT,
    ORD,
    RESULT,
    SET,
    SHOW,
    STRING,
)
from diglot.theory.rules import (
    WILDCARD,
    Fresh,
    Overload,
    Rule,
    apply,
    call,
    constant,
    empty,
    infix,
    prefix,
    rule,
)

NONE: Final = Identifier("None")
EMPTY_LIST: Final = ListTerm(())
EMPTY_SET: Final = SetTerm(())
EMPTY_MAP: Final = Identifier("Map.empty")
UNDEFINED: Final = Identifier("undefined")

_AND, _OR, _NOT = "\\<and>", "\\<or>", "\\<not>"
_LE, _GE, _NE, _IN, _COMPOSE = "\\<le>", "\\<ge>", "\\<noteq>", "\\<in>", "\\<circ>"


def some(term: Term) -> Term:
    """`Some t`."""
    return call("Some", term)


def option_case(scrutinee: Term, nothing: Term, name: str, just: Term) -> Term:
    """`case t of None => a | Some x => b`."""
    return CaseTerm(scrutinee, ((NONE, nothing), (some(Identifier(name)), just)))


def _first_of_list(a: tuple[Term, ...], fresh: Fresh) -> Term:
    x = Identifier(fresh("x"))
    return CaseTerm(a[1], ((EMPTY_LIST, a[0]), (Infix("#", x, WILDCARD), x)))


def _or_default(a: tuple[Term, ...], fresh: Fresh) -> Term:
    x = fresh("x")
    return option_case(a[1], a[0], x, Identifier(x))


def _right_fold(a: tuple[Term, ...], fresh: Fresh) -> Term:
    """`rfor f z xs`, whose function takes the accumulator first."""
    match a[0]:
        case Abstraction((acc, x), body):
            step: Term = Abstraction((x, acc), body)
        case _:
            names = Identifier(fresh("x")), Identifier(fresh("acc"))
            step = Abstraction(names, apply(a[0], names[1], names[0]))
    return call("foldr", step, a[2], a[1])


def _present(a: tuple[Term, ...], fresh: Fresh) -> Term:
    x = Identifier(fresh("x"))
    return call("List.map_filter", Abstraction((x,), x), a[0])


def _map_on_set(a: tuple[Term, ...], fresh: Fresh) -> Term:
    k = Identifier(fresh("k"))
    return Abstraction((k,), IfTerm(Infix(_IN, k, a[1]), some(apply(a[0], k)), NONE))


def _filter_map(a: tuple[Term, ...], fresh: Fresh) -> Term:
    k, v = Identifier(fresh("k")), fresh("v")
    test = IfTerm(apply(a[0], k, Identifier(v)), some(Identifier(v)), NONE)
    return Abstraction((k,), option_case(apply(a[1], k), NONE, v, test))


def _insert_with(a: tuple[Term, ...], fresh: Fresh) -> Term:
    old = fresh("old")
    value = option_case(apply(a[3], a[1]), a[2], old, apply(a[0], Identifier(old), a[2]))
    return FunctionUpdateTerm(a[3], ((a[1], some(value)),))


def _map_with_key(a: tuple[Term, ...], fresh: Fresh) -> Term:
    k = Identifier(fresh("k"))
    return Abstraction((k,), call("map_option", apply(a[0], k), apply(a[1], k)))


def _by_membership(a: tuple[Term, ...], fresh: Fresh, *, inside: bool) -> Term:
    """The part of the first map whose keys are in (or not in) the second."""
    k = Identifier(fresh("k"))
    inner = apply(a[0], k)
    test = Infix("=", apply(a[1], k), NONE)
    return Abstraction((k,), IfTerm(test, NONE, inner) if inside else IfTerm(test, inner, NONE))


def _sum_case(result: Term, *, error: bool) -> Term:
    """Whether a result is an error (or is none)."""
    yes, no = (Identifier("True"), Identifier("False")) if error else (Identifier("False"), Identifier("True"))
    return CaseTerm(result, ((call("Inl", WILDCARD), yes), (call("Inr", WILDCARD), no)))


_NUMBER = "Juvix.Builtin.V1.Trait.Natural:Natural"
_LIST = "Stdlib.Data.List.Base"
_MAYBE = "Stdlib.Data.Maybe.Base"
_NAT = "Juvix.Builtin.V1.Nat.Base"
_INT = "Stdlib.Data.Int.Base"
_PAIR = "Stdlib.Data.Pair.Base"
_BOOL = "Stdlib.Data.Bool.Base"
_RESULT = "Stdlib.Data.Result.Base"
_SET, _MAP = "Stdlib.Data.Set", "Stdlib.Data.Map"
_FUNCTION = "Stdlib.Function"

_BOOLEANS: Mapping[str, Rule] = {
    f"{_BOOL}:not": prefix(_NOT, "Not"),
    f"{_BOOL}:&&": infix(_AND),
    f"{_BOOL}:and": infix(_AND),
    f"{_BOOL}:||": infix(_OR),
    f"{_BOOL}:or": infix(_OR),
    f"{_BOOL}:ite": rule(3, lambda a, _: IfTerm(a[0], a[1], a[2]), transparent=True),
    f"{_BOOL}:assert": rule(1, lambda a, _: a[0]),
}

_COMPARISONS: Mapping[str, Rule] = {
    "==": infix("="),
    "/=": infix(_NE),
    "<": infix("<"),
    "<=": infix(_LE),
    ">": infix(">"),
    ">=": infix(_GE),
    "max": constant("max"),
    "min": constant("min"),
}

_TIMES = Rule(2, lambda a, _: Infix("*", a[0], a[1]), section=Identifier("times"), transparent=True)
"""Its section is spelled out: `(*` would begin a comment."""

_NUMBERS: Mapping[str, Rule] = {
    f"{_NAT}:sub": infix("-"),
    f"{_NAT}:+": infix("+"),
    f"{_NAT}:*": _TIMES,
    f"{_NAT}:div": infix("div"),
    f"{_NAT}:mod": infix("mod"),
    f"{_INT}:+": infix("+"),
    f"{_INT}:-": infix("-"),
    f"{_INT}:*": _TIMES,
    f"{_INT}:div": constant("int_quot"),
    f"{_INT}:mod": constant("int_rem"),
    f"{_INT}:neg": prefix("-", "uminus"),
    f"{_INT}:abs": rule(1, lambda a, _: call("nat", call("abs", a[0]))),
    f"{_INT}:toNat": constant("nat"),
    f"{_INT}:fromNat": constant("int"),
    f"{_INT}:negNat": rule(1, lambda a, _: Prefix("-", call("int", a[0]))),
    f"{_INT}:subNat": rule(2, lambda a, _: Infix("-", call("int", a[0]), call("int", a[1]))),
    f"{_INT}:nonNeg": rule(1, lambda a, _: Infix(_LE, Numeral(0), a[0])),
    f"{INT}.ofNat": constant("int"),
    f"{INT}.negSuc": rule(1, lambda a, _: Infix("-", Prefix("-", call("int", a[0])), Numeral(1))),
    "Stdlib.Data.Nat:natToString": constant("nat_digits"),
    "Stdlib.Data.Int:intToString": constant("int_digits"),
    **{f"Stdlib.Data.Nat.Ord:{name}": found for name, found in _COMPARISONS.items()},
    **{f"Stdlib.Data.Int.Ord:{name}": found for name, found in _COMPARISONS.items()},
    "Stdlib.Data.Nat.Ord:compare": rule(2, lambda a, _: call("compare", Identifier("ord_nat"), *a)),
    "Stdlib.Data.Int.Ord:compare": rule(2, lambda a, _: call("compare", Identifier("ord_int"), *a)),
}

_FUNCTIONS: Mapping[str, Rule] = {
    f"{_FUNCTION}:id": Rule(1, lambda a, _: a[0], section=Identifier("id"), transparent=True),
    f"{_FUNCTION}:const": rule(2, lambda a, _: a[0]),
    f"{_FUNCTION}:flip": rule(3, lambda a, _: apply(a[0], a[2], a[1])),
    f"{_FUNCTION}:on": rule(4, lambda a, _: apply(a[0], apply(a[1], a[2]), apply(a[1], a[3]))),
    f"{_FUNCTION}:<<": rule(2, lambda a, _: Infix(_COMPOSE, a[0], a[1])),
    f"{_FUNCTION}:>>": rule(2, lambda a, _: Infix(_COMPOSE, a[1], a[0])),
    f"{_FUNCTION}:<|": rule(2, lambda a, _: apply(a[0], a[1])),
    f"{_FUNCTION}:|>": rule(2, lambda a, _: apply(a[1], a[0])),
    f"{_FUNCTION}:>->": rule(2, lambda a, _: a[1]),
    f"{_FUNCTION}:iterate": rule(3, lambda a, _: call("compow", *a)),
    "Stdlib.Debug.Fail:failwith": rule(1, lambda _, __: UNDEFINED),
    "Stdlib.Debug.Todo:todo": rule(0, lambda _, __: UNDEFINED),
    "Stdlib.Trait.Partial:Partial.fail": rule(1, lambda _, __: UNDEFINED, dropped=1),
}

_STRINGS: Mapping[str, Rule] = {
    "Juvix.Builtin.V1.String:++str": infix("@"),
    "Stdlib.Data.String.Base:concatStr": constant("concat"),
    "Stdlib.Data.String.Comparison:eq": infix("="),
}

_LISTS: Mapping[str, Rule] = {
    f"{_LIST}:++": infix("@", transparent=True),
    f"{_LIST}:all": constant("list_all"),
    f"{_LIST}:any": constant("list_ex"),
    f"{_LIST}:catMaybes": rule(1, _present, transparent=True),
    f"{_LIST}:concatMap": rule(2, lambda a, _: call("concat", call("map", a[0], a[1]))),
    f"{_LIST}:drop": constant("drop", transparent=True),
    f"{_LIST}:filter": constant("filter", transparent=True),
    f"{_LIST}:find": constant("find", transparent=True),
    f"{_LIST}:flatten": constant("concat", transparent=True),
    f"{_LIST}:head": rule(2, _first_of_list, transparent=True),
    f"{_LIST}:isElement": rule(3, lambda a, _: call("list_ex", apply(a[0], a[1]), a[2])),
    f"{_LIST}:isEmpty": rule(1, lambda a, _: Infix("=", a[0], EMPTY_LIST)),
    f"{_LIST}:length": constant("length"),
    f"{_LIST}:listFoldl": constant("foldl"),
    f"{_LIST}:listFoldr": rule(3, lambda a, _: call("foldr", a[0], a[2], a[1])),
    f"{_LIST}:listFor": constant("foldl"),
    f"{_LIST}:listRfor": rule(3, _right_fold),
    f"{_LIST}:listMap": constant("map"),
    f"{_LIST}:partition": constant("partition", transparent=True),
    f"{_LIST}:replicate": constant("replicate", transparent=True),
    f"{_LIST}:reverse": constant("rev", transparent=True),
    f"{_LIST}:splitAt": rule(
        2, lambda a, _: TupleTerm((call("take", a[0], a[1]), call("drop", a[0], a[1]))), transparent=True
    ),
    f"{_LIST}:tail": constant("tl", transparent=True),
    f"{_LIST}:take": constant("take", transparent=True),
    f"{_LIST}:zip": constant("zip", transparent=True),
    f"{_LIST}:zipWith": rule(3, lambda a, _: call("map", call("case_prod", a[0]), call("zip", a[1], a[2]))),
}

_DATA: Mapping[str, Rule] = {
    f"{_MAYBE}:fromMaybe": rule(2, _or_default, transparent=True),
    f"{_MAYBE}:isJust": rule(1, lambda a, _: Infix(_NE, a[0], NONE)),
    f"{_MAYBE}:maybe": constant("case_option"),
    f"{_PAIR}:fst": constant("fst"),
    f"{_PAIR}:snd": constant("snd"),
    f"{_PAIR}:swap": constant("prod.swap", transparent=True),
    f"{_PAIR}:first": rule(2, lambda a, _: call("map_prod", a[0], Identifier("id"), a[1])),
    f"{_PAIR}:second": rule(2, lambda a, _: call("map_prod", Identifier("id"), a[0], a[1])),
    f"{_PAIR}:both": rule(2, lambda a, _: call("map_prod", a[0], a[0], a[1])),
    f"{_PAIR}:curry": rule(3, lambda a, _: apply(a[0], TupleTerm((a[1], a[2])))),
    f"{_PAIR}:uncurry": constant("case_prod"),
    f"{_RESULT}:handleResult": constant("case_sum"),
    f"{_RESULT}:mapError": rule(2, lambda a, _: call("map_sum", a[0], Identifier("id"), a[1])),
    f"{_RESULT}:mapOk": rule(2, lambda a, _: call("map_sum", Identifier("id"), a[0], a[1])),
    f"{_RESULT}:isError": rule(1, lambda a, _: _sum_case(a[0], error=True)),
    f"{_RESULT}:isOk": rule(1, lambda a, _: _sum_case(a[0], error=False)),
    "Stdlib.Data.Ordering:isLessThan": rule(1, lambda a, _: Infix("=", a[0], Identifier("LessThan"))),
    "Stdlib.Data.Ordering:isEqual": rule(1, lambda a, _: Infix("=", a[0], Identifier("Equal"))),
    "Stdlib.Data.Ordering:isGreaterThan": rule(1, lambda a, _: Infix("=", a[0], Identifier("GreaterThan"))),
}

_SETS: Mapping[str, Rule] = {
    f"{SET}.empty": empty(EMPTY_SET),
    f"{_SET}:insert": constant("insert", dropped=1, transparent=True),
    f"{_SET}:delete": rule(2, lambda a, _: Infix("-", a[1], SetTerm((a[0],))), dropped=1, transparent=True),
    f"{_SET}:deleteMany": rule(2, lambda a, _: Infix("-", a[1], call("set", a[0])), dropped=1, transparent=True),
    f"{_SET}:singleton": rule(1, lambda a, _: SetTerm((a[0],)), transparent=True),
    f"{_SET}:fromList": constant("set", dropped=1, transparent=True),
    f"{_SET}:isMember": infix(_IN, dropped=1),
    f"{_SET}:isEmpty": rule(1, lambda a, _: Infix("=", a[0], EMPTY_SET)),
    f"{_SET}:isSubset": infix("\\<subseteq>", dropped=1),
    f"{_SET}:size": constant("card"),
    f"{_SET}:union": infix("\\<union>", dropped=1, transparent=True),
    f"{_SET}:unionLeft": infix("\\<union>", dropped=1, transparent=True),
    f"{_SET}:intersection": infix("\\<inter>", dropped=1, transparent=True),
    f"{_SET}:difference": infix("-", dropped=1, transparent=True),
    f"{_SET}:filter": constant("Set.filter", dropped=1, transparent=True),
    f"{_SET}:partition": rule(
        2,
        lambda a, _: TupleTerm(
            (call("Set.filter", a[0], a[1]), call("Set.filter", Infix(_COMPOSE, Identifier("Not"), a[0]), a[1]))
        ),
        dropped=1,
        transparent=True,
    ),
    f"{_SET}:map": constant("image", dropped=1),
    f"{_SET}:any": rule(2, lambda a, _: call("Bex", a[1], a[0])),
    f"{_SET}:all": rule(2, lambda a, _: call("Ball", a[1], a[0])),
    f"{_SET}:lookup": rule(
        2, lambda a, _: IfTerm(Infix(_IN, a[0], a[1]), some(a[0]), NONE), dropped=1, transparent=True
    ),
}

_MAPS: Mapping[str, Rule] = {
    f"{_MAP}:empty": empty(EMPTY_MAP),
    f"{_MAP}:insert": rule(
        3, lambda a, _: FunctionUpdateTerm(a[2], ((a[0], some(a[1])),)), dropped=1, transparent=True
    ),
    f"{_MAP}:insertWith": rule(4, _insert_with, dropped=1, transparent=True),
    f"{_MAP}:delete": rule(2, lambda a, _: FunctionUpdateTerm(a[1], ((a[0], NONE),)), dropped=1, transparent=True),
    f"{_MAP}:singleton": rule(
        2, lambda a, _: FunctionUpdateTerm(EMPTY_MAP, ((a[0], some(a[1])),)), dropped=1, transparent=True
    ),
    f"{_MAP}:lookup": rule(2, lambda a, _: apply(a[1], a[0]), dropped=1),
    f"{_MAP}:isMember": rule(2, lambda a, _: Infix(_NE, apply(a[1], a[0]), NONE), dropped=1),
    f"{_MAP}:isEmpty": rule(1, lambda a, _: Infix("=", a[0], EMPTY_MAP)),
    f"{_MAP}:fromList": rule(1, lambda a, _: call("map_of", call("rev", a[0])), dropped=1, transparent=True),
    f"{_MAP}:fromSetWithFun": rule(2, _map_on_set, dropped=1),
    f"{_MAP}:keySet": constant("dom", dropped=1),
    f"{_MAP}:valueSet": constant("ran", dropped=1),
    f"{_MAP}:size": rule(1, lambda a, _: call("card", call("dom", a[0]))),
    f"{_MAP}:filter": rule(2, _filter_map, dropped=1, transparent=True),
    f"{_MAP}:mapValues": rule(2, lambda a, _: Infix(_COMPOSE, call("map_option", a[0]), a[1])),
    f"{_MAP}:mapValuesWithKey": rule(2, _map_with_key),
    f"{_MAP}:unionLeft": rule(2, lambda a, _: Infix("++", a[1], a[0]), dropped=1, transparent=True),
    f"{_MAP}:union": infix("++", dropped=1, transparent=True),
    f"{_MAP}:intersection": rule(
        2, lambda a, fresh: _by_membership(a, fresh, inside=True), dropped=1, transparent=True
    ),
    f"{_MAP}:difference": rule(2, lambda a, fresh: _by_membership(a, fresh, inside=False), dropped=1, transparent=True),
}


def _record(field: str) -> Rule:
    return rule(1, lambda a, _: RecordTerm(((field, a[0]),)), transparent=True)


_DICTIONARIES: Mapping[str, Rule] = {
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

RULES: Mapping[str, Rule] = {
    **_BOOLEANS,
    **_NUMBERS,
    **_FUNCTIONS,
    **_STRINGS,
    **_LISTS,
    **_DATA,
    **_SETS,
    **_MAPS,
    **_DICTIONARIES,
}

_ARITHMETIC = {"+": infix("+", transparent=True), "*": _TIMES}
_IDENTITY = Rule(1, lambda a, _: a[0], section=Identifier("id"))
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
_DIGITS = {NAT: constant("nat_digits"), INT: constant("int_digits"), STRING: _IDENTITY}


def _ordered(name: str, general: Rule) -> Overload:
    return Overload({NAT: _COMPARISONS[name], INT: _COMPARISONS[name]}, general=general)


def _ord_max(a: tuple[Term, ...], _: Fresh) -> Term:
    return IfTerm(call("ord_less_eq", *a), a[2], a[1])


def _ord_min(a: tuple[Term, ...], _: Fresh) -> Term:
    return IfTerm(call("ord_less_eq", *a), a[1], a[2])


OVERLOADS: Mapping[str, Overload] = {
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
    f"{_LIST}:mergeSort": Overload({NAT: constant("sort", transparent=True), INT: constant("sort", transparent=True)}),
    f"{_LIST}:quickSort": Overload({NAT: constant("sort", transparent=True), INT: constant("sort", transparent=True)}),
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
        f"Stdlib.Trait.Foldable.{kind}:{name}": Overload({LIST: found})
        for kind in ("Monomorphic", "Polymorphic")
        for name, found in (
            ("Foldable.for", constant("foldl")),
            ("Foldable.rfor", rule(3, _right_fold)),
            ("foldl", constant("foldl")),
            ("foldr", _FOLD_RIGHT),
        )
    },
}
