"""All definitions of a program by symbol, for following calls from module to module."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from diglot.core.ast import (
    AxiomConstant,
    ConstructorInfo,
    CoreModule,
    DataType,
    Function,
    FunctionGroup,
    OpaqueType,
    TypeFunction,
    TypeGroup,
)
from diglot.names import Symbol
from diglot.typed.types import Constructed, Type


@dataclass(frozen=True, slots=True)
class Program:
    """An index of core modules."""

    functions: Mapping[Symbol, Function]
    recursive: frozenset[Symbol]
    """Functions that call themselves, directly or through others."""
    types: Mapping[Symbol, DataType]
    owners: Mapping[Symbol, DataType]
    """The type of each constructor."""
    constructors: Mapping[Symbol, ConstructorInfo]
    positions: Mapping[Symbol, int]
    """Which argument of its record's constructor a field is."""

    def constructors_of(self, type_: Type) -> tuple[Symbol, ...]:
        """The constructors of a type, as declared; none when it is not an inductive one."""
        data = self.types.get(type_.symbol) if isinstance(type_, Constructed) else None
        return tuple(info.symbol for info in data.constructors) if data else ()


def index_program(modules: Iterable[CoreModule]) -> Program:
    """The index of these modules."""
    functions: dict[Symbol, Function] = {}
    recursive: set[Symbol] = set()
    types: dict[Symbol, DataType] = {}
    for module in modules:
        for declaration in module.declarations:
            match declaration:
                case FunctionGroup():
                    functions.update((function.symbol, function) for function in declaration.functions)
                    if declaration.recursive:
                        recursive.update(function.symbol for function in declaration.functions)
                case TypeGroup():
                    types.update((data.symbol, data) for data in declaration.types)
                case OpaqueType() | TypeFunction() | AxiomConstant():
                    pass
    owners = {info.symbol: data for data in types.values() for info in data.constructors}
    constructors = {info.symbol: info for data in types.values() for info in data.constructors}
    positions = {
        field.projection: at
        for info in constructors.values()
        for at, field in enumerate(info.fields)
        if field.projection is not None
    }
    return Program(functions, frozenset(recursive), types, owners, constructors, positions)
