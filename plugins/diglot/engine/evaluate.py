"""Evaluates core expressions of which some parts are not known.

In: a program and an expression in which `trigger` and the like are unknown. Out: its value down to the outermost
constructor. Where evaluation depends on something unknown, a `Path` takes one of the possible branches, as its script
says, and adds what it assumes to its condition, so that it never assumes the contrary later; `enumerate_paths` follows
all paths. Evaluation is lazy, so that only what matters for the result is ever split into cases. Steps, depth and paths
are bounded: a path beyond the bounds ends in `BudgetExceededError`, which the caller has to tell its readers.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from diglot.core import ast
from diglot.core.program import Program
from diglot.engine.mentions import readings
from diglot.engine.recursion import InfeasiblePathError, RecursiveCall, call_recursively
from diglot.engine.values import (
    NO_VARIABLES,
    SYMBOLIC,
    Closure,
    Construction,
    Environment,
    Input,
    Literal,
    Opaque,
    PartialApplication,
    Projection,
    RecursiveResult,
    Symbolic,
    Thunk,
    Updated,
    Value,
    Widened,
    known,
    sources_of,
)
from diglot.names import Symbol, SymbolKind

MAX_STEPS = 20_000
MAX_DEPTH = 100
MAX_PATHS = 300

Result = TypeVar("Result")


class BudgetExceededError(Exception):
    """This path is too long to be followed."""


class Path:
    """One path through an evaluation."""

    def __init__(self, program: Program, script: Sequence[int] = ()) -> None:
        self.program = program
        self.choices: list[tuple[int, int]] = []
        """What was chosen, out of how many, in order."""
        self.condition: dict[Symbolic, Construction | frozenset[Symbol]] = {}
        """The constructor that an unknown has, or those that it has not."""
        self.calls: list[RecursiveCall] = []
        """Calls of recursive functions so far."""
        self._script = script
        self._constants: dict[Symbol, Thunk] = {}
        self._steps = 0
        self._depth = 0

    # -- Forcing and choosing -----------------------------------------------------------------------------------------

    def force(self, thunk: Thunk) -> Value:
        """The value of a thunk."""
        value = thunk.value
        if value is None:
            value = thunk.value = self.evaluate(thunk.delayed(), thunk.environment)
        return value

    def branch(self, options: int) -> int:
        """The number of the branch that this path takes."""
        at = len(self.choices)
        chosen = self._script[at] if at < len(self._script) else 0
        self.choices.append((chosen, options))
        return chosen

    def refine(self, unknown: Symbolic, candidates: Sequence[Symbol], *, rest: bool = False) -> Construction | None:
        """Assume one of the constructors for an unknown; None when it has another one, if there may be a rest."""
        fact = self.condition.get(unknown, frozenset())
        if isinstance(fact, Construction):
            return fact if fact.constructor in candidates else None
        open_ = [candidate for candidate in candidates if candidate not in fact]
        excluded = fact.union(candidates)
        rest = rest and bool(self._others(candidates, excluded))
        if not open_ and not rest:
            raise InfeasiblePathError
        chosen = self.branch(len(open_) + rest) if len(open_) + rest > 1 else 0
        if chosen == len(open_):
            self.condition[unknown] = excluded
            return None
        made = self._parts(unknown, open_[chosen])
        self.condition[unknown] = made
        return made

    def _others(self, candidates: Sequence[Symbol], excluded: frozenset[Symbol]) -> list[Symbol]:
        owner = self.program.owners[candidates[0]] if candidates else None
        return [info.symbol for info in owner.constructors if info.symbol not in excluded] if owner else []

    def _parts(self, unknown: Symbolic, constructor: Symbol) -> Construction:
        fields = self.program.constructors[constructor].fields
        return Construction(
            constructor, tuple(known(Projection(unknown, constructor, at)) for at in range(len(fields)))
        )

    # -- Evaluation ---------------------------------------------------------------------------------------------------

    def evaluate(self, expression: ast.Expression, environment: Environment) -> Value:
        """The value of an expression, down to its outermost constructor."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise BudgetExceededError
        try:
            return self._loop(expression, environment)
        finally:
            self._depth -= 1

    def _loop(self, expression: ast.Expression, environment: Environment) -> Value:
        while True:
            self._steps += 1
            if self._steps > MAX_STEPS:
                raise BudgetExceededError
            step = self._step(expression, environment)
            if not isinstance(step, tuple):
                return step
            expression, environment = step

    def _step(self, expression: ast.Expression, environment: Environment) -> "Value | _Next":
        match expression:
            case ast.Local(_, variable):
                return self.force(environment[variable])
            case ast.Global(_, symbol):
                return self._global(symbol)
            case ast.Integer(_, value) | ast.String(_, value):
                return Literal(value)
            case ast.Apply(_, function, arguments):
                callee = self.evaluate(function, environment)
                return self.enter(callee, tuple(self._delay(argument, environment) for argument in arguments))
            case ast.Lambda(_, parameters, body):
                return Closure(parameters, body, environment, None)
            case ast.Let(_, parameter, value, body):
                return body, {**environment, parameter.variable: self._delay(value, environment)}
            case ast.Case():
                return self._case(expression, environment)
            case ast.If(_, condition, then, otherwise):
                return (then if self._holds(condition, environment) else otherwise), environment
            case ast.RecordUpdate():
                return self._update(expression, environment)
            case ast.Undefined():
                raise InfeasiblePathError

    def _delay(self, expression: ast.Expression, environment: Environment) -> Thunk:
        """A thunk for an argument; a variable keeps its own, so that one can see that two arguments are the same."""
        match expression:
            case ast.Local(_, variable):
                return environment[variable]
            case ast.Integer(_, value) | ast.String(_, value):
                return known(Literal(value))
            case ast.Global(_, symbol) if symbol.kind is SymbolKind.CONSTRUCTOR:
                return known(self._global(symbol))
        return Thunk(expression, environment)

    def _global(self, symbol: Symbol) -> Value:
        if symbol.kind is SymbolKind.CONSTRUCTOR:
            arity = len(self.program.constructors[symbol].fields)
            return PartialApplication(symbol, arity, ()) if arity else Construction(symbol, ())
        if symbol.kind is SymbolKind.FIELD:
            return PartialApplication(symbol, 1, ())
        function = self.program.functions.get(symbol)
        if function is None:
            return self.force(self._constants.setdefault(symbol, known(Opaque(frozenset()))))
        if function.parameters:
            recursive = symbol if symbol in self.program.recursive else None
            return Closure(function.parameters, function.body, NO_VARIABLES, recursive)
        return self.force(self._constants.setdefault(symbol, Thunk(function.body, NO_VARIABLES)))

    def _case(self, case: ast.Case, environment: Environment) -> "_Next":
        value = self.evaluate(case.scrutinee, environment)
        candidates = [branch.constructor for branch in case.branches]
        if isinstance(value, Literal):
            value = self._open_literal(value, candidates)
        made = self.refine(value, candidates, rest=case.default is not None) if isinstance(value, SYMBOLIC) else value
        if isinstance(made, Construction) and made.constructor in candidates:
            branch = case.branches[candidates.index(made.constructor)]
            variables = (parameter.variable for parameter in branch.parameters)
            return branch.body, {**environment, **dict(zip(variables, made.arguments, strict=True))}
        if case.default is None:
            raise InfeasiblePathError
        return case.default, environment

    def _open_literal(self, literal: Literal, candidates: Sequence[Symbol]) -> Value:
        """A number as `zero` or `suc`; any other literal stays."""
        if not candidates or not isinstance(literal.value, int) or literal.value < 0:
            return Opaque(frozenset())
        zero, suc, *_ = [info.symbol for info in self.program.owners[candidates[0]].constructors]
        if suc.name != "suc":
            return Opaque(frozenset())
        return Construction(suc, (known(Literal(literal.value - 1)),)) if literal.value else Construction(zero, ())

    def _holds(self, condition: ast.Expression, environment: Environment) -> bool:
        value = self.evaluate(condition, environment)
        if isinstance(value, SYMBOLIC):
            opened = self.refine(value, self.program.constructors_of(condition.type))
            return opened is not None and opened.constructor.name == "true"
        return isinstance(value, Construction) and value.constructor.name == "true"

    def _update(self, update: ast.RecordUpdate, environment: Environment) -> Value:
        record = self.evaluate(update.record, environment)
        fields = {symbol: self._delay(value, environment) for symbol, value in update.fields}
        if isinstance(record, Construction):
            arguments = list(record.arguments)
            for symbol, thunk in fields.items():
                arguments[self.program.positions[symbol]] = thunk
            return Construction(record.constructor, tuple(arguments))
        if isinstance(record, Updated):
            return Updated(record.record, {**record.fields, **fields})
        return Updated(record, fields) if isinstance(record, SYMBOLIC) else Opaque(frozenset())

    # -- Application --------------------------------------------------------------------------------------------------

    def apply(self, function: Value, *arguments: Thunk) -> Value:
        """The value of a function at arguments."""
        step = self.enter(function, arguments)
        return self.evaluate(*step) if isinstance(step, tuple) else step

    def enter(self, function: Value, arguments: tuple[Thunk, ...]) -> "Value | _Next":
        """Take a function's arguments, up to the point where its body is to be evaluated."""
        match function:
            case Closure():
                return self._enter_closure(function, arguments)
            case PartialApplication():
                return self._enter_partial(function, arguments)
            case Construction() | Literal():
                return Opaque(self.sources(arguments))
            case Input() | Projection() | Opaque() | RecursiveResult() | Widened() | Updated():
                return Opaque(self.sources(arguments) | sources_of(function))

    def _enter_closure(self, closure: Closure, arguments: tuple[Thunk, ...]) -> "Value | _Next":
        taken = len(closure.parameters)
        variables = (parameter.variable for parameter in closure.parameters)
        environment = {**closure.environment, **dict(zip(variables, arguments, strict=False))}
        if len(arguments) < taken:
            return Closure(closure.parameters[len(arguments) :], closure.body, environment, None)
        if closure.function is not None:
            value = call_recursively(self, closure.function, closure, arguments[:taken])
            return self.enter(value, arguments[taken:]) if len(arguments) > taken else value
        if len(arguments) == taken:
            return closure.body, environment
        return self.enter(self.evaluate(closure.body, environment), arguments[taken:])

    def _enter_partial(self, partial: PartialApplication, arguments: tuple[Thunk, ...]) -> "Value | _Next":
        arguments = (*partial.arguments, *arguments)
        if len(arguments) < partial.arity:
            return PartialApplication(partial.symbol, partial.arity, arguments)
        if partial.symbol.kind is SymbolKind.CONSTRUCTOR:
            return Construction(partial.symbol, arguments)
        value = self.project(self.force(arguments[0]), partial.symbol)
        return self.enter(value, arguments[1:]) if len(arguments) > 1 else value

    def project(self, record: Value, field: Symbol) -> Value:
        """A field of a record."""
        match record:
            case Construction():
                return self.force(record.arguments[self.program.positions[field]])
            case Updated():
                changed = record.fields.get(field)
                return self.project(record.record, field) if changed is None else self.force(changed)
            case Literal() | Closure() | PartialApplication():
                return Opaque(frozenset())
            case Input() | Projection() | Opaque() | RecursiveResult() | Widened():
                return Projection(record, field, -1)

    # -- What values depend on ----------------------------------------------------------------------------------------

    def sources(self, thunks: Iterable[Thunk]) -> frozenset[Symbolic]:
        """The unknowns that these values may depend on."""
        found: set[Symbolic] = set()
        waiting, seen = list(thunks), dict[int, Thunk]()
        while waiting:
            thunk = waiting.pop()
            if id(thunk) in seen:
                continue
            seen[id(thunk)] = thunk  # Kept, so that no later one gets the same number.
            match thunk.value:
                case Construction() | PartialApplication():
                    waiting.extend(thunk.value.arguments)
                case Closure():
                    waiting.extend(thunk.value.environment.values())
                case Updated():
                    waiting.extend(thunk.value.fields.values())
                    found.update(sources_of(thunk.value))
                case None if thunk.expression is not None:
                    waiting.extend(self._readings(thunk.expression, thunk.environment))
                case Input() | Projection() | Opaque() | RecursiveResult() | Widened():
                    found.update(sources_of(thunk.value))
                case Literal() | None:
                    pass
        return frozenset(found)

    def _readings(self, expression: ast.Expression, environment: Environment) -> Iterable[Thunk]:
        """What an expression that was not evaluated reads; the variables that it binds itself are left out."""
        for variable, reading in readings(expression):
            if isinstance(reading, ast.Local) and variable in environment:
                yield environment[variable]
            elif variable in environment:
                yield known(self.evaluate(reading, environment))


_Next = tuple[ast.Expression, Environment]


def enumerate_paths(program: Program, observe: Callable[[Path], Result]) -> tuple[tuple[Result, ...], bool]:
    """What is observed on each path, and whether all paths were followed to their end."""
    results: list[Result] = []
    complete = True
    script: Sequence[int] = ()
    for _ in range(MAX_PATHS):
        path = Path(program, script)
        try:
            results.append(observe(path))
        except BudgetExceededError:
            complete = False
        except InfeasiblePathError:
            pass
        following = _next_script(path.choices)
        if following is None:
            return tuple(results), complete
        script = following
    return tuple(results), False


def _next_script(choices: Sequence[tuple[int, int]]) -> list[int] | None:
    """The next path in order: the last choice that has another option takes it."""
    for at in range(len(choices) - 1, -1, -1):
        chosen, options = choices[at]
        if chosen + 1 < options:
            return [*(earlier for earlier, _ in choices[:at]), chosen + 1]
    return None
