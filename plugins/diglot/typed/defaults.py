"""Default values of implicit parameters.

A default value may use the parameters before it. It is checked once, when it is first needed or with its function;
where an argument is left out it is put into that place, with the arguments there in the place of the parameters.
"""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from diglot.names import Symbol, Variable
from diglot.scope import ast as scoped
from diglot.source import Span
from diglot.typed.context import Checker
from diglot.typed.evaluate_type import evaluate_type
from diglot.typed.module import Default
from diglot.typed.types import Function, Type
from diglot.typed.unify import is_kind, shallow
from diglot.typed.zonk import settle


def default_of(c: Checker, symbol: Symbol, position: int) -> Default | None:
    """The default value of a parameter; one that is wrong is reported once."""
    if c.default_of(symbol, position) is None:
        return None
    if (symbol, position) in c.checking_defaults:
        c.circular_defaults.update(c.checking_defaults)
    check_default(c, symbol, position)
    return c.default_of(symbol, position)


def check_default(c: Checker, symbol: Symbol, position: int) -> None:
    """Check a default value of this module, unless that has been done."""
    if (symbol, position) not in c.unchecked_defaults:
        return
    c.unchecked_defaults.discard((symbol, position))
    default = c.defaults[symbol][position]
    c.defaults[symbol][position] = replace(default, value=scoped.ErrorExpression(default.value.span))
    outside = c.goals, c.literals, c.metas, c.local_instances
    before = [(variable, c.variables[variable]) for variable in default.before if variable in c.variables]
    c.goals, c.literals, c.metas = [], [], []
    c.local_instances = [(variable, type_) for variable, type_ in before if c.is_trait(type_)]
    c.checking_defaults.append((symbol, position))
    problems = len(c.problems)
    parameter = _parameter(c, symbol, position)
    if parameter is not None and is_kind(parameter):
        evaluate_type(c, default.value, parameter)
    elif parameter is not None:
        c.check(default.value, parameter)
    settle(c, problems)
    c.checking_defaults.pop()
    c.goals, c.literals, c.metas, c.local_instances = outside
    # One that needs itself is reported where names are resolved.
    if len(c.problems) == problems and (symbol, position) not in c.circular_defaults:
        c.defaults[symbol][position] = default


def _parameter(c: Checker, symbol: Symbol, position: int) -> Type | None:
    """The type of one parameter of a function, which may mention those before it."""
    type_ = shallow(c.constant_type(symbol))
    for _ in range(position):
        type_ = shallow(type_.codomain) if isinstance(type_, Function) else type_
    return type_.domain if isinstance(type_, Function) else None


def uses(default: Default, variable: Variable) -> bool:
    """Whether a default value mentions a parameter."""
    return variable in set(_variables(default.value))


def _variables(part: object) -> Iterator[Variable]:
    match part:
        case Variable():
            yield part
        case tuple():
            for each in part:
                yield from _variables(each)
        case _ if is_dataclass(part):
            for each in fields(part):
                yield from _variables(getattr(part, each.name))
        case _:
            pass


def at_place(
    value: scoped.Expression, names: dict[Variable, Variable], fresh: Callable[[Variable], Variable], span: Span
) -> scoped.Expression:
    """An expression from elsewhere in another place: with names for its parameters, and its other variables new."""

    def moved(part: Any) -> Any:  # noqa: ANN401 (any part of the tree)
        match part:
            case Variable():
                if part not in names:
                    names[part] = fresh(part)
                return names[part]
            case Span():
                return span
            case tuple():
                return tuple([moved(each) for each in part])
            case Symbol():
                return part
            case _ if is_dataclass(part) and not isinstance(part, type):
                return type(part)(*[moved(getattr(part, each.name)) for each in fields(part)])
            case _:
                return part

    found: scoped.Expression = moved(value)
    return found
