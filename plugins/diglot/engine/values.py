"""What an expression comes to when the trigger and the environment are not known.

A value is known down to its outermost constructor; what is inside is a `Thunk`, evaluated when it is needed. A value
that depends on something not known is one of the unknowns, which remember where they come from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import get_args

from diglot.core.ast import Expression, Parameter
from diglot.diagnostic import InternalError
from diglot.names import Symbol, Variable

Environment = Mapping[Variable, "Thunk"]
NO_VARIABLES: Environment = {}


class Thunk:
    """An expression to be evaluated at most once."""

    __slots__ = ("environment", "expression", "value")

    def __init__(self, expression: Expression | None, environment: Environment, value: "Value | None" = None) -> None:
        self.expression = expression
        self.environment = environment
        self.value = value

    def delayed(self) -> Expression:
        """The expression to be evaluated."""
        if self.expression is None:
            raise InternalError("a thunk has neither an expression nor a value")
        return self.expression


def known(value: "Value") -> Thunk:
    """A thunk that is already evaluated."""
    return Thunk(None, NO_VARIABLES, value)


@dataclass(frozen=True, slots=True, eq=False)
class Construction:
    """A constructor with all its arguments."""

    constructor: Symbol
    arguments: tuple[Thunk, ...]


@dataclass(frozen=True, slots=True)
class Literal:
    """A number or a string."""

    value: int | str


@dataclass(frozen=True, slots=True, eq=False)
class Closure:
    """A function that still waits for arguments."""

    parameters: tuple[Parameter, ...]
    body: Expression
    environment: Environment
    function: Symbol | None
    """Its name, when it is a recursive top-level function without any argument yet."""


@dataclass(frozen=True, slots=True, eq=False)
class PartialApplication:
    """A constructor, field or postulate that still waits for arguments."""

    symbol: Symbol
    arity: int
    arguments: tuple[Thunk, ...]


@dataclass(frozen=True, slots=True)
class Input:
    """Something that comes from outside: `trigger`, `environment`, or a parameter."""

    name: str


@dataclass(frozen=True, slots=True)
class Projection:
    """A component of something unknown: a field of a record, or an argument of a constructor."""

    whole: "Symbolic"
    selector: Symbol
    """The field, or the constructor."""
    index: int
    """Which argument of the constructor; -1 for a field."""


@dataclass(frozen=True, slots=True, eq=False)
class Opaque:
    """The result of something that cannot be followed, computed from these."""

    sources: frozenset["Symbolic"]


@dataclass(frozen=True, slots=True, eq=False)
class RecursiveResult:
    """The result of a recursive call that is like an earlier one, only on a smaller part of something unknown.

    So whatever is true of all results of the earlier call is true of it.
    """

    call: int
    """The number of the earlier call."""
    sources: frozenset["Symbolic"]


@dataclass(frozen=True, slots=True)
class Widened:
    """What an argument of a recursive function may have become, after any number of rounds."""

    call: int
    """The number of the call in which it stands for the argument."""
    position: int
    """Which argument."""
    initial: Thunk = field(compare=False)
    """What the argument was at first."""
    sources: frozenset["Symbolic"] = field(compare=False)


@dataclass(frozen=True, slots=True, eq=False)
class Updated:
    """An unknown record with some fields changed."""

    record: "Symbolic"
    fields: Mapping[Symbol, Thunk]


Symbolic = Input | Projection | Opaque | RecursiveResult | Widened | Updated
Value = Construction | Literal | Closure | PartialApplication | Symbolic
SYMBOLIC = get_args(Symbolic)


def is_part_of(value: Symbolic, whole: Symbolic) -> bool:
    """Whether the value is a proper part of the whole, as an argument of a constructor."""
    while isinstance(value, Projection):
        value = value.whole
        if value == whole:
            return True
    return False


def sources_of(value: Symbolic) -> frozenset[Symbolic]:
    """The given things and parts of them that an unknown is made from."""
    match value:
        case Input():
            return frozenset((value,))
        case Projection():
            root = value.whole
            while isinstance(root, Projection):
                root = root.whole
            return frozenset((value,)) if isinstance(root, Input) else sources_of(root)
        case Opaque() | RecursiveResult() | Widened():
            return value.sources
        case Updated():
            return sources_of(value.record)
