"""What the datatypes of HOL allow: where a type may mention itself, and which types have values.

In: the naming of a module. Out: for a parameter of a type, whether recursion may go through it (what is left of an
arrow, or inside a set or a record, is closed to it); for types that are declared together, which of them nothing could
ever be a value of. Unlike on the page, every type of HOL has a value.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diglot.core.ast import DataType
from diglot.names import Symbol, Variable
from diglot.theory.library.types import BINARY_TREE, LIST, MAP, MAYBE, PAIR, RESULT, TREE
from diglot.theory.translate.names import Naming
from diglot.typed import types as typed

if TYPE_CHECKING:
    from diglot.typed.ast import ConstructorInfo

_OPEN: Mapping[str, tuple[int, ...]] = {
    **dict.fromkeys((LIST, MAYBE, TREE, BINARY_TREE), (0,)),
    **dict.fromkeys((PAIR, RESULT), (0, 1)),
    MAP: (1,),
}
"""The parameters of the library's types through which a datatype may recurse."""
_NEEDING: Mapping[str, bool] = {PAIR: True, RESULT: True, TREE: True}
"""The library's types that have values only if their arguments have."""


@dataclass(slots=True)
class DatatypeLimits:
    """What is known of the types that a module can see."""

    naming: Naming
    _open: dict[tuple[Symbol, int], bool] = field(default_factory=dict)

    def is_open(self, symbol: Symbol, index: int) -> bool:
        """Whether a datatype may recurse through a parameter of a type."""
        key = (symbol, index)
        if key not in self._open:
            self._open[key] = True
            self._open[key] = self._find_open(symbol, index)
        return self._open[key]

    def _find_open(self, symbol: Symbol, index: int) -> bool:
        data = self._data(symbol)
        if data is None or self.naming.is_record(symbol):
            return data is None and index in _OPEN.get(symbol.id, ())
        if index >= len(data.parameters):
            return False
        variable = data.parameters[index].variable
        return not any(self._closes(type_, variable) for type_ in _held(data))

    def _closes(self, type_: typed.Type, variable: Variable) -> bool:
        """Whether a variable is where recursion may not go."""
        match type_:
            case typed.Function(domain=domain, codomain=codomain):
                return typed.mentions_variable(domain, variable) or self._closes(codomain, variable)
            case typed.Constructed(symbol, arguments):
                return any(
                    typed.mentions_variable(argument, variable)
                    and (not self.is_open(symbol, index) or self._closes(argument, variable))
                    for index, argument in enumerate(arguments)
                )
            case typed.Rigid() | typed.Universe() | typed.Meta() | typed.MetaApplied() | typed.ErrorType():
                return False

    def empty_types(self, types: Sequence[DataType]) -> tuple[DataType, ...]:
        """Those of some types declared together of which there is no value, if all others have values."""
        return self._without_values(types, parameters=True)

    def _without_values(self, types: Sequence[DataType], *, parameters: bool) -> tuple[DataType, ...]:
        members = {data.symbol for data in types}
        inhabited = {data.symbol for data in types if not data.constructors}
        waiting = [(data, made) for data in types for made in data.constructors]
        needed: dict[Symbol, list[tuple[DataType, ConstructorInfo]]] = {}
        for pair in waiting:
            for symbol in {symbol for info in pair[1].fields for symbol in typed.symbols_of_type(info.type)} & members:
                needed.setdefault(symbol, []).append(pair)
        while waiting:
            data, made = waiting.pop()
            if data.symbol not in inhabited and all(
                self._has_value(info.type, members, inhabited, parameters=parameters) for info in made.fields
            ):
                inhabited.add(data.symbol)
                waiting += needed.get(data.symbol, ())
        return tuple(data for data in types if data.symbol not in inhabited)

    def _has_value(self, type_: typed.Type, members: set[Symbol], inhabited: set[Symbol], *, parameters: bool) -> bool:
        match type_:
            case typed.Function(codomain=codomain):
                return self._has_value(codomain, members, inhabited, parameters=parameters)
            case typed.Rigid():
                return parameters
            case typed.Constructed(symbol, arguments):
                if symbol in members:
                    return symbol in inhabited
                return not self._needs(symbol) or all(
                    self._has_value(argument, members, inhabited, parameters=parameters) for argument in arguments
                )
            case typed.Universe() | typed.Meta() | typed.MetaApplied() | typed.ErrorType():
                return True

    def _needs(self, symbol: Symbol) -> bool:
        """Whether a type has values only if its arguments have."""
        data = self._data(symbol)
        if data is None:
            return _NEEDING.get(symbol.id, False)
        return bool(data.parameters) and bool(self._without_values((data,), parameters=False))

    def _data(self, symbol: Symbol) -> DataType | None:
        home = self.naming.home(symbol)
        return home.types.get(symbol) if home else None


def _held(data: DataType) -> Iterator[typed.Type]:
    """The types of all arguments of all constructors."""
    return (info.type for made in data.constructors for info in made.fields)
