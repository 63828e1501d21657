"""The result of checking one module, and what other modules need to know of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from diglot.names import Symbol, Variable
from diglot.scope.ast import Expression
from diglot.typed.ast import DataType, Declaration, OpaqueType, TypeFunction
from diglot.typed.types import Type


@dataclass(frozen=True, slots=True)
class Instance:
    """An instance as instance search sees it."""

    symbol: Symbol
    type: Type
    """Its whole type: implicit type parameters, instance arguments, then the trait applied to its arguments."""
    trait: Symbol
    coercion: bool


@dataclass(frozen=True, slots=True)
class Default:
    """The value of an implicit parameter that is left out."""

    value: Expression
    before: tuple[Variable, ...]
    """The parameters before it, which the value may use."""


@dataclass(frozen=True, slots=True)
class Interface:
    """What a module's users need for checking. Its equality decides whether they are checked again."""

    module: str
    imports: tuple[str, ...]
    """The modules it imports directly; instances come from all of them, transitively."""
    types: Mapping[Symbol, DataType | OpaqueType | TypeFunction]
    constants: Mapping[Symbol, Type]
    """The full type of each constructor, field, function and axiom, implicit parameters included."""
    defaults: Mapping[Symbol, Mapping[int, Default]]
    """Default values of implicit parameters, by position among all parameters."""
    instances: tuple[Instance, ...]
    builtins: Mapping[str, Symbol]
    """What `builtin` declarations of this module name: `nat`, `list`, `from-nat`."""
    has_values: bool = False
    """Whether there are values in its types."""


@dataclass(frozen=True, slots=True)
class TypedModule:
    """A checked module."""

    path: str
    name: str
    imports: tuple[str, ...]
    declarations: tuple[Declaration, ...]
    """In textual order."""
    variables: Mapping[Variable, Type]
    """The type of each local variable."""
    interface: Interface


def types_of_constants(interfaces: Mapping[str, Interface]) -> Callable[[Symbol], Type | None]:
    """The full type of each constant of these modules."""

    def type_of(symbol: Symbol) -> Type | None:
        home = interfaces.get(symbol.module)
        return None if home is None else home.constants.get(symbol)

    return type_of
