"""What a theory takes for granted of instances that someone wrote.

In: the functions of a module, and what each needs to be lawful. Out: for each instance by which a set or a map is kept,
or equality decided, a constant of the theory that says that it is lawful, after the function that needs it first; what
is known to differ in HOL is reported instead. A law is said once: not again where a module below says it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from diglot.core.ast import (
    Apply,
    Declaration,
    Expression,
    Function,
    FunctionGroup,
    Global,
    Lambda,
    Local,
    Parameter,
    TypeParameter,
)
from diglot.core.shape import Shape
from diglot.diagnostic import Diagnostic, Label
from diglot.names import Symbol, SymbolKind, Variable
from diglot.source import Span
from diglot.theory.library.laws import NAMES, bool_type, implies, itself_type, lawful
from diglot.theory.library.types import ORD
from diglot.theory.translate.derived_instances import UNLAWFUL, is_instance, ordered_by, trait_of
from diglot.theory.translate.errors import (
    ComputedOrder,
    MixedOrders,
    SeveralOrders,
    UnknownOrder,
    WrittenInstance,
)
from diglot.theory.translate.ignored_parts import IgnoredParts
from diglot.theory.translate.known_instances import KnownInstances, StatedLaw, order_name
from diglot.theory.translate.pass_instances import InstancePassing, Use, instance_parts
from diglot.theory.translate.recognise_orders import ComparedParts
from diglot.typed.show import show_type
from diglot.typed.types import UNIVERSE, Constructed, Rigid, Type, arrows, mentions_variable, result_of


@dataclass(slots=True)
class Obligations:
    """Collects the laws that one module takes for granted."""

    table: KnownInstances
    passing: InstancePassing
    path: str
    taken: set[str]
    """Ids of the module's symbols."""
    made: list[StatedLaw] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    kept: dict[str, set[str]] = field(default_factory=dict)
    """By type, the orders that sets and maps are kept in; the one that HOL or a derived instance has is ``."""
    listed: dict[str, set[str]] = field(default_factory=dict)
    _places: dict[tuple[str, str], Use] = field(default_factory=dict)
    """Where an order of a type is used first."""
    _known: set[str] = field(default_factory=set)
    _told: set[tuple[Span, Symbol]] = field(default_factory=set)
    """The places where it is reported that an instance is not lawful."""
    _open: list[tuple[Global, Type]] = field(default_factory=list)
    """What goes through sets of a type in an order that nobody knows."""
    _waiting: list[Function] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._known = {each.shape for own in self.table.visible.values() for each in own.obligations}

    def with_laws(self, declarations: Iterable[Declaration]) -> Iterator[Declaration]:
        """The declarations, each followed by the laws that it needs."""
        for declaration in declarations:
            yield declaration
            if isinstance(declaration, FunctionGroup):
                for function in declaration.functions:
                    for use in self.passing.uses.get(function.symbol, ()):
                        self._use(function, use)
                for law in self._waiting:
                    yield FunctionGroup((law,), recursive=False)
                self._waiting = []

    # -- Which laws ---------------------------------------------------------------------------------------------------

    def _use(self, function: Function, use: Use) -> None:
        if use.ordered is not None:
            self._open.append((use.function, use.ordered))
            return
        if use.instance is None:
            self.problems.append(ComputedOrder(self.path, use.function.span, use.function.symbol.name))
            return
        self._note(use)
        own = {parameter.variable for parameter in function.parameters if is_instance(parameter)}
        own |= {local.variable for local in self.passing.invented(function)}
        waiting = [use.instance]
        while waiting:
            part = waiting.pop()
            match part:
                case Local(_, variable) if variable in own:
                    pass
                case Apply(_, Global(_, symbol), arguments) if _is_made_of_instances(symbol, arguments):
                    self._named(function, use, symbol)
                    waiting += [argument for argument in arguments if trait_of(argument.type) in NAMES]
                case Global(_, symbol) if symbol.kind in (SymbolKind.FUNCTION, SymbolKind.AXIOM):
                    self._named(function, use, symbol)
                case Local():
                    self.problems.append(ComputedOrder(self.path, use.function.span, use.function.symbol.name))
                case _:
                    self._computed(function, part, own)

    def _note(self, use: Use) -> None:
        """Keep in mind by which orders sets of which types are kept."""
        for part in instance_parts(use.instance) if use.instance is not None else ():
            ordered = ordered_by(result_of(part.type))
            if isinstance(ordered, Constructed) and isinstance(part, Global | Lambda):
                lawful_ = isinstance(part, Global) and self.table.is_lawful(part.symbol)
                order = "" if lawful_ else part.symbol.id if isinstance(part, Global) else f":{part.span.start}"
                self.kept.setdefault(ordered.symbol.id, set()).add(order)
                if use.lists:
                    self.listed.setdefault(ordered.symbol.id, set()).add(order)
                self._places.setdefault((ordered.symbol.id, order), use)

    def mixed(self, header: Span, *, has_functions: bool) -> frozenset[str]:
        """Report the types whose sets are kept in one order and gone through in another, or kept in several."""
        own_orders = replace(self.table.own, kept={type_: frozenset(orders) for type_, orders in self.kept.items()})
        table = replace(self.table, own=own_orders)
        for function, elements in self._open:
            name, kept_in = function.symbol.name, table.kept_in(elements)
            self.problems.append(UnknownOrder(self.path, function.span, name, show_type(elements), kept_in))
        seen = [*self.table.visible.values()]
        told = frozenset(type_ for own in seen for type_ in own.mixed)
        kept = _together([self.kept, *(own.kept for own in seen)])
        listed = _together([self.listed, *(own.listed for own in seen)])
        found: set[str] = set()
        for type_, orders in kept.items():
            if len(orders) < 2 or type_ in told or not (type_ in self.kept or has_functions):
                continue
            found.add(type_)
            here = sorted(self.kept.get(type_, ()))
            use = self._places[type_, here[-1]] if here else None
            span = use.function.span if use is not None else header
            names = tuple(order_name(order) for order in sorted(orders))
            what = MixedOrders if listed.get(type_) else SeveralOrders
            self.problems.append(what(self.path, span, type_.rpartition(":")[2].rpartition(".")[2], names))
        return frozenset(found)

    def _named(self, function: Function, use: Use, symbol: Symbol) -> None:
        """An instance, and those that it rests on."""
        for leaf in sorted(self.table.rests_on(symbol), key=lambda leaf: leaf.id):
            written, parts = self.table.written(leaf), self.table.compared(leaf)
            if leaf.id in UNLAWFUL or written is None:
                self._differs(use, leaf)
            elif (ignored := self.table.ignored(leaf)) is not None:
                self._differs(use, leaf, trait_of(written.result) or ORD, ignored)
            elif leaf.id not in self._known:
                self._known.add(leaf.id)
                proof = parts if parts is not None and parts.is_complete else None
                self._add(function, leaf.name, leaf.name, leaf.id, _law_of(written), leaf, proof)

    def _differs(self, use: Use, leaf: Symbol, trait: str = ORD, ignored: IgnoredParts | None = None) -> None:
        if (use.function.span, leaf) in self._told:
            return
        self._told.add((use.function.span, leaf))
        here = leaf.module == self.table.module
        place = Label(self.path, leaf.span, f"`{leaf.name}` is written here") if here else None
        name = use.function.symbol.name
        parts, same = (ignored.names, ignored.same) if ignored is not None else ((), None)
        kind = "order" if trait == ORD else "equality"
        self.problems.append(WrittenInstance(self.path, use.function.span, name, kind, leaf.name, parts, same, place))

    def _computed(self, function: Function, instance: Expression, own: set[Variable]) -> None:
        """An instance that has no name: the law is about all values of the variables that it is made of."""
        shape = Shape()
        shape.word(function.symbol.id)
        shape.expression(instance)
        if shape.text not in self._known:
            self._known.add(shape.text)
            law = _law_about(instance, list(shape.locals.values()), own)
            self._add(function, f"in_{function.symbol.name}", f"in {function.symbol.name}", shape.text, law)

    def _add(
        self,
        function: Function,
        name: str,
        instance: str,
        shape: str,
        law: "_Law",
        symbol: Symbol | None = None,
        parts: ComparedParts | None = None,
    ) -> None:
        id_ = f"{self.table.module}:{NAMES[law.trait]}_{name}"
        while id_ in self.taken:
            id_ += "'"
        self.taken.add(id_)
        constant = Symbol(id_, SymbolKind.FUNCTION, function.symbol.span)
        self.made.append(StatedLaw(constant, instance, law.trait, shape, symbol, parts))
        self._waiting.append(law.function(constant, function, proved=parts is not None))


_ASSUMED = "That the instance is lawful. This theory takes it for granted; a theorem of just this may prove it."


@dataclass(frozen=True, slots=True)
class _Law:
    """That an instance is lawful, for all values of some variables."""

    trait: str
    type_parameters: tuple[Variable, ...]
    parameters: tuple[Parameter, ...]
    body: Expression

    def function(self, symbol: Symbol, near: Function, *, proved: bool) -> Function:
        """The constant that says it."""
        types = tuple(TypeParameter(variable, UNIVERSE) for variable in self.type_parameters)
        told = [parameter.type for parameter in self.parameters]
        untold = [v for v in self.type_parameters if not any(mentions_variable(type_, v) for type_ in told)]
        markers = tuple(
            Parameter(Variable(-2_000_000_000 - i, "type", near.span), itself_type(Rigid(v)), used=False)
            for i, v in enumerate(untold)
        )
        doc = "That the instance is lawful." if proved else _ASSUMED
        return Function(symbol, near.span, types, (*markers, *self.parameters), bool_type(), self.body, doc=doc)


def _law_of(written: Function) -> _Law:
    """That an instance is lawful if those are that it is made of."""
    parameters = tuple(replace(parameter, used=True, instance=False) for parameter in written.parameters)
    arguments = tuple(Local(written.span, parameter.variable, parameter.type) for parameter in parameters)
    types: tuple[Type, ...] = tuple(Rigid(parameter.variable) for parameter in written.type_parameters)
    head = Global(written.span, written.symbol, types, arrows([a.type for a in arguments], written.result))
    instance: Expression = Apply(written.span, head, arguments, written.result) if arguments else head
    variables = [parameter.variable for parameter in written.type_parameters]
    return _conditional(instance, arguments, variables, parameters)


def _law_about(instance: Expression, free: Sequence[Local], own: set[Variable]) -> _Law:
    """That an instance is lawful if those are that a definition is given."""
    shape = Shape()
    shape.expression(instance)
    parameters = tuple(Parameter(local.variable, local.type) for local in free)
    given = [local for local in free if local.variable in own]
    return _conditional(instance, given, shape.type_variables, parameters)


def _conditional(
    instance: Expression, given: Sequence[Expression], variables: Sequence[Variable], parameters: tuple[Parameter, ...]
) -> _Law:
    body = lawful(instance)
    for argument in reversed(given):
        if isinstance(argument.type, Constructed) and argument.type.symbol.id in NAMES:
            body = implies(lawful(argument), body)
    return _Law(trait_of(instance.type) or ORD, tuple(variables), parameters, body)


def _together(maps: Iterable[Mapping[str, Iterable[str]]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for each in maps:
        for type_, orders in each.items():
            found.setdefault(type_, set()).update(orders)
    return found


def _is_made_of_instances(symbol: Symbol, arguments: Sequence[Expression]) -> bool:
    """Whether a function makes an instance of nothing but instances."""
    return symbol.kind is SymbolKind.FUNCTION and all(
        isinstance(argument.type, Constructed) and _is_trait(argument.type.symbol) for argument in arguments
    )


def _is_trait(symbol: Symbol) -> bool:
    return symbol.module.startswith(("Stdlib.Trait.", "Juvix.Builtin.V1.Trait."))
