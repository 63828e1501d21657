"""When a recursive call is like an earlier one.

A recursion over something unknown has no end. But where a call differs from an earlier call of the same function only in
that it is about a part of what that one was about, it can do nothing that the earlier one could not.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from diglot.engine.values import UNKNOWN, Made, Thunk, Unknown, Value, is_part_of
from diglot.names import Symbol


@dataclass(slots=True)
class Call:
    """A call of a recursive function."""

    function: Symbol
    arguments: tuple[Thunk, ...]
    assumed: tuple[Unknown, ...]
    """What something was known about when the call was made."""
    value: Value | None = None


def compare(call: Call, later: Iterable[Thunk]) -> tuple[bool, bool]:
    """Whether a later call is like an earlier one but for parts of unknowns; whether it is about any such part.

    A part about which something was already known in the earlier call is not like the others.
    """
    same, smaller = True, False
    for before, now in zip(call.arguments, later, strict=True):
        if before is now or _is_same(before.value, now.value):
            continue
        whole, part = before.value, now.value
        if isinstance(whole, UNKNOWN) and isinstance(part, UNKNOWN) and is_part_of(part, whole):
            smaller = True
            same = same and not any(is_part_of(unknown, whole) for unknown in call.assumed)
        else:
            same = False
    return same, smaller


def _is_same(before: Value | None, now: Value | None) -> bool:
    """Whether two values are surely the same."""
    if isinstance(before, Made) and isinstance(now, Made):
        return before.constructor == now.constructor and not before.arguments
    return before is not None and before == now
