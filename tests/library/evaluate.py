"""An evaluator of the core, for trying the standard library out: definitions run as they are, without shortcuts.

In: the core of all modules. Out: Python functions for its constants. A natural number is a Python integer, a list a
Python list, a pair a tuple of two, a string a Python string; any other value is a `Data`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, assert_never

from diglot.core import ast
from diglot.names import Symbol, Variable
from diglot.typed.types import Constructed

Value = Any
Scope = dict[Variable, Value]


@dataclass(frozen=True)
class Data:
    """A constructor with its arguments; the fields of a record are arguments too."""

    constructor: str
    arguments: tuple[Value, ...] = ()


TRUE, FALSE = Data("Bool.true"), Data("Bool.false")


def _stop(text: str) -> Value:
    raise AssertionError(text)


AXIOMS: Mapping[str, tuple[int, Callable[..., Value]]] = {
    "++str": (2, lambda a, b: a + b),
    "==": (2, lambda a, b: TRUE if a == b else FALSE),
    "trace": (2, lambda _, b: b),
    "natToString": (1, str),
    "failwith": (1, _stop),
    "fromNat": (1, lambda n: n % 256),
    "toNat": (1, lambda byte: byte),
    "intToString": (1, lambda n: str(whole_number(n))),
}


def whole_number(value: Data) -> int:
    """A value of type `Int` as a number."""
    (n,) = value.arguments
    return int(n) if value.constructor == "Int.ofNat" else -n - 1


def int_value(n: int) -> Data:
    """A number as a value of type `Int`."""
    return Data("Int.ofNat", (n,)) if n >= 0 else Data("Int.negSuc", (-n - 1,))


def curried(arity: int, function: Callable[..., Value], *given: Value) -> Value:
    """A function that takes its arguments one by one."""
    if arity == len(given):
        return function(*given)
    return lambda value: curried(arity, function, *given, value)


class Evaluator:
    """All functions of a program."""

    def __init__(self, modules: Iterable[ast.CoreModule]) -> None:
        declarations = [declaration for module in modules for declaration in module.declarations]
        groups = [group for group in declarations if isinstance(group, ast.FunctionGroup)]
        self.functions = {function.symbol: function for group in groups for function in group.functions}
        types = [type_ for group in declarations if isinstance(group, ast.TypeGroup) for type_ in group.types]
        constructors = [constructor for type_ in types for constructor in type_.constructors]
        self.arities = {constructor.symbol: len(constructor.fields) for constructor in constructors}
        self.fields = {
            field.projection: index
            for constructor in constructors
            for index, field in enumerate(constructor.fields)
            if field.projection
        }

    @cached_property
    def by_id(self) -> Mapping[str, Symbol]:
        """The functions by `module:name`."""
        return {symbol.id: symbol for symbol in self.functions}

    def run(self, name: str, *arguments: Value) -> Value:
        """Apply a function."""
        value = self.constant(self.by_id[name])
        for argument in arguments:
            value = value(argument)
        return value

    def constant(self, symbol: Symbol) -> Value:
        """The value of a global name."""
        if symbol in self.functions:
            function = self.functions[symbol]
            names = [parameter.variable for parameter in function.parameters]
            return curried(
                len(names), lambda *values: self.evaluate(function.body, dict(zip(names, values, strict=True)))
            )
        if symbol in self.fields:
            return lambda record: record.arguments[self.fields[symbol]]
        if symbol in self.arities:
            return curried(self.arities[symbol], lambda *values: construct(symbol, values))
        return curried(*AXIOMS[symbol.name])

    def evaluate(self, e: ast.Expression, scope: Scope) -> Value:
        """The value of an expression."""
        match e:
            case ast.Local():
                return scope[e.variable]
            case ast.Global():
                return self.constant(e.symbol)
            case ast.Integer():
                return (
                    int_value(e.value) if isinstance(e.type, Constructed) and e.type.symbol.name == "Int" else e.value
                )
            case ast.String():
                return e.value
            case ast.Apply():
                value = self.evaluate(e.function, scope)
                for argument in e.arguments:
                    value = value(self.evaluate(argument, scope))
                return value
            case ast.Lambda():
                names = [parameter.variable for parameter in e.parameters]
                return curried(
                    len(names),
                    lambda *values: self.evaluate(e.body, scope | dict(zip(names, values, strict=True))),
                )
            case ast.Let():
                bound = self.evaluate(e.value, scope)
                return self.evaluate(e.body, scope | {e.parameter.variable: bound})
            case ast.Case():
                return self.choose(e, self.evaluate(e.scrutinee, scope), scope)
            case ast.If():
                holds = self.evaluate(e.condition, scope) == TRUE
                return self.evaluate(e.then if holds else e.otherwise, scope)
            case ast.RecordUpdate():
                arguments = list(self.evaluate(e.record, scope).arguments)
                for field, new in e.fields:
                    arguments[self.fields[field]] = self.evaluate(new, scope)
                return Data(self.evaluate(e.record, scope).constructor, tuple(arguments))
            case ast.Undefined():
                raise AssertionError("a case that checking has shown to be impossible")
            case _:
                assert_never(e)

    def choose(self, e: ast.Case, value: Value, scope: Scope) -> Value:
        """The first branch that matches."""
        constructor, arguments = take_apart(value)
        for branch in e.branches:
            if branch.constructor.qualified == constructor:
                names = [parameter.variable for parameter in branch.parameters]
                return self.evaluate(branch.body, scope | dict(zip(names, arguments, strict=True)))
        assert e.default is not None
        return self.evaluate(e.default, scope)


def construct(symbol: Symbol, values: tuple[Value, ...]) -> Value:
    """A constructor applied to all its arguments."""
    match symbol.qualified:
        case "Nat.zero":
            return 0
        case "Nat.suc":
            return values[0] + 1
        case "List.nil":
            return []
        case "List.::":
            return [values[0], *values[1]]
        case "Pair.,":
            return values
        case name:
            return Data(name, values)


def take_apart(value: Value) -> tuple[str, tuple[Value, ...]]:
    """The constructor of a value, and its arguments."""
    match value:
        case Data():
            return value.constructor, value.arguments
        case int():
            return ("Nat.suc", (value - 1,)) if value else ("Nat.zero", ())
        case list():
            return ("List.::", (value[0], value[1:])) if value else ("List.nil", ())
        case tuple():
            return "Pair.,", value
    raise AssertionError(value)
