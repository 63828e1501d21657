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
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from types import MappingProxyType

from diglot.core.ast import (
    ConstructorInfo,
    CoreModule,
    DataType,
    Declaration,
    Expression,
    Function,
    FunctionGroup,
    TypeGroup,
    Undefined,
)
from diglot.core.shape import Shape
from diglot.diagnostic import Diagnostic
from diglot.names import Symbol, SymbolKind
from diglot.source import Span
from diglot.theory.library.mentioned_constants import used_constants
from diglot.theory.reserved import main_constants
from diglot.theory.translate.constructor_limits import GroupName, grouped_types
from diglot.theory.translate.declared_names import UPDATE, DeclaredName, DeclaredNames
from diglot.theory.translate.derived_instances import (
    instances,
    postulated_instances,
    rests_on,
    type_orders,
)
from diglot.theory.translate.encoding import RECORD_OPERATIONS, projections, record_types
from diglot.theory.translate.ignored_parts import IgnoredParts, ignored_parts
from diglot.theory.translate.known_instances import KnownInstances, OwnInstances
from diglot.theory.translate.obligations import Obligations
from diglot.theory.translate.pass_instances import InstancePassing
from diglot.theory.translate.recognise_orders import ComparedParts, compared_parts
from diglot.theory.translate.recursive_methods import lift_methods
from diglot.typed.digest import digest_of
from diglot.typed.types import Type

NOWHERE = Span(0, 0)
_DATATYPE_CONSTANTS = ("case_", "rec_", "map_", "set_", "rel_", "pred_", "size_")

TypeOf = Callable[[Symbol], Type | None]
"""The full type of a constant, implicit parameters included; None for what only theories have."""


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
    instances: OwnInstances = field(repr=False)
    """What is known of the module's instances of `Eq` and `Ord`, and of how its functions are given instances."""
    problems: tuple[Diagnostic, ...] = field(repr=False)
    """Where an instance means something else in HOL than on the page."""
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
            self._known[symbol] = self._name(entity, is_own=home is self) if entity is not None else None
        return self._known[symbol]

    def _name(self, entity: DeclaredName, *, is_own: bool) -> str:
        counts = self._counts[entity.is_type]
        if entity.is_type or (is_own and entity.owner is None):
            return entity.reference(counts)
        taken = entity.name in RECORD_OPERATIONS  # There are records in the support theory as well.
        if entity.kind is SymbolKind.FIELD:
            taken |= counts[entity.name + UPDATE] > 0
        elif entity.name.endswith(UPDATE):
            taken |= counts[entity.name.removesuffix(UPDATE)] > 0
        return entity.reference(counts, taken=taken)

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

    @cached_property
    def table(self) -> KnownInstances:
        """What is known of all instances that can be seen."""
        return KnownInstances(self.module, self.instances, {m: naming.instances for m, naming in self.visible.items()})

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
    header: Span = NOWHERE,
) -> Naming:
    """The naming of a module; `visible` has the namings of all modules that it imports, directly or not.

    `recursed` are the identities of its types that types of any module recurse through, `opened` its constructors and
    fields that are constants of which nothing is known. `header` is where to point for what is wrong with all of it.
    """
    declarations, instances_, problems = _with_instances(core, visible, header)
    types = {type_.symbol: type_ for group in declarations if isinstance(group, TypeGroup) for type_ in group.types}
    records = record_types(declarations, recursed)
    assigned = DeclaredNames(theory, records, {type_.symbol for type_ in grouped_types(declarations)})
    declared = assigned.assign(declarations)
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
        instances=instances_,
        problems=problems,
        constants=frozenset(_constant_names(declared, records)) | assigned.group_constants | assigned.hidden_constants,
        copies=dict(copies),
        visible=visible,
    )


def _with_instances(
    core: CoreModule, visible: Mapping[str, Naming], header: Span
) -> tuple[tuple[Declaration, ...], OwnInstances, tuple[Diagnostic, ...]]:
    """The declarations as HOL gives them their instances, with the laws that they take for granted."""
    declarations = lift_methods(core.declarations)
    below = {module: naming.instances for module, naming in visible.items()}
    table = KnownInstances(core.name, OwnInstances(), below)
    functions = {f.symbol: f for group in declarations if isinstance(group, FunctionGroup) for f in group.functions}
    types = {type_.symbol: type_ for group in declarations if isinstance(group, TypeGroup) for type_ in group.types}

    def data_of(symbol: Symbol) -> DataType | None:
        home = visible.get(symbol.module)
        return types.get(symbol) if home is None else home.types.get(symbol)

    by_hand = [function for function in instances(declarations) if not function.derived]
    made = ((f.symbol, compared_parts(f, data_of, functions)) for f in by_hand)
    compared = {symbol: parts for symbol, parts in made if parts is not None}
    ignored: dict[Symbol, IgnoredParts] = {}
    for function in by_hand:
        parts = ignored_parts(function, data_of, functions, lambda symbol: ignored.get(symbol) or table.ignored(symbol))
        if parts is not None:
            ignored[function.symbol] = parts

    def orders_in(function: Function) -> tuple[Expression, ...]:
        parts = compared.get(function.symbol)
        return tuple(key.order for key in parts.keys) if parts is not None and parts.is_complete else ()

    found = rests_on(core.declarations, table.rests_on, orders_in)
    written = {f.symbol: replace(f, body=Undefined(f.span, f.result)) for f in instances(declarations)}
    written |= {axiom.symbol: axiom for axiom in postulated_instances(declarations)}
    own = OwnInstances(found, type_orders(core.declarations, found), written, compared, ignored)
    table = replace(table, own=own)
    passing = InstancePassing(table, declarations)
    taken = {symbol.id for symbol in functions}
    laws = Obligations(table, passing, core.path, taken)
    with_laws = tuple(laws.with_laws(declarations))
    mixed = laws.mixed(header, has_functions=bool(taken))
    own = replace(
        own,
        passing=passing.passing,
        obligations=tuple(laws.made),
        kept={type_: frozenset(orders) for type_, orders in laws.kept.items()},
        listed={type_: frozenset(orders) for type_, orders in laws.listed.items()},
        mixed=mixed,
    )
    return tuple(map(passing.rewritten_declaration, with_laws)), own, tuple(laws.problems)


def _constant_names(declared: Mapping[Symbol, DeclaredName], records: frozenset[Symbol]) -> Iterator[str]:
    """The plain names that declaring these things takes, those that Isabelle adds included."""
    for symbol, entity in declared.items():
        if not entity.is_type:
            yield entity.name
            if entity.owner is not None:
                yield entity.name + UPDATE
        elif symbol not in records:
            yield from (prefix + entity.name for prefix in _DATATYPE_CONSTANTS)


def seen_from_elsewhere(naming: Naming) -> Naming:
    """What the theories that import this one need of its naming."""
    return replace(naming, declarations=(), visible={})


def _compared(parts: ComparedParts) -> str:
    """What an order compares, as far as other theories depend on it."""
    shape = Shape()
    for key in parts.keys:
        shape.word(f"{key.path} {key.turned}")
        shape.expression(key.order)
    return f"{shape.text} {parts.method}"


def naming_digest(naming: Naming) -> str:
    """A digest of all that the theories which import this one can depend on."""
    names = [f"{symbol.id}={entity.accesses}" for symbol, entity in naming.declared.items()]
    own = naming.instances
    rests = [f"{symbol.id} {sorted(leaf.id for leaf in leaves)}" for symbol, leaves in own.rests_on.items()]
    passing = [f"{symbol.id} {each}" for symbol, each in own.passing.items()]
    laws = [f"{each.symbol.id} {each.shape}" for each in own.obligations]
    laws += [f"{symbol.id} {_compared(parts)}" for symbol, parts in own.compared.items()]
    laws += [f"{symbol.id} {parts}" for symbol, parts in own.ignored.items()]
    orders = [f"{kind} {t} {sorted(o)}" for kind, each in enumerate((own.kept, own.listed)) for t, o in each.items()]
    orders += [f"{t.id} {[o.symbol.id for o in each]}" for t, each in own.orders.items()] + sorted(own.mixed)
    records = [symbol.id for symbol in naming.records]
    copies = [f"{key} {symbol.id}" for key, symbol in naming.copies.items()]
    opened = [symbol.id for symbol in naming.opened]
    parts = (rests, records, naming.constants, passing, laws, orders, copies, opened)
    return digest_of((naming.theory, *names, *[line for part in parts for line in ("", *sorted(part))]))
