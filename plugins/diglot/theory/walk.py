"""Walking over core expressions without recursion.

In: an expression. Out: its parts, what it mentions, and which of its parts contain a call. Nothing is changed.
"""

from collections.abc import Collection, Iterator

from diglot.core.ast import (
    Apply,
    Case,
    Expression,
    Global,
    If,
    Integer,
    Lambda,
    Let,
    Local,
    RecordUpdate,
    String,
    Undefined,
)
from diglot.names import Symbol, Variable


def children(expression: Expression) -> tuple[Expression, ...]:
    """The expressions right inside an expression."""
    match expression:
        case Apply(_, function, arguments):
            return (function, *arguments)
        case Lambda(_, _, body):
            return (body,)
        case Let(_, _, value, body):
            return (value, body)
        case Case(_, scrutinee, branches, default):
            bodies = tuple(branch.body for branch in branches)
            return (scrutinee, *bodies) if default is None else (scrutinee, *bodies, default)
        case If(_, condition, then, otherwise):
            return (condition, then, otherwise)
        case RecordUpdate(_, record, fields):
            return (record, *(value for _, value in fields))
        case Local() | Global() | Integer() | String() | Undefined():
            return ()


def walk(expression: Expression) -> Iterator[Expression]:
    """An expression and everything inside it."""
    todo = [expression]
    while todo:
        current = todo.pop()
        yield current
        todo.extend(children(current))


def occurs(variable: Variable, expression: Expression) -> bool:
    """Whether a variable is mentioned."""
    return any(isinstance(part, Local) and part.variable == variable for part in walk(expression))


def containing(expression: Expression, symbols: Collection[Symbol]) -> frozenset[int]:
    """The identities of all parts that mention one of the symbols."""
    order = list(walk(expression))
    found: set[int] = set()
    for part in reversed(order):
        if (isinstance(part, Global) and part.symbol in symbols) or any(id(child) in found for child in children(part)):
            found.add(id(part))
    return frozenset(found)
