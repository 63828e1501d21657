r"""Recursive functions in the form in which Isabelle sees that they end.

In: the functions of a group. Out: the same functions. Every call has all its arguments, so that `map (f k) xs` becomes
`map (\x. f k x) xs`. Where the page says itself that a function ends, a value bound before a condition that does not
mention it is bound in the branches that need it, so that what it calls is called under that condition.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from diglot.core.ast import Apply, Case, Expression, Function, Global, If, Lambda, Let, Local, Parameter
from diglot.core.subexpressions import mentions, occurs, rewrite
from diglot.names import Symbol, Variable
from diglot.typed.types import Function as FunctionType


def with_complete_calls(functions: Sequence[Function], numbers: Iterator[int]) -> tuple[Function, ...]:
    """The functions with all arguments at each call."""
    widths = {function.symbol: len(function.parameters) for function in functions}

    def complete(expression: Expression) -> Expression:
        match expression:
            case Global(_, symbol) if symbol in widths:
                return expression
            case Apply(_, function, arguments, _):
                inner = tuple([_expanded(argument, widths, numbers) for argument in arguments])
                if all(new is old for new, old in zip(inner, arguments, strict=True)):
                    return expression
                return replace(expression, function=function, arguments=inner)
            case _:
                return expression

    return tuple([replace(function, body=rewrite(function.body, complete)) for function in functions])


def _expanded(e: Expression, widths: Mapping[Symbol, int], numbers: Iterator[int]) -> Expression:
    """An argument that is a function of the group without all its arguments, as a lambda."""
    head, given = (e.function, e.arguments) if isinstance(e, Apply) else (e, ())
    if not isinstance(head, Global) or head.symbol not in widths:
        return e
    parameters: list[Parameter] = []
    type_ = e.type
    for _ in range(widths[head.symbol] - len(given)):
        if not isinstance(type_, FunctionType):
            return e
        parameters.append(Parameter(Variable(next(numbers), "x", e.span), type_.domain))
        type_ = type_.codomain
    if not parameters:
        return e
    more = tuple([Local(e.span, parameter.variable, parameter.type) for parameter in parameters])
    return Lambda(e.span, tuple(parameters), Apply(e.span, head, (*given, *more), type_), e.type)


def with_late_bindings(function: Function, group: Sequence[Symbol]) -> Function:
    """A function whose recursive calls are made as late as they can be."""
    return replace(function, body=rewrite(function.body, lambda expression: _late(expression, frozenset(group))))


def _late(expression: Expression, group: frozenset[Symbol]) -> Expression:
    """A binding of a recursive call, moved into the branches below it."""
    if not isinstance(expression, Let) or not mentions(expression.value, group):
        return expression
    variable = expression.parameter.variable
    match expression.body:
        case If(_, condition, then, otherwise) as branching if not occurs(variable, condition):
            return replace(
                branching, then=_bound(expression, then, group), otherwise=_bound(expression, otherwise, group)
            )
        case Case(_, scrutinee, branches, default) as match_ if not occurs(variable, scrutinee):
            inner = tuple([replace(branch, body=_bound(expression, branch.body, group)) for branch in branches])
            rest = None if default is None else _bound(expression, default, group)
            return replace(match_, branches=inner, default=rest)
    return expression


def _bound(binding: Let, body: Expression, group: frozenset[Symbol]) -> Expression:
    """A branch with the binding, if it needs it."""
    if not occurs(binding.parameter.variable, body):
        return body
    return _late(replace(binding, body=body, type=body.type), group)
