"""Finds the engines of a program and what their guarded actions do.

In: the core of all modules. Out: the engines by module. A guarded action's guard is evaluated for an unknown trigger
and an unknown environment; on each path on which it yields a value, its action is evaluated in turn, so that what the
guard has found out still holds. The paths are then grouped by trigger: by the message, or the timers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from diglot.core.ast import CoreModule, Function, FunctionGroup
from diglot.core.program import Program, index_program
from diglot.engine.evaluate import Path, enumerate_paths
from diglot.engine.framework_symbols import FrameworkSymbols, find_framework_symbols, is_library
from diglot.engine.model import ActionCase, Engine, GuardedAction, Likelihood, OnMessage, OnTimers, Sending, Trigger
from diglot.engine.path_effects import PathEffects, observe
from diglot.engine.values import SYMBOLIC, Construction, Input, Projection, Value, known
from diglot.engine.wrapped import taken_messages
from diglot.names import Symbol
from diglot.typed.types import Constructed, Type

TRIGGER = Input("trigger")
ENVIRONMENT = Input("environment")
_INCOMING = 1
"""Where the type of incoming messages is among those of a guarded action."""


def find_engines(modules: Sequence[CoreModule]) -> Mapping[str, tuple[Engine, ...]]:
    """The engines of each module that has any."""
    framework = find_framework_symbols(modules)
    if framework is None:
        return {}
    program = index_program(modules)
    guarded = {module.name: _guarded_actions(module, framework) for module in modules}
    incoming = [types[_INCOMING] for actions in guarded.values() for _, types in actions]
    surroundings = _Surroundings(program, framework, taken_messages(incoming, program))
    found = {module.name: tuple(_engines(module, guarded[module.name], surroundings)) for module in modules}
    return {name: engines for name, engines in found.items() if engines}


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What an analysis has to know besides the guarded action."""

    program: Program
    framework: FrameworkSymbols
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
        accepts, sends = program.constructors_of(incoming), program.constructors_of(outgoing)
        yield Engine(module.name, module.path, state, incoming, outgoing, accepts, sends, tuple(actions))


def _guarded_actions(module: CoreModule, framework: FrameworkSymbols) -> list[tuple[Function, tuple[Type, ...]]]:
    """The definitions of guarded actions with the four types of each, in textual order.

    Those that hold for any types whatsoever are the framework's own.
    """
    groups = (declaration for declaration in module.declarations if isinstance(declaration, FunctionGroup))
    found = [
        (function, function.result.arguments)
        for group in groups
        for function in group.functions
        if isinstance(function.result, Constructed)
        and function.result.symbol == framework.guarded_action
        and not function.type_parameters
    ]
    return sorted(found, key=lambda entry: entry[0].span)


# -- One guarded action -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _PathResult:
    """What one path through guard and action comes to."""

    triggers: frozenset[Trigger]
    effects: PathEffects | None
    """None when the guard does not hold."""
    yielded: Symbol | None = None
    """The constructor of what the guard yields, if it is known."""


def _analyse(function: Function, accepts: Sequence[Symbol], around: _Surroundings) -> GuardedAction:
    paths, complete = enumerate_paths(around.program, lambda path: _follow(function, accepts, path, around))
    triggers: list[Trigger] = [*(OnMessage(message) for message in accepts or (None,)), OnTimers()]
    cases = (_case(trigger, [each for each in paths if trigger in each.triggers]) for trigger in triggers)
    complete = complete and all(each.effects is None or each.effects.complete for each in paths)
    return GuardedAction(function.symbol, function.span, tuple(filter(None, cases)), complete)


def _follow(function: Function, accepts: Sequence[Symbol], path: Path, around: _Surroundings) -> _PathResult:
    framework = around.framework
    guarded = path.evaluate(function.body, {p.variable: known(Input(p.variable.name)) for p in function.parameters})
    trigger, environment = known(TRIGGER), known(ENVIRONMENT)
    verdict = path.apply(path.project(guarded, framework.fields["guard"]), trigger, environment)
    yielded = _yielded(verdict, path)
    triggers = frozenset(_triggers(accepts, path, framework))
    if yielded is None:
        return _PathResult(triggers, None)
    inputs = {"guardOutput": known(yielded), "env": environment, "trigger": trigger}
    input_ = Construction(framework.make_input, tuple(inputs[name] for name in framework.input_fields))
    result = path.apply(path.project(guarded, framework.fields["action"]), known(input_))
    effects = observe(result, path, framework, around.taken)
    constructor = yielded.constructor if isinstance(yielded, Construction) else None
    return _PathResult(frozenset(_triggers(accepts, path, framework)), effects, constructor)


def _yielded(verdict: Value, path: Path) -> Value | None:
    """The guard's output, when it has one."""
    if isinstance(verdict, SYMBOLIC):
        options = _maybe(path.program)
        opened = path.refine(verdict, options) if options else None
        verdict = opened or verdict
    if isinstance(verdict, Construction):
        return path.force(verdict.arguments[0]) if verdict.arguments else None
    return verdict


def _maybe(program: Program) -> tuple[Symbol, ...]:
    """The constructors of the type that a guard's result has."""
    names = (symbol for symbol in program.types if symbol.name == "Maybe")
    return next((program.constructors_of(Constructed(name)) for name in names), ())


def _triggers(accepts: Sequence[Symbol], path: Path, framework: FrameworkSymbols) -> Iterator[Trigger]:
    """The triggers that agree with the condition of a path."""
    fact = path.condition.get(TRIGGER, frozenset())
    excluded = fact if isinstance(fact, frozenset) else frozenset()
    may_be = {fact.constructor} if isinstance(fact, Construction) else {framework.arrived, framework.elapsed} - excluded
    if framework.arrived in may_be:
        yield from (OnMessage(message) for message in _messages(accepts, path, framework))
    if framework.elapsed in may_be:
        yield OnTimers()


def _messages(accepts: Sequence[Symbol], path: Path, framework: FrameworkSymbols) -> Iterable[Symbol | None]:
    envelope = Projection(TRIGGER, framework.arrived, 0)
    content = Projection(Projection(envelope, framework.fields["packet"], -1), framework.fields["content"], -1)
    fact = path.condition.get(content, frozenset())
    if isinstance(fact, Construction):
        return (fact.constructor,)
    return [message for message in accepts if message not in fact] if accepts else (None,)


# -- Grouping paths ---------------------------------------------------------------------------------------------------


def _case(trigger: Trigger, paths: Sequence[_PathResult]) -> ActionCase | None:
    effects = [each.effects for each in paths if each.effects is not None]
    if not effects:
        return None
    return ActionCase(
        trigger=trigger,
        certain=len(effects) == len(paths),
        yields=tuple(dict.fromkeys(each.yielded for each in paths if each.yielded and not is_library(each.yielded))),
        sends=tuple(_sendings(effects)),
        changes_state=_together(each.changes_state for each in effects),
        sets_timers=_together(each.sets_timers for each in effects),
        spawns=_together(each.spawns for each in effects),
    )


def _sendings(effects: Sequence[PathEffects]) -> Iterator[Sending]:
    """Each kind of message once, in the order in which they were found."""
    kinds = dict.fromkeys((sent.message, sent.recipient) for each in effects for sent in each.sends)
    for message, recipient in kinds:
        found = [
            [sent for sent in each.sends if (sent.message, sent.recipient) == (message, recipient)] for each in effects
        ]
        many = any(len(sent) > 1 or any(one.many for one in sent) for sent in found)
        yield Sending(message, recipient, all(found), many)


def _together(likelihoods: Iterable[Likelihood]) -> Likelihood:
    different = set(likelihoods)
    if len(different) == 1:
        return different.pop()
    return Likelihood.UNKNOWN if different <= {Likelihood.UNKNOWN, Likelihood.NEVER} else Likelihood.SOMETIMES
