"""Walking over core expressions.

In: an expression. Out: its parts, each once, the global names that it mentions, or the same with other parts.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

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
from diglot.typed.types import Constructed, Function, Rigid, Type


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


def rebuilt(e: Expression, change: Callable[[Expression], Expression]) -> Expression:
    """An expression with each part directly below it changed."""
    match e:
        case Apply(_, function, arguments):
            return replace(e, function=change(function), arguments=tuple([change(a) for a in arguments]))
        case Lambda(_, _, body):
            return replace(e, body=change(body))
        case Let(_, _, value, body):
            return replace(e, value=change(value), body=change(body))
        case Case(_, scrutinee, branches, default):
            changed = tuple([replace(branch, body=change(branch.body)) for branch in branches])
            rest = None if default is None else change(default)
            return replace(e, scrutinee=change(scrutinee), branches=changed, default=rest)
        case If(_, condition, then, otherwise):
            return replace(e, condition=change(condition), then=change(then), otherwise=change(otherwise))
        case RecordUpdate(_, record, fields):
            return replace(e, record=change(record), fields=tuple([(field, change(value)) for field, value in fields]))
        case _:
            return e


def subexpressions(root: Expression) -> Iterator[Expression]:
    """The expression and everything below it."""
    waiting = [root]
    while waiting:
        expression = waiting.pop()
        yield expression
        waiting.extend(reversed(children(expression)))


def symbols_in_type(root: Type) -> Iterator[Symbol]:
    """The type constructors in a type, and the synonyms that stood in it on the page."""
    waiting = [root]
    while waiting:
        match waiting.pop():
            case Constructed(symbol, arguments, written):
                yield symbol
            case Rigid(_, arguments, written):
                pass
            case Function(_, _, domain, codomain, written):
                arguments = (domain, codomain)
            case _:
                continue
        waiting.extend(reversed(arguments))
        if written is not None:
            waiting.append(written)


def types_and_symbols(root: Expression) -> Iterator[Symbol]:
    """The global names in an expression: constructors, fields, functions, and the types that it says."""
    for expression in subexpressions(root):
        match expression:
            case Global(_, symbol, arguments):
                yield symbol
                for argument in arguments:
                    yield from symbols_in_type(argument)
            case Case(_, _, branches):
                yield from (branch.constructor for branch in branches)
            case Lambda(_, parameters):
                for parameter in parameters:
                    yield from symbols_in_type(parameter.type)
            case RecordUpdate(_, _, fields):
                yield from (field for field, _ in fields)
            case _:
                pass
