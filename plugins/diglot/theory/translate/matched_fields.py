"""Matches instead of selectors, where Isabelle sees the end of a recursion only by what is in a value.

In: a recursive function, and the naming of its module. Out: the same function, in which what has fields (a record that
is a datatype, or a pair) is matched where it is bound: `f (content e)` becomes `case e of mkEnv c t => f c`. Isabelle
knows nothing of the size of `content e`; that of `c` is less than that of `mkEnv c t`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from diglot.core.ast import (
    Apply,
    Branch,
    Case,
    Expression,
    Function,
    Global,
    Lambda,
    Let,
    Local,
    Parameter,
)
from diglot.core.subexpressions import occurs, rewrite, subexpressions
from diglot.core.type_substitution import substitute
from diglot.core.variable_names import name_for_type
from diglot.names import Symbol, SymbolKind, Variable
from diglot.theory.library.types import COMMA, PAIR
from diglot.theory.translate.names import Naming
from diglot.theory.translate.prepare_recursion import with_single_matches
from diglot.typed.types import Constructed, Type

_OF_PAIR = tuple(f"{PAIR.rpartition(':')[0]}:{name}" for name in ("fst", "snd"))


@dataclass(frozen=True, slots=True)
class _Fields:
    """How values of a type are made, and what gets their parts back."""

    constructor: Symbol
    names: tuple[str, ...]
    types: tuple[Type, ...]
    position: Mapping[str, int]
    """Of each selector, by its identity."""


@dataclass(frozen=True, slots=True)
class FieldMatches:
    """Makes them in the functions of one module."""

    naming: Naming
    numbers: Iterator[int]

    def of(self, function: Function) -> Function:
        """A function without selectors of variables."""
        body = rewrite(function.body, self._below_binders)
        return with_single_matches(replace(function, body=self._opened(function.parameters, body)), self.naming)

    def _below_binders(self, expression: Expression) -> Expression:
        match expression:
            case Lambda(_, parameters, body):
                return replace(expression, body=self._opened(parameters, body))
            case Let(_, parameter, _, body):
                return replace(expression, body=self._opened((parameter,), body))
            case Case(_, _, branches):
                inner = [replace(each, body=self._opened(each.parameters, each.body)) for each in branches]
                return replace(expression, branches=tuple(inner))
            case _:
                return expression

    def _opened(self, parameters: Sequence[Parameter], body: Expression) -> Expression:
        """What variables are bound in, with matches of those whose parts are asked for."""
        for parameter in reversed(parameters):
            fields = self._fields(parameter.type, parameter.variable)
            if fields is not None and any(_asks(e, parameter.variable, fields) for e in subexpressions(body)):
                body = self._matched(parameter, fields, body)
        return body

    def _matched(self, parameter: Parameter, fields: _Fields, body: Expression) -> Expression:
        variable, span = parameter.variable, body.span
        made = [Variable(next(self.numbers), name, variable.span) for name in fields.names]

        parts = [Parameter(each, type_) for each, type_ in zip(made, fields.types, strict=True)]
        values = [Local(span, part.variable, part.type) for part in parts]

        def change(e: Expression) -> Expression:
            match e:
                case Apply(_, Global(_, symbol), (Local(_, found), *more)) if _is(found, variable, symbol, fields):
                    part = values[fields.position[symbol.id]]
                    return replace(e, function=part, arguments=tuple(more)) if more else part
                case _:
                    return e

        inner = rewrite(body, change)
        inner = self._opened(parts, inner)
        named = tuple([replace(part, used=occurs(part.variable, inner)) for part in parts])
        branch = Branch(span, fields.constructor, named, inner)
        return Case(span, Local(span, variable, parameter.type), (branch,), None, body.type)

    def _fields(self, type_: Type, at: Variable) -> _Fields | None:
        if not isinstance(type_, Constructed):
            return None
        if type_.symbol.id == PAIR:
            comma = Symbol(COMMA, SymbolKind.CONSTRUCTOR, at.span)
            names = tuple(map(name_for_type, type_.arguments))
            return _Fields(comma, names, type_.arguments, {id_: index for index, id_ in enumerate(_OF_PAIR)})
        home = self.naming.home(type_.symbol)
        data = None if home is None or home.is_record(type_.symbol) else home.types.get(type_.symbol)
        if data is None or not data.is_record:
            return None
        (constructor,) = data.constructors
        given = dict(zip((each.variable for each in data.parameters), type_.arguments, strict=True))
        return _Fields(
            constructor.symbol,
            tuple(each.name or "x" for each in constructor.fields),
            tuple(substitute(each.type, given) for each in constructor.fields),
            {each.projection.id: index for index, each in enumerate(constructor.fields) if each.projection is not None},
        )


def _is(found: Variable, variable: Variable, symbol: Symbol, fields: _Fields) -> bool:
    """Whether something is a selector of a variable."""
    return found == variable and symbol.id in fields.position


def _asks(e: Expression, variable: Variable, fields: _Fields) -> bool:
    """Whether an expression is a part of a variable's value."""
    match e:
        case Apply(_, Global(_, symbol), (Local(_, found), *_)):
            return _is(found, variable, symbol, fields)
        case _:
            return False
