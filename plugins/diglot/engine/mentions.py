"""Which parts of its variables an expression reads."""

from collections.abc import Iterable, Iterator

from diglot.core import ast
from diglot.names import SymbolKind, Variable


def readings(expression: ast.Expression) -> Iterator[tuple[Variable, ast.Expression]]:
    """Each variable in use, with the fields that are taken of it: `x`, or `counter (localState x)`."""
    waiting = [expression]
    while waiting:
        here = waiting.pop()
        variable = read_variable(here)
        if variable is None:
            waiting.extend(_children(here))
        else:
            yield variable, here


def read_variable(expression: ast.Expression) -> Variable | None:
    """The variable that an expression is, or of which it is a field of a field."""
    while True:
        match expression:
            case ast.Local(_, variable):
                return variable
            case ast.Apply(_, ast.Global(_, symbol), (record,)) if symbol.kind is SymbolKind.FIELD:
                expression = record
            case _:
                return None


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
