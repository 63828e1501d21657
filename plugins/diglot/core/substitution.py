"""Copies of core expressions with other types and values for some of their variables.

In: an expression, types for type variables and values for variables. Out: a copy with fresh variables,
so that copies of different functions may be put into each other. Applications stay flat, and what is polymorphic is
taken at the types that its arguments have.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from diglot.core import ast
from diglot.core.type_substitution import binders, instantiated, match_types, substitute, variables_in
from diglot.names import Implicitness, Variable
from diglot.source import Span
from diglot.typed import types as typed
from diglot.typed.types import Type


@dataclass(slots=True)
class Substitution:
    """Makes one copy; with a span, everything in it gets that place."""

    _types: Mapping[Variable, Type]
    _values: Mapping[Variable, ast.Expression]
    _numbers: Iterator[int]
    _span: Span | None = None
    _renamed: dict[Variable, Variable] = field(default_factory=dict)

    def type(self, type_: Type) -> Type:
        """A type with the types for its variables."""
        return substitute(type_, self._types)

    def bind(self, parameter: ast.Parameter) -> ast.Parameter:
        """A binding under a variable of its own."""
        old = parameter.variable
        new = Variable(next(self._numbers), old.name, self._span or old.span)
        self._renamed[old] = new
        return replace(parameter, variable=new, type=self.type(parameter.type))

    def apply(self, e: ast.Expression) -> ast.Expression:
        """A copy of an expression."""
        span = self._span or e.span
        match e:
            case ast.Local(_, variable, type_):
                value = self._values.get(variable)
                if value is not None:
                    return self._generalised(Substitution({}, {}, self._numbers, self._span).apply(value), type_)
                return ast.Local(span, self._renamed.get(variable, variable), self.type(type_))
            case ast.Global(_, symbol, arguments, type_):
                return ast.Global(span, symbol, tuple([self.type(a) for a in arguments]), self.type(type_))
            case ast.Apply(_, function, arguments, type_):
                return applied(
                    self.apply(function),
                    [self.apply(a) for a in arguments],
                    span,
                    self.type(type_),
                    self._numbers,
                )
            case ast.Lambda(_, parameters, body, type_):
                bound = tuple([self.bind(p) for p in parameters])
                return ast.Lambda(span, bound, self.apply(body), self.type(type_))
            case ast.Let(_, parameter, value, body, type_):
                new = self.apply(value)
                return ast.Let(span, self.bind(parameter), new, self.apply(body), self.type(type_))
            case ast.Case(_, scrutinee, branches, default, type_):
                rest = None if default is None else self.apply(default)
                found = tuple([self._branch(branch) for branch in branches])
                return ast.Case(span, self.apply(scrutinee), found, rest, self.type(type_))
            case ast.If(_, condition, then, otherwise, type_):
                return ast.If(
                    span,
                    self.apply(condition),
                    self.apply(then),
                    self.apply(otherwise),
                    self.type(type_),
                )
            case ast.RecordUpdate(_, record, fields, type_):
                values = tuple([(symbol, self.apply(value)) for symbol, value in fields])
                return ast.RecordUpdate(span, self.apply(record), values, self.type(type_))
            case ast.Integer() | ast.String() | ast.Undefined():
                return replace(e, span=span, type=self.type(e.type))

    def _generalised(self, value: ast.Expression, type_: Type) -> ast.Expression:
        """A value at the polymorphic type of its place.

        Inside of a function that was opened, type variables have other names than those that its type binds.
        """
        variables = binders(type_)
        inner = _without_binders(value.type)
        if not variables or not set(binders(value.type)).isdisjoint(variables_in(inner)):
            return value
        found: dict[Variable, Type] = {}
        match_types(_without_binders(type_), inner, set(variables), found)
        own = {named.variable: typed.Rigid(bound) for bound, named in found.items() if isinstance(named, typed.Rigid)}
        return replace(Substitution(own, {}, self._numbers, self._span).apply(value), type=type_)

    def _branch(self, branch: ast.Branch) -> ast.Branch:
        parameters = tuple([self.bind(p) for p in branch.parameters])
        return ast.Branch(self._span or branch.span, branch.constructor, parameters, self.apply(branch.body))


def applied(
    function: ast.Expression, arguments: Sequence[ast.Expression], span: Span, type_: Type, numbers: Iterator[int]
) -> ast.Expression:
    """A function applied, flat; a lambda whose arguments are all here is taken at them."""
    if not arguments:
        return function
    function = _at_argument_types(function, arguments, type_, numbers)
    match function:
        case ast.Apply(_, inner, first):
            return applied(inner, (*first, *arguments), span, type_, numbers)
        case ast.Lambda(_, parameters, body) if len(parameters) == len(arguments) and all(map(_is_small, arguments)):
            values = {p.variable: a for p, a in zip(parameters, arguments, strict=True)}
            return Substitution({}, values, numbers).apply(body)
        case _:
            return ast.Apply(span, function, tuple(arguments), type_)


def _is_small(argument: ast.Expression) -> bool:
    """Whether an argument may be put wherever its parameter is."""
    return isinstance(argument, ast.Local | ast.Global)


def _at_argument_types(
    function: ast.Expression, arguments: Sequence[ast.Expression], result: Type, numbers: Iterator[int]
) -> ast.Expression:
    """A polymorphic function at the types that its arguments and its place have."""
    variables = binders(function.type)
    if not variables:
        return function
    found: dict[Variable, Type] = {}
    rest: Type = function.type
    for argument in arguments:
        rest = _without_binders(rest)
        if not isinstance(rest, typed.Function):
            break
        match_types(rest.domain, argument.type, set(variables), found)
        rest = rest.codomain
    match_types(_without_binders(rest), result, set(variables), found)
    if any(variable not in found for variable in variables):
        return function
    return at_types(function, [found[variable] for variable in variables], numbers)


def _without_binders(type_: Type) -> Type:
    while isinstance(type_, typed.Function) and type_.implicitness is Implicitness.IMPLICIT:
        type_ = type_.codomain
    return type_


def at_types(e: ast.Expression, chosen: Sequence[Type], numbers: Iterator[int]) -> ast.Expression:
    """A polymorphic expression at types for its parameters, in order."""
    variables = binders(e.type)[: len(chosen)]
    if not variables:
        return e
    mapping = dict(zip(variables, chosen, strict=False))
    type_ = instantiated(e.type, mapping)
    match e:
        case ast.Global():
            return replace(e, type_arguments=_given(e, mapping), type=type_)
        case ast.Apply(function=ast.Global() as head):
            function = replace(head, type_arguments=_given(head, mapping), type=instantiated(head.type, mapping))
            return replace(e, function=function, type=type_)
        case _:
            copy = replace(Substitution(mapping, {}, numbers).apply(e), type=type_)
            return _with_results_at(copy, chosen, numbers)


def _with_results_at(e: ast.Expression, chosen: Sequence[Type], numbers: Iterator[int]) -> ast.Expression:
    """An expression whose result is polymorphic in each of its branches, with these at types for its parameters."""
    match e:
        case ast.Let(body=body):
            return replace(e, body=at_types(body, chosen, numbers))
        case ast.If(then=then, otherwise=otherwise):
            return replace(e, then=at_types(then, chosen, numbers), otherwise=at_types(otherwise, chosen, numbers))
        case ast.Case(branches=branches, default=default):
            found = tuple([replace(each, body=at_types(each.body, chosen, numbers)) for each in branches])
            return replace(e, branches=found, default=default and at_types(default, chosen, numbers))
        case (
            ast.Local()
            | ast.Global()
            | ast.Apply()
            | ast.Lambda()
            | ast.RecordUpdate()
            | ast.Integer()
            | ast.String()
            | ast.Undefined()
        ):
            return e


def _given(head: ast.Global, mapping: Mapping[Variable, Type]) -> tuple[Type, ...]:
    """The type arguments of a constant; those that it lacks are the last ones."""
    mentioned = {variable for argument in head.type_arguments for variable in variables_in(argument)}
    given = tuple([substitute(argument, mapping) for argument in head.type_arguments])
    return given if mentioned & mapping.keys() else (*given, *mapping.values())
