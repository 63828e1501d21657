"""How functions are given their instances of `Eq` and `Ord` in HOL.

In: the functions of a module, and what is known of instances. Out: the same functions, in which equality for any type
is that of HOL and needs no instance, an order is an argument only where it matters, and a function that goes through
sets of any type is given their order. With it, for each function: what it takes to be lawful, and by which orders it
keeps sets and maps. An instance of `Eq` that is made of others is given them all, so that it says what the page says.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from diglot.core.ast import (
    Apply,
    Declaration,
    Expression,
    Function,
    FunctionGroup,
    Global,
    Lambda,
    Let,
    Local,
    Parameter,
)
from diglot.core.subexpressions import children, rewrite, subexpressions
from diglot.names import Symbol, SymbolKind, Variable
from diglot.source import Span
from diglot.theory.library.laws import native_equality
from diglot.theory.library.orders import ORDERED
from diglot.theory.library.traits import OVERLOADS
from diglot.theory.library.types import EQ, INT, NAT, ORD
from diglot.theory.translate.derived_instances import is_instance, ordered_by, trait_of
from diglot.theory.translate.element_order import Given, given_orders, order_of
from diglot.theory.translate.instances import (
    find_rule,
    has_only_equality,
    is_taken_as_equality,
    listed_type,
    orders_before,
)
from diglot.theory.translate.known_instances import PLAINLY, KnownInstances, Passing
from diglot.typed.types import Constructed, Rigid, Type, arrows, subtypes
from diglot.typed.types import Function as FunctionType

_LISTING = frozenset({*ORDERED, *(name for name, overload in OVERLOADS.items() if overload.ordered)})
"""What goes through sets and maps in order."""
_ORDERS_OF_CONTAINERS = frozenset({"Stdlib.Data.Set:ordSetI", "Stdlib.Data.Map:ordMapI"})
"""Orders that go through what they compare; their first argument is in which order."""
_FIRST_NUMBER = -1_000_000_000
"""Variables that are made here have numbers that nothing else has."""


@dataclass(frozen=True, slots=True)
class Use:
    """A function for which an instance has to be lawful."""

    function: Global
    instance: Expression | None
    """None where the function is without its arguments."""
    lists: bool = False
    """Whether a set or a map is gone through in this order, and not only kept."""
    ordered: Type | None = None
    """The type whose order would be needed, and is not known."""


@dataclass(slots=True)
class _Found:
    """What a function turned out to do with its instances."""

    needed: set[Variable] = field(default_factory=set)
    """Its parameters that are values in HOL."""
    required: set[Variable] = field(default_factory=set)
    listed: set[Variable] = field(default_factory=set)
    uses: list[Use] = field(default_factory=list)
    values: dict[Variable, Expression] = field(default_factory=dict)
    """What its local variables are bound to, where that is an instance."""
    calls: bool = False
    """Whether it calls a function that gets other arguments in HOL."""


class InstancePassing:
    """Works on the functions of one module."""

    def __init__(self, table: KnownInstances, declarations: Sequence[Declaration]) -> None:
        self._table = table
        self._numbers = count(_FIRST_NUMBER, -1)
        self._functions = [f for group in declarations if isinstance(group, FunctionGroup) for f in group.functions]
        self._orders: dict[Symbol, Mapping[int, Local]] = {}
        """For each function with type parameters the orders that it may be given for these, by their positions."""
        self._droppable: dict[Symbol, frozenset[int]] = {}
        self._needed: set[Variable] = set()
        """The parameters that are values in HOL."""
        self.passing: dict[Symbol, Passing] = {}
        self.uses: dict[Symbol, tuple[Use, ...]] = {}
        """What each function needs to be lawful besides its own parameters."""
        self._without_calls: dict[Symbol, Function] = {}
        """Functions that call none that gets other arguments in HOL, as far as they were looked at."""
        instances = {function.symbol for function in self._functions if trait_of(function.result) is not None}
        for function in self._functions:
            self._droppable[function.symbol] = _droppable(function, instances)
            self._orders[function.symbol] = self._invented(function)
        self._settle()

    def invented(self, function: Function) -> Iterable[Local]:
        """The orders that a function may be given although nothing on the page gives it one."""
        return self._orders[function.symbol].values()

    def _invented(self, function: Function) -> Mapping[int, Local]:
        given = {ordered_by(parameter.type) for parameter in function.parameters}
        found: dict[int, Local] = {}
        for index, parameter in enumerate(function.type_parameters):
            type_ = Rigid(parameter.variable)
            if type_ not in given:
                variable = Variable(next(self._numbers), "order", function.span)
                found[index] = Local(function.span, variable, _order_type(type_))
        return found

    # -- What functions do --------------------------------------------------------------------------------------------

    def _settle(self) -> None:
        """Look at the functions that may be given instances until nothing new is found, and then at all."""
        general = [f for f in self._functions if self._orders[f.symbol] or any(map(is_instance, f.parameters))]
        for function in general:
            if dropped := self._droppable[function.symbol]:
                self.passing[function.symbol] = Passing(dropped=dropped)
        changed = True
        while changed:
            changed = False
            for function in general:
                passing = self._passing_of(function, self._look(function))
                changed |= passing != self._of(function.symbol)
                self.passing[function.symbol] = passing
        self.passing = {symbol: passing for symbol, passing in self.passing.items() if passing}
        for function in self._functions:
            found = self._look(function)
            self.uses[function.symbol] = tuple(found.uses)
            self._needed |= found.needed
            if not found.calls:
                self._without_calls[function.symbol] = function

    def _passing_of(self, function: Function, found: _Found) -> Passing:
        invented = self._orders[function.symbol]
        variables = [parameter.variable for parameter in function.parameters]
        return Passing(
            tuple(index for index, local in invented.items() if local.variable in found.needed),
            frozenset(
                i
                for i in self._droppable[function.symbol]
                if trait_of(function.parameters[i].type) == EQ or variables[i] not in found.needed
            ),
            frozenset(i for i, variable in enumerate(variables) if variable in found.required),
            frozenset(i for i, variable in enumerate(variables) if variable in found.listed),
        )

    def given(self, function: Function) -> Given:
        """The orders that a function has, by what they order: where there are two, nobody knows which is meant."""
        found = dict(given_orders(function.parameters))
        for index, local in self._orders.get(function.symbol, {}).items():
            found[Rigid(function.type_parameters[index].variable)] = local
        return found

    def _look(self, function: Function) -> _Found:
        found = _Found()
        own = {parameter.variable for parameter in function.parameters if is_instance(parameter)}
        own |= {local.variable for local in self._orders[function.symbol].values()}
        dropped = {function.parameters[i].variable for i in self._droppable[function.symbol]}
        given = self.given(function)
        waiting: list[Expression] = [function.body]
        while waiting:
            part = waiting.pop()
            match part:
                case Local(_, variable) if variable in own:
                    found.needed.add(variable)
                    if variable in dropped and trait_of(part.type) == EQ:
                        found.required.add(variable)
                case Apply(_, Global() as head, arguments):
                    kept = self._kept(head, arguments, given, found, own)
                    found.calls |= kept is not arguments
                    waiting += kept
                case Global():
                    waiting += self._kept(part, (), given, found, own)
                case Let(_, parameter, value) if is_instance(parameter):
                    found.values[parameter.variable] = value
                    waiting += children(part)
                case _:
                    waiting += children(part)
        return found

    def _kept(
        self, head: Global, arguments: tuple[Expression, ...], given: Given, found: _Found, own: set[Variable]
    ) -> Iterable[Expression]:
        """What is left of a call's arguments in HOL."""
        if head.symbol.kind is not SymbolKind.FUNCTION:
            library = head.symbol.id in OVERLOADS
            return self._kept_of_library(head, arguments, given, found, own) if library else arguments
        if not self._table.is_project(head.symbol):
            return self._kept_of_library(head, arguments, given, found, own)
        passing = self._of(head.symbol)
        if not passing:
            return arguments
        found.calls = True
        for position in sorted(passing.required):
            instance = arguments[position] if position < len(arguments) else None
            self._require(Use(head, instance, lists=position in passing.listed), found, own)
        kept = [argument for position, argument in enumerate(arguments) if position not in passing.dropped]
        for index in passing.added:
            order = order_of(self._table, head.type_arguments[index], head.span, given)
            unknown = head.type_arguments[index] if order is None else None
            self._require(Use(head, order, lists=True, ordered=unknown), found, own)
            kept += [] if order is None else [order]
        return kept

    def _kept_of_library(
        self, head: Global, arguments: tuple[Expression, ...], given: Given, found: _Found, own: set[Variable]
    ) -> Iterable[Expression]:
        before = orders_before(head)
        for position in range(before):
            order = arguments[position] if position < len(arguments) else None
            if order is None or ordered_by(order.type) is not None:
                self._require(Use(head, order), found, own)
        if head.symbol.id in _ORDERS_OF_CONTAINERS and arguments:
            self._require(Use(head, arguments[0], lists=True), found, own)
        made_of = has_only_equality(self._table, head)
        for instance in arguments if made_of else arguments[before : before + 1] if head.symbol.id in OVERLOADS else ():
            if made_of or is_taken_as_equality(self._table, instance):
                self._require(Use(head, instance), found, own)
        if not own and head.symbol.id not in _LISTING:
            return arguments
        rule, rest = find_rule(self._table, head, arguments, given)
        if rule is None:
            return arguments[before:]
        elements = listed_type(head) if rule.arity and head.symbol.id in _LISTING else None
        if isinstance(elements, Constructed) and elements.symbol.id in (NAT, INT) and elements not in given:
            found.uses.append(Use(head, order_of(self._table, elements, head.span), lists=True))
        known = {id(argument) for argument in arguments}
        for order in rest[:1]:
            if id(order) not in known:
                self._require(Use(head, order, lists=True), found, own)
        return rest

    def _require(self, use: Use, found: _Found, own: set[Variable]) -> None:
        while isinstance(use.instance, Local) and (value := found.values.get(use.instance.variable)) is not None:
            use = replace(use, instance=value)
        for part in subexpressions(use.instance) if use.instance is not None else ():
            if isinstance(part, Local) and part.variable in own:
                found.required.add(part.variable)
                found.listed |= {part.variable} if use.lists else set()
        if not isinstance(use.instance, Local) or use.instance.variable not in own:
            found.uses.append(use)

    def _of(self, symbol: Symbol) -> Passing:
        return self.passing.get(symbol, PLAINLY) if symbol in self._droppable else self._table.passing(symbol)

    # -- The functions of the theory ----------------------------------------------------------------------------------

    def rewritten_declaration(self, declaration: Declaration) -> Declaration:
        """A declaration as it is in HOL."""
        if not isinstance(declaration, FunctionGroup):
            return declaration
        return replace(declaration, functions=tuple(map(self.rewritten, declaration.functions)))

    def rewritten(self, function: Function) -> Function:
        """A function with the parameters that it has in HOL, and its calls with those of others."""
        passing = self._of(function.symbol)
        listed = any(is_instance(p) and not p.used and p.variable in self._needed for p in function.parameters)
        if not passing and not listed and not self._has_calls(function):
            return function
        given = self.given(function)
        native = {p.variable for i, p in enumerate(function.parameters) if i in passing.dropped}
        parts = list(subexpressions(function.body))
        heads = {id(part.function) for part in parts if isinstance(part, Apply)}

        def change(part: Expression) -> Expression:
            match part:
                case Local(span, variable, type_) if variable in native and trait_of(type_) == EQ:
                    return native_equality(span, type_)
                case Apply(_, Global() as head, arguments):
                    return self._call(part, head, arguments, given)
                case Global() if id(part) not in heads:
                    return self._call(part, part, (), given)
                case _:
                    return part

        body = rewrite(function.body, change)
        added = tuple(
            Parameter(local.variable, local.type)
            for index in passing.added
            if (local := self._orders[function.symbol].get(index)) is not None
        )
        kept = tuple(p for i, p in enumerate(function.parameters) if i not in passing.dropped)
        kept = tuple(replace(p, used=p.variable in self._needed) if is_instance(p) else p for p in kept)
        return replace(function, parameters=(*added, *kept), body=body)

    def _has_calls(self, function: Function) -> bool:
        if self._without_calls.get(function.symbol) is function:
            return False
        return any(isinstance(part, Global) and self._of_call(part) for part in subexpressions(function.body))

    def _of_call(self, head: Global) -> Passing:
        return self._of(head.symbol) if head.symbol.kind is SymbolKind.FUNCTION else PLAINLY

    def _call(self, whole: Expression, head: Global, arguments: tuple[Expression, ...], given: Given) -> Expression:
        passing = self._of_call(head)
        if not passing.added and not passing.dropped:
            return whole
        orders = [order_of(self._table, head.type_arguments[index], head.span, given) for index in passing.added]
        known = tuple(order for order in orders if order is not None)
        kept = tuple(argument for position, argument in enumerate(arguments) if position not in passing.dropped)
        missing = max([position for position in passing.dropped if position >= len(arguments)], default=None)
        if missing is not None:
            return self._as_function(whole, head, (*known, *kept), range(len(arguments), missing + 1), passing)
        return _applied(whole, head, (*known, *kept))

    def _as_function(
        self, whole: Expression, head: Global, kept: tuple[Expression, ...], positions: range, passing: Passing
    ) -> Expression:
        """A function whose instances are still to come, where a function of instances is wanted."""
        parameters: list[Parameter] = []
        later: list[Expression] = []
        rest = whole.type
        for position in positions:
            if not isinstance(rest, FunctionType):
                break
            variable = Variable(next(self._numbers), "x", whole.span)
            stays = position not in passing.dropped
            parameters.append(Parameter(variable, rest.domain, used=stays))
            later += [Local(whole.span, variable, rest.domain)] if stays else []
            rest = rest.codomain
        inner = _applied(replace(head, type=rest), head, (*kept, *later))
        return Lambda(whole.span, tuple(parameters), inner, whole.type)


def _applied(whole: Expression, head: Global, arguments: tuple[Expression, ...]) -> Expression:
    """A function at other arguments, in the place of an expression."""
    function = replace(head, type=arrows([argument.type for argument in arguments], whole.type))
    return Apply(whole.span, function, arguments, whole.type) if arguments else function


def instance_parts(instance: Expression) -> Iterator[Expression]:
    """An instance and the instances that it is built of."""
    todo = [instance]
    while todo:
        part = todo.pop()
        match part:
            case Apply(_, Global() as head, arguments):
                yield head
                todo.extend(arguments)
            case _:
                yield part


def _droppable(function: Function, instances: set[Symbol]) -> frozenset[int]:
    """The instances among a function's parameters that it can do without, if it does nothing else with them."""
    candidates = {i for i, p in enumerate(function.parameters) if p.instance and is_instance(p)}
    if function.derived or function.lifted_from in instances:
        return frozenset()
    own = trait_of(function.result)
    candidates = {i for i in candidates if trait_of(function.parameters[i].type) != own}
    others = [p.type for i, p in enumerate(function.parameters) if i not in candidates]
    told = {variable for type_ in (*others, function.result) for variable in _variables(type_)}
    return frozenset(i for i in candidates if told >= _variables(function.parameters[i].type))


def _variables(type_: Type) -> set[Variable]:
    return {part.variable for part in subtypes(type_) if isinstance(part, Rigid)}


def _order_type(type_: Type) -> Type:
    return Constructed(Symbol(ORD, SymbolKind.TYPE, Span(0, 0)), (type_,))
