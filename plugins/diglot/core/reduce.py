"""Static values put in place: instances of traits over types with parameters, and polymorphic functions as arguments.

In: expressions of one module. Out: expressions in which nothing static is left. A method of a known instance becomes
the instance's function, and a call of a template a call of one of its copies. The copies are made here, each once for
the same types and values, and at most `COPIES` for one function.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from diglot.core.ast import (
    Apply,
    Case,
    Expression,
    Function,
    Global,
    Lambda,
    Let,
    Local,
    Parameter,
    RecordUpdate,
    TypeParameter,
    Undefined,
)
from diglot.core.copy_expression import Copier, applied, at_types
from diglot.core.copy_names import copy_name
from diglot.core.errors import TooManyCopies, UnknownInstance
from diglot.core.shape import Shape
from diglot.core.static import StaticTypes
from diglot.core.subexpressions import rebuilt
from diglot.core.templates import Template, Templates
from diglot.core.type_copies import binders, substitute
from diglot.diagnostic import Problems
from diglot.names import Implicitness, Symbol, SymbolKind, Variable
from diglot.source import Span
from diglot.typed import types as typed
from diglot.typed.types import UNIVERSE, Rigid, Type

COPIES = 60
"""How many copies one function may have."""
STEPS = 200
"""How many definitions are opened to see what an instance is."""
FIRST_NUMBER = 1_000_000_000
"""Variables of copies have numbers that no variable of a page has."""

Arguments = tuple[Expression, ...]
Keeps = Callable[[Global, Arguments], bool]
"""Whether a use is left as it is, because HOL has something for it."""


@dataclass(slots=True)
class Reducer:
    """Works on one module."""

    module: str
    path: str
    statics: StaticTypes
    templates: Templates
    keeps: Keeps
    is_absent: Callable[[str], bool]
    """Whether a module has no theory, as those of the library."""
    known: Mapping[str, Symbol]
    """The copies that modules below have."""
    taken: set[str]
    """Ids of the module's symbols."""
    problems: Problems
    made: dict[str, Symbol] = field(default_factory=dict)
    """The module's own copies."""
    waiting: list[tuple[Function, bool]] = field(default_factory=list)
    """Copies whose bodies are not reduced yet, and whether they are of something of the library."""
    place: Span = field(default=Span(0, 0))
    """The definition for which copies are made now."""
    from_library: bool = False
    """Whether what is reduced now is a copy of something of the library."""
    numbers: Iterator[int] = field(default_factory=lambda: count(FIRST_NUMBER))
    _counts: Counter[Symbol] = field(default_factory=Counter)

    def function(self, function: Function) -> Function:
        """A function with its body reduced."""
        return replace(function, body=self.expression(function.body))

    # -- Expressions --------------------------------------------------------------------------------------------------

    def expression(self, e: Expression) -> Expression:
        """An expression without static parts."""
        match e:
            case Apply(_, Global() as function, arguments):
                return self._call(e, function, arguments)
            case Global():
                return self._call(e, e, ())
            case Apply(span, Lambda(_, parameters, body), arguments, type_) if self._any_static(parameters):
                rest = arguments[len(parameters) :]
                values = {p.variable: a for p, a in zip(parameters, arguments, strict=False)}
                return self.expression(applied(self._copied(body, values), rest, span, type_, self.numbers))
            case Let(_, parameter, value, body) if self.statics.is_static(parameter.type):
                return self.expression(self._copied(body, {parameter.variable: value}))
            case Case() if self.statics.is_static(e.scrutinee.type):
                chosen = self._chosen(e)
                return self._unknown(e, "case") if chosen is None else self.expression(chosen)
            case Local(_, variable, type_) if self.statics.is_static(type_):
                return self._unknown(e, variable.name)
            case RecordUpdate(_, _, fields) if self.statics.is_static(e.type):
                return self._unknown(e, fields[0][0].name)
        return rebuilt(e, self.expression)

    def _any_static(self, parameters: Sequence[Parameter]) -> bool:
        return any(self.statics.is_static(parameter.type) for parameter in parameters)

    def _copied(self, e: Expression, values: Mapping[Variable, Expression]) -> Expression:
        return Copier({}, values, self.numbers).copy(e)

    def _unknown(self, e: Expression, name: str) -> Expression:
        self.problems.add(UnknownInstance(self.path, e.span, name))
        return Undefined(e.span, e.type)

    # -- Calls --------------------------------------------------------------------------------------------------------

    def _call(self, e: Expression, function: Global, arguments: Arguments) -> Expression:
        if self.keeps(function, arguments):
            return self._kept(e, arguments)
        if self.statics.data(e.type) is not None:
            return self._unknown(e, function.symbol.name)
        owner = self.statics.data(arguments[0].type) if arguments else None
        if function.symbol.kind is SymbolKind.FIELD and owner is not None:
            method = self._method(function, arguments[0])
            if method is None:
                return self._unknown(e, function.symbol.name)
            return self.expression(applied(method, arguments[1:], e.span, e.type, self.numbers))
        template = self._template(function)
        if template is not None:
            return self._use(e, function, arguments, template)
        return replace(e, arguments=tuple([self.expression(a) for a in arguments])) if isinstance(e, Apply) else e

    def _kept(self, e: Expression, arguments: Arguments) -> Expression:
        if not isinstance(e, Apply):
            return e
        reduced = tuple([a if self.statics.is_static(a.type) else self.expression(a) for a in arguments])
        return replace(e, arguments=reduced)

    def _template(self, function: Global) -> Template | None:
        """The function, if it is copied; most are ruled out by their types."""
        type_ = function.type
        if function.symbol.kind is not SymbolKind.FUNCTION:
            return None
        if self.templates.is_made_up(function.symbol) or self.is_absent(function.symbol.module):
            return self._plain(function.symbol)
        may_be = self.statics.has_static_argument(type_) or self.statics.is_static(_result(type_))
        if may_be or any(self.statics.is_partial(argument) for argument in function.type_arguments):
            return self.templates.get(function.symbol)
        return None

    def _plain(self, symbol: Symbol) -> Template | None:
        """A method that has no definition of its own, or a function of the library that a copy needs."""
        template = self.templates.get(symbol)
        definition = self.templates.find(symbol)
        if template is not None or definition is None:
            return template
        needed = self.templates.is_made_up(symbol) or self.from_library or definition.lifted_from is not None
        return Template(definition, frozenset(), (), is_value=False) if needed else None

    def _use(self, e: Expression, function: Global, arguments: Arguments, template: Template) -> Expression:
        """A call of a copy."""
        types = dict(
            zip([p.variable for p in template.function.type_parameters], function.type_arguments, strict=False)
        )
        values = {i: self._resolved(arguments[i]) for i in template.static if i < len(arguments)}
        known = len(values) == len(template.static) and all(variable in types for variable in template.fixed)
        if not known or template.is_value or any(value is None for value in values.values()):
            return self._unknown(e, function.symbol.name)
        use = _Use(template, [types[v] for v in template.fixed], {i: v for i, v in values.items() if v is not None})
        copy = self._copy(use, e)
        if copy is None:
            return Undefined(e.span, e.type)
        rest = [p.variable for p in template.function.type_parameters if p.variable not in template.fixed]
        given = (*[Rigid(v) for v in use.shape.type_variables], *[types[v] for v in rest if v in types])
        dynamic = [self.expression(a) for i, a in enumerate(arguments) if i not in template.static]
        first = (*use.shape.locals.values(), *dynamic)
        head = Global(e.span, copy, given, _arrows([a.type for a in first], e.type))
        return Apply(e.span, head, first, e.type) if first else replace(head, type=e.type)

    # -- Copies -------------------------------------------------------------------------------------------------------

    def _copy(self, use: "_Use", e: Expression) -> Symbol | None:
        """The copy for a use, made if it is not there yet."""
        original = use.template.function
        key = use.shape.text
        found = self.known.get(key) or self.made.get(key)
        if found is not None:
            return found
        self._counts[original.symbol] += 1
        if self._counts[original.symbol] > COPIES:
            self.problems.add(TooManyCopies(self.path, e.span, original.symbol.name, COPIES))
            return None
        own = original.symbol.module == self.module
        symbol = self._symbol(original.symbol, copy_name(original.symbol, use.types, use.values.values(), own=own))
        self.made[key] = symbol
        absent = self.is_absent(original.symbol.module)
        self.waiting.append((self._copied_function(use, symbol, own=own), absent))
        return symbol

    def _symbol(self, original: Symbol, name: str) -> Symbol:
        id_ = f"{self.module}:{name}"
        while id_ in self.taken:
            id_ += "'"
        self.taken.add(id_)
        span = original.span if original.module == self.module else Span(self.place.start, self.place.start)
        return Symbol(id_, SymbolKind.FUNCTION, span)

    def _copied_function(self, use: "_Use", symbol: Symbol, *, own: bool) -> Function:
        """The function with its types and values in place."""
        original = use.template.function
        span = None if own else self.place
        outer = {v: Variable(next(self.numbers), v.name, v.span) for v in use.shape.type_variables}
        outside = {old: Rigid(new) for old, new in outer.items()}
        captured = {v: Variable(next(self.numbers), v.name, v.span) for v in use.shape.locals}
        around = {
            old: Local(use.shape.locals[old].span, new, substitute(use.shape.locals[old].type, outside))
            for old, new in captured.items()
        }
        inner = Copier(outside, around, self.numbers, span)
        types = {v: inner.type(t) for v, t in zip(use.template.fixed, use.types, strict=True)}
        values = {original.parameters[i].variable: inner.copy(value) for i, value in use.values.items()}
        copier = Copier(types, values, self.numbers, span)
        first = tuple([Parameter(local.variable, local.type) for local in around.values()])
        rest = tuple([copier.bind(p) for i, p in enumerate(original.parameters) if i not in use.template.static])
        kept = tuple([p for p in original.type_parameters if p.variable not in use.template.fixed])
        return replace(
            original,
            symbol=symbol,
            span=self.place,
            type_parameters=(*[TypeParameter(v, UNIVERSE) for v in outer.values()], *kept),
            parameters=(*first, *rest),
            result=copier.type(original.result),
            body=copier.copy(original.body),
            instance=False,
            doc=original.doc if own else "",
        )

    # -- Static values ------------------------------------------------------------------------------------------------

    def _method(self, function: Global, instance: Expression) -> Expression | None:
        """A method of an instance, at the types that its use gives."""
        data = self.statics.data(instance.type)
        opened = self._opened(instance, STEPS)
        if data is None or opened is None:
            return None
        fields = data.constructors[0].fields
        position = next((i for i, f in enumerate(fields) if f.projection == function.symbol), None)
        if position is None or position >= len(opened.fields):
            return None
        value = self._named(opened, position, function.symbol)
        return at_types(value, function.type_arguments[len(data.parameters) :], self.numbers)

    def _named(self, opened: "_Opened", position: int, method: Symbol) -> Expression:
        """A method as an expression: one that is written as a function in an instance becomes a function of its own."""
        value, origin = opened.fields[position], opened.origin
        definition = self.templates.find(origin.symbol) if origin is not None else None
        if origin is None or definition is None or not isinstance(value, Lambda):
            return value
        written = _written_field(definition, position)
        if not isinstance(written, Lambda) or self.statics.is_static(written.type):
            return value
        symbol = Symbol(f"{definition.symbol.id}_{method.name}", SymbolKind.FUNCTION, definition.symbol.span)
        own = (*definition.type_parameters, *[TypeParameter(v, UNIVERSE) for v in binders(written.type)])
        types = (*origin.type_arguments, *[Rigid(v) for v in binders(written.type)])
        if self.templates.find(symbol) is None:
            parameters = (*definition.parameters, *written.parameters)
            body = written.body
            self.templates.add(
                Function(symbol, written.span, own, parameters, body.type, body, lifted_from=definition.symbol)
            )
        mapping = dict(zip([p.variable for p in definition.type_parameters], origin.type_arguments, strict=False))
        type_ = substitute(written.type, mapping)
        head = Global(value.span, symbol, types, _arrows([a.type for a in opened.arguments], type_))
        return Apply(value.span, head, opened.arguments, type_) if opened.arguments else head

    def make_methods(self, instance: Function, types: tuple[Type, ...], given: Arguments) -> None:
        """Copy the methods of an instance that are written in it."""
        head = Global(instance.span, instance.symbol, types, _arrows([a.type for a in given], instance.result))
        value: Expression = Apply(instance.span, head, given, instance.result) if given else head
        data, opened = self.statics.data(instance.result), self._opened(value, STEPS)
        for position, info in enumerate(data.constructors[0].fields if data is not None and opened is not None else ()):
            if info.projection is not None and opened is not None and isinstance(opened.fields[position], Lambda):
                self.expression(self._named(opened, position, info.projection))

    def _opened(self, e: Expression, steps: int) -> "_Opened | None":
        """The constructor behind a static value, with what it holds; None where that cannot be known."""
        origin: Global | None = None
        arguments: Arguments = ()
        for _ in range(steps):
            match e:
                case Apply(_, Global(_, symbol), fields) if symbol.kind is SymbolKind.CONSTRUCTOR:
                    return _Opened(symbol, fields, origin, arguments)
                case Global(_, symbol) if symbol.kind is SymbolKind.CONSTRUCTOR:
                    return _Opened(symbol, (), origin, arguments)
                case RecordUpdate(_, record, changes):
                    return self._changed(record, changes, steps)
            origin, arguments = _head(e)
            following = self._step(e)
            if following is None:
                return None
            e = following
        return None

    def _changed(
        self, record: Expression, changes: tuple[tuple[Symbol, Expression], ...], steps: int
    ) -> "_Opened | None":
        opened, data = self._opened(record, steps - 1), self.statics.data(record.type)
        if opened is None or data is None:
            return None
        new = dict(changes)
        fields = [
            new.get(info.projection, value) if info.projection is not None else value
            for info, value in zip(data.constructors[0].fields, opened.fields, strict=True)
        ]
        return _Opened(opened.constructor, tuple(fields), None, ())

    def _step(self, e: Expression) -> Expression | None:
        """A static value with its outermost definition opened."""
        match e:
            case Let(_, parameter, value, body):
                return self._copied(body, {parameter.variable: value})
            case Case():
                return self._chosen(e)
            case Global() as head:
                return self._defined(e, head, ())
            case Apply(_, Global() as head, arguments):
                if head.symbol.kind is SymbolKind.FIELD:
                    method = self._method(head, arguments[0])
                    return method and applied(method, arguments[1:], e.span, e.type, self.numbers)
                return self._defined(e, head, arguments)
        return None

    def _defined(self, e: Expression, head: Global, arguments: Arguments) -> Expression | None:
        """What a function stands for."""
        function = self.templates.find(head.symbol)
        if function is None or len(arguments) < len(function.parameters):
            return None
        types = dict(zip([p.variable for p in function.type_parameters], head.type_arguments, strict=False))
        values = dict(zip([p.variable for p in function.parameters], arguments, strict=False))
        body = Copier(types, values, self.numbers).copy(function.body)
        return applied(body, arguments[len(function.parameters) :], e.span, e.type, self.numbers)

    def _resolved(self, e: Expression) -> Expression | None:
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
                    open_ = head.symbol.kind is SymbolKind.FUNCTION and self.templates.find(head.symbol) is None
                    return None if open_ or self.keeps(head, arguments) else self._with_resolved(e, arguments)
                case _:
                    return e
            if following is None:
                return None
            e = following
        return None

    def _with_resolved(self, e: Apply, arguments: Arguments) -> Expression | None:
        found = [self._resolved(a) if self.statics.is_static(a.type) else a for a in arguments]
        resolved = tuple([a for a in found if a is not None])
        return replace(e, arguments=resolved) if len(resolved) == len(arguments) else None

    def _chosen(self, case: Case) -> Expression | None:
        """The branch of a match on a static value."""
        opened = self._opened(case.scrutinee, STEPS)
        for branch in case.branches if opened is not None else ():
            if opened is not None and branch.constructor == opened.constructor:
                values = {p.variable: v for p, v in zip(branch.parameters, opened.fields, strict=False)}
                return self._copied(branch.body, values)
        return case.default if opened is not None else None


@dataclass(frozen=True, slots=True)
class _Opened:
    """A static value that is seen to be a constructor with its arguments."""

    constructor: Symbol
    fields: Arguments
    origin: Global | None
    """The definition that the constructor stands in, and what it was given."""
    arguments: Arguments


@dataclass(init=False, slots=True)
class _Use:
    """A template with the types and values of one use."""

    template: Template
    types: Sequence[Type]
    values: Mapping[int, Expression]
    shape: Shape

    def __init__(self, template: Template, types: Sequence[Type], values: Mapping[int, Expression]) -> None:
        self.template, self.types, self.values = template, types, values
        self.shape = Shape()
        self.shape.word(template.function.symbol.id)
        for type_ in types:
            self.shape.type(type_)
        for index in sorted(values):
            self.shape.word(str(index))
            self.shape.expression(values[index])


def _head(e: Expression) -> tuple[Global | None, Arguments]:
    """A definition with its arguments."""
    match e:
        case Global():
            return e, ()
        case Apply(_, Global() as head, arguments):
            return head, arguments
    return None, ()


def _written_field(definition: Function, position: int) -> Expression | None:
    """A field as an instance's own definition has it."""
    match definition.body:
        case Apply(_, Global(_, symbol), fields) if symbol.kind is SymbolKind.CONSTRUCTOR and position < len(fields):
            return fields[position]
    return None


def _result(type_: Type) -> Type:
    while isinstance(type_, typed.Function):
        type_ = type_.codomain
    return type_


def _arrows(domains: Sequence[Type], result: Type) -> Type:
    for domain in reversed(domains):
        result = typed.Function(Implicitness.EXPLICIT, None, domain, result)
    return result
