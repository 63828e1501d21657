"""Ranges of numbers in HOL.

The keys are symbol ids. A range is the pair of its ends, a range with steps the pair of a range and a distance. What
lies in it is a list of HOL. A range that ends below its start is empty there; the library would never come to its end.
"""

from collections.abc import Callable, Mapping

from diglot.theory.ast import ListTerm, Term, TupleTerm
from diglot.theory.library.rules import Rule, call, constant, rule
from diglot.theory.library.types import INT, NAT, RANGE, STEP_RANGE, UNIT

_PAIR = rule(2, lambda a, _: TupleTerm(a))


def _parts(term: Term) -> tuple[Term, Term]:
    match term:
        case TupleTerm((left, right)):
            return left, right
        case _:
            return call("fst", term), call("snd", term)


def _naturals(range_: Term) -> Term:
    low, high = _parts(range_)
    return call("upt", low, call("Suc", high))


def _steps(function: str) -> Callable[[Term], Term]:
    def elements(stepped: Term) -> Term:
        range_, distance = _parts(stepped)
        return call(function, *_parts(range_), distance)

    return elements


RANGE_ELEMENTS: Mapping[str, Callable[[Term], Term]] = {
    UNIT: lambda unit: ListTerm((unit,)),
    f"{RANGE} {NAT}": _naturals,
    f"{RANGE} {INT}": lambda range_: call("upto", *_parts(range_)),
    f"{STEP_RANGE} {NAT}": _steps("nat_steps"),
    f"{STEP_RANGE} {INT}": _steps("int_steps"),
}
"""What is gone through in a container, as a list, by the type of the container and of its elements."""

RANGES: Mapping[str, Rule] = {
    f"{RANGE}.mk": _PAIR,
    f"{RANGE}.low": constant("fst"),
    f"{RANGE}.high": constant("snd"),
    f"{STEP_RANGE}.mk": _PAIR,
    f"{STEP_RANGE}.range": constant("fst"),
    f"{STEP_RANGE}.step": constant("snd"),
    "Stdlib.Data.Range:to": rule(2, lambda a, _: TupleTerm(a), dropped=1, transparent=True),
    "Stdlib.Data.Range:step": rule(2, lambda a, _: TupleTerm(a), transparent=True),
}
