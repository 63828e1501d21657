"""Names after resolution: what a module, a global thing or a local variable is called, once and for all.

Strings become these at name resolution (`scope/`), and no later pass compares strings again.
"""

from dataclasses import dataclass
from enum import StrEnum

from diglot.source import Span


class SymbolKind(StrEnum):
    """What a global name stands for."""

    TYPE = "type"
    CONSTRUCTOR = "constructor"
    FIELD = "field"
    """The projection of a record with one constructor; a trait's method too."""
    FUNCTION = "function"
    """A definition with a right-hand side, instances included."""
    AXIOM = "axiom"


@dataclass(frozen=True, slots=True)
class Symbol:
    """A global thing. Two symbols are the same exactly when their `id` is."""

    id: str
    """`module:Type.name` or `module:name`: unique over all modules and stable between runs."""
    kind: SymbolKind
    span: Span
    """Where its name is in its page."""

    @property
    def module(self) -> str:
        """Dotted name of the module that defines it."""
        return self.id.partition(":")[0]

    @property
    def qualified(self) -> str:
        """Its name within the module, with the local and type modules on the way: `LocalStateType.counter`."""
        return self.id.partition(":")[2]

    @property
    def name(self) -> str:
        """Its own name: no name contains a dot, so it is the last component."""
        return self.qualified.rpartition(".")[2]

    def __hash__(self) -> int:
        return hash(self.id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Symbol) and self.id == other.id

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Variable:
    """A local variable: an argument, a pattern variable, a let-bound name, a type parameter."""

    id: int
    """Unique within its module."""
    name: str
    span: Span
    """Where it is bound."""

    def __hash__(self) -> int:
        return self.id

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Variable) and self.id == other.id and self.name == other.name

    def __str__(self) -> str:
        return self.name


class Implicitness(StrEnum):
    """How an argument is passed."""

    EXPLICIT = "explicit"
    IMPLICIT = "implicit"
    """`{A : Type}`: found by unification."""
    INSTANCE = "instance"
    """`{{Eq A}}`: found by instance search."""
