"""Numbers and conditions at types of the project that are marked `builtin`.

In: the core of a module, and the types of the project that are so marked. Out: the same, with constructors for number
literals at such types, and a match on the constructors in the place of each `if`: the literals and the `if` of HOL
belong to types of HOL, which stand for those of the library only. Literals for which there are no constructors are
reported.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from diglot.core import ast
from diglot.core.errors import NumberTooLarge, TextOfOwnType
from diglot.core.subexpressions import rewrite
from diglot.diagnostic import Problems
from diglot.names import Symbol
from diglot.source import Span
from diglot.typed.types import Constructed, Type, arrows

MARKS = ("nat", "int", "bool", "string")
"""The marks of types that literals and conditions have."""
LARGEST = 200
"""The largest number that is written with constructors."""


def write_out_builtins(
    core: ast.CoreModule, own: Mapping[Symbol, ast.DataType | None], problems: Problems
) -> ast.CoreModule:
    """Write out what is special at the project's own types; `own` has those with a mark, if they have constructors."""
    if not own:
        return core
    writer = _Writer(core.path, own, problems)
    return replace(core, declarations=tuple([writer.declaration(each) for each in core.declarations]))


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes out what is in one module."""

    path: str
    own: Mapping[Symbol, ast.DataType | None]
    problems: Problems

    def declaration(self, declaration: ast.Declaration) -> ast.Declaration:
        """The declaration with its literals and conditions written out."""
        match declaration:
            case ast.FunctionGroup(functions):
                changed = tuple([replace(f, body=rewrite(f.body, self._change)) for f in functions])
                return replace(declaration, functions=changed)
            case ast.TypeGroup() | ast.OpaqueType() | ast.TypeFunction() | ast.AxiomConstant():
                return declaration

    def _change(self, e: ast.Expression) -> ast.Expression:
        match e:
            case ast.Integer(span, value, Constructed(symbol)) if symbol in self.own:
                return self._number(span, value, e.type)
            case ast.String(span, _, Constructed(symbol)) if symbol in self.own:
                self.problems.add(TextOfOwnType(self.path, span, symbol.name))
                return ast.Undefined(span, e.type)
            case ast.If():
                return self._condition(e)
            case (
                ast.Local()
                | ast.Global()
                | ast.Integer()
                | ast.String()
                | ast.Apply()
                | ast.Lambda()
                | ast.Let()
                | ast.Case()
                | ast.RecordUpdate()
                | ast.Undefined()
            ):
                return e

    def _condition(self, e: ast.If) -> ast.Expression:
        data = self._data(e.condition.type)
        if data is None:
            return e
        yes = true_of(data)
        bodies = [(c.symbol, e.then if c.symbol == yes else e.otherwise) for c in data.constructors]
        branches = tuple([ast.Branch(e.span, symbol, (), body) for symbol, body in bodies])
        return ast.Case(e.span, e.condition, branches, None, e.type)

    def _number(self, span: Span, value: int, type_: Type) -> ast.Expression:
        """`suc (suc zero)`, or for whole numbers `ofNat` and `negSuc` of such."""
        data = self._data(type_)
        if data is None or abs(value) > LARGEST:
            self.problems.add(NumberTooLarge(self.path, span, value, str(data.symbol if data else type_), LARGEST))
            return ast.Undefined(span, type_)
        first, second = data.constructors
        if first.fields:
            made, rest = (first, value) if value >= 0 else (second, -value - 1)
            inner = made.fields[0].type
            literal: ast.Expression = ast.Integer(span, rest, inner)
            return _applied(span, made.symbol, self._change(literal), type_)
        found: ast.Expression = ast.Global(span, first.symbol, (), type_)
        for _ in range(value):
            found = _applied(span, second.symbol, found, type_)
        return found

    def _data(self, type_: Type) -> ast.DataType | None:
        return self.own.get(type_.symbol) if isinstance(type_, Constructed) else None


def true_of(data: ast.DataType) -> Symbol:
    """The constructor that a condition is when it holds: the second one, unless the first is called so."""
    first, second = data.constructors
    return first.symbol if first.symbol.name == "true" else second.symbol


def _applied(span: Span, constructor: Symbol, argument: ast.Expression, type_: Type) -> ast.Expression:
    head = ast.Global(span, constructor, (), arrows([argument.type], type_))
    return ast.Apply(span, head, (argument,), type_)
