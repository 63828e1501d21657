"""Compiled matches do what their clauses say, coverage checking tells the truth about them, and trees stay small.

The clauses are generated, over a few small types; what they mean is computed by trying them in order on every value.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.core import ast as core
from diglot.core import match
from diglot.core.from_typed import lower_module
from diglot.core.subexpressions import subexpressions
from diglot.diagnostic import Problems
from diglot.names import Implicitness, Symbol, SymbolKind, Variable
from diglot.source import Span
from diglot.typed import ast as typed
from diglot.typed.check_errors import NonExhaustive, RedundantClause
from diglot.typed.exhaustive import check_coverage
from diglot.typed.module import Interface, TypedModule
from diglot.typed.types import Constructed, Function, Type

Value = tuple[str, tuple[Any, ...]]
"""A constructor's or a function's name and its arguments."""

# -- The types: two letters, perhaps a letter, a record and a pair of these -------------------------------------------


def symbol(name: str, kind: SymbolKind) -> Symbol:
    """A global name of the test module."""
    return Symbol(f"test:{name}", kind, Span(0, 1))


def type_of(name: str) -> Type:
    """A type without parameters."""
    return Constructed(symbol(name, SymbolKind.TYPE))


def data(name: str, constructors: Mapping[str, tuple[str, ...]], *, record: bool = False) -> typed.DataType:
    """A type from its constructors and the types of their arguments."""
    infos = []
    for constructor, fields in constructors.items():
        infos.append(
            typed.ConstructorInfo(
                symbol(f"{name}.{constructor}", SymbolKind.CONSTRUCTOR),
                tuple(
                    typed.FieldInfo(
                        f"field{i}",
                        type_of(field),
                        symbol(f"{name}.field{i}", SymbolKind.FIELD) if record else None,
                    )
                    for i, field in enumerate(fields)
                ),
                record,
            )
        )
    return typed.DataType(symbol(name, SymbolKind.TYPE), Span(0, 1), (), tuple(infos), trait=False)


TYPES = {
    "Letter": data("Letter", {"a": (), "b": ()}),
    "Perhaps": data("Perhaps", {"none": (), "some": ("Letter",)}),
    "Record": data("Record", {"mk": ("Perhaps", "Letter")}, record=True),
    "Both": data("Both", {"both": ("Letter", "Perhaps")}),
    "Choice": data("Choice", {"left": ("Perhaps",), "right": ("Record",), "neither": ()}),
}
BY_SYMBOL = {info.symbol: info for info in TYPES.values()}


def values(name: str) -> Iterator[Value]:
    """All values of a type."""
    for constructor in TYPES[name].constructors:
        fields = [list(values(name_of(field.type))) for field in constructor.fields]
        for arguments in product(*fields):
            yield constructor.symbol.name, arguments


def name_of(type_: Type) -> str:
    """The name of a type."""
    assert isinstance(type_, Constructed)
    return type_.symbol.name


# -- Clauses ----------------------------------------------------------------------------------------------------------


class Numbers:
    """Fresh variables and places."""

    def __init__(self) -> None:
        """Begin."""
        self.last = 0

    def variable(self) -> Variable:
        """A variable with one of a few names."""
        self.last += 1
        return Variable(self.last, "xyz"[self.last % 3], self.span())

    def span(self) -> Span:
        """A place that nothing else has."""
        self.last += 1
        return Span(self.last * 2, self.last * 2 + 1)


@st.composite
def patterns(draw: st.DrawFn, name: str, numbers: Numbers, depth: int = 3) -> typed.Pattern:
    """Patterns for a type."""
    kind = draw(st.sampled_from(["wild", "variable", "as", "constructor", "constructor", "constructor"]))
    type_ = type_of(name)
    if kind == "wild" or depth == 0:
        return typed.WildcardPattern(numbers.span(), type_)
    if kind == "variable":
        return typed.VariablePattern(numbers.span(), numbers.variable(), type_)
    if kind == "as":
        variable = numbers.variable()
        return typed.AsPattern(numbers.span(), variable, draw(patterns(name, numbers, depth - 1)), type_)
    info = draw(st.sampled_from(TYPES[name].constructors))
    arguments = tuple(draw(patterns(name_of(field.type), numbers, depth - 1)) for field in info.fields)
    return typed.ConstructorPattern(numbers.span(), info.symbol, arguments, type_)


def variables_of(pattern: typed.Pattern) -> Iterator[tuple[Variable, Type]]:
    """The variables of a pattern."""
    match pattern:
        case typed.VariablePattern(_, variable, type_):
            yield variable, type_
        case typed.AsPattern(_, variable, inner, type_):
            yield variable, type_
            yield from variables_of(inner)
        case typed.ConstructorPattern(_, _, arguments):
            for argument in arguments:
                yield from variables_of(argument)


def result_type() -> Type:
    """What all bodies have."""
    return type_of("Result")


def body(number: int, bound: list[tuple[Variable, Type]], size: int, numbers: Numbers) -> typed.Expression:
    """A call of `row<number>` with all the variables, inside some more calls."""
    span = numbers.span()
    arguments = tuple(typed.Local(span, variable, type_) for variable, type_ in bound)
    expression: typed.Expression = typed.Global(span, symbol(f"row{number}", SymbolKind.FUNCTION), (), result_type())
    if arguments:
        expression = typed.Apply(span, expression, arguments, result_type())
    for _ in range(size):
        around = typed.Global(span, symbol("around", SymbolKind.FUNCTION), (), result_type())
        expression = typed.Apply(span, around, (expression,), result_type())
    return expression


@st.composite
def clauses(draw: st.DrawFn, columns: list[str]) -> tuple[typed.Clause, ...]:
    """Some clauses for values of the given types, with and without side conditions."""
    numbers = Numbers()
    result = []
    for number in range(draw(st.integers(1, 7))):
        row = tuple(draw(patterns(name, numbers)) for name in columns)
        bound = [pair for pattern in row for pair in variables_of(pattern)]
        size = draw(st.sampled_from([0, 0, 30]))
        guards = draw(st.sampled_from(["", "", "", "1", "12", "1e"]))
        if not guards:
            right: typed.Expression | tuple[typed.Guarded, ...] = body(number * 10, bound, size, numbers)
        else:
            right = tuple(
                typed.Guarded(
                    numbers.span(),
                    None if guard == "e" else condition(guard, numbers),
                    body(number * 10 + i, bound, size, numbers),
                )
                for i, guard in enumerate(guards)
            )
        result.append(typed.Clause(numbers.span(), row, right))
    return tuple(result)


def condition(name: str, numbers: Numbers) -> typed.Expression:
    """A condition of which nothing is known."""
    return typed.Global(numbers.span(), symbol(f"condition{name}", SymbolKind.AXIOM), (), type_of("Letter"))


def module_of(definition: typed.Definition) -> TypedModule:
    """A module with one definition."""
    interface = Interface("test", (), {}, {}, {}, (), {})
    bound: dict[Variable, Type] = {}
    return TypedModule("test.md", "test", (), (definition,), bound, interface)


def definition_of(rows: tuple[typed.Clause, ...], columns: list[str]) -> typed.Definition:
    """A function by clauses."""
    type_ = result_type()
    for name in reversed(columns):
        type_ = Function(Implicitness.EXPLICIT, None, type_of(name), type_)
    span = Span(100_000, 100_001)
    function = symbol("f", SymbolKind.FUNCTION)
    whole = typed.Lambda(span, rows, type_)
    return typed.Definition(function, span, (), type_, whole, terminating=False, recursive=False)


# -- What they mean ---------------------------------------------------------------------------------------------------


def fits(pattern: typed.Pattern, value: Value, found: dict[Variable, Value]) -> bool:
    """Whether a pattern fits, and what its variables then are."""
    match pattern:
        case typed.VariablePattern(_, variable):
            found[variable] = value
        case typed.AsPattern(_, variable, inner):
            found[variable] = value
            return fits(inner, value, found)
        case typed.ConstructorPattern(_, constructor, arguments):
            return constructor.name == value[0] and all(
                fits(argument, part, found) for argument, part in zip(arguments, value[1], strict=True)
            )
    return True


def first_fit(
    rows: tuple[typed.Clause, ...], arguments: tuple[Value, ...], conditions: Mapping[str, bool]
) -> object | None:
    """The meaning of the first clause that fits; None when none does."""
    for row in rows:
        found: dict[Variable, Value] = {}
        if all(fits(p, v, found) for p, v in zip(row.patterns, arguments, strict=True)):
            branches = row.body if isinstance(row.body, tuple) else (typed.Guarded(row.span, None, row.body),)
            for branch in branches:
                if branch.condition is None or conditions[head(branch.condition)]:
                    return meaning(branch.body, found)
    return None


def head(expression: typed.Expression) -> str:
    """A global name."""
    assert isinstance(expression, typed.Global)
    return expression.symbol.name


def meaning(expression: typed.Expression, found: Mapping[Variable, Value]) -> Value:
    """The value of a body."""
    match expression:
        case typed.Local(_, variable):
            return found[variable]
        case typed.Global(_, name):
            return (name.name, ())
        case typed.Apply(_, function, arguments):
            return (head(function), tuple(meaning(argument, found) for argument in arguments))
    raise AssertionError(expression)


Environment = Mapping[Variable, Any]


@dataclass(frozen=True)
class Closure:
    """A function with the variables around it, or (of a `let`) an expression that is evaluated when it is needed."""

    expression: core.Expression
    environment: Environment


class Machine:
    """Evaluates core expressions; values of `let` only when they are needed."""

    def __init__(self, conditions: Mapping[str, bool]) -> None:
        """Remember which conditions hold."""
        self.conditions = conditions

    def run(self, e: core.Expression, env: Environment) -> Any:  # noqa: ANN401 (values, truth values, closures)
        """The value of an expression."""
        match e:
            case core.Local(_, variable):
                found = env[variable]
                delayed = isinstance(found, Closure) and not isinstance(found.expression, core.Lambda)
                return self.run(found.expression, found.environment) if delayed else found
            case core.Global(_, name):
                return self.conditions.get(name.name, (name.name, ()))
            case core.Apply():
                return self.apply(e, env)
            case core.Let(_, parameter, value, inner):
                return self.run(inner, {**env, parameter.variable: Closure(value, env)})
            case core.If(_, test, then, otherwise):
                return self.run(then if self.run(test, env) else otherwise, env)
            case core.Case():
                return self.case(e, env)
        raise AssertionError(e)

    def apply(self, e: core.Apply, env: Environment) -> Any:  # noqa: ANN401 (as above)
        """A projection, a constructor or function of which nothing is known, or a function that a `let` has bound."""
        arguments = tuple(self.run(argument, env) for argument in e.arguments)
        if isinstance(e.function, core.Global):
            name = e.function.symbol
            if name.kind is SymbolKind.FIELD:
                return arguments[0][1][int(name.name.removeprefix("field"))]
            return (name.name, arguments)
        closure = self.run(e.function, env)
        bound = {p.variable: a for p, a in zip(closure.expression.parameters, arguments, strict=True)}
        return self.run(closure.expression.body, {**closure.environment, **bound})

    def case(self, e: core.Case, env: Environment) -> Any:  # noqa: ANN401 (as above)
        """The branch for the scrutinee's constructor."""
        constructor, arguments = self.run(e.scrutinee, env)
        for branch in e.branches:
            if branch.constructor.name == constructor:
                bound = {p.variable: a for p, a in zip(branch.parameters, arguments, strict=True)}
                return self.run(branch.body, {**env, **bound})
        assert e.default is not None
        return self.run(e.default, env)


# -- The laws ---------------------------------------------------------------------------------------------------------

COLUMNS: st.SearchStrategy[list[str]] = st.lists(st.sampled_from(sorted(TYPES)), min_size=1, max_size=3).filter(
    lambda names: sum(name in ("Choice", "Record") for name in names) < 2
)
MATCHES = COLUMNS.flatmap(lambda columns: st.tuples(st.just(columns), clauses(columns)))


def compiled(rows: tuple[typed.Clause, ...], columns: list[str]) -> core.Function:
    """The function that the clauses become."""
    module = lower_module(module_of(definition_of(rows, columns)), BY_SYMBOL)
    (group,) = module.declarations
    assert isinstance(group, core.FunctionGroup)
    return group.functions[0]


@given(MATCHES, st.sampled_from([0, 1, 24]))
def test_a_compiled_match_takes_the_first_clause_that_fits(
    case: tuple[list[str], tuple[typed.Clause, ...]], copies: int
) -> None:
    """Also when there are few copies to be had, so that rests are deferred."""
    columns, rows = case
    with mock.patch.multiple(match, COPIES_AT_LEAST=copies, COPIES_PER_ROW=copies and 3):
        function = compiled(rows, columns)
    for one, two in product([False, True], repeat=2):
        conditions = {"condition1": one, "condition2": two}
        for arguments in product(*[list(values(name)) for name in columns]):
            expected = first_fit(rows, arguments, conditions)
            if expected is not None:
                env = dict(zip((p.variable for p in function.parameters), arguments, strict=True))
                assert Machine(conditions).run(function.body, env) == expected


@given(MATCHES)
def test_variables_are_bound_once_and_never_shadowed(case: tuple[list[str], tuple[typed.Clause, ...]]) -> None:
    """A printer may go by names."""
    columns, rows = case
    function = compiled(rows, columns)
    seen: set[Variable] = set()

    def enter(parameters: tuple[core.Parameter, ...], scope: frozenset[str]) -> frozenset[str]:
        for parameter in parameters:
            assert parameter.variable not in seen
            assert parameter.variable.name not in scope
            seen.add(parameter.variable)
            scope |= {parameter.variable.name}
        return scope

    def look(e: core.Expression, scope: frozenset[str]) -> None:
        match e:
            case core.Local(_, variable):
                assert variable.name in scope
                assert variable in seen
            case core.Lambda(_, parameters, inner):
                look(inner, enter(parameters, scope))
            case core.Let(_, parameter, value, inner):
                look(value, scope)
                look(inner, enter((parameter,), scope))
            case core.Case(_, scrutinee, branches, default):
                look(scrutinee, scope)
                for branch in branches:
                    look(branch.body, enter(branch.parameters, scope))
                if default is not None:
                    look(default, scope)
            case core.Apply(_, head_, arguments):
                for part in (head_, *arguments):
                    look(part, scope)
            case core.If(_, test, then, otherwise):
                for part in (test, then, otherwise):
                    look(part, scope)

    look(function.body, enter(function.parameters, frozenset()))


@given(MATCHES)
def test_coverage_is_what_trying_all_values_shows(case: tuple[list[str], tuple[typed.Clause, ...]]) -> None:
    """Something is left out exactly when a value falls through, a clause is redundant exactly when none reaches it."""
    columns, rows = case
    problems = Problems()
    check_coverage(module_of(definition_of(rows, columns)), BY_SYMBOL, problems)
    left_out, reached = False, set()
    for arguments in product(*[list(values(name)) for name in columns]):
        for index, row in enumerate(rows):
            if all(fits(p, v, {}) for p, v in zip(row.patterns, arguments, strict=True)):
                reached.add(index)
                if not isinstance(row.body, tuple) or row.body[-1].condition is None:
                    break
        else:
            left_out = True
    found = list(problems)
    assert any(isinstance(problem, NonExhaustive) for problem in found) == left_out
    assert sum(isinstance(problem, RedundantClause) for problem in found) == len(rows) - len(reached)


# -- Size -------------------------------------------------------------------------------------------------------------


def enumeration(count: int) -> typed.DataType:
    """A type with so many constructors."""
    return data("Many", {f"c{i}": () for i in range(count)})


def diagonal(count: int, size: int) -> tuple[typed.Clause, ...]:
    """`c0 c0`, `c1 c1`, …, and one clause for the rest."""
    numbers = Numbers()
    type_ = type_of("Many")
    rows = []
    for i in range(count):
        constructor = symbol(f"Many.c{i}", SymbolKind.CONSTRUCTOR)
        row = tuple(typed.ConstructorPattern(numbers.span(), constructor, (), type_) for _ in range(2))
        rows.append(typed.Clause(numbers.span(), row, body(i, [], 0, numbers)))
    others = tuple(typed.VariablePattern(numbers.span(), numbers.variable(), type_) for _ in range(2))
    bound = [pair for pattern in others for pair in variables_of(pattern)]
    return (*rows, typed.Clause(numbers.span(), others, body(count, bound, size, numbers)))


def pairs(count: int, size: int) -> tuple[typed.Clause, ...]:
    """`a a _ _ …`, `_ _ a a …`, …: each clause leaves two ways to all that follow."""
    numbers = Numbers()
    type_ = type_of("Letter")
    constructor = symbol("Letter.a", SymbolKind.CONSTRUCTOR)
    rows = []
    for i in range(count + 1):
        row = tuple(
            typed.ConstructorPattern(numbers.span(), constructor, (), type_)
            if column // 2 == i
            else typed.WildcardPattern(numbers.span(), type_)
            for column in range(2 * count)
        )
        rows.append(typed.Clause(numbers.span(), row, body(i, [], size, numbers)))
    return tuple(rows)


def size_of(rows: tuple[typed.Clause, ...], columns: list[str], types: Mapping[Symbol, typed.DataType]) -> int:
    """How many nodes the compiled clauses have."""
    module = lower_module(module_of(definition_of(rows, columns)), types)
    (group,) = module.declarations
    assert isinstance(group, core.FunctionGroup)
    return sum(1 for _ in subexpressions(group.functions[0].body))


@pytest.mark.parametrize("size", [0, 5, 100])
def test_the_size_of_a_diagonal_match_is_linear(size: int) -> None:
    """Twice the clauses make about twice the tree, however large the last body is."""
    sizes = []
    for count in (20, 40, 80, 160):
        many = enumeration(count + 1)
        sizes.append(size_of(diagonal(count, size), ["Many", "Many"], BY_SYMBOL | {many.symbol: many}))
    assert all(later <= 2.5 * earlier for earlier, later in pairwise(sizes)), sizes


@pytest.mark.parametrize("size", [0, 5, 100])
def test_the_size_of_independent_pairs_is_linear(size: int) -> None:
    """A tree without rests would double with each clause; here it grows with the patterns that are written."""
    sizes = [size_of(pairs(count, size), ["Letter"] * (2 * count), BY_SYMBOL) for count in (10, 20, 40, 80)]
    assert all(later <= 2.5 * earlier for earlier, later in pairwise(sizes)), sizes
