"""What of the library's polymorphism HOL has something for.

In: a trait, or a use of a library function. Out: whether the theory says it by a record, or by a rule of `library`.
Everything else is copied for the types that it is used at (`core.monomorphise`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from diglot.core.ast import Apply, Expression, Global
from diglot.names import Symbol
from diglot.theory.library.functions import RULES
from diglot.theory.library.orders import ORDERED
from diglot.theory.library.rules import Overload
from diglot.theory.library.traits import OVERLOADS
from diglot.theory.library.types import LIBRARY_TYPES
from diglot.typed.module import Interface
from diglot.typed.types import Constructed


@dataclass(frozen=True, slots=True)
class LibraryRules:
    """The rules, for modules of a project whose own instances are none of the library's."""

    project: frozenset[str]
    """The modules that have theories."""
    interfaces: Mapping[str, Interface]
    """Of the module that is translated and of those below it."""

    def keeps(self, function: Global, arguments: tuple[Expression, ...]) -> bool:
        """Whether a use stays, because a rule says what it is in HOL."""
        identity = function.symbol.id
        if identity in RULES or identity in ORDERED:
            return True
        overload = OVERLOADS.get(identity)
        if overload is None or len(arguments) <= overload.instance:
            return False
        return overload.general is not None or (
            all(map(self._is_lawful, arguments[overload.before : overload.instance + 1]))
            and _has_rule(overload, function)
        )

    def _is_lawful(self, instance: Expression) -> bool:
        """Whether an instance is the library's own, with all that it builds on."""
        match instance:
            case Apply(_, Global(_, symbol), arguments):
                return symbol.module not in self.project and all(map(self._is_lawful, arguments))
            case Global(_, symbol):
                return symbol.module not in self.project
            case _:
                return False

    def has_type(self, symbol: Symbol) -> bool:
        """Whether HOL has something for a type of the library."""
        return symbol.id in LIBRARY_TYPES

    def arity(self, symbol: Symbol) -> int:
        """How many parameters a type has."""
        interface = self.interfaces.get(symbol.module)
        known = interface.types.get(symbol) if interface is not None else None
        return len(known.parameters) if known is not None else 0

    def is_absent(self, module: str) -> bool:
        """Whether a module has no theory."""
        return module not in self.project


def _has_rule(overload: Overload, function: Global) -> bool:
    """Whether there is a rule for the library's own instance at the type of a use."""
    index = overload.type_index
    head = function.type_arguments[index] if index < len(function.type_arguments) else None
    if overload.lawful is not None or not isinstance(head, Constructed):
        return overload.lawful is not None
    first = head.arguments[0] if head.arguments else None
    both = f"{head.symbol.id} {first.symbol.id}" if isinstance(first, Constructed) else ""
    return any(name in overload.heads or name in overload.ordered for name in (head.symbol.id, both))
