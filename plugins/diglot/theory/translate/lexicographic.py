"""Orders in which the arguments of calls get smaller.

In: what is known of the arguments of each call. Out: whether Isabelle finds by itself that a group of functions ends,
which is so if there is a lexicographic order of sizes that decreases with every call. For each function one parameter
is chosen; every call has to make it smaller or keep it. The calls that keep it are looked at again, and are done with
when they cannot go round. Otherwise, for one function, the parameters that are small together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

CHOICES = 2_000
"""How many choices of parameters are tried."""


@dataclass(frozen=True, slots=True)
class SizedCall:
    """A call from one function of a group to another, by their numbers."""

    caller: int
    callee: int
    relations: Mapping[tuple[int, int], bool]
    """For a parameter of the caller and one of the callee: whether the second is smaller; absent where not known."""


def ends(calls: Sequence[SizedCall], widths: Sequence[int]) -> bool:
    """Whether some order decreases; `widths` has the number of parameters of each function."""
    if not _goes_round(calls):
        return True
    involved = sorted({number for call in calls for number in (call.caller, call.callee)})
    choices = product(*[range(widths[number]) for number in involved])
    for _, choice in zip(range(CHOICES), choices, strict=False):
        position = dict(zip(involved, choice, strict=True))
        found = [call.relations.get((position[call.caller], position[call.callee])) for call in calls]
        if None not in found and True in found:
            return ends([call for call, smaller in zip(calls, found, strict=True) if not smaller], widths)
    return False


def shrinking_together(calls: Sequence[SizedCall], width: int) -> tuple[int, ...]:
    """The parameters of one function that calls may exchange, but whose sizes together get smaller; () if none do."""
    together = set(range(width))
    while True:
        kept = {index for index in together if all(_sources(call, index, together) for call in calls)}
        if kept == together:
            break
        together = kept
    return tuple(sorted(together)) if calls and all(_shrinks(call, together) for call in calls) else ()


def _sources(call: SizedCall, index: int, together: set[int]) -> list[int]:
    """The parameters among some that an argument comes from."""
    return [own for own, other in call.relations if other == index and own in together]


def _shrinks(call: SizedCall, together: set[int]) -> bool:
    """Whether each argument comes from a parameter of its own, and one of them is smaller."""
    sources = [_sources(call, index, together)[0] for index in sorted(together)]
    smaller = [call.relations[own, index] for own, index in zip(sources, sorted(together), strict=True)]
    return len(set(sources)) == len(sources) and any(smaller)


def _goes_round(calls: Sequence[SizedCall]) -> bool:
    """Whether the calls have a cycle."""
    graph: dict[int, set[int]] = {}
    for call in calls:
        graph.setdefault(call.caller, set()).add(call.callee)
    waiting = set(graph)
    while waiting:
        done = {number for number in waiting if not graph[number] & waiting}
        if not done:
            return True
        waiting -= done
    return False
