"""Names for variables that the page does not name: short, by type."""

from diglot.typed.types import Constructed, ErrorType, Function, Meta, MetaApplied, Rigid, Type, Universe

LIST = "Juvix.Builtin.V1.List:List"
PAIR = "Stdlib.Data.Pair.Base:Pair"


def name_for_type(type_: Type) -> str:
    """`n` for a `Nat`, `xs` for a list, `f` for a function, otherwise the type's first letter."""
    match type_:
        case Constructed(symbol) if symbol.id == LIST:
            return "xs"
        case Constructed(symbol):
            first = symbol.name[0]
            return first.lower() if first.isascii() and first.isalpha() else "x"
        case Function():
            return "f"
        case Rigid() | Universe() | Meta() | MetaApplied() | ErrorType():
            return "x"
