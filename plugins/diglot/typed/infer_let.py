"""Definitions: signatures, local definitions, and the right-hand sides of both local and global ones."""

from diglot.names import Implicitness
from diglot.scope import ast as scoped
from diglot.typed import ast as typed
from diglot.typed.check_clause import check_clauses
from diglot.typed.context import Checker
from diglot.typed.errors import UnsupportedTypeFunction
from diglot.typed.evaluate_type import declare_local_type, local_binder, signature_type
from diglot.typed.infer_pattern import bind
from diglot.typed.types import ERROR, Function, Type
from diglot.typed.unify import erase_implicit, is_kind, shallow


def infer_let(c: Checker, let: scoped.Let, hint: Type | None) -> typed.Expression:
    """A `let`: each group of definitions, then the body."""
    groups = []
    for group in let.groups:
        values = [each for each in group.definitions if not declare_local(c, each, recursive=group.recursive)]
        if values:
            groups.append((tuple([check_local(c, d) for d in values]), group.recursive))
    result = c.infer(let.body, None) if hint is None else c.check(let.body, hint)
    for definitions, recursive in reversed(groups):
        result = typed.Let(let.span, definitions, recursive, result, result.type)
    return result


def declare_local(c: Checker, definition: scoped.Definition, *, recursive: bool = False) -> bool:
    """Give a local variable the type that it is declared with; true when it stands for a type."""
    binder = local_binder(definition)
    if is_untyped_type(c, definition):
        declare_local_type(c, definition)
        return True
    type_ = declared_type(c, definition)
    if is_kind(type_) and recursive:
        c.aliases[binder], c.variables[binder] = ERROR, type_
        c.report(UnsupportedTypeFunction(c.path, binder.span, binder.name, "endless"))
    elif is_kind(type_):
        declare_local_type(c, definition, type_)
    else:
        c.variables[binder] = type_
    return is_kind(type_)


def is_untyped_type(c: Checker, definition: scoped.Definition) -> bool:
    """Whether a definition without a type stands for a type."""
    body = definition.clauses[0].body
    if definition.type is not None or definition.parameters or isinstance(body, tuple):
        return False
    return _is_type(c, body)


def _is_type(c: Checker, body: scoped.Expression) -> bool:
    match body:
        case scoped.Universe() | scoped.Pi():
            return True
        case scoped.Global(_, symbol) | scoped.NamedApply(function=scoped.Global(_, symbol)):
            return symbol in c.type_functions or c.type_info(symbol) is not None
        case scoped.Local(_, variable):
            return is_kind(c.variables.get(variable, ERROR))
        case scoped.Apply(_, function):
            return _is_type(c, function)
        case _:
            return False


def declared_type(c: Checker, definition: scoped.Definition) -> Type:
    """The type of a local definition as far as it is written; the rest is unknown."""
    if definition.type is None and not definition.parameters:
        return c.fresh_for(definition.span, f"the type of `{definition.binder.name}`")
    return signature_type(c, definition)


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
    clauses = check_clauses(c, definition.clauses, rest)
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
