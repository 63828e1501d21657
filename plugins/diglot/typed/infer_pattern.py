"""Patterns and clauses against the types that they match.

Patterns for type arguments bind type variables and leave no trace in the typed tree; omitted implicit and instance
arguments are matched by nothing and by a fresh instance variable.
"""

from diglot.diagnostic import InternalError
from diglot.names import Implicitness, Variable
from diglot.scope import ast as scoped
from diglot.source import Span
from diglot.typed import ast as typed
from diglot.typed import errors
from diglot.typed.context import Checker
from diglot.typed.types import ERROR, Constructed, ErrorType, Function, Meta, Rigid, Type
from diglot.typed.unify import is_kind, shallow, substitute, unify


def check_pattern(c: Checker, pattern: scoped.Pattern, type_: Type) -> typed.Pattern:
    """A pattern against the type of what it matches; its variables get their types.

    An instance without a name, whether `_` or a field that is left out, is found by instance search all the same.
    """
    match pattern:
        case scoped.WildcardPattern(span, is_error=True):
            return typed.WildcardPattern(span, ERROR)
        case scoped.WildcardPattern(span):
            return _invent_instance(c, type_, span) if c.is_trait(type_) else typed.WildcardPattern(span, type_)
        case scoped.VariablePattern(span, variable):
            bind(c, variable, type_)
            return typed.VariablePattern(span, variable, type_)
        case scoped.AsPattern(span, variable, inner):
            bind(c, variable, type_)
            return typed.AsPattern(span, variable, check_pattern(c, inner, type_), type_)
        case scoped.ConstructorPattern():
            return _check_constructor(c, pattern, type_)
        case scoped.ListPattern():
            return _check_list(c, pattern, type_)


def bind(c: Checker, variable: Variable, type_: Type) -> None:
    """Give a variable its type; one whose type is a trait is open to instance search."""
    c.variables[variable] = type_
    if c.is_trait(type_):
        c.local_instances.append((variable, type_))


def _check_list(c: Checker, pattern: scoped.ListPattern, type_: Type) -> typed.Pattern:
    constructors = c.builtin_constructors("list", 2, pattern.span, "A list pattern")
    if constructors is None:
        return typed.WildcardPattern(pattern.span, type_)
    element = c.fresh()
    found = Constructed(c.builtins["list"], (element,))
    nil, cons = constructors
    if not unify(found, type_):
        c.report(errors.WrongConstructorType(c.path, pattern.span, cons, found, type_))
        return typed.WildcardPattern(pattern.span, type_)
    result: typed.Pattern = typed.ConstructorPattern(pattern.span, nil, (), found)
    for item in reversed(pattern.elements):
        head = check_pattern(c, item, element)
        result = typed.ConstructorPattern(item.span, cons, (head, result), found)
    return result


def _check_constructor(c: Checker, pattern: scoped.ConstructorPattern, type_: Type) -> typed.Pattern:
    constructor_type = c.constant_type(pattern.constructor)
    if isinstance(constructor_type, ErrorType):
        return _give_up(c, pattern)
    fields, owner = _instantiate(c, constructor_type)
    expected = shallow(type_)
    if not isinstance(expected, ErrorType) and not unify(owner, expected):
        if isinstance(expected, Constructed) and c.data_type(expected) is not None:
            c.report(errors.WrongConstructorType(c.path, pattern.name_span, pattern.constructor, owner, expected))
        else:
            c.report(errors.InvalidPatternMatching(c.path, pattern.name_span, expected))
        return _give_up(c, pattern)
    return _check_arguments(c, pattern, fields, type_)


def _check_arguments(
    c: Checker, pattern: scoped.ConstructorPattern, fields: list[Function], type_: Type
) -> typed.Pattern:
    given = list(pattern.arguments)
    arguments: list[typed.Pattern] = []
    for place in fields:
        if given and given[0].implicitness is place.implicitness:
            arguments.append(check_pattern(c, given.pop(0).pattern, place.domain))
        elif place.implicitness is Implicitness.INSTANCE:
            arguments.append(_invent_instance(c, place.domain, pattern.span))
        else:
            break
    if given or len(arguments) != len(fields):
        if c.problems.has_errors:  # In the constructor's declaration, which scoping has only looked at.
            return _give_up(c, pattern)
        raise InternalError(
            f"{pattern.constructor.id} is matched with another number of patterns than scoping has counted"
        )
    return typed.ConstructorPattern(pattern.span, pattern.constructor, tuple(arguments), type_)


def _instantiate(c: Checker, type_: Type) -> tuple[list[Function], Type]:
    """A constructor's type at fresh parameters: its argument arrows and its result."""
    mapping: dict[Variable, Type] = {}
    type_ = shallow(type_)
    while isinstance(type_, Function) and type_.implicitness is Implicitness.IMPLICIT:
        if type_.variable is not None:
            mapping[type_.variable] = c.fresh()
        type_ = shallow(type_.codomain)
    type_ = substitute(type_, mapping)
    fields = []
    while isinstance(type_, Function):
        fields.append(type_)
        type_ = shallow(type_.codomain)
    return fields, type_


def _give_up(c: Checker, pattern: scoped.ConstructorPattern) -> typed.Pattern:
    """A wildcard in place of a broken pattern; the variables below it fit everywhere."""
    for argument in pattern.arguments:
        check_pattern(c, argument.pattern, ERROR)
    return typed.WildcardPattern(pattern.span, ERROR)


def _invent_instance(c: Checker, type_: Type, span: Span) -> typed.Pattern:
    variable = c.invent("inst", span)
    bind(c, variable, type_)
    return typed.VariablePattern(Span(span.start, span.start), variable, type_)


def check_argument_patterns(
    c: Checker, patterns: tuple[scoped.ArgumentPattern, ...], type_: Type, span: Span
) -> tuple[tuple[typed.Pattern, ...], Type]:
    """The patterns of a clause against a function type; gives the typed ones and what is left of the type."""
    result: list[typed.Pattern] = []
    for count, argument in enumerate(patterns):
        type_ = _skip_omitted(c, type_, argument.implicitness, result, span)
        if isinstance(type_, Meta):
            unify(type_, Function(argument.implicitness, None, c.fresh(), c.fresh()))
            type_ = shallow(type_)
        if not isinstance(type_, Function) or type_.implicitness is not argument.implicitness:
            _report_surplus(c, patterns[count:], type_)
            return tuple(result), ERROR
        type_ = shallow(_match_argument(c, argument, type_, result))
    return tuple(result), type_


def _report_surplus(c: Checker, patterns: tuple[scoped.ArgumentPattern, ...], type_: Type) -> None:
    if not isinstance(type_, ErrorType):
        c.report(errors.LhsTooManyPatterns(c.path, patterns[0].pattern.span, type_))
    for pattern in patterns:
        check_pattern(c, pattern.pattern, ERROR)


def _skip_omitted(c: Checker, type_: Type, wanted: Implicitness, result: list[typed.Pattern], span: Span) -> Type:
    """Step over implicit and instance parameters that the writer left out."""
    type_ = shallow(type_)
    while (
        isinstance(type_, Function)
        and type_.implicitness is not Implicitness.EXPLICIT
        and type_.implicitness is not wanted
    ):
        skip_parameter(c, type_, result, span)
        type_ = shallow(type_.codomain)
    return type_


def skip_parameter(c: Checker, function: Function, result: list[typed.Pattern], span: Span) -> None:
    """Match an implicit or instance parameter that the writer left out."""
    if function.implicitness is Implicitness.INSTANCE:
        result.append(_invent_instance(c, function.domain, span))
    elif function.variable is not None:
        c.variables[function.variable] = function.domain
        if not is_kind(function.domain):
            result.append(typed.VariablePattern(Span(span.start, span.start), function.variable, function.domain))


def _match_argument(
    c: Checker, argument: scoped.ArgumentPattern, function: Function, result: list[typed.Pattern]
) -> Type:
    """One pattern against one parameter; gives the type that is left."""
    pattern = argument.pattern
    if function.variable is None or not is_kind(function.domain):
        result.append(check_pattern(c, pattern, function.domain))
        if function.variable is None or not isinstance(pattern, scoped.VariablePattern):
            return function.codomain
        return substitute(function.codomain, {function.variable: Rigid(pattern.variable)})
    c.variables[function.variable] = function.domain
    if isinstance(pattern, scoped.VariablePattern):
        c.aliases[pattern.variable] = Rigid(function.variable)
        c.variables[pattern.variable] = function.domain
    if function.implicitness is Implicitness.EXPLICIT:
        result.append(check_pattern(c, pattern, function.domain))
    return function.codomain
