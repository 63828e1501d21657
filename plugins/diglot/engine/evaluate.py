"""Evaluates core expressions of which some parts are not known.

In: a program and an expression in which `trigger` and the like are unknown. Out: its value down to the outermost
constructor. Where the way on depends on something unknown, the run takes one of the possible ways, as its script says,
and remembers what it has assumed, so that it never assumes the contrary later; `explore` makes a run for each way.
Evaluation is lazy, so that only what matters for the answer is ever split into cases. Steps, depth and ways are
bounded: a run beyond the bounds ends in `GaveUpError`, which the caller has to admit to its readers.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from diglot.core import ast
from diglot.engine.mentions import readings
from diglot.engine.program import Program
from diglot.engine.recursion import Call, ImpossibleError, call_recursively
from diglot.engine.values import (
    NO_VARIABLES,
    UNKNOWN,
    Accumulated,
    Again,
    Closure,
    Computed,
    Environment,
    Given,
    Literal,
    Made,
    Part,
    Thunk,
    Unknown,
    Updated,
    Value,
    Waiting,
    known,
    sources_of,
)
from diglot.names import Symbol, SymbolKind

MAX_STEPS = 20_000
MAX_DEPTH = 100
MAX_WAYS = 300

Answer = TypeVar("Answer")


class GaveUpError(Exception):
    """This way is too long to be followed."""


class Run:
    """One way through an evaluation."""

    def __init__(self, program: Program, script: Sequence[int] = ()) -> None:
        self.program = program
        self.choices: list[tuple[int, int]] = []
        """What was chosen, out of how many, in order."""
        self.facts: dict[Unknown, Made | frozenset[Symbol]] = {}
        """The constructor that an unknown has, or those that it has not."""
        self.calls: list[Call] = []
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

    def choose(self, options: int) -> int:
        """One of several ways."""
        at = len(self.choices)
        chosen = self._script[at] if at < len(self._script) else 0
        self.choices.append((chosen, options))
        return chosen

    def split(self, unknown: Unknown, candidates: Sequence[Symbol], *, rest: bool = False) -> Made | None:
        """Assume one of the constructors for an unknown; None when it has another one, if there may be a rest."""
        fact = self.facts.get(unknown, frozenset())
        if isinstance(fact, Made):
            return fact if fact.constructor in candidates else None
        open_ = [candidate for candidate in candidates if candidate not in fact]
        excluded = fact.union(candidates)
        rest = rest and bool(self._others(candidates, excluded))
        if not open_ and not rest:
            raise ImpossibleError
        chosen = self.choose(len(open_) + rest) if len(open_) + rest > 1 else 0
        if chosen == len(open_):
            self.facts[unknown] = excluded
            return None
        made = self._parts(unknown, open_[chosen])
        self.facts[unknown] = made
        return made

    def _others(self, candidates: Sequence[Symbol], excluded: frozenset[Symbol]) -> list[Symbol]:
        owner = self.program.owners[candidates[0]] if candidates else None
        return [info.symbol for info in owner.constructors if info.symbol not in excluded] if owner else []

    def _parts(self, unknown: Unknown, constructor: Symbol) -> Made:
        fields = self.program.constructors[constructor].fields
        return Made(constructor, tuple(known(Part(unknown, constructor, at)) for at in range(len(fields))))

    # -- Evaluation ---------------------------------------------------------------------------------------------------

    def evaluate(self, expression: ast.Expression, environment: Environment) -> Value:
        """The value of an expression, down to its outermost constructor."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise GaveUpError
        try:
            return self._loop(expression, environment)
        finally:
            self._depth -= 1

    def _loop(self, expression: ast.Expression, environment: Environment) -> Value:
        while True:
            self._steps += 1
            if self._steps > MAX_STEPS:
                raise GaveUpError
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
                raise ImpossibleError

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
            return Waiting(symbol, arity, ()) if arity else Made(symbol, ())
        if symbol.kind is SymbolKind.FIELD:
            return Waiting(symbol, 1, ())
        function = self.program.functions.get(symbol)
        if function is None:
            return self.force(self._constants.setdefault(symbol, known(Computed(frozenset()))))
        if function.parameters:
            recursive = symbol if symbol in self.program.recursive else None
            return Closure(function.parameters, function.body, NO_VARIABLES, recursive)
        return self.force(self._constants.setdefault(symbol, Thunk(function.body, NO_VARIABLES)))

    def _case(self, case: ast.Case, environment: Environment) -> "_Next":
        value = self.evaluate(case.scrutinee, environment)
        candidates = [branch.constructor for branch in case.branches]
        if isinstance(value, Literal):
            value = self._open_literal(value, candidates)
        made = self.split(value, candidates, rest=case.default is not None) if isinstance(value, UNKNOWN) else value
        if isinstance(made, Made) and made.constructor in candidates:
            branch = case.branches[candidates.index(made.constructor)]
            variables = (parameter.variable for parameter in branch.parameters)
            return branch.body, {**environment, **dict(zip(variables, made.arguments, strict=True))}
        if case.default is None:
            raise ImpossibleError
        return case.default, environment

    def _open_literal(self, literal: Literal, candidates: Sequence[Symbol]) -> Value:
        """A number as `zero` or `suc`; any other literal stays."""
        if not candidates or not isinstance(literal.value, int) or literal.value < 0:
            return Computed(frozenset())
        zero, suc, *_ = [info.symbol for info in self.program.owners[candidates[0]].constructors]
        if suc.name != "suc":
            return Computed(frozenset())
        return Made(suc, (known(Literal(literal.value - 1)),)) if literal.value else Made(zero, ())

    def _holds(self, condition: ast.Expression, environment: Environment) -> bool:
        value = self.evaluate(condition, environment)
        if isinstance(value, UNKNOWN):
            opened = self.split(value, self.program.constructors_of(condition.type))
            return opened is not None and opened.constructor.name == "true"
        return isinstance(value, Made) and value.constructor.name == "true"

    def _update(self, update: ast.RecordUpdate, environment: Environment) -> Value:
        record = self.evaluate(update.record, environment)
        fields = {symbol: self._delay(value, environment) for symbol, value in update.fields}
        if isinstance(record, Made):
            arguments = list(record.arguments)
            for symbol, thunk in fields.items():
                arguments[self.program.positions[symbol]] = thunk
            return Made(record.constructor, tuple(arguments))
        if isinstance(record, Updated):
            return Updated(record.record, {**record.fields, **fields})
        return Updated(record, fields) if isinstance(record, UNKNOWN) else Computed(frozenset())

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
            case Waiting():
                return self._enter_waiting(function, arguments)
            case Made() | Literal():
                return Computed(self.sources(arguments))
            case Given() | Part() | Computed() | Again() | Accumulated() | Updated():
                return Computed(self.sources(arguments) | sources_of(function))

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

    def _enter_waiting(self, waiting: Waiting, arguments: tuple[Thunk, ...]) -> "Value | _Next":
        arguments = (*waiting.arguments, *arguments)
        if len(arguments) < waiting.arity:
            return Waiting(waiting.symbol, waiting.arity, arguments)
        if waiting.symbol.kind is SymbolKind.CONSTRUCTOR:
            return Made(waiting.symbol, arguments)
        value = self.project(self.force(arguments[0]), waiting.symbol)
        return self.enter(value, arguments[1:]) if len(arguments) > 1 else value

    def project(self, record: Value, field: Symbol) -> Value:
        """A field of a record."""
        match record:
            case Made():
                return self.force(record.arguments[self.program.positions[field]])
            case Updated():
                changed = record.fields.get(field)
                return self.project(record.record, field) if changed is None else self.force(changed)
            case Literal() | Closure() | Waiting():
                return Computed(frozenset())
            case Given() | Part() | Computed() | Again() | Accumulated():
                return Part(record, field, -1)

    # -- What values depend on ----------------------------------------------------------------------------------------

    def sources(self, thunks: Iterable[Thunk]) -> frozenset[Unknown]:
        """The unknowns that these values may depend on."""
        found: set[Unknown] = set()
        waiting, seen = list(thunks), dict[int, Thunk]()
        while waiting:
            thunk = waiting.pop()
            if id(thunk) in seen:
                continue
            seen[id(thunk)] = thunk  # Kept, so that no later one gets the same number.
            match thunk.value:
                case Made() | Waiting():
                    waiting.extend(thunk.value.arguments)
                case Closure():
                    waiting.extend(thunk.value.environment.values())
                case Updated():
                    waiting.extend(thunk.value.fields.values())
                    found.update(sources_of(thunk.value))
                case None if thunk.expression is not None:
                    waiting.extend(self._readings(thunk.expression, thunk.environment))
                case Given() | Part() | Computed() | Again() | Accumulated():
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


def explore(program: Program, question: Callable[[Run], Answer]) -> tuple[tuple[Answer, ...], bool]:
    """The answers on all ways, and whether all ways were followed to their end."""
    answers: list[Answer] = []
    complete = True
    script: Sequence[int] = ()
    for _ in range(MAX_WAYS):
        run = Run(program, script)
        try:
            answers.append(question(run))
        except GaveUpError:
            complete = False
        except ImpossibleError:
            pass
        following = _next_script(run.choices)
        if following is None:
            return tuple(answers), complete
        script = following
    return tuple(answers), False


def _next_script(choices: Sequence[tuple[int, int]]) -> list[int] | None:
    """The next way in order: the last choice that has another option takes it."""
    for at in range(len(choices) - 1, -1, -1):
        chosen, options = choices[at]
        if chosen + 1 < options:
            return [*(earlier for earlier, _ in choices[:at]), chosen + 1]
    return None
