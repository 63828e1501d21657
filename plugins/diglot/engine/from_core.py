"""Finds the engines of a program and what their guarded actions do.

In: the core of all modules. Out: the engines by module. A guarded action's guard is evaluated for an unknown trigger
and an unknown environment; on each way on which it yields a value, its action is evaluated in turn, so that what the
guard has found out still holds. The ways are then put together by occasion: by the message, or the timers, that set
them off.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from diglot.core.ast import CoreModule, Function, FunctionGroup
from diglot.engine.evaluate import Run, explore
from diglot.engine.model import Answer, Engine, GuardedAction, Occasion, OnMessage, OnTimers, Reaction, Sending
from diglot.engine.outcome import Outcome, observe
from diglot.engine.program import Program, index_program
from diglot.engine.values import UNKNOWN, Given, Made, Part, Value, known
from diglot.engine.vocabulary import Vocabulary, find_vocabulary, is_library
from diglot.engine.wrapped import taken_messages
from diglot.names import Symbol
from diglot.typed.types import Constructed, Type

TRIGGER = Given("trigger")
ENVIRONMENT = Given("environment")
_INCOMING = 1
"""Where the type of incoming messages stands among those of a guarded action."""


def find_engines(modules: Sequence[CoreModule]) -> Mapping[str, tuple[Engine, ...]]:
    """The engines of each module that has any."""
    words = find_vocabulary(modules)
    if words is None:
        return {}
    program = index_program(modules)
    guarded = {module.name: _guarded_actions(module, words) for module in modules}
    incoming = [types[_INCOMING] for actions in guarded.values() for _, types in actions]
    surroundings = _Surroundings(program, words, taken_messages(incoming, program))
    found = {module.name: tuple(_engines(module, guarded[module.name], surroundings)) for module in modules}
    return {name: engines for name, engines in found.items() if engines}


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What an analysis has to know besides the guarded action."""

    program: Program
    words: Vocabulary
    taken: frozenset[Symbol]
    """All messages that some engine takes."""


def _engines(
    module: CoreModule, guarded: Iterable[tuple[Function, tuple[Type, ...]]], around: _Surroundings
) -> Iterator[Engine]:
    """One engine for each choice of local state and message types, in textual order."""
    program = around.program
    groups: dict[tuple[Type, Type, Type], list[GuardedAction]] = {}
    for function, (state, incoming, _, outgoing) in guarded:
        action = _analyse(function, program.constructors_of(incoming), around)
        groups.setdefault((state, incoming, outgoing), []).append(action)
    for (state, incoming, outgoing), actions in groups.items():
        hears, says = program.constructors_of(incoming), program.constructors_of(outgoing)
        yield Engine(module.name, module.path, state, incoming, outgoing, hears, says, tuple(actions))


def _guarded_actions(module: CoreModule, words: Vocabulary) -> list[tuple[Function, tuple[Type, ...]]]:
    """The definitions of guarded actions with the four types of each, in textual order.

    Those that hold for any types whatsoever are the framework's own.
    """
    groups = (declaration for declaration in module.declarations if isinstance(declaration, FunctionGroup))
    found = [
        (function, function.result.arguments)
        for group in groups
        for function in group.functions
        if isinstance(function.result, Constructed)
        and function.result.symbol == words.guarded_action
        and not function.type_parameters
    ]
    return sorted(found, key=lambda entry: entry[0].span)


# -- One guarded action -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Way:
    """What one way through guard and action comes to."""

    occasions: frozenset[Occasion]
    outcome: Outcome | None
    """None when the guard does not hold."""
    yielded: Symbol | None = None
    """The constructor of what the guard yields, if it is known."""


def _analyse(function: Function, hears: Sequence[Symbol], around: _Surroundings) -> GuardedAction:
    ways, complete = explore(around.program, lambda run: _follow(function, hears, run, around))
    occasions: list[Occasion] = [*(OnMessage(message) for message in hears or (None,)), OnTimers()]
    reactions = (_reaction(occasion, [way for way in ways if occasion in way.occasions]) for occasion in occasions)
    complete = complete and all(way.outcome is None or way.outcome.complete for way in ways)
    return GuardedAction(function.symbol, function.span, tuple(filter(None, reactions)), complete)


def _follow(function: Function, hears: Sequence[Symbol], run: Run, around: _Surroundings) -> _Way:
    words = around.words
    guarded = run.evaluate(function.body, {p.variable: known(Given(p.variable.name)) for p in function.parameters})
    trigger, environment = known(TRIGGER), known(ENVIRONMENT)
    verdict = run.apply(run.project(guarded, words.fields["guard"]), trigger, environment)
    yielded = _yielded(verdict, run)
    occasions = frozenset(_occasions(hears, run, words))
    if yielded is None:
        return _Way(occasions, None)
    inputs = {"guardOutput": known(yielded), "env": environment, "trigger": trigger}
    input_ = Made(words.make_input, tuple(inputs[name] for name in words.input_fields))
    result = run.apply(run.project(guarded, words.fields["action"]), known(input_))
    outcome = observe(result, run, words, around.taken)
    constructor = yielded.constructor if isinstance(yielded, Made) else None
    return _Way(frozenset(_occasions(hears, run, words)), outcome, constructor)


def _yielded(verdict: Value, run: Run) -> Value | None:
    """The guard's output, when it has one."""
    if isinstance(verdict, UNKNOWN):
        options = _maybe(run.program)
        opened = run.split(verdict, options) if options else None
        verdict = opened or verdict
    if isinstance(verdict, Made):
        return run.force(verdict.arguments[0]) if verdict.arguments else None
    return verdict


def _maybe(program: Program) -> tuple[Symbol, ...]:
    """The constructors of the type that a guard's result has."""
    names = (symbol for symbol in program.types if symbol.name == "Maybe")
    return next((program.constructors_of(Constructed(name)) for name in names), ())


def _occasions(hears: Sequence[Symbol], run: Run, words: Vocabulary) -> Iterator[Occasion]:
    """The occasions that agree with what a run has assumed."""
    fact = run.facts.get(TRIGGER, frozenset())
    excluded = fact if isinstance(fact, frozenset) else frozenset()
    may_be = {fact.constructor} if isinstance(fact, Made) else {words.arrived, words.elapsed} - excluded
    if words.arrived in may_be:
        yield from (OnMessage(message) for message in _messages(hears, run, words))
    if words.elapsed in may_be:
        yield OnTimers()


def _messages(hears: Sequence[Symbol], run: Run, words: Vocabulary) -> Iterable[Symbol | None]:
    envelope = Part(TRIGGER, words.arrived, 0)
    content = Part(Part(envelope, words.fields["packet"], -1), words.fields["content"], -1)
    fact = run.facts.get(content, frozenset())
    if isinstance(fact, Made):
        return (fact.constructor,)
    return [message for message in hears if message not in fact] if hears else (None,)


# -- Putting ways together --------------------------------------------------------------------------------------------


def _reaction(occasion: Occasion, ways: Sequence[_Way]) -> Reaction | None:
    outcomes = [way.outcome for way in ways if way.outcome is not None]
    if not outcomes:
        return None
    return Reaction(
        occasion=occasion,
        certain=len(outcomes) == len(ways),
        yields=tuple(dict.fromkeys(w.yielded for w in ways if w.yielded and not is_library(w.yielded))),
        sends=tuple(_sendings(outcomes)),
        changes_state=_together(outcome.changes_state for outcome in outcomes),
        sets_timers=_together(outcome.sets_timers for outcome in outcomes),
        spawns=_together(outcome.spawns for outcome in outcomes),
    )


def _sendings(outcomes: Sequence[Outcome]) -> Iterator[Sending]:
    """Each kind of message once, in the order in which they were found."""
    kinds = dict.fromkeys((sent.message, sent.recipient) for outcome in outcomes for sent in outcome.sends)
    for message, recipient in kinds:
        found = [
            [sent for sent in outcome.sends if (sent.message, sent.recipient) == (message, recipient)]
            for outcome in outcomes
        ]
        many = any(len(sent) > 1 or any(one.many for one in sent) for sent in found)
        yield Sending(message, recipient, all(found), many)


def _together(answers: Iterable[Answer]) -> Answer:
    different = set(answers)
    if len(different) == 1:
        return different.pop()
    return Answer.UNKNOWN if different <= {Answer.UNKNOWN, Answer.NEVER} else Answer.SOMETIMES
