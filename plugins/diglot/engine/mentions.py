"""Which parts of its variables an expression reads."""

from collections.abc import Iterator

from diglot.core import ast
from diglot.core.subexpressions import children
from diglot.names import SymbolKind, Variable


def readings(expression: ast.Expression) -> Iterator[tuple[Variable, ast.Expression]]:
    """Each variable in use, with the fields that are taken of it: `x`, or `counter (localState x)`."""
    waiting = [expression]
    while waiting:
        here = waiting.pop()
        variable = read_variable(here)
        if variable is None:
            waiting.extend(children(here))
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
