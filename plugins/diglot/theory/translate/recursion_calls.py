"""How recursive functions call each other: what decides which Isabelle command defines them.

In: the functions of one group. Out: facts about their recursive calls. Nothing is changed.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from diglot.core import ast as core
from diglot.core.subexpressions import mentions, subexpressions
from diglot.names import Symbol


@dataclass(frozen=True, slots=True)
class GroupCall:
    """One mention of a function of the group; without arguments when it is passed on as a value."""

    function: core.Global
    arguments: tuple[core.Expression, ...]


def calls_in(expression: core.Expression, group: Collection[Symbol]) -> Iterator[GroupCall]:
    """Every mention of the group's functions."""
    heads: set[int] = set()
    for part in subexpressions(expression):
        match part:
            case core.Apply(_, core.Global(_, symbol) as function, arguments) if symbol in group:
                heads.add(id(function))
                yield GroupCall(function, arguments)
            case core.Global(_, symbol) if symbol in group and id(part) not in heads:
                yield GroupCall(part, ())


def is_tail_recursive(function: core.Function) -> bool:
    """Whether every call of itself is complete and the last thing that is done."""
    own = {function.symbol}
    todo = [function.body]
    while todo:
        expression = todo.pop()
        match expression:
            case core.Apply(_, core.Global(_, symbol), arguments) if symbol == function.symbol:
                if len(arguments) != len(function.parameters) or any(mentions(a, own) for a in arguments):
                    return False
            case core.Let(_, _, value, body):
                if mentions(value, own):
                    return False
                todo.append(body)
            case core.Case(_, scrutinee, branches, default):
                if mentions(scrutinee, own):
                    return False
                todo.extend(branch.body for branch in branches)
                todo.extend(() if default is None else (default,))
            case core.If(_, condition, then, otherwise):
                if mentions(condition, own):
                    return False
                todo.extend((then, otherwise))
            case (
                core.Local()
                | core.Global()
                | core.Integer()
                | core.String()
                | core.Apply()
                | core.Lambda()
                | core.RecordUpdate()
                | core.Undefined()
            ):
                if mentions(expression, own):
                    return False
    return True


def changing_parameters(functions: tuple[core.Function, ...]) -> Mapping[Symbol, frozenset[int]]:
    """For each function the parameters that some recursive call passes anything else for than themselves."""
    group = {function.symbol: function for function in functions}
    changing: dict[Symbol, set[int]] = {symbol: set() for symbol in group}
    for caller in functions:
        for call in calls_in(caller.body, group):
            callee = group[call.function.symbol]
            for index in range(len(callee.parameters)):
                if not (callee is caller and _passes_on(caller, call, index)):
                    changing[callee.symbol].add(index)
                    changing[caller.symbol].update(range(len(caller.parameters)) if callee is not caller else ())
    return {symbol: frozenset(indices) for symbol, indices in changing.items()}


def _passes_on(function: core.Function, call: GroupCall, index: int) -> bool:
    match call.arguments[index : index + 1]:
        case (core.Local(_, variable),):
            return variable == function.parameters[index].variable
        case _:
            return False
