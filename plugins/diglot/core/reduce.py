"""Static values put in place: instances of traits over types with parameters, and polymorphic functions as arguments.

In: expressions of one module. Out: expressions in which nothing static is left. A method of a known instance becomes
the instance's function, and a call of a generic function a call of one of its copies. The copies are made here, each
once for the same types and values, and at most `COPIES` for one function.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from diglot.core import ast
from diglot.core.errors import TooManyCopies, UnknownInstance
from diglot.core.generic_functions import GenericFunction
from diglot.core.monomorphic_names import monomorphic_name
from diglot.core.shape import Shape
from diglot.core.static_values import STEPS, Arguments, StaticValues
from diglot.core.subexpressions import rebuilt
from diglot.core.substitution import Substitution, applied
from diglot.core.type_substitution import substitute
from diglot.diagnostic import Problems
from diglot.names import Symbol, SymbolKind, Variable
from diglot.source import Span
from diglot.typed import types as typed
from diglot.typed.types import UNIVERSE, Rigid, Type, arrows

COPIES = 60
"""How many copies one function may have."""
REDUCTIONS = 5_000
"""How many static values are put in place in one function."""


@dataclass(slots=True)
class Reducer:
    """Works on one module."""

    module: str
    path: str
    values: StaticValues
    is_absent: Callable[[str], bool]
    """Whether a module has no theory, as those of the library."""
    known: Mapping[str, Symbol]
    """The copies that modules below have."""
    taken: set[str]
    """Ids of the module's symbols."""
    problems: Problems
    made: dict[str, Symbol] = field(default_factory=dict)
    """The module's own copies."""
    waiting: list[tuple[ast.Function, bool]] = field(default_factory=list)
    """Copies whose bodies are not reduced yet, and whether they are of something of the library."""
    place: Span = field(default=Span(0, 0))
    """The definition for which copies are made now."""
    from_library: bool = False
    """Whether what is reduced now is a copy of something of the library."""
    _counts: Counter[Symbol] = field(default_factory=Counter)
    _reductions: int = 0

    def function(self, function: ast.Function) -> ast.Function:
        """A function with its body reduced."""
        self._reductions = 0
        return replace(function, body=self.expression(function.body))

    # -- Expressions --------------------------------------------------------------------------------------------------

    def expression(self, e: ast.Expression) -> ast.Expression:
        """An expression without static parts."""
        match e:
            case ast.Apply(_, ast.Global() as function, arguments):
                return self._call(e, function, arguments)
            case ast.Global():
                return self._call(e, e, ())
            case ast.Apply(span, ast.Lambda(_, parameters, body), arguments, type_) if self._any_static(parameters):
                rest = arguments[len(parameters) :]
                values = {p.variable: a for p, a in zip(parameters, arguments, strict=False)}
                return self._again(e, applied(self.values.copied(body, values), rest, span, type_, self.values.numbers))
            case ast.Let(_, parameter, value, body) if self.values.statics.is_static(parameter.type):
                return self._again(e, self.values.copied(body, {parameter.variable: value}), parameter.variable.name)
            case ast.Case() if self.values.statics.is_static(e.scrutinee.type):
                return self._again(e, self.values.chosen(e), "case")
            case ast.Local(_, variable, type_) if self.values.statics.is_static(type_):
                return self._unknown(e, variable.name)
            case ast.RecordUpdate(_, _, fields) if self.values.statics.is_static(e.type):
                return self._unknown(e, fields[0][0].name)
        return rebuilt(e, self.expression)

    def _again(self, before: ast.Expression, after: ast.Expression | None, name: str = "\\") -> ast.Expression:
        """What became of an expression, reduced further; a value that never ends is one that nobody knows."""
        self._reductions += 1
        if after is None or self._reductions > REDUCTIONS:
            return self._unknown(before, name)
        return self.expression(after)

    def _any_static(self, parameters: Sequence[ast.Parameter]) -> bool:
        return any(self.values.statics.is_static(parameter.type) for parameter in parameters)

    def _unknown(self, e: ast.Expression, name: str) -> ast.Expression:
        self.problems.add(UnknownInstance(self.path, e.span, name))
        return ast.Undefined(e.span, e.type)

    # -- Calls --------------------------------------------------------------------------------------------------------

    def _call(self, e: ast.Expression, function: ast.Global, arguments: Arguments) -> ast.Expression:
        if self.values.keeps(function, arguments):
            return self._kept(e, arguments)
        if self.values.statics.data(e.type) is not None:
            return self._unknown(e, function.symbol.name)
        owner = self.values.statics.data(arguments[0].type) if arguments else None
        if function.symbol.kind is SymbolKind.FIELD and owner is not None:
            method = self.values.method(function, arguments[0])
            after = method and applied(method, arguments[1:], e.span, e.type, self.values.numbers)
            return self._again(e, after, function.symbol.name)
        generic = self._generic(function)
        if generic is not None:
            return self._use(e, function, arguments, generic)
        return replace(e, arguments=tuple([self.expression(a) for a in arguments])) if isinstance(e, ast.Apply) else e

    def _kept(self, e: ast.Expression, arguments: Arguments) -> ast.Expression:
        if not isinstance(e, ast.Apply):
            return e
        reduced = tuple([a if self.values.statics.is_static(a.type) else self.expression(a) for a in arguments])
        return replace(e, arguments=reduced)

    def _generic(self, function: ast.Global) -> GenericFunction | None:
        """The function, if it is copied; most are ruled out by their types."""
        type_ = function.type
        if function.symbol.kind is SymbolKind.AXIOM:
            return self.values.generics.get(function.symbol)
        if function.symbol.kind is not SymbolKind.FUNCTION:
            return None
        if self.values.generics.is_made_up(function.symbol) or self.is_absent(function.symbol.module):
            return self._plain(function.symbol)
        may_be = self.values.statics.has_static_argument(type_) or self.values.statics.is_static(typed.result_of(type_))
        if may_be or any(self.values.statics.is_partial(argument) for argument in function.type_arguments):
            return self.values.generics.get(function.symbol)
        return None

    def _plain(self, symbol: Symbol) -> GenericFunction | None:
        """A method that has no definition of its own, or a function of the library that a copy needs."""
        generic = self.values.generics.get(symbol)
        definition = self.values.generics.find(symbol)
        if generic is not None or definition is None:
            return generic
        needed = self.values.generics.is_made_up(symbol) or self.from_library or definition.lifted_from is not None
        return GenericFunction(definition, frozenset(), (), is_value=False) if needed else None

    def _use(
        self, e: ast.Expression, function: ast.Global, arguments: Arguments, generic: GenericFunction
    ) -> ast.Expression:
        """A call of a copy."""
        types = dict(zip([p.variable for p in generic.function.type_parameters], function.type_arguments, strict=False))
        values = {i: self.values.resolved(arguments[i]) for i in generic.static if i < len(arguments)}
        known = len(values) == len(generic.static) and all(variable in types for variable in generic.fixed)
        if not known or generic.is_value or any(value is None for value in values.values()):
            return self._unknown(e, function.symbol.name)
        use = _Use(generic, [types[v] for v in generic.fixed], {i: v for i, v in values.items() if v is not None})
        copy = self._copy(use, e)
        if copy is None:
            return ast.Undefined(e.span, e.type)
        rest = [p.variable for p in generic.function.type_parameters if p.variable not in generic.fixed]
        given = (*[Rigid(v) for v in use.shape.type_variables], *[types[v] for v in rest if v in types])
        dynamic = [self.expression(a) for i, a in enumerate(arguments) if i not in generic.static]
        first = (*use.shape.locals.values(), *dynamic)
        head = ast.Global(e.span, copy, given, arrows([a.type for a in first], e.type))
        return ast.Apply(e.span, head, first, e.type) if first else replace(head, type=e.type)

    def make_methods(self, instance: ast.Function, types: tuple[Type, ...], given: Arguments) -> None:
        """Copy the methods of an instance that are written in it."""
        head = ast.Global(instance.span, instance.symbol, types, arrows([a.type for a in given], instance.result))
        value: ast.Expression = ast.Apply(instance.span, head, given, instance.result) if given else head
        data, opened = self.values.statics.data(instance.result), self.values.opened(value, STEPS)
        for position, info in enumerate(data.constructors[0].fields if data is not None and opened is not None else ()):
            if info.projection is not None and opened is not None and isinstance(opened.fields[position], ast.Lambda):
                self.expression(self.values.named(opened, position, info.projection))

    # -- Copies -------------------------------------------------------------------------------------------------------

    def _copy(self, use: "_Use", e: ast.Expression) -> Symbol | None:
        """The copy for a use, made if it is not there yet."""
        original = use.generic.function
        key = use.shape.text
        found = self.known.get(key) or self.made.get(key)
        if found is not None:
            return found
        self._counts[original.symbol] += 1
        if self._counts[original.symbol] > COPIES:
            self.problems.add(TooManyCopies(self.path, e.span, original.symbol.name, COPIES))
            return None
        own = original.symbol.module == self.module
        symbol = self._symbol(
            original.symbol, monomorphic_name(original.symbol, use.types, use.values.values(), own=own)
        )
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
        return Symbol(id_, original.kind, span)

    def _copied_function(self, use: "_Use", symbol: Symbol, *, own: bool) -> ast.Function:
        """The function with its types and values in place."""
        original = use.generic.function
        span = None if own else self.place
        outer = {v: Variable(next(self.values.numbers), v.name, v.span) for v in use.shape.type_variables}
        outside = {old: Rigid(new) for old, new in outer.items()}
        captured = {v: Variable(next(self.values.numbers), v.name, v.span) for v in use.shape.locals}
        around = {
            old: ast.Local(use.shape.locals[old].span, new, substitute(use.shape.locals[old].type, outside))
            for old, new in captured.items()
        }
        inner = Substitution(outside, around, self.values.numbers, span)
        types = {v: inner.type(t) for v, t in zip(use.generic.fixed, use.types, strict=True)}
        values = {original.parameters[i].variable: inner.apply(value) for i, value in use.values.items()}
        substitution = Substitution(types, values, self.values.numbers, span)
        first = tuple([ast.Parameter(local.variable, local.type) for local in around.values()])
        rest = tuple([substitution.bind(p) for i, p in enumerate(original.parameters) if i not in use.generic.static])
        kept = tuple([p for p in original.type_parameters if p.variable not in use.generic.fixed])
        return replace(
            original,
            symbol=symbol,
            span=self.place,
            type_parameters=(*[ast.TypeParameter(v, UNIVERSE) for v in outer.values()], *kept),
            parameters=(*first, *rest),
            result=substitution.type(original.result),
            body=substitution.apply(original.body),
            instance=False,
            doc=original.doc if own else "",
        )


@dataclass(init=False, slots=True)
class _Use:
    """A generic function with the types and values of one use."""

    generic: GenericFunction
    types: Sequence[Type]
    values: Mapping[int, ast.Expression]
    shape: Shape

    def __init__(self, generic: GenericFunction, types: Sequence[Type], values: Mapping[int, ast.Expression]) -> None:
        self.generic, self.types, self.values = generic, types, values
        self.shape = Shape()
        self.shape.word(generic.function.symbol.id)
        for type_ in types:
            self.shape.type(type_)
        for index in sorted(values):
            self.shape.word(str(index))
            self.shape.expression(values[index])
