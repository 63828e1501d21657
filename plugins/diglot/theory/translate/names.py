"""What every name of a module is called in its theory, and how others refer to it.

In: a module's core declarations, its theory's name and the namings of the modules it imports. Out: a `Naming`. It
guarantees that different things have different full names, that no name is a keyword or hides a constant of HOL that
generated text uses, and that each reference means one thing only in that theory.

A name is spelled as `escape` says. A type, a function or an axiom whose name is taken in its theory gets the local
module's name in front, and then primes until it is free, in source order; constructors and fields belong to their type
and may be called alike in different types. A reference is the shortest of `c`, `Type.c`, `Theory.c`, `Theory.Type.c`
that nothing else visible answers to.
"""

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from types import MappingProxyType

from diglot.core.ast import ConstructorInfo, CoreModule, DataType, Declaration, TypeGroup
from diglot.names import Symbol
from diglot.theory.library.mentioned_constants import used_constants
from diglot.theory.reserved import main_constants
from diglot.theory.translate.constructor_limits import GroupName, grouped_types
from diglot.theory.translate.container_orders import Required, required_orders
from diglot.theory.translate.declared_names import DeclaredName, DeclaredNames
from diglot.theory.translate.derived_instances import UNLAWFUL, LawfulOrder, lawful_instances, lawful_orders
from diglot.theory.translate.encoding import RECORD_OPERATIONS, projections, record_types
from diglot.theory.translate.recursive_methods import lift_methods
from diglot.typed.digest import digest_of

_DATATYPE_CONSTANTS = ("case_", "rec_", "map_", "set_", "rel_", "pred_", "size_")


@dataclass(frozen=True)
class Naming:
    """The names of one module's theory."""

    module: str
    theory: str
    declarations: tuple[Declaration, ...] = field(repr=False)
    """What the theory declares: the module's declarations, recursive methods lifted."""
    declared: Mapping[Symbol, DeclaredName]
    """The module's own things."""
    types: Mapping[Symbol, DataType]
    """The module's own data types."""
    constructors: Mapping[Symbol, tuple[DataType, ConstructorInfo]]
    """The module's own constructors."""
    fields: Mapping[Symbol, DataType]
    """The module's own fields that are functions."""
    records: frozenset[Symbol]
    """The module's types that become records."""
    opened: frozenset[Symbol]
    """The module's constructors and fields that are constants of which nothing is known."""
    groups: Mapping[Symbol, tuple[GroupName, ...]]
    """The names of the groups that the module's large types are made of."""
    lawful: frozenset[Symbol]
    """The module's instances of `Eq` that mean the equality of HOL, and those of `Ord` that agree with it."""
    orders: Mapping[Symbol, LawfulOrder] = field(repr=False)
    """The lawful instances of `Ord`, by the type that they order."""
    required: Required
    """The module's functions that keep sets or maps, with the parameters that are their orders."""
    constants: frozenset[str]
    """Every name that a constant of the module answers to unqualified."""
    copies: Mapping[str, Symbol]
    """The module's copies of functions that HOL does not have, by what they are copies of."""
    visible: Mapping[str, "Naming"] = field(repr=False)
    """All modules imported, directly or not, by name."""

    def home(self, symbol: Symbol) -> "Naming | None":
        """The naming of the module that a symbol is from; None when no theory is made for it."""
        return self if symbol.module == self.module else self.visible.get(symbol.module)

    def reference(self, symbol: Symbol) -> str | None:
        """How to refer, in this theory, to something that can be seen from it; None where no theory declares it."""
        if symbol not in self._known:
            home = self.home(symbol)
            entity = home.declared.get(symbol) if home is not None else None
            self._known[symbol] = entity.reference(self._counts[entity.is_type]) if entity is not None else None
        return self._known[symbol]

    def isabelle_names(self) -> "IsabelleNames":
        """How to refer, in this theory, to each thing that can be seen from it."""
        return IsabelleNames(self)

    @cached_property
    def named(self) -> Mapping[str, tuple[Symbol, ...]]:
        """The module's own things by their names in its theory; longer names for them end with these."""
        found: dict[str, tuple[Symbol, ...]] = {}
        for symbol, entity in self.declared.items():
            found[entity.name] = (*found.get(entity.name, ()), symbol)
        return found

    @cached_property
    def _known(self) -> dict[Symbol, str | None]:
        return {}

    @cached_property
    def _counts(self) -> dict[bool, Counter[str]]:
        """How many things, types or others, answer to a name here."""
        seen = (self, *self.visible.values())
        return {kind: Counter(chain.from_iterable(naming.answers[kind] for naming in seen)) for kind in (True, False)}

    @cached_property
    def answers(self) -> dict[bool, tuple[str, ...]]:
        """All that the module's own types, or its other things, answer to."""
        declared = self.declared.values()
        return {
            kind: tuple(name for entity in declared if entity.is_type is kind for name in entity.accesses)
            for kind in (True, False)
        }

    def constructor(self, symbol: Symbol) -> tuple[DataType, ConstructorInfo] | None:
        """A constructor with its type."""
        home = self.home(symbol)
        return home.constructors.get(symbol) if home else None

    def field_owner(self, symbol: Symbol) -> DataType | None:
        """The type whose field a symbol is."""
        home = self.home(symbol)
        return home.fields.get(symbol) if home else None

    def is_record(self, symbol: Symbol) -> bool:
        """Whether a type is a record in its theory."""
        home = self.home(symbol)
        return home is not None and symbol in home.records

    def is_lawful(self, symbol: Symbol) -> bool:
        """Whether an instance is the library's own, or agrees with the equality of HOL."""
        home = self.home(symbol)
        return symbol in home.lawful if home is not None else symbol.id not in UNLAWFUL

    def required_orders(self, symbol: Symbol) -> frozenset[int]:
        """The parameters of a function by which it keeps sets or maps."""
        home = self.home(symbol)
        return frozenset() if home is None else home.required.get(symbol, frozenset())

    def order(self, type_: Symbol) -> LawfulOrder | None:
        """The derived order of a type that a theory declares."""
        home = self.home(type_)
        return home.orders.get(type_) if home is not None else None

    def is_constant(self, name: str) -> bool:
        """Whether a plain name already means a constant, so that no variable can have it."""
        if name in main_constants() or name in used_constants() or name in RECORD_OPERATIONS:
            return True
        return name in self.constants or any(name in naming.constants for naming in self.visible.values())


class IsabelleNames(Mapping[Symbol, str]):
    """How to refer to things in one theory, found out for each when it is needed."""

    def __init__(self, naming: Naming) -> None:
        self._naming = naming

    def __getitem__(self, symbol: Symbol) -> str:
        name = self._naming.reference(symbol)
        if name is None:
            raise KeyError(symbol)
        return name

    def __iter__(self) -> Iterator[Symbol]:
        seen = (symbol for naming in self._seen for symbol in naming.declared)
        return (symbol for symbol in seen if self._naming.reference(symbol) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def thing(self, name: str) -> Symbol | None:
        """What a name in the theory stands for; of a type and something else with the same name, what comes later."""
        last = name.rpartition(".")[2]
        found = [symbol for naming in self._seen for symbol in naming.named.get(last, ())]
        return next((symbol for symbol in reversed(found) if self._naming.reference(symbol) == name), None)

    @property
    def _seen(self) -> tuple[Naming, ...]:
        return (self._naming, *self._naming.visible.values())


def name_module(
    core: CoreModule,
    theory: str,
    visible: Mapping[str, Naming],
    copies: Mapping[str, Symbol] = MappingProxyType({}),
    recursed: Container[str] = frozenset(),
    opened: frozenset[Symbol] = frozenset(),
) -> Naming:
    """The naming of a module; `visible` has the namings of all modules that it imports, directly or not.

    `recursed` are the identities of its types that types of any module recurse through, `opened` its constructors and
    fields that are constants of which nothing is known.
    """
    declarations = lift_methods(core.declarations)
    types = {type_.symbol: type_ for group in declarations if isinstance(group, TypeGroup) for type_ in group.types}
    records = record_types(declarations, recursed)
    assigned = DeclaredNames(theory, records, {type_.symbol for type_ in grouped_types(declarations)})
    declared = assigned.assign(declarations)
    lawful = lawful_instances(core.declarations, lambda symbol: _is_lawful(symbol, core.name, visible))
    return Naming(
        module=core.name,
        theory=theory,
        declarations=declarations,
        declared=declared,
        types=types,
        constructors={c.symbol: (type_, c) for type_ in types.values() for c in type_.constructors},
        fields={projection: type_ for type_ in types.values() for projection in projections(type_)},
        records=records,
        opened=opened,
        groups=assigned.groups,
        lawful=lawful,
        orders=lawful_orders(core.declarations, lawful),
        required=required_orders(declarations, lambda symbol: _required(symbol, visible)),
        constants=frozenset(_constant_names(declared, records)) | assigned.group_constants | assigned.hidden_constants,
        copies=dict(copies),
        visible=visible,
    )


def _is_lawful(symbol: Symbol, module: str, visible: Mapping[str, Naming]) -> bool:
    """Whether an instance from elsewhere is lawful; the library's are."""
    if symbol.module in visible:
        return symbol in visible[symbol.module].lawful
    return symbol.module != module and symbol.id not in UNLAWFUL


def _required(symbol: Symbol, visible: Mapping[str, Naming]) -> frozenset[int]:
    """The orders by which a function from elsewhere keeps sets or maps."""
    home = visible.get(symbol.module)
    return frozenset() if home is None else home.required.get(symbol, frozenset())


def _constant_names(declared: Mapping[Symbol, DeclaredName], records: frozenset[Symbol]) -> Iterator[str]:
    """The plain names that declaring these things takes, those that Isabelle adds included."""
    for symbol, entity in declared.items():
        if not entity.is_type:
            yield entity.name
            if entity.owner is not None:
                yield entity.name + "_update"
        elif symbol not in records:
            yield from (prefix + entity.name for prefix in _DATATYPE_CONSTANTS)


def seen_from_elsewhere(naming: Naming) -> Naming:
    """What the theories that import this one need of its naming."""
    return replace(naming, declarations=(), visible={})


def naming_digest(naming: Naming) -> str:
    """A digest of all that the theories which import this one can depend on."""
    names = [f"{symbol.id}={entity.accesses}" for symbol, entity in naming.declared.items()]
    lawful = [symbol.id for symbol in naming.lawful]
    records = [symbol.id for symbol in naming.records]
    required = [f"{symbol.id} {sorted(positions)}" for symbol, positions in naming.required.items()]
    copies = [f"{key} {symbol.id}" for key, symbol in naming.copies.items()]
    opened = [symbol.id for symbol in naming.opened]
    parts = (lawful, records, naming.constants, required, copies, opened)
    return digest_of((naming.theory, *names, *[line for part in parts for line in ("", *sorted(part))]))
