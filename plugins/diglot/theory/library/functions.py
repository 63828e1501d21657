"""The standard library in HOL: a rule for each of its functions that has an equal there.

The keys are symbol ids. What is not in the tables has no counterpart, and `applications` says so where it is used.
"""

from collections.abc import Mapping

from diglot.theory.ast import CaseTerm, Identifier, IfTerm, Infix, Numeral, Prefix, Term, TupleTerm
from diglot.theory.library.containers import LISTS, MAPS, QUEUES, SETS, UNBALANCED_SETS, unlines
from diglot.theory.library.opaque import OPAQUE
from diglot.theory.library.ranges import RANGES
from diglot.theory.library.rules import (
    COMPARISONS,
    NONE,
    TIMES,
    UNDEFINED,
    WILDCARD,
    Fresh,
    Rule,
    apply,
    call,
    constant,
    infix,
    option_case,
    prefix,
    rule,
    some,
)
from diglot.theory.library.traits import INSTANCES
from diglot.theory.library.types import INT

_AND, _OR, _NOT, _NE, _LE, _COMPOSE = "\\<and>", "\\<or>", "\\<not>", "\\<noteq>", "\\<le>", "\\<circ>"
_MAYBE = "Stdlib.Data.Maybe.Base"
_NAT = "Juvix.Builtin.V1.Nat.Base"
_PAIR = "Stdlib.Data.Pair.Base"
_BOOL = "Stdlib.Data.Bool.Base"
_RESULT = "Stdlib.Data.Result.Base"
_FUNCTION = "Stdlib.Function"


def _or_default(a: tuple[Term, ...], fresh: Fresh) -> Term:
    x = fresh("x")
    return option_case(a[1], a[0], x, Identifier(x))


def _result_case(result: Term, error: str, ok: str, problem: Term, value: Term) -> Term:
    """`case r of Inl e => … | Inr v => …`; a name that nothing uses is `_`."""
    patterns = (WILDCARD if name == "_" else Identifier(name) for name in (error, ok))
    rows = zip(("Inl", "Inr"), patterns, (problem, value), strict=True)
    return CaseTerm(result, tuple((call(name, pattern), body) for name, pattern, body in rows))


def _ok_of(a: tuple[Term, ...], fresh: Fresh) -> Term:
    v = fresh("v")
    return _result_case(a[1], "_", v, a[0], Identifier(v))


def _error_of(a: tuple[Term, ...], fresh: Fresh) -> Term:
    e = fresh("e")
    return _result_case(a[1], e, "_", Identifier(e), a[0])


def _result_to_option(a: tuple[Term, ...], fresh: Fresh) -> Term:
    v = fresh("v")
    return _result_case(a[0], "_", v, NONE, some(Identifier(v)))


def _option_to_result(a: tuple[Term, ...], fresh: Fresh) -> Term:
    x = fresh("x")
    return option_case(a[1], call("Inl", a[0]), x, call("Inr", Identifier(x)))


def _sum_case(result: Term, *, error: bool) -> Term:
    """Whether a result is an error (or is none)."""
    yes, no = (Identifier("True"), Identifier("False")) if error else (Identifier("False"), Identifier("True"))
    return CaseTerm(result, ((call("Inl", WILDCARD), yes), (call("Inr", WILDCARD), no)))


_BOOLEANS: Mapping[str, Rule] = {
    f"{_BOOL}:not": prefix(_NOT, "Not"),
    f"{_BOOL}:&&": infix(_AND),
    f"{_BOOL}:and": infix(_AND),
    f"{_BOOL}:||": infix(_OR),
    f"{_BOOL}:or": infix(_OR),
    f"{_BOOL}:ite": rule(3, lambda a, _: IfTerm(a[0], a[1], a[2]), transparent=True),
    f"{_BOOL}:assert": rule(1, lambda a, _: a[0]),
}

_NUMBERS: Mapping[str, Rule] = {
    f"{_NAT}:sub": infix("-"),
    f"{_NAT}:+": infix("+"),
    f"{_NAT}:*": TIMES,
    f"{_NAT}:div": infix("div"),
    f"{_NAT}:udiv": constant("nat_div_up"),
    f"{_NAT}:mod": infix("mod"),
    f"{INT}.+": infix("+"),
    f"{INT}.-": infix("-"),
    f"{INT}.*": TIMES,
    f"{INT}.div": constant("int_quot"),
    f"{INT}.mod": constant("int_rem"),
    f"{INT}.neg": prefix("-", "uminus"),
    f"{INT}.abs": rule(1, lambda a, _: call("nat", call("abs", a[0]))),
    f"{INT}.toNat": constant("nat"),
    f"{INT}.fromNat": constant("int"),
    f"{INT}.negNat": rule(1, lambda a, _: Prefix("-", call("int", a[0]))),
    f"{INT}.subNat": rule(2, lambda a, _: Infix("-", call("int", a[0]), call("int", a[1]))),
    f"{INT}.nonNeg": rule(1, lambda a, _: Infix(_LE, Numeral(0), a[0])),
    f"{INT}.ofNat": constant("int"),
    f"{INT}.negSuc": rule(1, lambda a, _: Infix("-", Prefix("-", call("int", a[0])), Numeral(1))),
    "Stdlib.Data.Nat:natToString": constant("nat_digits"),
    "Stdlib.Data.Int:intToString": constant("int_digits"),
    **{f"Stdlib.Data.Nat.Ord:{name}": found for name, found in COMPARISONS.items()},
    **{f"Stdlib.Data.Int.Ord:{name}": found for name, found in COMPARISONS.items()},
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
    "Stdlib.Debug.Trace:trace": rule(2, lambda a, _: a[1]),
    "Stdlib.Debug.Todo:todo": rule(0, lambda _, __: UNDEFINED),
    "Stdlib.Trait.Partial:Partial.fail": rule(1, lambda _, __: UNDEFINED, dropped=1),
}

_STRINGS: Mapping[str, Rule] = {
    "Juvix.Builtin.V1.String:++str": infix("@"),
    "Stdlib.Data.String.Base:concatStr": constant("concat"),
    "Stdlib.Data.String.Base:unlines": rule(1, unlines),
    "Stdlib.Data.String.Ord:==": infix("="),
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
    f"{_RESULT}:Result.toMaybe": rule(1, _result_to_option),
    f"{_RESULT}:Result.fromMaybe": rule(2, _option_to_result),
    f"{_RESULT}:Result.fromError": rule(2, _error_of),
    f"{_RESULT}:Result.fromOk": rule(2, _ok_of),
    f"{_RESULT}:isError": rule(1, lambda a, _: _sum_case(a[0], error=True)),
    f"{_RESULT}:isOk": rule(1, lambda a, _: _sum_case(a[0], error=False)),
    "Stdlib.Data.Ordering:isLessThan": rule(1, lambda a, _: Infix("=", a[0], Identifier("LessThan"))),
    "Stdlib.Data.Ordering:isEqual": rule(1, lambda a, _: Infix("=", a[0], Identifier("Equal"))),
    "Stdlib.Data.Ordering:isGreaterThan": rule(1, lambda a, _: Infix("=", a[0], Identifier("GreaterThan"))),
}

RULES: Mapping[str, Rule] = {
    **_BOOLEANS,
    **_NUMBERS,
    **_FUNCTIONS,
    **_STRINGS,
    **LISTS,
    **_DATA,
    **SETS,
    **UNBALANCED_SETS,
    **QUEUES,
    **MAPS,
    **RANGES,
    **OPAQUE,
    **INSTANCES,
}
