"""Default values of implicit parameters: they must not need each other in a cycle.

Filling in one default would otherwise never end. Circles are within one module, because imports are not circular.
"""

from collections.abc import Iterable

from diglot.graphs import components
from diglot.names import Symbol
from diglot.scope import errors
from diglot.scope.ast import Definition
from diglot.scope.context import Context
from diglot.syntax import ast


def note_defaults(context: Context, symbol: Symbol, definition: Definition, function: ast.Function) -> None:
    """Remember what the default values of a function use."""
    spans = [each.default.span for each in function.parameters if each.default is not None]
    if not spans or all(each.default is None for each in definition.parameters):
        return
    start = function.span.start
    used = context.defaults.setdefault(symbol.id, (symbol, set()))[1]
    for reference in reversed(context.references):
        if reference.span.start < start:
            break
        if isinstance(reference.target, Symbol) and any(span.covers(reference.span) for span in spans):
            used.add(reference.target.id)


def check_defaults(context: Context) -> None:
    """Report the circles."""
    functions = list(context.defaults.values())
    numbers = {symbol.id: number for number, (symbol, _) in enumerate(functions)}
    dependencies = [_known(numbers, used) for _, used in functions]
    for group in components(dependencies):
        if len(group) > 1 or group[0] in dependencies[group[0]]:
            names = tuple(functions[number][0].name for number in group)
            context.report(errors.DefaultArgCycle(context.path, functions[group[0]][0].span, names))


def _known(numbers: dict[str, int], used: Iterable[str]) -> set[int]:
    return {numbers[each] for each in used if each in numbers}
