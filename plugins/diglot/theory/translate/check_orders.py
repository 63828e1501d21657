"""Sets and maps that are kept by an order which may treat different elements as equal.

In: the functions of a module and its naming. Out: a diagnostic for each such use; see `container_orders` for why.
"""

from collections.abc import Iterator

from diglot.core.ast import Function, FunctionGroup, Global, Local
from diglot.diagnostic import Diagnostic, Label
from diglot.names import SymbolKind
from diglot.theory.translate.container_orders import Use, order_parts, order_uses
from diglot.theory.translate.context import Context
from diglot.theory.translate.errors import ComputedOrder, WrittenOrder


def check_orders(context: Context) -> None:
    """Report what a module keeps in an order that someone wrote."""
    for group in context.naming.declarations:
        if isinstance(group, FunctionGroup):
            for function in group.functions:
                for use in order_uses(function, context.naming.required_orders):
                    for problem in _problems(context, function, use):
                        context.report(problem)


def _problems(context: Context, function: Function, use: Use) -> Iterator[Diagnostic]:
    span, name = use.function.span, use.function.symbol.name
    own = {parameter.variable for parameter in function.parameters}
    for part in order_parts(use.order) if use.order is not None else (None,):
        match part:
            case Local(_, variable) if variable in own:
                pass
            case Global(_, symbol) if symbol.kind is SymbolKind.FUNCTION:
                if context.naming.is_lawful(symbol):
                    continue
                here = symbol.module == context.naming.module
                place = Label(context.path, symbol.span, f"`{symbol.name}` is written here") if here else None
                yield WrittenOrder(context.path, span, name, symbol.name, place)
                return
            case _:
                yield ComputedOrder(context.path, span, name)
                return
