"""Walking over core expressions without recursion.

In: an expression. Out: its parts, each once, and the global names that it mentions.
"""

from collections.abc import Iterator

from diglot.core.ast import (
    Apply,
    Case,
    Expression,
    Global,
    If,
    Lambda,
    Let,
    RecordUpdate,
)
from diglot.names import Symbol
from diglot.typed.subexpressions import symbols_of_type


def children(expression: Expression) -> tuple[Expression, ...]:
    """The expressions directly below one."""
    match expression:
        case Apply(_, function, arguments):
            return (function, *arguments)
        case Lambda(_, _, body):
            return (body,)
        case Let(_, _, value, body):
            return (value, body)
        case Case(_, scrutinee, branches, default):
            bodies = [branch.body for branch in branches]
            return (scrutinee, *bodies) if default is None else (scrutinee, *bodies, default)
        case If(_, condition, then, otherwise):
            return (condition, then, otherwise)
        case RecordUpdate(_, record, fields):
            return (record, *[value for _, value in fields])
        case _:
            return ()


def subexpressions(root: Expression) -> Iterator[Expression]:
    """The expression and everything below it."""
    waiting = [root]
    while waiting:
        expression = waiting.pop()
        yield expression
        waiting.extend(reversed(children(expression)))


def types_and_symbols(root: Expression) -> Iterator[Symbol]:
    """The global names in an expression: constructors, fields, functions, and the types that it says."""
    for expression in subexpressions(root):
        match expression:
            case Global(_, symbol, arguments):
                yield symbol
                for argument in arguments:
                    yield from symbols_of_type(argument)
            case Case(_, _, branches):
                yield from (branch.constructor for branch in branches)
            case Lambda(_, parameters):
                for parameter in parameters:
                    yield from symbols_of_type(parameter.type)
            case RecordUpdate(_, _, fields):
                yield from (field for field, _ in fields)
            case _:
                pass
