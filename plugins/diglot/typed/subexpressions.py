"""Walking over typed expressions without recursion.

In: an expression. Out: its parts, each once, outer ones first and otherwise in the order of the text.
"""

from collections.abc import Iterator

from diglot.names import Symbol
from diglot.typed import ast


def children(expression: ast.Expression) -> tuple[ast.Expression, ...]:
    """The expressions directly below one, in textual order."""
    match expression:
        case ast.Apply(_, function, arguments):
            return (function, *arguments)
        case ast.Lambda(_, clauses):
            return tuple([body for clause in clauses for body in bodies(clause)])
        case ast.Case(_, scrutinee, clauses):
            return (scrutinee, *[body for clause in clauses for body in bodies(clause)])
        case ast.If(_, branches):
            return _guarded(branches)
        case ast.Let(_, definitions, _, body):
            return (*[definition.body for definition in definitions], body)
        case ast.RecordUpdate(_, record, fields):
            return (record, *[value for _, value in fields])
        case ast.Local() | ast.Global() | ast.Integer() | ast.String() | ast.TypeValue() | ast.ErrorExpression():
            return ()


def bodies(clause: ast.Clause) -> tuple[ast.Expression, ...]:
    """The conditions and bodies of a clause."""
    return _guarded(clause.body) if isinstance(clause.body, tuple) else (clause.body,)


def _guarded(branches: tuple[ast.Guarded, ...]) -> tuple[ast.Expression, ...]:
    found: list[ast.Expression] = []
    for branch in branches:
        if branch.condition is not None:
            found.append(branch.condition)
        found.append(branch.body)
    return tuple(found)


def subexpressions(root: ast.Expression) -> Iterator[ast.Expression]:
    """The expression and everything below it."""
    waiting = [root]
    while waiting:
        expression = waiting.pop()
        yield expression
        waiting.extend(reversed(children(expression)))


def mentioned_symbols(root: ast.Expression) -> set[Symbol]:
    """The global names of an expression."""
    return {e.symbol for e in subexpressions(root) if isinstance(e, ast.Global)}
