"""Clauses and side conditions."""

from collections.abc import Sequence

from diglot.diagnostic import Label
from diglot.names import Implicitness
from diglot.scope import ast as scoped
from diglot.scope.errors import UnequalClauses
from diglot.typed import ast as typed
from diglot.typed.context import Checker
from diglot.typed.infer_pattern import check_argument_patterns, skip_parameter
from diglot.typed.types import Function, Type
from diglot.typed.unify import shallow


def check_clauses(c: Checker, clauses: Sequence[scoped.Clause], type_: Type) -> list[typed.Clause]:
    """The clauses of a function of some type; those that match more or fewer arguments than the first are reported."""
    problems = len(c.problems)
    found = [check_clause(c, clause, type_) for clause in clauses]
    expected = len(found[0].patterns)
    for clause in found:
        if len(clause.patterns) != expected and len(c.problems) == problems:
            there = Label(c.path, found[0].span, "the first clause")
            c.report(UnequalClauses(c.path, clause.span, expected, len(clause.patterns), there))
    return [clause for clause in found if len(clause.patterns) == expected]


def check_clause(c: Checker, clause: scoped.Clause, type_: Type) -> typed.Clause:
    """A clause against the type of the function that it belongs to."""
    outer = len(c.local_instances)
    patterns, rest = check_argument_patterns(c, clause.patterns, type_, clause.span)
    surplus: list[typed.Pattern] = []
    if not _begins_with_braces(clause.body):
        while isinstance(rest, Function) and rest.implicitness is not Implicitness.EXPLICIT:
            skip_parameter(c, rest, surplus, clause.span)
            rest = shallow(rest.codomain)
    body = check_body(c, clause.body, rest)
    del c.local_instances[outer:]
    return typed.Clause(clause.span, (*patterns, *surplus), body)


def _begins_with_braces(body: scoped.Expression | tuple[scoped.Guarded, ...]) -> bool:
    return (
        isinstance(body, scoped.Lambda)
        and bool(body.clauses[0].patterns)
        and body.clauses[0].patterns[0].implicitness is not Implicitness.EXPLICIT
    )


def check_body(
    c: Checker, body: scoped.Expression | tuple[scoped.Guarded, ...], type_: Type
) -> typed.Expression | tuple[typed.Guarded, ...]:
    """The right-hand side of a clause."""
    if isinstance(body, tuple):
        return tuple([check_guarded(c, guarded, type_) for guarded in body])
    return c.check(body, type_)


def check_guarded(c: Checker, guarded: scoped.Guarded, type_: Type) -> typed.Guarded:
    """A branch with its condition."""
    condition = None
    if guarded.condition is not None:
        condition = c.check(guarded.condition, c.builtin_type("bool", guarded.span, "A condition"))
    return typed.Guarded(guarded.span, condition, c.check(guarded.body, type_))
