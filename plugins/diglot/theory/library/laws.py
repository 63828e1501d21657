"""What theories say of instances: that they are lawful.

The names are none that a page can have. `lawful_ord` and `lawful_eq` are in the support theory.
"""

from collections.abc import Mapping
from typing import Final

from diglot.core.ast import Apply, Expression, Global
from diglot.names import Symbol, SymbolKind
from diglot.source import Span
from diglot.theory.library.rules import Rule, constant, infix
from diglot.theory.library.types import BOOL, EQ, ITSELF, ORD
from diglot.typed.types import Constructed, Type, arrows

_MODULE: Final = "Diglot.Laws"
_NATIVE: Final = f"{_MODULE}:equality"
_IMPLIES: Final = f"{_MODULE}:implies"
_LAWFUL: Mapping[str, str] = {EQ: f"{_MODULE}:lawfulEq", ORD: f"{_MODULE}:lawfulOrd"}
NAMES: Mapping[str, str] = {EQ: "lawful_eq", ORD: "lawful_ord"}
"""The constants that say that an instance of a trait is lawful."""

LAWS: Mapping[str, Rule] = {
    _LAWFUL[EQ]: constant(NAMES[EQ]),
    _LAWFUL[ORD]: constant(NAMES[ORD]),
    _IMPLIES: infix("\\<longrightarrow>"),
}


def _symbol(identity: str) -> Symbol:
    return Symbol(identity, SymbolKind.FUNCTION, Span(0, 0))


def bool_type() -> Type:
    """The type of what is said."""
    return Constructed(Symbol(BOOL, SymbolKind.TYPE, Span(0, 0)))


def itself_type(type_: Type) -> Type:
    """A type that has one value, which stands for the given type."""
    return Constructed(Symbol(ITSELF, SymbolKind.TYPE, Span(0, 0)), (type_,))


def native_equality(span: Span, type_: Type) -> Expression:
    """The equality of HOL as an instance; the type is that of the instance."""
    arguments = type_.arguments if isinstance(type_, Constructed) else ()
    return Global(span, _symbol(_NATIVE), arguments, type_)


def lawful(instance: Expression) -> Expression:
    """Say that an instance of `Eq` or `Ord` is lawful."""
    type_ = instance.type
    trait, arguments = (type_.symbol.id, type_.arguments) if isinstance(type_, Constructed) else (ORD, ())
    head = Global(instance.span, _symbol(_LAWFUL[trait]), arguments, arrows([type_], bool_type()))
    return Apply(instance.span, head, (instance,), bool_type())


def implies(premise: Expression, conclusion: Expression) -> Expression:
    """Say that one follows from the other."""
    bool_ = bool_type()
    head = Global(conclusion.span, _symbol(_IMPLIES), (), arrows([bool_, bool_], bool_))
    return Apply(conclusion.span, head, (premise, conclusion), bool_)
