"""Walking over typed expressions without recursion.

In: an expression. Out: its parts, each once, outer ones first and otherwise in the order of the text.
"""

from collections.abc import Iterator

from diglot.names import Symbol
from diglot.typed.ast import (
    Apply,
    Case,
    Clause,
    ErrorExpression,
    Expression,
    Global,
    Guarded,
    If,
    Integer,
    Lambda,
    Let,
    Local,
    RecordUpdate,
    String,
    TypeValue,
)


def children(expression: Expression) -> tuple[Expression, ...]:
    """The expressions directly below one, in textual order."""
    match expression:
        case Apply(_, function, arguments):
            return (function, *arguments)
        case Lambda(_, clauses):
            return tuple([body for clause in clauses for body in bodies(clause)])
        case Case(_, scrutinee, clauses):
            return (scrutinee, *[body for clause in clauses for body in bodies(clause)])
        case If(_, branches):
            return _guarded(branches)
        case Let(_, definitions, _, body):
            return (*[definition.body for definition in definitions], body)
        case RecordUpdate(_, record, fields):
            return (record, *[value for _, value in fields])
        case Local() | Global() | Integer() | String() | TypeValue() | ErrorExpression():
            return ()


def bodies(clause: Clause) -> tuple[Expression, ...]:
    """The conditions and bodies of a clause."""
    return _guarded(clause.body) if isinstance(clause.body, tuple) else (clause.body,)


def _guarded(branches: tuple[Guarded, ...]) -> tuple[Expression, ...]:
    found: list[Expression] = []
    for branch in branches:
        if branch.condition is not None:
            found.append(branch.condition)
        found.append(branch.body)
    return tuple(found)


def subexpressions(root: Expression) -> Iterator[Expression]:
    """The expression and everything below it."""
    waiting = [root]
    while waiting:
        expression = waiting.pop()
        yield expression
        waiting.extend(reversed(children(expression)))


def mentioned_symbols(root: Expression) -> set[Symbol]:
    """The global names of an expression."""
    return {e.symbol for e in subexpressions(root) if isinstance(e, Global)}
