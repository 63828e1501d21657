"""Ranges of numbers in HOL.

The keys are symbol ids. A range is the pair of its ends, a range with steps the pair of a range and a distance. What
lies in it is a list of HOL. A range that ends below its start is empty there; the library would never come to its end.
"""

from collections.abc import Callable, Mapping

from diglot.theory.ast import ListTerm, Term, TupleTerm
from diglot.theory.library.rules import Fresh, Overload, Rule, call, constant, rule
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


def _counting(fold: Rule, numbers: str, *, step: bool) -> Rule:
    """A fold over the numbers between two ends; a distance comes first where there is one."""

    def build(a: tuple[Term, ...], fresh: Fresh) -> Term:
        function, start, *ends = a[1:5] if step else a[:4]
        range_ = TupleTerm(tuple(ends))
        container, whole = (STEP_RANGE, TupleTerm((range_, a[0]))) if step else (RANGE, range_)
        return fold.build((function, start, RANGE_ELEMENTS[f"{container} {numbers}"](whole)), fresh)

    return rule(5 if step else 4, build)


def counting(left: Rule, right: Rule) -> Mapping[str, Overload]:
    """The functions behind loops over ranges, made of the folds of a list."""
    return {
        f"Stdlib.Data.Range.Counting:{name}": Overload(
            {numbers: _counting(fold, numbers, step=step) for numbers in (NAT, INT)}, before=1
        )
        for name, fold, step in (
            ("countUp", left, False),
            ("countUpBack", right, False),
            ("countBy", left, True),
            ("countByBack", right, True),
        )
    }
