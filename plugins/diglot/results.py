"""What becomes of one module in the passes.

In: what they make of it. Out: values that can be kept, with the digests of all that other modules depend on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from diglot.artifacts import Output
from diglot.caching import Lazy
from diglot.core.ast import CoreModule
from diglot.diagnostic import Diagnostic
from diglot.names import Symbol
from diglot.scope.ast import ScopedModule
from diglot.theory.translate.names import Naming
from diglot.theory.translate.stated_laws import Law
from diglot.typed.ast import DataType, OpaqueType
from diglot.typed.module import Interface, TypedModule
from diglot.typed.nesting import Nesting


@dataclass(frozen=True, slots=True)
class Checked:
    """A module with its names resolved and its types found, whatever is wrong with it."""

    scoped: Lazy[ScopedModule]
    definitions: tuple[Symbol, ...]
    typed: Lazy[TypedModule]
    interface: Lazy[Interface]
    complete: bool
    """Whether none of its names may have been lost: in a syntax error, or with an import that is not there."""
    broken: tuple[str, ...]
    """The modules of its types that may lack names."""
    problems: tuple[Diagnostic, ...]
    digest: str
    """Of all that the module offers to others."""
    nesting: Nesting
    """What its types are inside of."""


@dataclass(frozen=True, slots=True)
class Translated:
    """What became of a module in which nothing is wrong, nor in what it imports; the library's become no files."""

    core: Lazy[CoreModule]
    naming: Lazy[Naming] | None
    """As other modules need it."""
    outputs: Mapping[str, tuple[Output, ...]]
    """The files that its page becomes, by kind."""
    problems: tuple[Diagnostic, ...]
    digest: str
    """Of all that the module offers to others, its names in Isabelle included."""
    laws: tuple[Law, ...] = ()
    """What its theory takes for granted of instances, or proves of them."""


def declared_types(interfaces: Iterable[Interface]) -> dict[Symbol, DataType | OpaqueType]:
    """All types that the given modules offer, by symbol, but for those that are other names."""
    return {
        symbol: info
        for interface in interfaces
        for symbol, info in interface.types.items()
        if isinstance(info, DataType | OpaqueType)
    }


def data_types(interfaces: Iterable[Interface]) -> dict[Symbol, DataType]:
    """All data types that the given modules offer, by symbol."""
    return {
        symbol: info
        for interface in interfaces
        for symbol, info in interface.types.items()
        if isinstance(info, DataType)
    }
