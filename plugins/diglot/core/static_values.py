"""Static values: what they are made of, as far as that can be seen.

In: instances of traits over types with parameters, records with polymorphic fields, and what gives such values. Out:
the constructor behind one with what it holds, or one of its methods. Definitions are opened for that, but at most
`STEPS` of them; where a value is chosen by something that is not known, there is no answer.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from diglot.core.ast import (
    Apply,
    Case,
    Expression,
    Function,
    Global,
    If,
    Integer,
    Lambda,
    Let,
    Local,
    RecordUpdate,
    String,
    TypeParameter,
    Undefined,
)
from diglot.core.generic_functions import GenericFunctions
from diglot.core.static_types import StaticTypes
from diglot.core.substitution import Substitution, applied, at_types
from diglot.core.type_substitution import binders, substitute
from diglot.names import Symbol, SymbolKind, Variable
from diglot.typed.types import UNIVERSE, Rigid, arrows

STEPS = 200
"""How many definitions are opened to see what an instance is."""
FIRST_NUMBER = 1_000_000_000
"""Variables of copies have numbers that no variable of a page has."""

Arguments = tuple[Expression, ...]
Keeps = Callable[[Global, Arguments], bool]
"""Whether a use is left as it is, because HOL has something for it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A static value that is seen to be a constructor with its arguments."""

    constructor: Symbol
    fields: Arguments
    origin: Global | None
    """The definition that the constructor is in, and what it was given."""
    arguments: Arguments


@dataclass(frozen=True, slots=True)
class StaticValues:
    """Looks into the static values of one module."""

    statics: StaticTypes
    generics: GenericFunctions
    keeps: Keeps
    numbers: Iterator[int] = field(default_factory=lambda: count(FIRST_NUMBER))

    def copied(self, e: Expression, values: Mapping[Variable, Expression]) -> Expression:
        """A copy of an expression with values for variables."""
        return Substitution({}, values, self.numbers).apply(e)

    def method(self, function: Global, instance: Expression) -> Expression | None:
        """A method of an instance, at the types that its use gives."""
        data = self.statics.data(instance.type)
        opened = self.opened(instance, STEPS)
        if data is None or opened is None:
            return None
        fields = data.constructors[0].fields
        position = next((i for i, f in enumerate(fields) if f.projection == function.symbol), None)
        if position is None or position >= len(opened.fields):
            return None
        value = self.named(opened, position, function.symbol)
        return at_types(value, function.type_arguments[len(data.parameters) :], self.numbers)

    def named(self, opened: Opened, position: int, method: Symbol) -> Expression:
        """A method as an expression: one that is written as a function in an instance becomes a function of its own."""
        value, origin = opened.fields[position], opened.origin
        definition = self.generics.find(origin.symbol) if origin is not None else None
        if origin is None or definition is None or not isinstance(value, Lambda):
            return value
        written = _written_field(definition, position)
        if not isinstance(written, Lambda) or self.statics.is_static(written.type):
            return value
        symbol = Symbol(f"{definition.symbol.id}_{method.name}", SymbolKind.FUNCTION, definition.symbol.span)
        own = (*definition.type_parameters, *[TypeParameter(v, UNIVERSE) for v in binders(written.type)])
        types = (*origin.type_arguments, *[Rigid(v) for v in binders(written.type)])
        if self.generics.find(symbol) is None:
            parameters = (*definition.parameters, *written.parameters)
            body = written.body
            self.generics.add(
                Function(symbol, written.span, own, parameters, body.type, body, lifted_from=definition.symbol)
            )
        mapping = dict(zip([p.variable for p in definition.type_parameters], origin.type_arguments, strict=False))
        type_ = substitute(written.type, mapping)
        head = Global(value.span, symbol, types, arrows([a.type for a in opened.arguments], type_))
        return Apply(value.span, head, opened.arguments, type_) if opened.arguments else head

    def opened(self, e: Expression, steps: int) -> Opened | None:
        """The constructor behind a static value, with what it holds; None where that cannot be known."""
        origin: Global | None = None
        arguments: Arguments = ()
        for _ in range(steps):
            match e:
                case Apply(_, Global(_, symbol), fields) if symbol.kind is SymbolKind.CONSTRUCTOR:
                    return Opened(symbol, fields, origin, arguments)
                case Global(_, symbol) if symbol.kind is SymbolKind.CONSTRUCTOR:
                    return Opened(symbol, (), origin, arguments)
                case RecordUpdate(_, record, changes):
                    return self._changed(record, changes, steps)
                case _:
                    pass
            origin, arguments = _head(e)
            following = self._step(e)
            if following is None:
                return None
            e = following
        return None

    def _changed(self, record: Expression, changes: tuple[tuple[Symbol, Expression], ...], steps: int) -> Opened | None:
        opened, data = self.opened(record, steps - 1), self.statics.data(record.type)
        if opened is None or data is None:
            return None
        new = dict(changes)
        fields = [
            new.get(info.projection, value) if info.projection is not None else value
            for info, value in zip(data.constructors[0].fields, opened.fields, strict=True)
        ]
        return Opened(opened.constructor, tuple(fields), None, ())

    def _step(self, e: Expression) -> Expression | None:
        """A static value with its outermost definition opened."""
        match e:
            case Let(_, parameter, value, body):
                return self.copied(body, {parameter.variable: value})
            case Case():
                return self.chosen(e)
            case Global() as head:
                return self._defined(e, head, ())
            case Apply(_, Global() as head, arguments):
                if head.symbol.kind is SymbolKind.FIELD:
                    method = self.method(head, arguments[0])
                    return method and applied(method, arguments[1:], e.span, e.type, self.numbers)
                return self._defined(e, head, arguments)
            case Local() | Integer() | String() | Apply() | Lambda() | If() | RecordUpdate() | Undefined():
                return None

    def _defined(self, e: Expression, head: Global, arguments: Arguments) -> Expression | None:
        """What a function stands for."""
        function = self.generics.find(head.symbol)
        if function is None or len(arguments) < len(function.parameters):
            return None
        types = dict(zip([p.variable for p in function.type_parameters], head.type_arguments, strict=False))
        values = dict(zip([p.variable for p in function.parameters], arguments, strict=False))
        body = Substitution(types, values, self.numbers).apply(function.body)
        return applied(body, arguments[len(function.parameters) :], e.span, e.type, self.numbers)

    def resolved(self, e: Expression) -> Expression | None:
        """A static value as a definition with its arguments, as far as one can see without opening definitions."""
        for _ in range(STEPS):
            match e:
                case Local() | RecordUpdate():
                    return None
                case Let() | Case():
                    following = self._step(e)
                case Apply(_, Global(_, symbol), _) if symbol.kind is SymbolKind.FIELD:
                    following = self._step(e)
                case Apply(_, Global() as head, arguments):
                    open_ = head.symbol.kind is SymbolKind.FUNCTION and self.generics.find(head.symbol) is None
                    return None if open_ or self.keeps(head, arguments) else self._with_resolved(e, arguments)
                case Global() | Integer() | String() | Apply() | Lambda() | If() | Undefined():
                    return e
            if following is None:
                return None
            e = following
        return None

    def _with_resolved(self, e: Apply, arguments: Arguments) -> Expression | None:
        found = [self.resolved(a) if self.statics.is_static(a.type) else a for a in arguments]
        resolved = tuple([a for a in found if a is not None])
        return replace(e, arguments=resolved) if len(resolved) == len(arguments) else None

    def chosen(self, case: Case) -> Expression | None:
        """The branch of a match on a static value."""
        opened = self.opened(case.scrutinee, STEPS)
        for branch in case.branches if opened is not None else ():
            if opened is not None and branch.constructor == opened.constructor:
                values = {p.variable: v for p, v in zip(branch.parameters, opened.fields, strict=False)}
                return self.copied(branch.body, values)
        return case.default if opened is not None else None


def _head(e: Expression) -> tuple[Global | None, Arguments]:
    """A definition with its arguments."""
    match e:
        case Global():
            return e, ()
        case Apply(_, Global() as head, arguments):
            return head, arguments
        case _:
            return None, ()


def _written_field(definition: Function, position: int) -> Expression | None:
    """A field as an instance's own definition has it."""
    match definition.body:
        case Apply(_, Global(_, symbol), fields) if symbol.kind is SymbolKind.CONSTRUCTOR and position < len(fields):
            return fields[position]
    return None
