"""How recursive functions call each other: what decides which Isabelle command defines them.

In: the functions of one group. Out: facts about their recursive calls. Nothing is changed.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from diglot.core.ast import (
    Apply,
    Case,
    Expression,
    Function,
    Global,
    If,
    Integer,
    Lambda,
    Let,
    Local,
    RecordUpdate,
    String,
    Undefined,
)
from diglot.core.subexpressions import mentions, subexpressions
from diglot.names import Symbol


@dataclass(frozen=True, slots=True)
class GroupCall:
    """One mention of a function of the group; without arguments when it is passed on as a value."""

    function: Global
    arguments: tuple[Expression, ...]


def calls_in(expression: Expression, group: Collection[Symbol]) -> Iterator[GroupCall]:
    """Every mention of the group's functions."""
    heads: set[int] = set()
    for part in subexpressions(expression):
        match part:
            case Apply(_, Global(_, symbol) as function, arguments) if symbol in group:
                heads.add(id(function))
                yield GroupCall(function, arguments)
            case Global(_, symbol) if symbol in group and id(part) not in heads:
                yield GroupCall(part, ())


def is_tail_recursive(function: Function) -> bool:
    """Whether every call of itself is complete and the last thing that is done."""
    own = {function.symbol}
    todo = [function.body]
    while todo:
        expression = todo.pop()
        match expression:
            case Apply(_, Global(_, symbol), arguments) if symbol == function.symbol:
                if len(arguments) != len(function.parameters) or any(mentions(a, own) for a in arguments):
                    return False
            case Let(_, _, value, body):
                if mentions(value, own):
                    return False
                todo.append(body)
            case Case(_, scrutinee, branches, default):
                if mentions(scrutinee, own):
                    return False
                todo.extend(branch.body for branch in branches)
                todo.extend(() if default is None else (default,))
            case If(_, condition, then, otherwise):
                if mentions(condition, own):
                    return False
                todo.extend((then, otherwise))
            case Local() | Global() | Integer() | String() | Apply() | Lambda() | RecordUpdate() | Undefined():
                if mentions(expression, own):
                    return False
    return True


def changing_parameters(functions: tuple[Function, ...]) -> Mapping[Symbol, frozenset[int]]:
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


def _passes_on(function: Function, call: GroupCall, index: int) -> bool:
    match call.arguments[index : index + 1]:
        case (Local(_, variable),):
            return variable == function.parameters[index].variable
        case _:
            return False
