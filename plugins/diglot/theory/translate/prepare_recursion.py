r"""Recursive functions in the form in which Isabelle sees that they end.

In: the functions of a group. Out: the same functions. Every call has all its arguments, so that `map (f k) xs` becomes
`map (\x. f k x) xs`. No variable is matched again where its parts have names: Isabelle's proof of what calls what does
not always get over that. Where the page says itself that a function ends, a value bound before a condition that does
not mention it is bound in the branches that need it, so that what it calls is called under that condition.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from diglot.core.ast import (
    Apply,
    Branch,
    Case,
    Expression,
    Function,
    Global,
    If,
    Lambda,
    Let,
    Local,
    Parameter,
    RecordUpdate,
    Undefined,
)
from diglot.core.subexpressions import mentions, occurs, rewrite, subexpressions
from diglot.names import Symbol, Variable
from diglot.theory.translate.names import Naming
from diglot.typed.types import Constructed, arrows
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


def with_single_matches(function: Function, naming: Naming) -> Function:
    """A function that takes no variable apart where that is done already, be it to change a field of a record."""

    def change(e: Expression) -> Expression:
        match e:
            case Case(_, Local(_, variable), branches) if any(
                _takes_apart(part, variable, naming) for branch in branches for part in subexpressions(branch.body)
            ):
                return replace(e, branches=tuple([_known_inside(variable, branch, naming) for branch in branches]))
            case _:
                return e

    body = function.body
    while (changed := rewrite(body, change)) is not body:
        # What had two names has one now, so that it may turn out to be matched twice.
        body = changed
    return replace(function, body=body)


def _takes_apart(e: Expression, variable: Variable, naming: Naming) -> bool:
    match e:
        case Case(_, Local(_, found)):
            return found == variable
        case RecordUpdate(_, Local(_, found), ((field, _), *_)):
            owner = naming.field_owner(field)
            return found == variable and owner is not None and not naming.is_record(owner.symbol)
        case _:
            return False


def _known_inside(variable: Variable, branch: Branch, naming: Naming) -> Branch:
    """A branch of a match of a variable, in which it is not taken apart again."""
    parts = [Local(branch.span, parameter.variable, parameter.type) for parameter in branch.parameters]

    def change(e: Expression) -> Expression:
        if not _takes_apart(e, variable, naming):
            return e
        match e:
            case Case(_, _, branches, default):
                same = next((each for each in branches if each.constructor == branch.constructor), None)
                rest = Undefined(e.span, e.type) if default is None else default
                return rest if same is None else _renamed(same, parts)
            case RecordUpdate(span, _, fields, type_):
                new = dict(fields)
                made = naming.constructor(branch.constructor)
                selectors = [field.projection for field in made[1].fields] if made is not None else []
                arguments = [
                    part if selector is None else new.get(selector, part)
                    for selector, part in zip(selectors, parts, strict=True)
                ]
                function = arrows([argument.type for argument in arguments], type_)
                given = type_.arguments if isinstance(type_, Constructed) else ()
                constructor = Global(span, branch.constructor, given, function)
                return Apply(span, constructor, tuple(arguments), type_)
            case _:
                return e

    body = rewrite(branch.body, change)
    parameters = [replace(each, used=each.used or occurs(each.variable, body)) for each in branch.parameters]
    return replace(branch, parameters=tuple(parameters), body=body)


def _renamed(branch: Branch, parts: Sequence[Local]) -> Expression:
    """What a branch gives for parts that have names already."""
    known = {parameter.variable: part for parameter, part in zip(branch.parameters, parts, strict=True)}
    return rewrite(branch.body, lambda e: known.get(e.variable, e) if isinstance(e, Local) else e)
