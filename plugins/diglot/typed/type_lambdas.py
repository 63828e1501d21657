"""Functions to types, with nothing to evaluate: their parameters, and what they are at given arguments."""

from collections.abc import Sequence
from dataclasses import replace

from diglot.names import Implicitness, Variable
from diglot.scope import ast as scoped
from diglot.source import Span
from diglot.typed import ast as typed
from diglot.typed import errors
from diglot.typed.context import Checker, TypeLambda
from diglot.typed.types import Constructed, ErrorType, Function, Rigid, Type
from diglot.typed.unify import apply_type, shallow, substitute


def give(head: Type, kind: Function, argument: Type) -> tuple[Type, Type]:
    """A type with one more argument, and the kind that is left."""
    rest = kind.codomain if kind.variable is None else substitute(kind.codomain, {kind.variable: argument})
    return apply_type(head, (argument,)), shallow(rest)


def without_last(body: Type, missing: Sequence[typed.TypeParameter]) -> Type | None:
    """A type without its last arguments, if these are the given parameters."""
    for parameter in reversed(missing):
        if isinstance(body, ErrorType):
            return body
        if not isinstance(body, Constructed | Rigid) or body.arguments[-1:] != (Rigid(parameter.variable),):
            return None
        earlier = body.arguments[:-1]
        body = Constructed(body.symbol, earlier) if isinstance(body, Constructed) else Rigid(body.variable, earlier)
    return body


def remembering(type_: Type, written: Constructed) -> Type:
    """The unfolded type with what was on the page."""
    return replace(type_, written=written) if isinstance(type_, Constructed | Rigid | Function) else type_


def naming_all_parameters(c: Checker, function: TypeLambda) -> TypeLambda:
    """A function to types that names all its explicit arguments: `Row A := List A` for `Row := List`."""
    parameters, body, kind = list(function.parameters), function.body, function.kind
    while isinstance(kind, Function) and kind.implicitness is Implicitness.EXPLICIT:
        variable = kind.variable or c.invent(_parameter_name(c, body), Span(0, 0))
        parameters.append(typed.TypeParameter(variable, kind.domain))
        body, kind = give(body, kind, Rigid(variable))
    return TypeLambda(tuple(parameters), body, kind)


def _parameter_name(c: Checker, type_: Type) -> str:
    """What a type calls its next parameter."""
    info = c.type_info(type_.symbol) if isinstance(type_, Constructed) else None
    if isinstance(info, typed.TypeFunction) or info is None or not isinstance(type_, Constructed):
        return "A"
    return info.parameters[len(type_.arguments)].variable.name


def why_not_unfolded(clauses: Sequence[scoped.Clause]) -> errors.NotUnfolded | None:
    """Why clauses cannot be unfolded wherever they are used."""
    if len(clauses) > 1:
        return "clauses"
    if isinstance(clauses[0].body, tuple):
        return "conditions"
    plain = (scoped.VariablePattern, scoped.WildcardPattern)
    return None if all(isinstance(each.pattern, plain) for each in clauses[0].patterns) else "pattern"


def plain_variable(c: Checker, pattern: scoped.Pattern) -> Variable:
    """The variable that a pattern binds; a new one for `_`."""
    return pattern.variable if isinstance(pattern, scoped.VariablePattern) else c.invent("A", pattern.span)


def with_argument(function: scoped.Expression, argument: scoped.Expression) -> scoped.Apply:
    """What is written, with one more argument."""
    given = scoped.Argument(Implicitness.EXPLICIT, argument)
    if isinstance(function, scoped.Apply):
        return replace(function, arguments=(*function.arguments, given))
    return scoped.Apply(function.span, function, (given,))
