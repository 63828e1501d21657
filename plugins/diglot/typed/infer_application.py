"""Applications of names, functions and types to arguments by position."""

from diglot.names import Implicitness, Symbol
from diglot.scope import ast as scoped
from diglot.source import Span
from diglot.typed import ast as typed
from diglot.typed import errors
from diglot.typed.context import Checker
from diglot.typed.evaluate_type import evaluate_type
from diglot.typed.infer_named import infer_named
from diglot.typed.spine import Spine, apply_spine
from diglot.typed.types import ERROR, UNIVERSE, Function, Type
from diglot.typed.unify import is_kind, shallow

LAZY_BUILTINS = {"bool-if": 3, "bool-and": 2, "bool-or": 2, "seq": 2, "assert": 1, "IO-sequence": 2}
"""Explicit arguments of the builtins that evaluate lazily and so must be fully applied."""


def infer_application(
    c: Checker, function: scoped.Expression, arguments: tuple[scoped.Argument, ...], hint: Type | None, span: Span
) -> typed.Expression:
    """Something applied to arguments, possibly none."""
    problems = len(c.problems)
    match function:
        case scoped.NamedApply():
            return infer_named(c, function, arguments, hint, span)
        case scoped.Global(head_span, symbol):
            if symbol.kind == "type" or symbol in c.type_functions or _is_type_function(c, symbol):
                return _infer_type_value(c, function, arguments, span)
            spine = Spine(c, symbol, c.constant_type(symbol), head_span, symbol.name)
            _check_fully_applied(c, symbol, arguments, span)
        case scoped.Local(head_span, variable):
            type_ = c.variables.get(variable, ERROR)
            if is_kind(type_):
                return _infer_type_value(c, function, arguments, span)
            spine = Spine(c, typed.Local(head_span, variable, type_), type_, head_span, variable.name)
        case _:
            head = c.infer(function, hint if not arguments else None)
            spine = Spine(c, head, head.type, head.span, "")
    result = apply_spine(c, spine, arguments, hint, span)
    if len(c.problems) == problems:
        return result
    # What type a function for any type gives follows from its arguments, and one of them is wrong.
    if _misread_operator(c, spine, arguments, problems) or spine.type_arguments:
        return typed.ErrorExpression(span, ERROR)
    return result


def _misread_operator(c: Checker, spine: Spine, arguments: tuple[scoped.Argument, ...], problems: int) -> bool:
    """`foldr + 0 xs`, where the operator is between a function and its other arguments: one problem, not many."""
    if not arguments or arguments[0].value.span.start >= spine.head_span.start:
        return False
    operand = arguments[0].value.span
    left = next((shallow(each.type) for each in spine.arguments if each.span == operand), ERROR)
    if not isinstance(left, Function) or isinstance(spine.head, typed.Expression):
        return False
    c.problems.forget(problems)
    c.report(errors.FunctionOperand(c.path, spine.head_span, spine.name, left, operand))
    return True


def _is_type_function(c: Checker, symbol: Symbol) -> bool:
    return c.type_info(symbol) is not None


def _infer_type_value(
    c: Checker, function: scoped.Expression, arguments: tuple[scoped.Argument, ...], span: Span
) -> typed.Expression:
    """A type used as a value, where an explicit argument of kind `Type` is due."""
    expression = scoped.Apply(span, function, arguments) if arguments else function
    return typed.TypeValue(span, evaluate_type(c, expression), UNIVERSE)


def _check_fully_applied(c: Checker, symbol: Symbol, arguments: tuple[scoped.Argument, ...], span: Span) -> None:
    builtin = next((name for name in LAZY_BUILTINS if c.builtins.get(name) == symbol), None)
    given = sum(a.implicitness is Implicitness.EXPLICIT for a in arguments)
    if builtin is not None and given < LAZY_BUILTINS[builtin]:
        c.report(errors.BuiltinNotFullyApplied(c.path, span, symbol.name, LAZY_BUILTINS[builtin]))
