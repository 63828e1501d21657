"""Termination: does each round of calls back to a function make its arguments smaller?

In: a checked module without errors. Out: a diagnostic for each recursive definition without a lexicographic order of
its arguments, unless it is marked `terminating`. What counts as smaller is said in `calls`. Calls are composed along
all ways through a group of definitions that call each other; then each way from a definition back to itself must make
the first argument smaller, or keep it and make the second smaller, and so on, for some order of the arguments.

The official compiler composes two calls the other way round, and so accepts more. It is followed where that is safe: a
definition ends if what it calls ends, and what is marked `terminating` is taken to end. So only the rounds without
anything marked have to be composed as they happen.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from diglot.diagnostic import Problems
from diglot.graphs import components
from diglot.names import Symbol
from diglot.typed.ast import DataType, Definition
from diglot.typed.calls import Caller, DefinitionCall, Matrix, Relation, collect_calls
from diglot.typed.check_errors import CycleCall, NoLexOrder
from diglot.typed.module import TypedModule
from diglot.typed.subexpressions import mentioned_symbols

WORK_LIMIT = 200_000
"""How many calls are composed for one group; beyond that, no order counts as found."""
NAMED_CALLS = 4
"""How many calls a message shows."""

Composition = Callable[[Matrix, Matrix], Matrix]


def recursive_groups(definitions: Sequence[Definition]) -> tuple[tuple[Definition, ...], ...]:
    """Definitions grouped by who calls whom: dependencies first, otherwise in the order given."""
    position = {definition.symbol: index for index, definition in enumerate(definitions)}
    calls = [_positions(mentioned_symbols(definition.body), position) for definition in definitions]
    return tuple(tuple(definitions[index] for index in group) for group in components(calls))


def _positions(symbols: Iterable[Symbol], position: Mapping[Symbol, int]) -> set[int]:
    return {position[symbol] for symbol in symbols if symbol in position}


def check_termination(module: TypedModule, types: Mapping[Symbol, DataType], problems: Problems) -> None:
    """Check all definitions of a module; `types` has the types of the module and of all it depends on."""
    definitions = [d for d in module.declarations if isinstance(d, Definition) and not d.derived]
    callers = collect_calls(definitions, types)
    graph = [{call.callee for call in caller.calls} for caller in callers]
    for group in components(graph):
        if len(group) > 1 or group[0] in graph[group[0]]:
            _check_group(module.path, callers, frozenset(group), problems)


def _check_group(path: str, callers: Sequence[Caller], group: frozenset[int], problems: Problems) -> None:
    if all(callers[number].terminating for number in group):
        return
    members = sorted(group)
    marked = frozenset(n for n in members if callers[n].terminating)
    ending = _ending(callers, group, _compose)
    failing = dict.fromkeys(n for n in members if n not in marked and n not in ending)
    official = _ending(callers, group, _compose_as_official) if failing else frozenset[int]()
    if marked and not official.isdisjoint(failing):
        trusted = official & _ending(callers, group - marked, _compose)
        failing = dict.fromkeys(n for n in failing if n not in trusted)
    pairs = [(n, call) for n in members for call in callers[n].calls if call.callee in group]
    in_let = any(not callers[n].is_function and callers[n].enclosing is not None for n in group)
    around: dict[bool, list[int]] = {}
    for number in sorted(failing, key=lambda n: callers[n].span):
        caller = callers[number]
        if caller.is_function or caller.enclosing not in failing:
            own = [(number, call) for call in caller.calls if call.callee == number]
            accepted = number in official
            if own:
                shown = tuple([_shown(path, callers, *pair) for pair in own[:NAMED_CALLS]])
                problems.add(NoLexOrder(path, caller.span, caller.name, shown, in_let, accepted))
            else:
                around.setdefault(accepted, []).append(number)
    for accepted, (first, *others) in around.items():
        caller, names = callers[first], tuple([callers[n].name for n in others])
        shown = tuple([_shown(path, callers, *pair) for pair in pairs[:NAMED_CALLS]])
        problems.add(NoLexOrder(path, caller.span, caller.name, shown, in_let, accepted, names))


def _shown(path: str, callers: Sequence[Caller], number: int, call: DefinitionCall) -> CycleCall:
    """A call for the message."""
    callee = callers[call.callee].name
    return CycleCall(path, call.span, callers[number].name, callee, _words(callers, number, call))


def _words(callers: Sequence[Caller], number: int, call: DefinitionCall) -> tuple[str, ...]:
    def word(position: int, relation: Relation) -> str:
        if relation is None:
            return "is of unknown size"
        source, smaller = relation
        if source == position and call.callee == number:
            return "is smaller" if smaller else "is the same"
        whose = f"argument {source + 1} of `{callers[number].name}`"
        return f"is a part of {whose}" if smaller else f"is {whose}"

    return tuple(word(position, relation) for position, relation in enumerate(call.matrix))


# -- The order --------------------------------------------------------------------------------------------------------


def _ending(callers: Sequence[Caller], group: frozenset[int], compose: Composition) -> frozenset[int]:
    """The definitions of a group that have an order."""
    rounds = _rounds(callers, group, compose)
    return frozenset(n for n in group if rounds is not None and _has_order(rounds[n]))


def _rounds(callers: Sequence[Caller], group: frozenset[int], compose: Composition) -> dict[int, set[Matrix]] | None:
    """For each definition of a group what is known after each way back to it; None when there are too many."""
    steps = {n: {(call.callee, call.matrix) for call in callers[n].calls if call.callee in group} for n in group}
    known = {(n, callee, matrix) for n, found in steps.items() for callee, matrix in found}
    waiting = list(known)
    work = 0
    while waiting:
        start, middle, matrix = waiting.pop()
        for callee, following in steps[middle]:
            way = (start, callee, compose(matrix, following))
            if way not in known:
                known.add(way)
                waiting.append(way)
        work += len(steps[middle])
        if work > WORK_LIMIT:
            return None
    rounds: dict[int, set[Matrix]] = {n: set() for n in group}
    for start, end, matrix in known:
        if start == end:
            rounds[start].add(matrix)
    return rounds


def _compose(first: Matrix, second: Matrix) -> Matrix:
    """What is known of the arguments of a call that happens in another call."""
    result: list[Relation] = []
    for relation in second:
        through = first[relation[0]] if relation is not None and relation[0] < len(first) else None
        result.append(None if relation is None or through is None else (through[0], through[1] or relation[1]))
    return tuple(result)


def _compose_as_official(first: Matrix, second: Matrix) -> Matrix:
    """What the official compiler takes to be known."""
    return _compose(second, first)


def _has_order(rounds: set[Matrix]) -> bool:
    """Whether some order of the arguments decreases lexicographically in every round.

    An argument that no round loses sight of can come first; the rounds in which it gets smaller are then done with.
    Doing so never hurts, so there is no need to try other orders.
    """
    width = min((len(matrix) for matrix in rounds), default=0)
    open_rounds = [[_change(matrix, position) for position in range(width)] for matrix in rounds]
    while open_rounds:
        useful = next((i for i in range(width) if _is_useful([changes[i] for changes in open_rounds])), None)
        if useful is None:
            return False
        open_rounds = [changes for changes in open_rounds if changes[useful] != "smaller"]
    return True


def _change(matrix: Matrix, position: int) -> str:
    relation = matrix[position]
    if relation is None or relation[0] != position:
        return "unknown"
    return "smaller" if relation[1] else "same"


def _is_useful(changes: Sequence[str]) -> bool:
    return "smaller" in changes and "unknown" not in changes
