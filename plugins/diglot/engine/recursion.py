"""Recursion over something unknown, which has no end, and yet has to be followed.

Where a call differs from an earlier call of the same function only in that it is about a part of what that one was
about, it can do nothing that the earlier one could not: its value is a `RecursiveResult`. Where other arguments change
as well, as with an accumulator, they are replaced by a `Widened` value, an unknown that covers everything they may have
become; with it the function is followed for one more round, and what comes of a second round comes of the first too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diglot.engine import values
from diglot.names import Symbol

if TYPE_CHECKING:
    from diglot.engine.evaluate import Path

MAX_DIFFERENT = 3
"""How often a recursion may go on with other fixed arguments before these count as accumulated."""


class InfeasiblePathError(Exception):
    """The condition of this path contradicts itself, or another path has the same results."""


@dataclass(slots=True)
class RecursiveCall:
    """A call of a recursive function."""

    function: Symbol
    arguments: tuple[values.Thunk, ...]
    assumed: tuple[values.Symbolic, ...]
    """What something was known about when the call was made."""
    accumulators: frozenset[int] = frozenset()
    """Which arguments were replaced by an unknown that stands for anything they may become."""
    last: bool = False
    """Whether this is the round after that, in which one step was added to the unknown."""
    value: values.Value | None = None


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How a later call differs from an earlier one."""

    changed: frozenset[int]
    """Arguments that are neither the same nor parts of the earlier ones."""
    smaller: bool
    """Whether any argument is such a part."""
    special: bool
    """Whether something was already known of such a part in the earlier call, so that it is not like others."""


def call_recursively(
    path: "Path", function: Symbol, closure: values.Closure, arguments: tuple[values.Thunk, ...]
) -> values.Value:
    """Call a recursive function; the closure holds its parameters and its body."""
    accumulators, last = frozenset[int](), False
    shrunk = 0
    for number in range(len(path.calls) - 1, -1, -1):
        call = path.calls[number]
        likeness = _compare(call, arguments) if call.function == function else None
        if likeness is None or not likeness.smaller:
            continue
        if not likeness.changed and not likeness.special:
            return values.RecursiveResult(number, path.sources(arguments))
        if call.last:
            raise InfeasiblePathError
        last = bool(call.accumulators) and likeness.changed <= call.accumulators
        if last:
            break
        shrunk += 1
        accumulators = accumulators or _moving(likeness, arguments)
        if shrunk > MAX_DIFFERENT:
            if likeness.special:
                return values.Opaque(path.sources(arguments))
            accumulators = likeness.changed
    return _enter(path, closure, RecursiveCall(function, arguments, tuple(path.condition), accumulators, last))


def _moving(likeness: _Likeness, arguments: Sequence[values.Thunk]) -> frozenset[int]:
    """The changed arguments, unless all of them are fixed values: those may soon stay as they are."""
    fixed = all(_is_fixed(arguments[at].value) for at in likeness.changed)
    return frozenset() if fixed or likeness.special else likeness.changed


def _enter(path: "Path", closure: values.Closure, call: RecursiveCall) -> values.Value:
    number, arguments = len(path.calls), call.arguments
    if call.accumulators and not call.last:
        call.arguments = tuple(
            values.known(values.Widened(number, at, argument, path.sources(arguments)))
            if at in call.accumulators
            else argument
            for at, argument in enumerate(arguments)
        )
    path.calls.append(call)
    variables = (parameter.variable for parameter in closure.parameters)
    environment = {**closure.environment, **dict(zip(variables, call.arguments, strict=True))}
    call.value = path.evaluate(closure.body, environment)
    if isinstance(call.value, values.RecursiveResult) and call.value.call == number:
        # What comes of this path comes of the others too, since the recursion ends.
        raise InfeasiblePathError
    return call.value


def _compare(call: RecursiveCall, later: Sequence[values.Thunk]) -> _Likeness:
    changed: set[int] = set()
    smaller = special = False
    for at, (before, now) in enumerate(zip(call.arguments, later, strict=True)):
        whole, part = before.value, now.value
        if before is now or _is_same(whole, part):
            continue
        if isinstance(whole, values.SYMBOLIC) and isinstance(part, values.SYMBOLIC) and values.is_part_of(part, whole):
            smaller = True
            special = special or any(values.is_part_of(unknown, whole) for unknown in call.assumed)
        else:
            changed.add(at)
    return _Likeness(frozenset(changed), smaller, special)


def _is_same(before: values.Value | None, now: values.Value | None) -> bool:
    """Whether two values are surely the same."""
    if isinstance(before, values.Construction) and isinstance(now, values.Construction):
        return before.constructor == now.constructor and not before.arguments
    return before is not None and before == now


def _is_fixed(value: values.Value | None) -> bool:
    return isinstance(value, values.Literal) or (isinstance(value, values.Construction) and not value.arguments)


# -- What parts of such results are -----------------------------------------------------------------------------------


def representative(path: "Path", value: values.Value) -> values.Value:
    """For a part of what a repeated call yields: that part of what the call yields that it repeats."""
    seen: set[values.Projection] = set()
    while isinstance(value, values.Projection):
        following = _repeated(path, value)
        if following is value:
            return value
        seen.add(value)
        if following in seen:
            # It is only like itself: since the recursion ends, some other path has it too.
            raise InfeasiblePathError
        value = following
    return value


def _repeated(path: "Path", part: values.Projection) -> values.Value:
    whole = representative(path, part.whole)
    if isinstance(whole, values.RecursiveResult):
        whole = path.calls[whole.call].value or whole
    if isinstance(whole, values.Widened) and part.index == 0:
        return _accumulated(path, whole, part)
    if isinstance(whole, values.Construction) and part.index >= 0:
        return path.force(whole.arguments[part.index]) if whole.constructor == part.selector else part
    return part if whole == part.whole or part.index >= 0 else path.project(whole, part.selector)


def _accumulated(path: "Path", whole: values.Widened, part: values.Projection) -> values.Value:
    """An element of an accumulated list: one that it began with, since those that were added are met on other paths."""
    elements = list_elements(path, path.force(whole.initial))
    if elements is None:
        return part
    if not elements:
        raise InfeasiblePathError
    return path.force(elements[path.branch(len(elements)) if len(elements) > 1 else 0].thunk)


# -- Lists ------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Element:
    """An element of a list."""

    thunk: values.Thunk
    many: bool
    """Whether there may be any number of elements like it."""


def list_elements(path: "Path", value: values.Value) -> list[Element] | None:
    """The elements of a list, each kind once; None when they cannot be told.

    Where the list goes on as an earlier call did, its elements are like those that this call yields.
    """
    found: dict[int, Element] = {}
    visited: set[int | values.Widened] = set()
    repeating = False
    while True:
        match value:
            case values.Construction(_, (head, tail)):
                element = found.setdefault(id(head), Element(head, repeating))
                element.many = element.many or repeating
                value = path.force(tail)
            case values.RecursiveResult(call) if call not in visited:
                visited.add(call)
                repeating = True
                earlier = path.calls[call].value
                if earlier is None:
                    return None
                value = earlier
            case values.Widened() if value not in visited:
                # What was added in some round is like what was found before; what is left is what it was at first.
                visited.add(value)
                for element in found.values():
                    element.many = True
                value = path.force(value.initial)
            case values.Construction(_, ()) | values.RecursiveResult() | values.Widened():
                return list(found.values())
            case (
                values.Construction()
                | values.Literal()
                | values.Closure()
                | values.PartialApplication()
                | values.Input()
                | values.Projection()
                | values.Opaque()
                | values.Updated()
            ):
                return None
