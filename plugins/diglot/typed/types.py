"""Types as values.

`Type : Type`; types and kinds are one sort of thing. A type variable is a local `Variable`; during inference unknown
types are `Meta` cells, and none is left in the result of checking. Type-level functions are unfolded on sight; what
was there is kept in `written` for printing, and does not count in comparisons.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from diglot.names import Implicitness, Symbol, Variable


@dataclass(frozen=True, slots=True)
class Universe:
    """`Type`."""


@dataclass(frozen=True, slots=True)
class Constructed:
    """A type constructor (inductive, opaque or trait) applied to arguments, possibly fewer than its parameters."""

    symbol: Symbol
    arguments: "tuple[Type, ...]" = ()
    written: "Constructed | None" = field(default=None, compare=False)
    """The type function at its arguments that was unfolded to this."""


@dataclass(frozen=True, slots=True)
class Rigid:
    """A type variable, possibly of higher kind and applied: `A`, `F A`."""

    variable: Variable
    arguments: "tuple[Type, ...]" = ()
    written: Constructed | None = field(default=None, compare=False)
    """As in `Constructed`."""


@dataclass(frozen=True, slots=True)
class Function:
    """`domain -> codomain`; with a variable, the codomain may mention it."""

    implicitness: Implicitness
    variable: Variable | None
    domain: "Type"
    codomain: "Type"
    written: Constructed | None = field(default=None, compare=False)
    """As in `Constructed`."""


@dataclass(slots=True, eq=False)
class Meta:
    """A type to be found. The only mutable thing here; solved by `unify` and replaced by `resolve`."""

    id: int
    solution: "Type | None" = None


@dataclass(frozen=True, slots=True)
class MetaApplied:
    """An unknown of higher kind applied to arguments: `?F A`."""

    meta: Meta
    arguments: "tuple[Type, ...]"


@dataclass(frozen=True, slots=True)
class ErrorType:
    """In the place of something wrong that is already reported; equal to every type."""


Type = Universe | Constructed | Rigid | Function | Meta | MetaApplied | ErrorType

UNIVERSE = Universe()
ERROR = ErrorType()


def parts(type_: Type) -> tuple[Type, ...]:
    """The types directly below one, from left to right; what was written for it does not count."""
    match type_:
        case Constructed(_, arguments) | Rigid(_, arguments):
            return arguments
        case Function(_, _, domain, codomain):
            return (domain, codomain)
        case Meta(_, solution):
            return () if solution is None else (solution,)
        case MetaApplied(meta, arguments):
            return (meta, *arguments)
        case Universe() | ErrorType():
            return ()


def arrows(domains: Sequence[Type], result: Type) -> Type:
    """The type of a function of several arguments."""
    for domain in reversed(domains):
        result = Function(Implicitness.EXPLICIT, None, domain, result)
    return result


def result_of(type_: Type) -> Type:
    """What is left of a function's type after all arguments."""
    while isinstance(type_, Function):
        type_ = type_.codomain
    return type_


def subtypes(root: Type) -> Iterator[Type]:
    """A type and everything below it."""
    waiting = [root]
    while waiting:
        type_ = waiting.pop()
        yield type_
        waiting.extend(reversed(parts(type_)))


def symbols_of_type(root: Type) -> Iterator[Symbol]:
    """The type constructors in a type."""
    return (part.symbol for part in subtypes(root) if isinstance(part, Constructed))


def mentions_variable(root: Type, variable: Variable) -> bool:
    """Whether a type variable is in a type."""
    return any(isinstance(part, Rigid) and part.variable == variable for part in subtypes(root))
