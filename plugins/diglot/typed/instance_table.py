"""The instances that are known so far, so that those that may fit a goal are found without looking at all.

In: instances, in order. Out: for a goal the instances of its trait that may fit, in the same order:
those whose first argument is of the goal's type or a type parameter.
"""

from collections.abc import Iterator
from heapq import merge

from diglot.names import Symbol
from diglot.typed.module import Instance
from diglot.typed.types import Constructed, ErrorType, Meta, MetaApplied, Type
from diglot.typed.unify import shallow, shallow_result

_Entry = tuple[int, Instance]


class InstanceTable:
    """Instances by trait, and, of the traits that are asked for, by the type that the first argument is of."""

    def __init__(self) -> None:
        self._all: dict[Symbol, list[Instance]] = {}
        self._by_type: dict[Symbol, dict[Symbol | None, list[_Entry]]] = {}
        self._sorted: dict[Symbol, int] = {}
        """How many instances of a trait are in there by type."""

    def add(self, instance: Instance) -> None:
        """Put one in."""
        self._all.setdefault(instance.trait, []).append(instance)

    def about(self, goal: Constructed) -> list[Instance]:
        """Those of a goal's trait that may fit it; an unknown type may become any."""
        first = _first(goal)
        if first is None or isinstance(first, Meta | MetaApplied | ErrorType):
            return self._all.get(goal.symbol, [])
        by_type = self._sort(goal.symbol)
        own = by_type.get(first.symbol, []) if isinstance(first, Constructed) else []
        return [instance for _, instance in merge(own, by_type.get(None, []), key=lambda entry: entry[0])]

    def _sort(self, trait: Symbol) -> dict[Symbol | None, list[_Entry]]:
        known, by_type = self._all.get(trait, []), self._by_type.setdefault(trait, {})
        for number in range(self._sorted.get(trait, 0), len(known)):
            first = _first(shallow_result(known[number].type))
            key = first.symbol if isinstance(first, Constructed) else None
            by_type.setdefault(key, []).append((number, known[number]))
        self._sorted[trait] = len(known)
        return by_type

    def coercions(self) -> Iterator[Instance]:
        """The coercions."""
        return (each for known in self._all.values() for each in known if each.coercion)


def _first(target: Type) -> Type | None:
    """The first argument of a trait, where it has one."""
    if not isinstance(target, Constructed) or not target.arguments:
        return None
    return shallow(target.arguments[0])
