"""A recursive function's body as equations.

In: a function whose body begins with matches on its parameters. Out: one equation per branch, in order; a default
becomes an equation with a variable there, after the others. Each parameter is split at most once and only where
recursion changes it: Isabelle needs the patterns that recursion goes by on the left, and its effort grows fast with
every further one.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from diglot.core.ast import Branch, Case, Expression, Function, Local
from diglot.theory.library.types import EMPTY_SET, NEG_SUC, OF_NAT

_CONDITIONS = frozenset({OF_NAT, NEG_SUC, EMPTY_SET})
"""Constructors of the library that are no patterns in HOL, but conditions."""


@dataclass(frozen=True, slots=True)
class SplitEquation:
    """One equation: for each parameter a branch that it is split by, or None for a variable."""

    columns: tuple[Branch | None, ...]
    body: Expression


def equations_of(function: Function, parameters: Collection[int]) -> tuple[SplitEquation, ...]:
    """The function's equations; `parameters` may be split."""
    return tuple(
        _equations(function, SplitEquation((None,) * len(function.parameters), function.body), set(parameters))
    )


def _equations(function: Function, equation: SplitEquation, open_: set[int]) -> Iterator[SplitEquation]:
    match equation.body:
        case Case(_, Local(_, variable), branches, default):
            positions = [i for i in open_ if function.parameters[i].variable == variable]
            if positions and not any(branch.constructor.id in _CONDITIONS for branch in branches):
                (index,) = positions
                rest = open_ - {index}
                for branch in branches:
                    columns = (*equation.columns[:index], branch, *equation.columns[index + 1 :])
                    yield from _equations(function, SplitEquation(columns, branch.body), rest)
                if default is not None:
                    yield from _equations(function, SplitEquation(equation.columns, default), rest)
                return
        case _:
            pass
    yield equation
