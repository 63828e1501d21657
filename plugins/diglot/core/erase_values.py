"""Values in types, of which HOL knows nothing, taken out of them.

In: the core of a module, the types that it can see, and what the modules below have made. Out: the same module with
types that have no values in them. An argument or a parameter that is a value is left out; what a function gives and
what is not unfolded, as `same Nat`, becomes a postulated type, which has that name. A theory that is right for types
with fewer differences is right for those with more.
"""

from collections.abc import Mapping
from dataclasses import replace

from diglot.core import ast
from diglot.core.order import Single, in_order
from diglot.core.subexpressions import rewrite
from diglot.names import Symbol, SymbolKind, Variable
from diglot.source import Span
from diglot.typed.type_values import is_value
from diglot.typed.types import UNIVERSE, Constructed, ErrorType, Function, Meta, MetaApplied, Rigid, Type, Universe
from diglot.typed.unify import is_kind

Declared = ast.DataType | ast.OpaqueType


class ValueEraser:
    """Takes the values out of the types of one module."""

    def __init__(self, core: ast.CoreModule, types: Mapping[Symbol, Declared], below: Mapping[str, Symbol]) -> None:
        self.core = core
        self.types = types
        self.below = below
        self.made: dict[str, Symbol] = {}
        """The types made for what a function gives, by what that is."""
        self._opaque: list[ast.OpaqueType] = []
        self._place = Span(0, 0)

    def module(self) -> ast.CoreModule:
        """The module without values in types."""
        singles: list[Single] = []
        for declaration in self.core.declarations:
            match declaration:
                case ast.FunctionGroup(functions):
                    found: list[Single] = [self._function(f) for f in functions]
                case ast.TypeGroup(types):
                    found = [self.data(t) for t in types]
                case ast.OpaqueType():
                    found = [replace(declaration, parameters=_kept(declaration.parameters))]
                case ast.TypeFunction():
                    self._place = declaration.span
                    found = [replace(declaration, body=self.type(declaration.body))]
                case ast.AxiomConstant():
                    self._place = declaration.span
                    found = [replace(declaration, type=self.type(declaration.type))]
            singles += [*self._opaque, *found]
            self._opaque.clear()
        return replace(self.core, declarations=in_order(singles))

    def data(self, data: ast.DataType) -> ast.DataType:
        """A data type without values."""
        self._place = data.span
        constructors = tuple(
            [
                replace(made, fields=tuple([replace(field, type=self.type(field.type)) for field in made.fields]))
                for made in data.constructors
            ]
        )
        return replace(data, parameters=_kept(data.parameters), constructors=constructors)

    def arity(self, symbol: Symbol) -> int:
        """How many arguments a type takes that are types."""
        owner = self.types.get(symbol)
        return 0 if owner is None else len(_kept(owner.parameters))

    def _function(self, function: ast.Function) -> ast.Function:
        self._place = function.span
        parameters = tuple([self._parameter(p) for p in function.parameters])
        body = rewrite(function.body, self._expression)
        return replace(function, parameters=parameters, result=self.type(function.result), body=body)

    def _parameter(self, parameter: ast.Parameter) -> ast.Parameter:
        return replace(parameter, type=self.type(parameter.type))

    def _expression(self, e: ast.Expression) -> ast.Expression:
        match e:
            case ast.Global(_, symbol, arguments):
                given = self._arguments(symbol, arguments)
                return replace(e, type_arguments=given, type=self.type(e.type))
            case ast.Lambda():
                parameters = tuple([self._parameter(p) for p in e.parameters])
                return replace(e, parameters=parameters, type=self.type(e.type))
            case ast.Let():
                return replace(e, parameter=self._parameter(e.parameter), type=self.type(e.type))
            case ast.Case():
                branches = tuple(
                    [replace(b, parameters=tuple([self._parameter(p) for p in b.parameters])) for b in e.branches]
                )
                return replace(e, branches=branches, type=self.type(e.type))
            case (
                ast.Local()
                | ast.Integer()
                | ast.String()
                | ast.Apply()
                | ast.If()
                | ast.RecordUpdate()
                | ast.Undefined()
            ):
                return replace(e, type=self.type(e.type))

    def _arguments(self, symbol: Symbol, arguments: tuple[Type, ...]) -> tuple[Type, ...]:
        """The type arguments of a constructor or a field without those that are values of its type's parameters."""
        owner = self.types.get(Symbol(symbol.id.rpartition(".")[0], SymbolKind.TYPE, symbol.span))
        if symbol.kind not in (SymbolKind.CONSTRUCTOR, SymbolKind.FIELD) or owner is None:
            return tuple([self.type(argument) for argument in arguments])
        return self._without_values(owner, arguments)

    def _without_values(self, owner: Declared, arguments: tuple[Type, ...]) -> tuple[Type, ...]:
        kinds = [is_kind(parameter.kind) for parameter in owner.parameters]
        return tuple([self.type(a) for i, a in enumerate(arguments) if i >= len(kinds) or kinds[i]])

    def type(self, type_: Type) -> Type:
        """A type without values."""
        match type_:
            case Constructed(symbol, arguments) if is_value(symbol):
                return self._stuck(symbol, arguments)
            case Constructed(symbol, arguments, written):
                owner = self.types.get(symbol)
                if owner is not None:
                    given = self._without_values(owner, arguments)
                else:
                    given = tuple([self.type(a) for a in arguments])
                return type_ if given == arguments and written is None else Constructed(symbol, given)
            case Rigid(variable, arguments):
                return Rigid(variable, tuple([self.type(a) for a in arguments]), None) if arguments else type_
            case Function(_, _, domain, codomain):
                return replace(type_, domain=self.type(domain), codomain=self.type(codomain), written=None)
            case Universe() | Meta() | MetaApplied() | ErrorType():
                return type_

    def _stuck(self, symbol: Symbol, arguments: tuple[Type, ...]) -> Type:
        """The postulated type for what a function gives; the arguments that are types are its arguments."""
        given = tuple([self.type(a) for a in arguments if not isinstance(a, Universe) and not _is_value_type(a)])
        key = f"value {symbol.id} {len(given)}"
        known = self.below.get(key) or self.made.get(key)
        if known is None:
            taken = {each.id for each in self.made.values()}
            known = Symbol(_free(f"{self.core.name}:{symbol.name}_type", taken), SymbolKind.TYPE, self._place)
            self.made[key] = known
            variables = [Variable(-1 - i, chr(ord("A") + i % 26), self._place) for i in range(len(given))]
            parameters = tuple([ast.TypeParameter(variable, UNIVERSE) for variable in variables])
            self._opaque.append(ast.OpaqueType(known, self._place, parameters))
        return Constructed(known, given)


def _is_value_type(type_: Type) -> bool:
    return isinstance(type_, Constructed) and is_value(type_.symbol)


def _kept(parameters: tuple[ast.TypeParameter, ...]) -> tuple[ast.TypeParameter, ...]:
    return tuple([parameter for parameter in parameters if is_kind(parameter.kind)])


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "'"
    return name
