"""Which derived instances of `Eq` are the equality of HOL.

In: the declarations of a module. Out: the derived instances that compare constructors and fields by equalities which
are HOL's own: the library's, and others found here. Where a field has an equality that someone wrote, the derived
instance is that comparison and nothing else.
"""

from collections.abc import Callable, Iterable

from diglot.core.ast import Declaration, Expression, Function, FunctionGroup, Global
from diglot.names import Symbol
from diglot.theory.library_types import EQ
from diglot.theory.walk import walk
from diglot.typed import types as typed


def native_equalities(declarations: Iterable[Declaration], is_native: Callable[[Symbol], bool]) -> frozenset[Symbol]:
    """The module's native instances; `is_native` knows those of other modules."""
    found: set[Symbol] = set()
    for group in declarations:
        if isinstance(group, FunctionGroup) and all(map(_is_derived_equality, group.functions)):
            members = {function.symbol for function in group.functions}
            used = {symbol for function in group.functions for symbol in _equalities_in(function.body)}
            if all(symbol in found or symbol in members or is_native(symbol) for symbol in used):
                found |= members
    return frozenset(found)


def _is_derived_equality(function: Function) -> bool:
    return function.derived and _is_equality(function.result)


def _equalities_in(body: Expression) -> set[Symbol]:
    return {part.symbol for part in walk(body) if isinstance(part, Global) and _is_equality(part.type)}


def _is_equality(type_: typed.Type) -> bool:
    """Whether a type is `Eq A`, behind any arguments."""
    while isinstance(type_, typed.Function):
        type_ = type_.codomain
    return isinstance(type_, typed.Constructed) and type_.symbol.id == EQ
