"""Scoped expressions in the place of types, to types.

In: an expression where a type is due. Out: a `Type` with type functions unfolded and its kind checked.
Where it makes no sense a problem is reported and the error type returned.
"""

from dataclasses import replace

from diglot.names import Implicitness, Symbol, SymbolKind, Variable
from diglot.scope import ast as scoped
from diglot.source import Span
from diglot.typed import ast as typed
from diglot.typed import errors
from diglot.typed.context import Checker, kind_of_parameters
from diglot.typed.types import ERROR, UNIVERSE, Constructed, ErrorType, Function, Meta, Rigid, Type, Universe
from diglot.typed.unify import apply_type, is_kind, is_outgrown, shallow, substitute, unify


def evaluate_type(c: Checker, expression: scoped.Expression, kind: Type = UNIVERSE) -> Type:
    """The type that an expression denotes; reports when it is none or has another kind."""
    if isinstance(expression, scoped.Hole):
        return c.fresh_for(expression.span, "this type")
    found, found_kind = _evaluate(c, expression)
    if isinstance(found, ErrorType):
        return found
    if not unify(found_kind, kind):
        c.report(errors.WrongKind(c.path, expression.span, found, found_kind, kind))
        return ERROR
    return found


def evaluate_kind(c: Checker, expression: scoped.Expression | None) -> Type:
    """The annotation of a type parameter; none means `Type`."""
    return UNIVERSE if expression is None else evaluate_type(c, expression)


def _evaluate(c: Checker, expression: scoped.Expression) -> tuple[Type, Type]:
    """A type and its kind."""
    match expression:
        case scoped.Universe():
            return UNIVERSE, UNIVERSE
        case scoped.Hole(span):
            return c.fresh_for(span, "this type"), UNIVERSE
        case scoped.Pi():
            return _evaluate_pi(c, expression), UNIVERSE
        case scoped.Local(span, variable):
            return _evaluate_variable(c, variable, span)
        case scoped.Global(span, symbol):
            return _evaluate_global(c, symbol, (), span)
        case scoped.Apply():
            return _evaluate_application(c, expression)
        case scoped.NamedApply():
            return _evaluate_named(c, expression)
        case scoped.ErrorExpression():
            return ERROR, ERROR
        case (
            scoped.Integer()
            | scoped.String()
            | scoped.Lambda()
            | scoped.Case()
            | scoped.If()
            | scoped.Let()
            | scoped.ListLiteral()
            | scoped.RecordUpdate()
        ):
            c.report(errors.NotAType(c.path, expression.span, None))
            return ERROR, ERROR


def _evaluate_pi(c: Checker, pi: scoped.Pi) -> Type:
    domain = evaluate_type(c, pi.domain)
    if pi.implicitness is Implicitness.INSTANCE:
        require_trait(c, domain, pi.domain.span)
    if pi.variable is not None:
        c.variables[pi.variable] = domain
    codomain = evaluate_type(c, pi.codomain)
    return Function(pi.implicitness, pi.variable, domain, codomain)


def require_trait(c: Checker, type_: Type, span: Span) -> None:
    """Report an instance argument that is no trait."""
    found = shallow(type_)
    if not isinstance(found, ErrorType | Meta) and not c.is_trait(found):
        c.report(errors.NotATrait(c.path, span, found))


def _evaluate_variable(c: Checker, variable: Variable, span: Span) -> tuple[Type, Type]:
    kind = shallow(c.variables.get(variable, ERROR))
    if isinstance(kind, ErrorType):
        return ERROR, ERROR
    if isinstance(kind, Meta):
        unify(kind, UNIVERSE)
    elif not is_kind(kind):
        c.report(errors.NotAType(c.path, span, kind))
        return ERROR, ERROR
    return c.aliases.get(variable, Rigid(variable)), kind


def _evaluate_global(
    c: Checker, symbol: Symbol, arguments: tuple[scoped.Argument, ...], span: Span
) -> tuple[Type, Type]:
    info = c.type_info(symbol)
    if info is None and symbol in c.type_functions:
        info = register_type_function(c, symbol)
    match info:
        case typed.TypeFunction():
            return _unfold(c, info, arguments, span)
        case typed.DataType() | typed.OpaqueType():
            return _apply(c, Constructed(symbol), kind_of_parameters(info.parameters), arguments, symbol.name)
        case None:
            return _not_a_type(c, symbol, span)


def _not_a_type(c: Checker, symbol: Symbol, span: Span) -> tuple[Type, Type]:
    if symbol.module == c.module.name and symbol not in c.constants and symbol not in c.type_functions:
        # A value whose own type is not known yet, as it is this one or that of a later definition.
        c.report(errors.NotAType(c.path, span, None))
    elif symbol.kind is not SymbolKind.TYPE and symbol not in c.type_functions:
        type_ = c.constant_type(symbol)
        if not isinstance(type_, ErrorType):
            report = (
                errors.UnsupportedTypeFunction(c.path, span, symbol.name)
                if is_kind(type_)
                else errors.NotAType(c.path, span, type_)
            )
            c.report(report)
    return ERROR, ERROR


def _apply(c: Checker, head: Type, kind: Type, arguments: tuple[scoped.Argument, ...], name: str) -> tuple[Type, Type]:
    for count, argument in enumerate(arguments):
        kind = shallow(kind)
        if isinstance(kind, Meta):
            unify(kind, Function(Implicitness.EXPLICIT, None, UNIVERSE, UNIVERSE))
            kind = shallow(kind)
        if not isinstance(kind, Function):
            c.report(errors.ExpectedFunctionType(c.path, argument.value.span, kind, name, count))
            return ERROR, ERROR
        head = apply_type(head, (evaluate_type(c, argument.value, kind.domain),))
        kind = kind.codomain
    return head, kind


def _unfold(
    c: Checker, function: typed.TypeFunction, arguments: tuple[scoped.Argument, ...], span: Span
) -> tuple[Type, Type]:
    """A type function at its arguments; with fewer, its body must end in the missing ones (`Queue` for `List`)."""
    given = len(function.parameters[: len(arguments)])
    pairs = zip(function.parameters, arguments, strict=False)
    mapping = {p.variable: evaluate_type(c, a.value, p.kind) for p, a in pairs}
    missing = function.parameters[given:]
    body = function.body
    for parameter in reversed(missing):
        if (
            not isinstance(body, Constructed | Rigid)
            or not body.arguments
            or body.arguments[-1] != Rigid(parameter.variable)
        ):
            c.report(errors.UnsupportedTypeFunction(c.path, span, function.symbol.name))
            return ERROR, ERROR
        body = (
            Constructed(body.symbol, body.arguments[:-1])
            if isinstance(body, Constructed)
            else Rigid(body.variable, body.arguments[:-1])
        )
    head = substitute(body, mapping)
    if mapping and is_outgrown(head):
        c.report(errors.TypeTooLarge(c.path, span, function.symbol.name))
        return ERROR, ERROR
    if not missing and given == len(arguments):
        head = _remember(head, Constructed(function.symbol, tuple(mapping.values())))
    return _apply(c, head, kind_of_parameters(missing), arguments[given:], function.symbol.name)


def _remember(type_: Type, written: Constructed) -> Type:
    """The unfolded type with what was on the page."""
    return replace(type_, written=written) if isinstance(type_, Constructed | Rigid | Function) else type_


def _evaluate_application(c: Checker, application: scoped.Apply) -> tuple[Type, Type]:
    match application.function:
        case scoped.Global(span, symbol):
            return _evaluate_global(c, symbol, application.arguments, span)
        case scoped.Local(span, variable):
            head, kind = _evaluate_variable(c, variable, span)
            if isinstance(head, ErrorType):
                return head, kind
            return _apply(c, head, kind, application.arguments, variable.name)
        case function:
            head, kind = _evaluate(c, function)
            return (head, kind) if isinstance(head, ErrorType) else _apply(c, head, kind, application.arguments, "")


def _evaluate_named(c: Checker, application: scoped.NamedApply) -> tuple[Type, Type]:
    """`T@{A := Nat}` as a type: positional, entries being plain values."""
    arguments = tuple(
        scoped.Argument(Implicitness.EXPLICIT, _entry_value(application, index)) for index in application.order
    )
    return _evaluate_global(c, application.function.symbol, arguments, application.span)


def _entry_value(application: scoped.NamedApply, index: int | None) -> scoped.Expression:
    body = scoped.Hole(application.span) if index is None else application.entries[index].definition.clauses[0].body
    return scoped.Hole(application.span) if isinstance(body, tuple) else body


# -- Type functions ---------------------------------------------------------------------------------------------------


def returns_type(function: scoped.Function) -> bool:
    """Whether a definition's declared result is `Type`, as far as can be read off its signature."""
    result = function.definition.type
    while isinstance(result, scoped.Pi):
        result = result.codomain
    return isinstance(result, scoped.Universe)


def register_type_function(c: Checker, symbol: Symbol) -> typed.TypeFunction | None:
    """Evaluate a type function of this module on first use; reports one that cannot be unfolded."""
    function = c.type_functions[symbol]
    if symbol in c.unfolding:
        c.report(errors.UnsupportedTypeFunction(c.path, symbol.span, symbol.name))
        return None
    c.unfolding[symbol] = None
    parameters = _parameters_of(c, function.definition)
    body = _body_of(c, function.definition) if parameters is not None else None
    del c.unfolding[symbol]
    if body is not None and is_outgrown(body):
        c.report(errors.TypeTooLarge(c.path, symbol.span, symbol.name))
        body = ERROR
    if parameters is None or body is None:
        c.report(errors.UnsupportedTypeFunction(c.path, symbol.span, symbol.name))
        body = ERROR
    result = typed.TypeFunction(
        symbol, function.definition.span, parameters or (), body, doc=function.doc, pragma=function.pragma
    )
    c.types[symbol] = result
    del c.type_functions[symbol]
    return result


def _parameters_of(c: Checker, definition: scoped.Definition) -> tuple[typed.TypeParameter, ...] | None:
    parameters = []
    for parameter in definition.parameters:
        kind = evaluate_kind(c, parameter.type)
        c.variables[parameter.variable] = kind
        parameters.append(typed.TypeParameter(parameter.variable, kind))
    result = definition.type
    patterns = definition.clauses[0].patterns if len(definition.clauses) == 1 else ()
    for pattern in patterns:
        if not isinstance(result, scoped.Pi) or not isinstance(pattern.pattern, scoped.VariablePattern):
            return None
        kind = evaluate_type(c, result.domain)
        c.variables[pattern.pattern.variable] = kind
        parameters.append(typed.TypeParameter(pattern.pattern.variable, kind))
        result = result.codomain
    return tuple(parameters)


def _body_of(c: Checker, definition: scoped.Definition) -> Type | None:
    if len(definition.clauses) != 1 or isinstance(definition.clauses[0].body, tuple):
        return None
    body, kind = _evaluate(c, definition.clauses[0].body)
    if isinstance(body, ErrorType):
        return body
    missing = definition.type
    for _ in definition.clauses[0].patterns:
        missing = missing.codomain if isinstance(missing, scoped.Pi) else missing
    return body if isinstance(missing, scoped.Universe) and isinstance(shallow(kind), Universe) else None
