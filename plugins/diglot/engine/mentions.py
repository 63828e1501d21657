"""Which local variables an expression mentions."""

from collections.abc import Iterable

from diglot.core import ast
from diglot.names import Variable


def mentioned(expression: ast.Expression) -> frozenset[Variable]:
    """All variables in use anywhere in it, its own bound ones included."""
    found: set[Variable] = set()
    waiting = [expression]
    while waiting:
        here = waiting.pop()
        if isinstance(here, ast.Local):
            found.add(here.variable)
        else:
            waiting.extend(_children(here))
    return frozenset(found)


def _children(expression: ast.Expression) -> Iterable[ast.Expression]:
    match expression:
        case ast.Apply():
            return (expression.function, *expression.arguments)
        case ast.Lambda():
            return (expression.body,)
        case ast.Let():
            return (expression.value, expression.body)
        case ast.Case():
            bodies = [branch.body for branch in expression.branches]
            rest = () if expression.default is None else (expression.default,)
            return (expression.scrutinee, *bodies, *rest)
        case ast.If():
            return (expression.condition, expression.then, expression.otherwise)
        case ast.RecordUpdate():
            return (expression.record, *(value for _, value in expression.fields))
        case _:
            return ()
