"""What is known of the instances of `Eq` and `Ord` that a module can see.

In: what the module and those below it say of their own. Out: answers about any instance or function, wherever it is
from; the library's instances rest on nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from diglot.core.ast import Function
from diglot.names import Symbol
from diglot.theory.translate.derived_instances import UNLAWFUL, RestsOn, TypeOrder
from diglot.theory.translate.ignored_parts import IgnoredParts
from diglot.theory.translate.recognise_orders import ComparedParts
from diglot.typed.types import Constructed, Type


@dataclass(frozen=True, slots=True)
class Passing:
    """How a function is given its instances in HOL."""

    added: tuple[int, ...] = ()
    """Type parameters for which it is given an order first, as nothing on the page gives it one."""
    dropped: frozenset[int] = frozenset()
    """Positions of parameters that it does not have in HOL."""
    required: frozenset[int] = frozenset()
    """Positions of the instances that its theory takes to be lawful."""
    listed: frozenset[int] = frozenset()
    """Those of them that are orders in which sets or maps are gone through."""

    def __bool__(self) -> bool:
        return bool(self.added or self.dropped or self.required)


PLAINLY = Passing()


@dataclass(frozen=True, slots=True)
class StatedLaw:
    """A law that a theory takes for granted, as a constant of that theory."""

    symbol: Symbol
    """The constant."""
    instance: str
    """What the law is about, as the page calls it."""
    trait: str
    shape: str
    """Equal for obligations about the same instance."""
    instance_symbol: Symbol | None = None
    """The instance, where it has a name."""
    parts: ComparedParts | None = None
    """What it compares, where that is all it does: then the theory proves it."""

    @property
    def proved(self) -> bool:
        """Whether the theory has a proof of it."""
        return self.parts is not None


@dataclass(frozen=True, slots=True)
class OwnInstances:
    """What a module says of its own instances and functions."""

    rests_on: RestsOn = field(default_factory=dict)
    orders: Mapping[Symbol, tuple[TypeOrder, ...]] = field(default_factory=dict)
    """The instances of `Ord`, by the type that they order."""
    written: Mapping[Symbol, Function] = field(default_factory=dict)
    """The instances that someone wrote, for their laws, which may be in other theories."""
    compared: Mapping[Symbol, ComparedParts] = field(default_factory=dict)
    """What they compare, where that is all that they do."""
    ignored: Mapping[Symbol, IgnoredParts] = field(default_factory=dict)
    """What they do not look at: then they are known not to be lawful."""
    passing: Mapping[Symbol, Passing] = field(default_factory=dict)
    obligations: tuple[StatedLaw, ...] = ()
    kept: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By type, the orders that sets and maps are kept in."""
    listed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By type, the orders that sets and maps are gone through in."""
    mixed: frozenset[str] = frozenset()
    """The types of which it is reported that there is more than one such order."""


@dataclass(frozen=True, slots=True)
class KnownInstances:
    """What one module can see."""

    module: str
    own: OwnInstances
    visible: Mapping[str, OwnInstances]

    def _home(self, symbol: Symbol) -> OwnInstances | None:
        return self.own if symbol.module == self.module else self.visible.get(symbol.module)

    def rests_on(self, symbol: Symbol) -> frozenset[Symbol]:
        """The hand-written instances that an instance is lawful with."""
        home = self._home(symbol)
        if home is None:
            return frozenset((symbol,)) if symbol.id in UNLAWFUL else frozenset()
        return home.rests_on.get(symbol, frozenset((symbol,)))

    def is_lawful(self, symbol: Symbol) -> bool:
        """Whether an instance means what HOL means, whatever its premises are."""
        return not self.rests_on(symbol)

    def orders(self, type_: Symbol) -> tuple[TypeOrder, ...]:
        """The orders of a type: those of the page that declares it, or else those of all pages that can be seen."""
        home = self._home(type_)
        if home is not None and (found := home.orders.get(type_)):
            return found
        everywhere = [self.own, *self.visible.values()]
        return tuple(order for each in everywhere if each is not home for order in each.orders.get(type_, ()))

    def kept_in(self, type_: Type) -> tuple[str, ...]:
        """What the orders are called that sets of a type are known to be kept in."""
        if not isinstance(type_, Constructed):
            return ()
        everywhere = [self.own, *self.visible.values()]
        found = frozenset[str]().union(*(each.kept.get(type_.symbol.id, ()) for each in everywhere))
        return tuple(map(order_name, sorted(found)))

    def passing(self, symbol: Symbol) -> Passing:
        """How a function is given its instances."""
        home = self._home(symbol)
        return PLAINLY if home is None else home.passing.get(symbol, PLAINLY)

    def written(self, symbol: Symbol) -> Function | None:
        """An instance that someone wrote."""
        home = self._home(symbol)
        return None if home is None else home.written.get(symbol)

    def compared(self, symbol: Symbol) -> ComparedParts | None:
        """What an instance that someone wrote compares, if that is all that it does."""
        home = self._home(symbol)
        return None if home is None else home.compared.get(symbol)

    def ignored(self, symbol: Symbol) -> IgnoredParts | None:
        """What an instance that someone wrote does not look at."""
        home = self._home(symbol)
        return None if home is None else home.ignored.get(symbol)

    def is_project(self, symbol: Symbol) -> bool:
        """Whether something has a theory."""
        return self._home(symbol) is not None


def order_name(order: str) -> str:
    """What an order is called in messages; one that was made on the spot has no name, and nor has that of a type."""
    if not order:
        return ""
    return order.rpartition(":")[2].rpartition(".")[2] if not order.startswith(":") else "?"
