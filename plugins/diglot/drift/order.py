"""Which of two orders of the same things need to move to become the other."""

from bisect import bisect_left
from collections.abc import Sequence


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
