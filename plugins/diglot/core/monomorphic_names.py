"""What copies of functions are called.

In: a function and the types and values that a copy has in place. Out: `clear_Tree` for `clear` at `Tree`; what is
built of several types has all their names, `clear_Compose_List_Maybe`. A copy for a polymorphic function has that
function's name, and one for an instance that is made on the spot the name of the trait. Two copies that would be called
alike are told apart by primes, in the order in which they are made.
"""

from collections.abc import Iterable, Iterator

from diglot.core.ast import Apply, Expression, Global
from diglot.names import Symbol, SymbolKind
from diglot.typed.types import Constructed, ErrorType, Function, Meta, MetaApplied, Rigid, Type, Universe


def monomorphic_name(original: Symbol, types: Iterable[Type], values: Iterable[Expression], *, own: bool) -> str:
    """The name of a copy within its module; `own` says whether the original is of the same module."""
    words = [word for type_ in types for word in _words(type_)]
    words += [] if words else [word for value in values for word in _heads(value)]
    return "_".join((original.qualified if own else original.name, *words))


def _words(type_: Type) -> Iterator[str]:
    match type_:
        case Constructed(symbol, arguments):
            yield symbol.name
            for argument in arguments:
                yield from _words(argument)
        case Function(_, _, domain, codomain):
            yield from _words(domain)
            yield from _words(codomain)
        case Rigid() | Universe() | Meta() | MetaApplied() | ErrorType():
            pass


def _heads(value: Expression) -> Iterator[str]:
    head = value.function if isinstance(value, Apply) else value
    if isinstance(head, Global):
        constructs = head.symbol.kind is SymbolKind.CONSTRUCTOR
        yield value.type.symbol.name if constructs and isinstance(value.type, Constructed) else head.symbol.name
