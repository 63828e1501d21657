"""Orders that compare parts of values: which are lawful, with the proof.

In: an instance of `Ord` that someone wrote, and the types of the module. Out: the parts that it compares, one after the
other, by which orders, and whether each the other way round. If these are all parts of a record, or of a type with one
constructor, the order is lawful where those are by which it compares them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from diglot.core.ast import (
    Apply,
    Branch,
    Case,
    DataType,
    Expression,
    Function,
    Global,
    Lambda,
    Let,
    Local,
)
from diglot.core.subexpressions import occurs
from diglot.names import Symbol, SymbolKind, Variable
from diglot.theory.library.types import ORD, ORDERING
from diglot.theory.translate.derived_instances import ordered_by
from diglot.theory.translate.ignored_parts import method_of
from diglot.typed.types import Constructed

_LESS, _EQUAL, _GREATER = (f"{ORDERING}.{name}" for name in ("LessThan", "Equal", "GreaterThan"))

Definitions = Mapping[Symbol, Function]


@dataclass(frozen=True, slots=True)
class Key:
    """A part of a value that an order looks at."""

    path: tuple[int, ...]
    """The positions of fields, one inside the other; nothing for the value itself."""
    order: Expression
    """By which it is compared."""
    turned: bool
    """Whether the greater one comes first."""


@dataclass(frozen=True, slots=True)
class ComparedParts:
    """What an order compares."""

    data: DataType | None
    """The type that is ordered, where it has parts."""
    keys: tuple[Key, ...]
    method: Symbol | None = None
    """The definition that is the comparison, where the instance only points to it."""

    @property
    def is_complete(self) -> bool:
        """Whether it looks at each field as a whole."""
        if any(not key.path for key in self.keys):
            return True
        whole = {key.path[0] for key in self.keys if len(key.path) == 1}
        return self.data is not None and whole == set(range(len(self.data.constructors[0].fields)))


def compared_parts(
    function: Function, data_of: Callable[[Symbol], DataType | None], definitions: Definitions
) -> ComparedParts | None:
    """The parts that an instance of `Ord` compares, if that is all that it does."""
    ordered = ordered_by(function.result)
    data = data_of(ordered.symbol) if isinstance(ordered, Constructed) else None
    comparison = method_of(function.body, definitions)
    data = data if data is not None and len(data.constructors) == 1 else None
    if comparison is None:
        return None
    method, (left, right), body = comparison
    keys = _Reader(data, left.variable, right.variable).keys(body, {left.variable: (0, ()), right.variable: (1, ())})
    if not keys:
        return None
    if data is None and not any(not key.path for key in keys):
        return None
    return ComparedParts(data, tuple(keys), method)


_Known = Mapping[Variable, tuple[int, tuple[int, ...]]]
"""For variables: of which argument they are a part, and which."""


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one comparison."""

    data: DataType | None
    left: Variable
    right: Variable

    def keys(self, e: Expression, known: _Known) -> list[Key] | None:
        """The parts that an expression compares."""
        match e:
            case Apply(_, Global(_, symbol), (order, first, second)) if symbol.id == f"{ORD}.compare":
                return self._key(order, self._part(first, known), self._part(second, known))
            case Global(_, symbol) if symbol.id == _EQUAL:
                return []
            case Let(_, parameter, value, Case(_, Local(_, variable), branches, default)) if (
                variable == parameter.variable
            ):
                return self._then(value, branches, default, parameter.variable, known)
            case Apply(_, Lambda(_, (parameter,), Case(_, Local(_, variable), branches, default)), (value,)) if (
                variable == parameter.variable
            ):
                return self._then(value, branches, default, parameter.variable, known)
            case Case(_, scrutinee, (Branch(_, constructor, parameters, body),), None) if (
                self.data is not None and constructor == self.data.constructors[0].symbol
            ):
                part = self._part(scrutinee, known)
                if part is None or part[1]:
                    return None
                inside = {p.variable: (part[0], (i,)) for i, p in enumerate(parameters)}
                return self.keys(body, {**known, **inside})
            case Case(_, scrutinee, branches, default):
                return self._then(scrutinee, branches, default, None, known)
            case _:
                return None

    def _key(
        self,
        order: Expression,
        first: tuple[int, tuple[int, ...]] | None,
        second: tuple[int, tuple[int, ...]] | None,
    ) -> list[Key] | None:
        fixed = not occurs(self.left, order) and not occurs(self.right, order)
        if first is None or second is None or first[1] != second[1] or first[0] == second[0] or not fixed:
            return None
        return [Key(first[1], order, first[0] == 1)]

    def _then(
        self,
        value: Expression,
        branches: Sequence[Branch],
        default: Expression | None,
        name: Variable | None,
        known: _Known,
    ) -> list[Key] | None:
        """One comparison, and another where it says equal."""
        first = self.keys(value, known)
        bodies = {branch.constructor.id: branch.body for branch in branches}
        rest = bodies.get(_EQUAL, default)
        for outcome in (_LESS, _GREATER):
            body = bodies.get(outcome, default)
            same = isinstance(body, Global) and body.symbol.id == outcome
            same |= isinstance(body, Local) and body.variable == name
            if not same:
                return None
        if isinstance(rest, Local) and rest.variable == name:
            return first
        second = self.keys(rest, known) if rest is not None else None
        return None if first is None or second is None else [*first, *second]

    def _part(self, e: Expression, known: _Known) -> tuple[int, tuple[int, ...]] | None:
        match e:
            case Local(_, variable):
                return known.get(variable)
            case Apply(_, Global(_, symbol), (inner,)) if symbol.kind is SymbolKind.FIELD:
                part = self._part(inner, known)
                if part is None:
                    return None
                fields = self.data.constructors[0].fields if self.data is not None and not part[1] else ()
                at = next((i for i, field in enumerate(fields) if field.projection == symbol), None)
                return (part[0], (at,)) if at is not None else (part[0], (*part[1], -1)) if part[1] else None
            case _:
                return None
