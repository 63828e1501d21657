"""A model of the part of Isabelle/HOL that theories of the library mention, for comparing both meanings of a snippet.

In: terms, and the support theory, whose definitions run as they are. Out: values. A number of HOL is an `int` that
knows whether it is natural (subtraction stops at zero there), a list or a string a tuple, a pair a `Pair`, a set a
frozenset, a map a function to options; any other value is a `Con`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cmp_to_key, reduce
from math import gcd
from operator import ge, gt, le, lt
from typing import Any, NamedTuple

from diglot.theory import ast
from diglot.theory.library.support import support_theory

Value = Any
Scope = Mapping[str, Value]

KEYS = range(-40, 120)
"""The keys that maps are looked at."""


class Nat(int):
    """A natural number."""


class Pair(NamedTuple):
    """A pair."""

    first: Value
    second: Value


@dataclass(frozen=True)
class Con:
    """A constructor with its arguments."""

    name: str
    arguments: tuple[Value, ...] = ()


NONE, UNIT = Con("None"), Con("()")
_ARITIES = {
    "None": 0,
    "Some": 1,
    "Inl": 1,
    "Inr": 1,
    "LessThan": 0,
    "Equal": 0,
    "GreaterThan": 0,
    "tree_node": 2,
    "binary_leaf": 0,
    "binary_node": 3,
}


def some(value: Value) -> Con:
    """`Some`."""
    return Con("Some", (value,))


def curried(arity: int, function: Callable[..., Value], *given: Value) -> Value:
    """A function that takes its arguments one by one."""
    if arity == len(given):
        return function(*given)
    return lambda value: curried(arity, function, *given, value)


def string(text: str) -> tuple[Value, ...]:
    """A string of HOL: its bytes."""
    return tuple(text.encode())


# -- Numbers ----------------------------------------------------------------------------------------------------------


def _number(a: int, b: int, value: int) -> int:
    """A result of two numbers; it is natural if one of them is."""
    return Nat(max(value, 0)) if isinstance(a, Nat) or isinstance(b, Nat) else value


def _minus(a: Value, b: Value) -> Value:
    return a - b if isinstance(a, frozenset) else _number(a, b, int(a) - int(b))


def _div(a: int, b: int) -> int:
    return _number(a, b, int(a) // int(b) if b else 0)


def _mod(a: int, b: int) -> int:
    return _number(a, b, int(a) % int(b) if b else int(a))


def _power(n: int, function: Value, value: Value) -> Value:
    return reduce(lambda result, _: function(result), range(n), value)


# -- Containers -------------------------------------------------------------------------------------------------------


def _domain(map_: Value) -> frozenset[int]:
    return frozenset(key for key in KEYS if map_(key) != NONE)


def same(a: Value, b: Value) -> bool:
    """Equality of HOL; maps are compared where they are looked at."""
    return all(a(key) == b(key) for key in KEYS) if callable(a) and callable(b) else bool(a == b)


def _fold_left(function: Value, start: Value, elements: Iterable[Value]) -> Value:
    return reduce(lambda acc, x: function(acc)(x), elements, start)


def _fold_right(function: Value, elements: tuple[Value, ...], start: Value) -> Value:
    return reduce(lambda acc, x: function(x)(acc), reversed(elements), start)


def _concat(lists: Iterable[tuple[Value, ...]]) -> tuple[Value, ...]:
    return tuple(x for xs in lists for x in xs)


def _find(holds: Value, elements: Iterable[Value]) -> Con:
    return next((some(x) for x in elements if holds(x)), NONE)


def _map_of(bindings: Iterable[Pair]) -> Value:
    known: dict[Value, Value] = {}
    for key, value in bindings:
        known.setdefault(key, value)
    return lambda key: some(known[key]) if key in known else NONE


def _ordered(order: Mapping[str, Value], elements: Iterable[Value]) -> tuple[Value, ...]:
    sign = {"LessThan": -1, "Equal": 0, "GreaterThan": 1}
    return tuple(sorted(elements, key=cmp_to_key(lambda a, b: sign[order["compare"](a)(b).name])))


def _option(nothing: Value, just: Value, value: Con) -> Value:
    return just(value.arguments[0]) if value.arguments else nothing


def _sum(left: Value, right: Value, value: Con) -> Value:
    return (left if value.name == "Inl" else right)(value.arguments[0])


def _map_sum(left: Value, right: Value, value: Con) -> Con:
    return Con(value.name, (_sum(left, right, value),))


def _map_option(function: Value, value: Con) -> Con:
    return Con(value.name, tuple(map(function, value.arguments)))


_CONSTANTS: Mapping[str, tuple[int, Callable[..., Value]]] = {
    "id": (1, lambda x: x),
    "Not": (1, lambda x: not x),
    "Pair": (2, Pair),
    "Suc": (1, lambda n: Nat(n + 1)),
    "uminus": (1, lambda n: -n),
    "times": (2, lambda a, b: _number(a, b, a * b)),
    "abs": (1, abs),
    "gcd": (2, lambda a, b: Nat(gcd(a, b))),
    "sgn": (1, lambda n: (n > 0) - (n < 0)),
    "nat": (1, lambda n: Nat(max(n, 0))),
    "int": (1, int),
    "max": (2, max),
    "min": (2, min),
    "char_of": (1, lambda n: n % 256),
    "of_char": (1, Nat),
    "compow": (3, _power),
    "fst": (1, lambda pair: pair.first),
    "snd": (1, lambda pair: pair.second),
    "prod.swap": (1, lambda pair: Pair(pair.second, pair.first)),
    "map_prod": (3, lambda f, g, pair: Pair(f(pair.first), g(pair.second))),
    "case_prod": (2, lambda f, pair: f(pair.first)(pair.second)),
    "case_option": (3, _option),
    "case_sum": (3, _sum),
    "map_option": (2, _map_option),
    "map_sum": (3, _map_sum),
    "the": (1, lambda option: option.arguments[0]),
    "Option.bind": (2, lambda option, f: _option(NONE, f, option)),
    "List.bind": (2, lambda xs, f: _concat(map(f, xs))),
    "List.map_filter": (2, lambda f, xs: tuple(y.arguments[0] for x in xs if (y := f(x)) != NONE)),
    "map": (2, lambda f, xs: tuple(map(f, xs))),
    "filter": (2, lambda f, xs: tuple(filter(f, xs))),
    "foldl": (3, _fold_left),
    "foldr": (3, _fold_right),
    "concat": (1, _concat),
    "rev": (1, lambda xs: xs[::-1]),
    "length": (1, lambda xs: Nat(len(xs))),
    "take": (2, lambda n, xs: xs[:n]),
    "drop": (2, lambda n, xs: xs[n:]),
    "hd": (1, lambda xs: xs[0]),
    "tl": (1, lambda xs: xs[1:]),
    "last": (1, lambda xs: xs[-1]),
    "zip": (2, lambda xs, ys: tuple(map(Pair, xs, ys))),
    "replicate": (2, lambda n, x: (x,) * n),
    "partition": (2, lambda f, xs: Pair(tuple(x for x in xs if f(x)), tuple(x for x in xs if not f(x)))),
    "find": (2, _find),
    "list_all": (2, lambda f, xs: all(map(f, xs))),
    "list_ex": (2, lambda f, xs: any(map(f, xs))),
    "sort": (1, lambda xs: tuple(sorted(xs))),
    "upt": (2, lambda a, b: tuple(map(Nat, range(a, b)))),
    "upto": (2, lambda a, b: tuple(range(a, b + 1))),
    "set": (1, frozenset),
    "insert": (2, lambda x, xs: xs | {x}),
    "card": (1, lambda xs: Nat(len(xs))),
    "image": (2, lambda f, xs: frozenset(map(f, xs))),
    "Set.filter": (2, lambda f, xs: frozenset(filter(f, xs))),
    "Bex": (2, lambda xs, f: any(map(f, xs))),
    "Ball": (2, lambda xs, f: all(map(f, xs))),
    "Min": (1, min),
    "Max": (1, max),
    "Union": (1, lambda sets: frozenset().union(*sets)),
    "the_elem": (1, lambda xs: next(iter(xs))),
    "sorted_list_of_set": (1, lambda xs: tuple(sorted(xs))),
    "ord_elements": (2, _ordered),
    "Map.empty": (1, lambda _: NONE),
    "dom": (1, _domain),
    "ran": (1, lambda m: frozenset(m(key).arguments[0] for key in _domain(m))),
    "map_of": (1, _map_of),
}
"""Constants of HOL with their arities; `ord_elements` is here because it is a description in the support theory."""

_INFIXES: Mapping[str, Callable[[Value, Value], Value]] = {
    "+": lambda a, b: _number(a, b, a + b),
    "-": _minus,
    "*": lambda a, b: _number(a, b, a * b),
    "div": _div,
    "mod": _mod,
    "=": same,
    "\\<noteq>": lambda a, b: not same(a, b),
    "<": lt,
    "\\<le>": le,
    ">": gt,
    "\\<ge>": ge,
    "\\<and>": lambda a, b: a and b,
    "\\<or>": lambda a, b: a or b,
    "#": lambda x, xs: (x, *xs),
    "@": lambda xs, ys: xs + ys,
    "\\<in>": lambda x, xs: x in xs,
    "\\<notin>": lambda x, xs: x not in xs,
    "\\<union>": lambda xs, ys: xs | ys,
    "\\<inter>": lambda xs, ys: xs & ys,
    "\\<subseteq>": le,
    "\\<circ>": lambda f, g: lambda x: f(g(x)),
    "++": lambda m, n: lambda key: m(key) if n(key) == NONE else n(key),
}


class Model:
    """What constants mean, and the values of terms."""

    def __init__(self, theories: Iterable[ast.Theory]) -> None:
        items = [item for theory in (support_theory().theory, *theories) for item in theory.items]
        self.definitions = {item.name: item for item in items if isinstance(item, ast.Definition)}
        self.equations: dict[str, list[ast.Equation]] = {}
        for item in items:
            for equation in item.equations if isinstance(item, ast.Fun) else ():
                self.equations.setdefault(equation.function, []).append(equation)
        bodies = [body for item in items if isinstance(item, ast.Datatype) for body in item.types]
        arguments = [enumerate(constructor.arguments) for body in bodies for constructor in body.constructors]
        self.selectors = {argument.selector: index for row in arguments for index, argument in row}
        self.fields = {field.name for item in items if isinstance(item, ast.Record) for field in item.fields}

    def constant(self, name: str) -> Value:
        """The value of a constant."""
        if name in _CONSTANTS:
            return curried(*_CONSTANTS[name])
        if name in _INFIXES:
            return curried(2, _INFIXES[name])
        if name in ("True", "False"):
            return name == "True"
        if name in _ARITIES:
            return curried(_ARITIES[name], lambda *arguments: Con(name, arguments))
        if name in self.definitions:
            definition = self.definitions[name]
            return self.function(definition.parameters, definition.body, {})
        if name in self.equations:
            arity = len(self.equations[name][0].patterns)
            return curried(arity, lambda *arguments: self.rewrite(name, arguments))
        if name in self.selectors:
            return lambda made: made.arguments[self.selectors[name]]
        assert name in self.fields, name
        return lambda record: record[name]

    def rewrite(self, name: str, arguments: tuple[Value, ...]) -> Value:
        """The first equation of a function that matches."""
        for equation in self.equations[name]:
            scope: dict[str, Value] = {}
            if all(map(lambda p, v: matches(p, v, scope), equation.patterns, arguments)):
                return self.value(equation.body, scope)
        raise AssertionError(name)

    def function(self, parameters: tuple[ast.Term, ...], body: ast.Term, scope: Scope) -> Value:
        """A function of patterns that always match."""

        def apply(*arguments: Value) -> Value:
            inner = dict(scope)
            assert all(map(lambda p, v: matches(p, v, inner), parameters, arguments))
            return self.value(body, inner)

        return curried(len(parameters), apply)

    def value(self, term: ast.Term, scope: Scope) -> Value:
        """The value of a term."""
        match term:
            case ast.Identifier(name):
                return scope[name] if name in scope else self.constant(name)
            case ast.Numeral(number):
                return number
            case ast.StringTerm(text):
                return string(text)
            case ast.Application(function, arguments):
                return reduce(lambda f, a: f(self.value(a, scope)), arguments, self.value(function, scope))
            case ast.Infix(operator, left, right):
                return _INFIXES[operator](self.value(left, scope), self.value(right, scope))
            case ast.Prefix(operator, operand):
                value = self.value(operand, scope)
                return -int(value) if operator == "-" else not value
            case ast.Abstraction(binders, body):
                return self.function(binders, body, scope)
            case ast.IfTerm(condition, then, otherwise):
                return self.value(then if self.value(condition, scope) else otherwise, scope)
            case ast.LetTerm(bindings, body):
                for pattern, bound in bindings:
                    inner = dict(scope)
                    assert matches(pattern, self.value(bound, scope), inner)
                    scope = inner
                return self.value(body, scope)
            case ast.CaseTerm(scrutinee, branches):
                return self.choose(self.value(scrutinee, scope), branches, scope)
            case ast.Ascription(inside):
                return self.value(inside, scope)
            case _:
                return self.collection(term, scope)

    def collection(self, term: ast.Term, scope: Scope) -> Value:
        """The value of a term with parts in brackets."""
        match term:
            case ast.TupleTerm(elements):
                values = [self.value(element, scope) for element in elements]
                return reduce(lambda rest, x: Pair(x, rest), reversed(values[:-1]), values[-1]) if values else UNIT
            case ast.ListTerm(elements):
                return tuple(self.value(element, scope) for element in elements)
            case ast.SetTerm(elements):
                return frozenset(self.value(element, scope) for element in elements)
            case ast.RecordTerm(fields):
                return {name: self.value(value, scope) for name, value in fields}
            case ast.FunctionUpdateTerm(function, ((key, new),)):
                changed, at, value = self.value(function, scope), self.value(key, scope), self.value(new, scope)
                return lambda key: value if key == at else changed(key)
        raise AssertionError(term)

    def choose(self, value: Value, branches: tuple[tuple[ast.Term, ast.Term], ...], scope: Scope) -> Value:
        """The first branch that matches."""
        for pattern, body in branches:
            inner = dict(scope)
            if matches(pattern, value, inner):
                return self.value(body, inner)
        raise AssertionError(value)


def matches(pattern: ast.Term, value: Value, scope: dict[str, Value]) -> bool:
    """Whether a pattern matches; its variables go into the scope."""
    match pattern:
        case ast.Wildcard():
            return True
        case ast.Ascription(inner):
            return matches(inner, value, scope)
        case ast.Numeral(number):
            return bool(value == number)
        case ast.Identifier(name) if name in _ARITIES:
            return bool(value == Con(name))
        case ast.Identifier(name):
            scope[name] = value
            return True
        case ast.Application(ast.Identifier("Suc"), (inner,)):
            return value > 0 and matches(inner, Nat(value - 1), scope)
        case ast.Application(ast.Identifier(name), arguments):
            return value.name == name and all(map(lambda p, v: matches(p, v, scope), arguments, value.arguments))
        case ast.Infix("#", head, tail):
            return bool(value) and matches(head, value[0], scope) and matches(tail, value[1:], scope)
        case ast.ListTerm(elements):
            return len(value) == len(elements) and all(map(lambda p, v: matches(p, v, scope), elements, value))
        case ast.TupleTerm((first, *rest)):
            second = rest[0] if len(rest) == 1 else ast.TupleTerm(tuple(rest))
            return matches(first, value.first, scope) and matches(second, value.second, scope)
    raise AssertionError(pattern)
