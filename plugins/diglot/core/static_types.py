"""What has to be known while translating, because HOL has no values of it.

In: types. Out: whether values of a type are static. A trait over types with parameters, a record with a polymorphic
field and a polymorphic argument have no type in HOL; what is of such a type must be put in place where it is used.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from diglot.core.ast import DataType, TypeParameter
from diglot.names import Implicitness, Symbol
from diglot.typed.types import Constructed, Function, Type, Universe

Arity = Callable[[Symbol], int]
"""How many parameters a type has."""


@dataclass(slots=True)
class StaticTypes:
    """Answers for one module."""

    _types: Mapping[Symbol, DataType]
    _arity: Arity
    _has_type: Callable[[Symbol], bool]
    _is_absent: Callable[[str], bool]
    _known: dict[str, bool] = field(default_factory=dict)
    """By the identity of a data type."""

    def data(self, type_: Type) -> DataType | None:
        """The static data type that values of a type are of."""
        if not isinstance(type_, Constructed) or not self.is_static_data(type_.symbol):
            return None
        return self._types.get(type_.symbol)

    def is_static(self, type_: Type) -> bool:
        """Whether values of a type have to be known."""
        while isinstance(type_, Function):
            if type_.implicitness is Implicitness.IMPLICIT or self.is_static(type_.domain):
                return True
            type_ = type_.codomain
        return isinstance(type_, Constructed) and self.is_static_data(type_.symbol)

    def is_static_data(self, symbol: Symbol) -> bool:
        """Whether values of a data type have to be known."""
        known = self._known.get(symbol.id)
        if known is None:
            self._known[symbol.id] = False
            data = self._types.get(symbol)
            known = self._known[symbol.id] = data is not None and self._look(data)
        return known

    def _look(self, data: DataType) -> bool:
        if self._has_type(data.symbol):
            return False
        if data.trait and (self._is_absent(data.symbol.module) or any(map(is_higher, data.parameters))):
            return True
        return any(self.is_static(field.type) for constructor in data.constructors for field in constructor.fields)

    def has_static_argument(self, type_: Type) -> bool:
        """Whether a function takes something static or a type parameter that is not given yet."""
        while isinstance(type_, Function):
            if type_.implicitness is Implicitness.IMPLICIT or self.is_static(type_.domain):
                return True
            type_ = type_.codomain
        return False

    def is_partial(self, type_: Type) -> bool:
        """Whether a type still lacks arguments, as `List` does."""
        return isinstance(type_, Constructed) and len(type_.arguments) < self._arity(type_.symbol)


def is_higher(parameter: TypeParameter) -> bool:
    """Whether a type parameter stands for types with parameters."""
    return not isinstance(parameter.kind, Universe)
