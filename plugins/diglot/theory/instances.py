"""Instances of traits: which ones the library's own rules stand for.

In: a library function and its arguments. Out: the rule that says what it becomes, and the arguments that the rule
takes. An instance is native when it is the library's own or derived, with everything that it builds on; then
operators of HOL mean the same. Any other instance is passed on as a record of functions.
"""

from diglot.core.ast import Apply, Expression, Global
from diglot.theory.library import RULES
from diglot.theory.library_traits import OVERLOADS
from diglot.theory.library_types import EQ
from diglot.theory.names import Naming
from diglot.theory.rules import Overload, Rule
from diglot.typed.types import Constructed

Arguments = tuple[Expression, ...]


def find_rule(naming: Naming, function: Global, arguments: Arguments) -> tuple[Rule | None, Arguments]:
    """The rule for a use of a library function, and its arguments."""
    rule = RULES.get(function.symbol.id)
    if rule is not None:
        # A written order may take different elements for equal; sets and maps of HOL cannot.
        written = any(_is_written(naming, instance) for instance in arguments[: rule.dropped])
        return None if written else rule, arguments[rule.dropped :]
    overload = OVERLOADS.get(function.symbol.id)
    if overload is not None and overload.by_type:
        return _native_rule(overload, function), arguments
    if overload is None or not arguments:
        return None, arguments
    rule = _native_rule(overload, function) if is_native(naming, arguments[0]) else None
    return (overload.general, arguments) if rule is None else (rule, arguments[1:])


def _native_rule(overload: Overload, function: Global) -> Rule | None:
    index = overload.type_index
    head = function.type_arguments[index] if index < len(function.type_arguments) else None
    if not isinstance(head, Constructed):
        return overload.native
    first = head.arguments[0] if head.arguments else None
    both = f"{head.symbol.id} {first.symbol.id}" if isinstance(first, Constructed) else ""
    return overload.heads.get(head.symbol.id) or overload.heads.get(both) or overload.native


def is_native(naming: Naming, instance: Expression) -> bool:
    """Whether an instance is the library's own or derived, with all that it builds on."""
    match instance:
        case Apply(_, Global(_, symbol), arguments):
            return naming.is_native(symbol) and all(is_native(naming, argument) for argument in arguments)
        case Global(_, symbol):
            return naming.is_native(symbol)
    return False


def _is_written(naming: Naming, instance: Expression) -> bool:
    """Whether an instance is of a page, or builds on one that is."""
    match instance:
        case Apply(_, Global(_, symbol), arguments):
            return not naming.is_native(symbol) or any(_is_written(naming, argument) for argument in arguments)
        case Global(_, symbol):
            return not naming.is_native(symbol)
    return False


def is_native_equality(naming: Naming, expression: Expression) -> bool:
    """Whether an expression is an instance of `Eq` that means the equality of HOL."""
    type_ = expression.type
    return isinstance(type_, Constructed) and type_.symbol.id == EQ and is_native(naming, expression)


def first_type(function: Global) -> str:
    """The name of the first type that a function is used at, for messages."""
    return next((argument.symbol.name for argument in function.type_arguments if isinstance(argument, Constructed)), "")
