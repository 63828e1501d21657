"""Data types over types with parameters, made into one data type for each of those that they are used at.

In: declarations without static values. Out: the same without such types. `Pair2 List Nat` becomes `Pair2_List Nat`,
whose constructors and fields are called as those of `Pair2`. A copy has the parameters that are left, after the type
variables in the types put in place.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from diglot.core import ast
from diglot.core.errors import TooManyCopies
from diglot.core.monomorphic_names import monomorphic_name
from diglot.core.order import Single
from diglot.core.reduce import COPIES
from diglot.core.shape import Shape
from diglot.core.static_types import is_higher
from diglot.core.subexpressions import rebuilt
from diglot.core.type_substitution import substitute
from diglot.diagnostic import Problems
from diglot.names import Symbol, SymbolKind, Variable
from diglot.source import Span
from diglot.typed.types import UNIVERSE, Constructed, ErrorType, Meta, MetaApplied, Rigid, Type, Universe
from diglot.typed.types import Function as FunctionType


@dataclass(slots=True)
class TypeMonomorphiser:
    """Works on one module."""

    module: str
    path: str
    types: Mapping[Symbol, ast.DataType]
    """All that can be mentioned."""
    is_static: Callable[[Symbol], bool]
    known: Mapping[str, Symbol]
    """The copies that modules below have."""
    taken: set[str]
    problems: Problems
    made: dict[str, Symbol] = field(default_factory=dict)
    """The module's own copies."""
    waiting: list[ast.DataType] = field(default_factory=list)
    """Copies that are not declared yet."""
    place: Span = field(default=Span(0, 0))
    """What copies are made for now."""
    _counts: Counter[Symbol] = field(default_factory=Counter)

    def are_needed(self) -> bool:
        """Whether there is any such type."""
        return any(self._is_copied(data.symbol) for data in self.types.values() if any(map(is_higher, data.parameters)))

    def _is_copied(self, symbol: Symbol) -> bool:
        data = self.types.get(symbol)
        return data is not None and any(map(is_higher, data.parameters)) and not self.is_static(symbol)

    def declaration(self, single: Single) -> Iterator[Single]:
        """A declaration after the copies of types that it needs."""
        self.place = single.span
        changed = self._changed(single)
        while self.waiting:
            yield self._data(self.waiting.pop(0))
        if changed is not None:
            yield changed

    def _changed(self, single: Single) -> Single | None:
        match single:
            case ast.DataType(symbol):
                return None if self._is_copied(symbol) else self._data(single)
            case ast.TypeFunction():
                return replace(single, body=self.type(single.body))
            case ast.AxiomConstant():
                return replace(single, type=self.type(single.type))
            case ast.Function():
                parameters = tuple([self._parameter(p) for p in single.parameters])
                body = self.expression(single.body)
                return replace(single, parameters=parameters, result=self.type(single.result), body=body)
            case ast.OpaqueType():
                return single

    def _data(self, data: ast.DataType) -> ast.DataType:
        constructors = tuple([self._constructor(constructor) for constructor in data.constructors])
        return replace(data, constructors=constructors)

    def _constructor(self, constructor: ast.ConstructorInfo) -> ast.ConstructorInfo:
        return replace(constructor, fields=tuple([replace(f, type=self.type(f.type)) for f in constructor.fields]))

    # -- Types --------------------------------------------------------------------------------------------------------

    def type(self, type_: Type) -> Type:
        """A type without types over types with parameters."""
        match type_:
            case Constructed(symbol, arguments, written):
                whole = Constructed(symbol, tuple([self.type(a) for a in arguments]), self._written(written))
                if self._is_copied(symbol) and len(arguments) == len(self.types[symbol].parameters):
                    found = self._copy(whole)
                    return whole if found is None else found
                return whole
            case Rigid(variable, arguments, written):
                return Rigid(variable, tuple([self.type(a) for a in arguments]), self._written(written))
            case FunctionType():
                domain, codomain = self.type(type_.domain), self.type(type_.codomain)
                return replace(type_, domain=domain, codomain=codomain, written=self._written(type_.written))
            case Universe() | Meta() | MetaApplied() | ErrorType():
                return type_

    def _written(self, written: Constructed | None) -> Constructed | None:
        if written is None:
            return None
        return Constructed(written.symbol, tuple([self.type(a) for a in written.arguments]))

    def _copy(self, type_: Constructed) -> Constructed | None:
        """The copy that a type becomes."""
        data = self.types[type_.symbol]
        pairs = list(zip(data.parameters, type_.arguments, strict=True))
        shape = Shape()
        shape.word(data.symbol.id)
        for parameter, argument in pairs:
            if is_higher(parameter):
                shape.type(argument)
        symbol = self.known.get(shape.text) or self.made.get(shape.text) or self._make(data, type_, shape)
        rest = [argument for parameter, argument in pairs if not is_higher(parameter)]
        if symbol is None:
            return None
        return Constructed(symbol, (*[Rigid(v) for v in shape.type_variables], *rest))

    def _make(self, data: ast.DataType, type_: Constructed, shape: Shape) -> Symbol | None:
        self._counts[data.symbol] += 1
        if self._counts[data.symbol] > COPIES:
            self.problems.add(TooManyCopies(self.path, self.place, data.symbol.name, COPIES))
            return None
        pairs = list(zip(data.parameters, type_.arguments, strict=True))
        types = {p.variable: argument for p, argument in pairs if is_higher(p)}
        own = data.symbol.module == self.module
        id_ = f"{self.module}:{monomorphic_name(data.symbol, types.values(), (), own=own)}"
        while id_ in self.taken:
            id_ += "'"
        self.taken.add(id_)
        symbol = self.made[shape.text] = Symbol(id_, SymbolKind.TYPE, data.symbol.span if own else self.place)
        first = [ast.TypeParameter(variable, UNIVERSE) for variable in shape.type_variables]
        left = [parameter for parameter in data.parameters if not is_higher(parameter)]
        constructors = tuple([_copied(constructor, symbol, types) for constructor in data.constructors])
        copy = replace(data, symbol=symbol, parameters=(*first, *left), constructors=constructors, span=self.place)
        self.waiting.append(copy if own else replace(copy, doc=""))
        return symbol

    # -- Expressions --------------------------------------------------------------------------------------------------

    def _parameter(self, parameter: ast.Parameter) -> ast.Parameter:
        return replace(parameter, type=self.type(parameter.type))

    def expression(self, e: ast.Expression) -> ast.Expression:
        """An expression with copies of types."""
        e = rebuilt(e, self.expression)
        type_ = self.type(e.type)
        match e:
            case ast.Global():
                return self._constant(e, type_)
            case ast.Lambda(_, parameters):
                return replace(e, parameters=tuple([self._parameter(p) for p in parameters]), type=type_)
            case ast.Let(_, parameter):
                return replace(e, parameter=self._parameter(parameter), type=type_)
            case ast.Case(_, scrutinee, branches):
                changed = tuple([self._branch(branch, scrutinee.type) for branch in branches])
                return replace(e, branches=changed, type=type_)
            case ast.RecordUpdate(_, record, fields):
                names = tuple([(_member(symbol, record.type), value) for symbol, value in fields])
                return replace(e, fields=names, type=type_)
            case ast.Local() | ast.Integer() | ast.String() | ast.Apply() | ast.If() | ast.Undefined():
                return replace(e, type=type_)

    def _constant(self, e: ast.Global, type_: Type) -> ast.Global:
        owner = _owner(e.symbol, self.types)
        if owner is None or not self._is_copied(owner.symbol):
            return replace(e, type_arguments=tuple([self.type(a) for a in e.type_arguments]), type=type_)
        count = len(owner.parameters)
        whole = self.type(Constructed(owner.symbol, e.type_arguments[:count]))
        given = whole.arguments if isinstance(whole, Constructed) else ()
        more = [self.type(a) for a in e.type_arguments[count:]]
        return replace(e, symbol=_member(e.symbol, whole), type_arguments=(*given, *more), type=type_)

    def _branch(self, branch: ast.Branch, scrutinee: Type) -> ast.Branch:
        parameters = tuple([self._parameter(p) for p in branch.parameters])
        return replace(branch, constructor=_member(branch.constructor, scrutinee), parameters=parameters)


def _owner(symbol: Symbol, types: Mapping[Symbol, ast.DataType]) -> ast.DataType | None:
    """The type of a constructor or a field."""
    if symbol.kind not in (SymbolKind.CONSTRUCTOR, SymbolKind.FIELD):
        return None
    return types.get(Symbol(symbol.id.rpartition(".")[0], SymbolKind.TYPE, symbol.span))


def _member(symbol: Symbol, type_: Type) -> Symbol:
    """A constructor or a field as it is called in the type that values are of."""
    if not isinstance(type_, Constructed):
        return symbol
    return Symbol(f"{type_.symbol.id}.{symbol.name}", symbol.kind, symbol.span)


def _copied(constructor: ast.ConstructorInfo, owner: Symbol, types: Mapping[Variable, Type]) -> ast.ConstructorInfo:
    fields = [
        replace(
            f,
            type=substitute(f.type, types),
            projection=None if f.projection is None else _member(f.projection, Constructed(owner)),
        )
        for f in constructor.fields
    ]
    return ast.ConstructorInfo(
        _member(constructor.symbol, Constructed(owner)), tuple(fields), constructor.record, constructor.doc
    )
