"""Definitions: signatures, local definitions, and the right-hand sides of both local and global ones."""

from diglot.diagnostic import InternalError
from diglot.names import Implicitness, Variable
from diglot.scope import ast as scoped
from diglot.typed import ast as typed
from diglot.typed.check_clause import check_clause
from diglot.typed.context import Checker
from diglot.typed.evaluate_type import evaluate_kind, evaluate_type, require_trait
from diglot.typed.infer_pattern import bind
from diglot.typed.types import UNIVERSE, Function, Type
from diglot.typed.unify import erase_implicit, is_kind, shallow


def infer_let(c: Checker, let: scoped.Let, hint: Type | None) -> typed.Expression:
    """A `let`: each group of definitions, then the body."""
    groups = []
    for group in let.groups:
        for definition in group.definitions:
            c.variables[local_binder(definition)] = declared_type(c, definition)
        groups.append((tuple([check_local(c, d) for d in group.definitions]), group.recursive))
    result = c.infer(let.body, None) if hint is None else c.check(let.body, hint)
    for definitions, recursive in reversed(groups):
        result = typed.Let(let.span, definitions, recursive, result, result.type)
    return result


def declared_type(c: Checker, definition: scoped.Definition) -> Type:
    """The type of a local definition as far as it is written; the rest is unknown."""
    if definition.type is None and not definition.parameters:
        return c.fresh_for(definition.span, f"the type of `{definition.binder.name}`")
    return signature_type(c, definition)


def signature_type(c: Checker, definition: scoped.Definition) -> Type:
    """The type that a signature gives: arrows for the parameters, then the result."""
    arrows: list[tuple[Implicitness, Variable, Type]] = []
    for parameter in definition.parameters:
        type_ = parameter_type(c, parameter)
        arrows.append((parameter.implicitness, parameter.variable, type_))
    result: Type = c.fresh() if definition.type is None else evaluate_type(c, definition.type)
    for implicitness, variable, type_ in reversed(arrows):
        result = Function(implicitness, variable if is_kind(type_) else None, type_, result)
    return result


def parameter_type(c: Checker, parameter: scoped.Parameter) -> Type:
    """A parameter's type; its variable is in scope from here on."""
    if parameter.type is None and parameter.implicitness is Implicitness.IMPLICIT:
        type_: Type = UNIVERSE
    elif parameter.type is None:
        type_ = c.fresh_for(parameter.span, f"the type of `{parameter.variable.name}`")
    else:
        type_ = evaluate_kind(c, parameter.type)
    if parameter.implicitness is Implicitness.INSTANCE:
        require_trait(c, type_, parameter.span)
    c.variables[parameter.variable] = type_
    return type_


def check_local(c: Checker, definition: scoped.Definition) -> typed.LocalDefinition:
    """A local definition whose variable already has its type."""
    binder = local_binder(definition)
    type_ = c.variables[binder]
    body, type_parameters = check_definition(c, definition, type_)
    parameters = tuple([parameter.variable for parameter in type_parameters])
    return typed.LocalDefinition(
        definition.span, binder, parameters, erase_implicit(type_), body, definition.terminating
    )


def check_definition(
    c: Checker, definition: scoped.Definition, type_: Type
) -> tuple[typed.Expression, tuple[typed.TypeParameter, ...]]:
    """The right-hand side of a definition of a given type, and the type parameters that it binds.

    A definition with parameters or clauses becomes a `Lambda` whose clauses begin with the parameters.
    """
    outer = len(c.local_instances)
    leading: list[typed.Pattern] = []
    type_parameters: list[typed.TypeParameter] = []
    rest = shallow(type_)
    for parameter in definition.parameters:
        if not isinstance(rest, Function):
            break
        _bind_parameter(c, parameter, rest, leading, type_parameters)
        rest = shallow(rest.codomain)
    type_parameters += type_parameters_of(rest)
    clauses = [check_clause(c, clause, rest) for clause in definition.clauses]
    del c.local_instances[outer:]
    clauses = [typed.Clause(cl.span, (*leading, *cl.patterns), cl.body) for cl in clauses]
    only = clauses[0].body
    if len(clauses) == 1 and not clauses[0].patterns and not isinstance(only, tuple):
        return only, tuple(type_parameters)
    return typed.Lambda(definition.span, tuple(clauses), erase_implicit(type_)), tuple(type_parameters)


def _bind_parameter(
    c: Checker,
    parameter: scoped.Parameter,
    place: Function,
    leading: list[typed.Pattern],
    type_parameters: list[typed.TypeParameter],
) -> None:
    if parameter.implicitness is Implicitness.IMPLICIT and is_kind(place.domain):
        c.variables[parameter.variable] = place.domain
        type_parameters.append(typed.TypeParameter(parameter.variable, place.domain))
        return
    bind(c, parameter.variable, place.domain)
    leading.append(typed.VariablePattern(parameter.span, parameter.variable, place.domain))


def type_parameters_of(type_: Type) -> tuple[typed.TypeParameter, ...]:
    """The implicit type parameters of a type: `{A : Type} -> …`."""
    found = []
    type_ = shallow(type_)
    while isinstance(type_, Function):
        if type_.variable is not None and type_.implicitness is Implicitness.IMPLICIT and is_kind(type_.domain):
            found.append(typed.TypeParameter(type_.variable, type_.domain))
        type_ = shallow(type_.codomain)
    return tuple(found)


def local_binder(definition: scoped.Definition) -> Variable:
    """The variable that a local definition binds."""
    if isinstance(definition.binder, Variable):
        return definition.binder
    raise InternalError(f"local definition of the global {definition.binder.id}")
