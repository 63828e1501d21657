"""Walking over core expressions, and changing them, without recursion.

In: an expression. Out: its parts, what it mentions, and which of its parts contain a call, or a changed copy.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

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


def rewrite(expression: Expression, change: Callable[[Expression], Expression]) -> Expression:
    """The expression with every part changed, from the inside out."""
    done: dict[int, Expression] = {}
    for part in reversed(list(walk(expression))):
        if id(part) not in done:
            old = children(part)
            new = tuple(done[id(child)] for child in old)
            same = all(before is after for before, after in zip(old, new, strict=True))
            done[id(part)] = change(part if same else _with_children(part, new))
    return done[id(expression)]


def _with_children(expression: Expression, new: tuple[Expression, ...]) -> Expression:
    """An expression with other parts inside, in the order of `children`."""
    match expression:
        case Apply():
            return replace(expression, function=new[0], arguments=new[1:])
        case Lambda():
            return replace(expression, body=new[0])
        case Let():
            return replace(expression, value=new[0], body=new[1])
        case Case(branches=branches, default=default):
            bodies = new[1 : len(branches) + 1]
            changed = tuple(replace(branch, body=body) for branch, body in zip(branches, bodies, strict=True))
            return replace(expression, scrutinee=new[0], branches=changed, default=None if default is None else new[-1])
        case If():
            return replace(expression, condition=new[0], then=new[1], otherwise=new[2])
        case RecordUpdate(fields=fields):
            values = tuple((symbol, value) for (symbol, _), value in zip(fields, new[1:], strict=True))
            return replace(expression, record=new[0], fields=values)
        case Local() | Global() | Integer() | String() | Undefined():
            return expression
