"""Which things of two lists are the same, and which of them need to move to be in the same order."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

_T = TypeVar("_T")


class Pairing(NamedTuple):
    """Two lists side by side, as indices into them."""

    partners: tuple[int | None, ...]
    """For each element of the first list, its partner in the second."""
    extra: tuple[int, ...]
    """Those of the second that are no partner: new, or there once too often."""


def pair_by_name(expected: Sequence[_T], actual: Sequence[_T], name: Callable[[_T], str]) -> Pairing:
    """Pair what has the same name; of several, an element takes the one that is equal to it, or else the first."""
    there: dict[str, list[int]] = {}
    for at, element in enumerate(actual):
        there.setdefault(name(element), []).append(at)
    partners: list[int | None] = []
    for element in expected:
        free = there.get(name(element), [])
        partner = next((at for at in free if actual[at] == element), free[0]) if free else None
        if partner is not None:
            free.remove(partner)
        partners.append(partner)
    return Pairing(tuple(partners), tuple(sorted(at for free in there.values() for at in free)))


def out_of_order(positions: Sequence[int]) -> tuple[int, ...]:
    """Indices of as few elements as possible whose removal leaves the positions rising."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, position in enumerate(positions):
        length = bisect_left(tails, position)
        tails[length:] = [position, *tails[length + 1 :]]
        ends[length:] = [index, *ends[length + 1 :]]
        before.append(ends[length - 1] if length else -1)
    kept = set()
    at = ends[-1] if ends else -1
    while at != -1:
        kept.add(at)
        at = before[at]
    return tuple(index for index in range(len(positions)) if index not in kept)
