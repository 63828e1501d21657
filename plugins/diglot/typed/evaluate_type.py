"""Scoped expressions in the place of types, to types.

In: an expression where a type is due. Out: a `Type` with type functions unfolded and its kind checked.
Where it makes no sense a problem is reported and the error type returned.
"""

from collections.abc import Container
from dataclasses import replace

from diglot.diagnostic import InternalError
from diglot.names import Implicitness, Symbol, Variable
from diglot.scope import ast as scoped
from diglot.source import Span
from diglot.typed import ast as typed
from diglot.typed import errors
from diglot.typed.context import Checker, TypeLambda, kind_of_parameters
from diglot.typed.type_lambdas import (
    give,
    naming_all_parameters,
    plain_variable,
    remembering,
    why_not_unfolded,
    with_argument,
    without_last,
)
from diglot.typed.type_values import as_type
from diglot.typed.types import ERROR, UNIVERSE, Constructed, ErrorType, Function, Meta, Rigid, Type, mentions_variable
from diglot.typed.unify import is_kind, is_outgrown, leading_implicits, shallow, substitute, unify


def evaluate_type(c: Checker, expression: scoped.Expression, kind: Type = UNIVERSE) -> Type:
    """The type that an expression denotes; reports when it is none or has another kind."""
    if isinstance(expression, scoped.Hole):
        return c.fresh_for(expression.span, "this type")
    if kind is not UNIVERSE and not isinstance(shallow(kind), Meta | ErrorType) and not is_kind(kind):
        return _value(c, expression, kind)
    found, found_kind = _evaluate(c, expression)
    if isinstance(found, ErrorType) or found_kind is kind:
        return found
    for _ in range(leading_implicits(found_kind) - leading_implicits(kind)):
        found, found_kind = _insert(c, found, found_kind, expression.span)
    if not unify(found_kind, kind):
        is_type = is_kind(found_kind) or isinstance(shallow(found_kind), Meta | ErrorType)
        wrong_kind = errors.WrongKind(c.path, expression.span, found, found_kind, kind)
        c.report(wrong_kind if is_type else errors.NotAType(c.path, expression.span, found_kind))
        return ERROR
    return found


def _value(c: Checker, expression: scoped.Expression, type_: Type) -> Type:
    """A value in a type."""
    c.has_values = True
    return as_type(c.check(expression, type_), c.module.name, c.literal_values)


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
            return _evaluate_local(c, variable, (), span)
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
    domain = _kind_to_find(c) if _is_open(c, pi.domain) else evaluate_type(c, pi.domain)
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


# -- Names and applications -------------------------------------------------------------------------------------------


def _evaluate_local(
    c: Checker, variable: Variable, arguments: tuple[scoped.Argument, ...], span: Span
) -> tuple[Type, Type]:
    function = c.local_functions.get(variable)
    if function is not None:
        return _unfold(c, function, variable.name, None, arguments, span)
    kind = shallow(c.variables.get(variable, ERROR))
    if isinstance(kind, ErrorType):
        return ERROR, ERROR
    is_unknown = isinstance(kind, Meta)
    if is_unknown and kind not in (c.open_kinds or ()):
        unify(kind, UNIVERSE)
    if not is_unknown and not is_kind(kind):
        c.report(errors.NotAType(c.path, span, kind))
        return ERROR, ERROR
    head = c.aliases.get(variable, Rigid(variable))
    return (head, kind) if isinstance(head, ErrorType) else _apply(c, head, kind, arguments, variable.name)


def _evaluate_global(
    c: Checker, symbol: Symbol, arguments: tuple[scoped.Argument, ...], span: Span
) -> tuple[Type, Type]:
    info = c.type_info(symbol)
    if info is None and symbol in c.type_functions:
        info = register_type_function(c, symbol)
    match info:
        case typed.TypeFunction():
            function = TypeLambda(info.parameters, info.body, info.kind)
            return _unfold(c, function, symbol.name, symbol, arguments, span)
        case typed.DataType(is_whole=False) if len(arguments) != len(info.parameters):
            for argument in arguments:
                _evaluate(c, argument.value)
            return ERROR, ERROR
        case typed.DataType() | typed.OpaqueType():
            return _apply(c, Constructed(symbol), kind_of_parameters(info.parameters), arguments, symbol.name)
        case None:
            return _given_by_function(c, symbol, arguments, span)


def _given_by_function(
    c: Checker, symbol: Symbol, arguments: tuple[scoped.Argument, ...], span: Span
) -> tuple[Type, Type]:
    """A type that a function gives and that is not unfolded; its kind says if it is none."""
    if symbol in c.unfolding:
        return ERROR, ERROR  # It needs itself, which is reported.
    type_ = c.constant_type(symbol)
    if isinstance(type_, ErrorType):
        if symbol.module == c.module.name and symbol not in c.constants and symbol not in c.type_functions:
            # A value whose own type is not known yet, as it is this one.
            c.report(errors.NotAType(c.path, span, None))
        return ERROR, ERROR
    function = scoped.Global(span, symbol)
    found = c.infer(scoped.Apply(span, function, arguments) if arguments else function, None)
    c.has_values = True
    return as_type(found, c.module.name, c.literal_values), found.type


def _apply(c: Checker, head: Type, kind: Type, arguments: tuple[scoped.Argument, ...], name: str) -> tuple[Type, Type]:
    for count, argument in enumerate(arguments):
        span = argument.value.span
        kind = shallow(kind)
        if isinstance(kind, Meta):
            unify(kind, Function(argument.implicitness, None, UNIVERSE, UNIVERSE))
            kind = shallow(kind)
        while isinstance(kind, Function) and kind.implicitness is not argument.implicitness:
            if kind.implicitness is Implicitness.EXPLICIT:
                c.report(errors.ExpectedExplicitArgument(c.path, span, name))
                return ERROR, ERROR
            head, kind = _insert(c, head, kind, span)
        if not isinstance(kind, Function):
            c.report(errors.ExpectedFunctionType(c.path, span, kind, name, count))
            return ERROR, ERROR
        head, kind = give(head, kind, evaluate_type(c, argument.value, kind.domain))
    return head, kind


def _insert(c: Checker, head: Type, kind: Type, span: Span) -> tuple[Type, Type]:
    """A type with the argument in braces that is due, which is to be found."""
    kind = shallow(kind)
    return give(head, kind, c.fresh_for(span, "this type")) if isinstance(kind, Function) else (head, kind)


def _unfold(
    c: Checker,
    function: TypeLambda,
    name: str,
    symbol: Symbol | None,
    arguments: tuple[scoped.Argument, ...],
    span: Span,
) -> tuple[Type, Type]:
    """A type function at its arguments; with fewer, its body must end in the missing ones (`Queue` for `List`)."""
    given = len(function.parameters[: len(arguments)])
    mapping: dict[Variable, Type] = {}
    for parameter, argument in zip(function.parameters, arguments, strict=False):
        if argument.implicitness is not Implicitness.EXPLICIT:
            c.report(errors.ExpectedExplicitArgument(c.path, argument.value.span, name))
            return ERROR, ERROR
        mapping[parameter.variable] = evaluate_type(c, argument.value, substitute(parameter.kind, mapping))
    missing = function.parameters[given:]
    body = without_last(function.body, missing)
    if body is None:
        c.report(errors.UnsupportedTypeFunction(c.path, span, name, "partial"))
        return ERROR, ERROR
    head = substitute(body, mapping)
    if mapping and is_outgrown(head):
        c.report(errors.TypeTooLarge(c.path, span, name))
        return ERROR, ERROR
    if symbol is not None and not missing and given == len(arguments):
        head = remembering(head, Constructed(symbol, tuple(mapping.values())))
    kind = substitute(kind_of_parameters(missing, function.kind), mapping)
    return (head, kind) if isinstance(head, ErrorType) else _apply(c, head, kind, arguments[given:], name)


def _evaluate_application(c: Checker, application: scoped.Apply) -> tuple[Type, Type]:
    match application.function:
        case scoped.Global(span, symbol):
            return _evaluate_global(c, symbol, application.arguments, span)
        case scoped.Local(span, variable):
            return _evaluate_local(c, variable, application.arguments, span)
        case function:
            head, kind = _evaluate(c, function)
            return (head, kind) if isinstance(head, ErrorType) else _apply(c, head, kind, application.arguments, "")


def _evaluate_named(c: Checker, application: scoped.NamedApply) -> tuple[Type, Type]:
    """`T@{A := Nat}` as a type: by position. What is in braces and comes after the last name stays left out."""
    symbol = application.function.symbol
    kind = shallow(_evaluate_global(c, symbol, (), application.function.span)[1])
    types: set[int] = set()
    for index in application.order:
        if index is not None and isinstance(kind, Function) and is_kind(kind.domain):
            types.add(index)
        kind = shallow(kind.codomain) if isinstance(kind, Function) else kind
    for index in sorted(types):
        declare_local_type(c, application.entries[index].definition)
    last = max((place for place, index in enumerate(application.order, 1) if index is not None), default=0)
    arguments = tuple(
        scoped.Argument(parameter.implicitness, _entry_value(application, index, types))
        for parameter, index in zip(application.parameters[:last], application.order, strict=False)
    )
    return _evaluate_global(c, symbol, arguments, application.span)


def _entry_value(application: scoped.NamedApply, index: int | None, types: Container[int]) -> scoped.Expression:
    if index is None:
        return scoped.Hole(application.span)
    definition = application.entries[index].definition
    body = definition.clauses[0].body
    if index not in types and not isinstance(body, tuple):
        return body
    return scoped.Local(definition.span if isinstance(body, tuple) else body.span, local_binder(definition))


# -- Signatures -------------------------------------------------------------------------------------------------------


def signature_type(c: Checker, definition: scoped.Definition) -> Type:
    """The type that a signature gives: arrows for the parameters, then the result."""
    arrows: list[tuple[Implicitness, Variable, Type]] = []
    for parameter in definition.parameters:
        type_ = parameter_type(c, parameter)
        arrows.append((parameter.implicitness, parameter.variable, type_))
    result: Type = c.fresh() if definition.type is None else evaluate_type(c, definition.type)
    for kind in c.open_kinds or ():
        if kind.solution is None:
            kind.solution = UNIVERSE
    for implicitness, variable, type_ in reversed(arrows):
        is_mentioned = is_kind(type_) or mentions_variable(result, variable)
        result = Function(implicitness, variable if is_mentioned else None, type_, result)
    return result


def _is_open(c: Checker, kind: scoped.Expression | None) -> bool:
    """Whether a type variable is declared as one for types in an axiom: what it is for follows from its uses."""
    return c.open_kinds is not None and (kind is None or isinstance(kind, scoped.Universe))


def _kind_to_find(c: Checker) -> Meta:
    meta = c.fresh()
    if c.open_kinds is not None:
        c.open_kinds.append(meta)
    return meta


def parameter_type(c: Checker, parameter: scoped.Parameter) -> Type:
    """A parameter's type; its variable is in scope from here on."""
    if _is_open(c, parameter.type) and parameter.implicitness is not Implicitness.INSTANCE:
        type_: Type = _kind_to_find(c)
    elif parameter.type is None and parameter.implicitness is Implicitness.IMPLICIT:
        type_ = UNIVERSE
    elif parameter.type is None:
        type_ = c.fresh_for(parameter.span, f"the type of `{parameter.variable.name}`")
    else:
        type_ = evaluate_kind(c, parameter.type)
    if parameter.implicitness is Implicitness.INSTANCE:
        require_trait(c, type_, parameter.span)
    c.variables[parameter.variable] = type_
    return type_


def local_binder(definition: scoped.Definition) -> Variable:
    """The variable that a local definition binds."""
    if isinstance(definition.binder, Variable):
        return definition.binder
    raise InternalError(f"local definition of the global {definition.binder.id}")


# -- Type functions ---------------------------------------------------------------------------------------------------


def register_type_function(c: Checker, symbol: Symbol) -> typed.TypeFunction | None:
    """Evaluate a type function of this module on first use; reports one that cannot be unfolded."""
    function = c.type_functions[symbol]
    if symbol in c.unfolding:
        c.report(errors.UnsupportedTypeFunction(c.path, symbol.span, symbol.name, "endless"))
        return None
    c.unfolding[symbol] = None
    found = naming_all_parameters(
        c, _type_lambda(c, function.definition, signature_type(c, function.definition), symbol.span)
    )
    del c.unfolding[symbol]
    if is_outgrown(found.body):
        c.report(errors.TypeTooLarge(c.path, symbol.span, symbol.name))
        found = replace(found, body=ERROR)
    span = function.definition.span
    result = typed.TypeFunction(
        symbol, span, found.parameters, found.body, found.kind, doc=function.doc, pragma=function.pragma
    )
    c.types[symbol] = result
    del c.type_functions[symbol]
    return result


def declare_local_type(c: Checker, definition: scoped.Definition, type_: Type | None = None) -> None:
    """Let a local variable stand for a type or a function to types, which is not one of its own arguments.

    The type is the one of the definition where that is known.
    """
    binder = local_binder(definition)
    body = definition.clauses[0].body
    if definition.type is None and not definition.parameters and not isinstance(body, tuple):
        c.aliases[binder], c.variables[binder] = (
            _evaluate(c, body) if type_ is None else (evaluate_type(c, body, type_), type_)
        )
        return
    known = signature_type(c, definition) if type_ is None else type_
    c.aliases[binder], c.variables[binder] = ERROR, known
    found = _type_lambda(c, definition, known, binder.span)
    if found.parameters:
        c.local_functions[binder] = found
    else:
        c.aliases[binder] = found.body


def _type_lambda(c: Checker, definition: scoped.Definition, kind: Type, span: Span) -> TypeLambda:
    """What a function to types does: it has one clause of plain variables, perhaps fewer than arguments."""
    variables = [(parameter.variable, parameter.implicitness) for parameter in definition.parameters]
    clauses = definition.clauses
    while True:
        clause = clauses[0]
        reason = why_not_unfolded(clauses)
        if reason is not None:
            c.report(errors.UnsupportedTypeFunction(c.path, span, str(definition.binder), reason))
            return TypeLambda((), ERROR, ERROR)
        variables += [(plain_variable(c, each.pattern), each.implicitness) for each in clause.patterns]
        if not isinstance(clause.body, scoped.Lambda):
            break
        clauses = clause.body.clauses
    parameters = []
    for variable, implicitness in variables:
        kind = shallow(kind)
        if not isinstance(kind, Function) or implicitness is not Implicitness.EXPLICIT:
            reason = "too many" if implicitness is Implicitness.EXPLICIT else "braces"
            c.report(errors.UnsupportedTypeFunction(c.path, span, str(definition.binder), reason))
            return TypeLambda((), ERROR, ERROR)
        c.variables[variable] = kind.domain
        parameters.append(typed.TypeParameter(variable, kind.domain))
        kind = kind.codomain if kind.variable is None else substitute(kind.codomain, {kind.variable: Rigid(variable)})
    body = clause.body if not isinstance(clause.body, tuple) else scoped.ErrorExpression(clause.span)
    kind = shallow(kind)
    while isinstance(kind, Function) and (missing := _missing_parameter(c, body)) is not None:
        variable = c.invent(missing.variable.name, body.span)
        c.variables[variable] = kind.domain
        parameters.append(typed.TypeParameter(variable, kind.domain))
        body = with_argument(body, scoped.Local(body.span, variable))
        kind = kind.codomain if kind.variable is None else substitute(kind.codomain, {kind.variable: Rigid(variable)})
        kind = shallow(kind)
    return TypeLambda(tuple(parameters), evaluate_type(c, body, kind), kind)


def _missing_parameter(c: Checker, body: scoped.Expression) -> typed.TypeParameter | None:
    """The first parameter that a body lacks which is a type function, unless it means something without it.

    With it, `Wood := Forest` becomes `Wood A := Forest A`, whatever `Forest A` is.
    """
    function, arguments = (body.function, body.arguments) if isinstance(body, scoped.Apply) else (body, ())
    if not isinstance(function, scoped.Global):
        return None
    symbol = function.symbol
    if c.type_info(symbol) is None and symbol in c.type_functions:
        register_type_function(c, symbol)
    info = c.type_info(symbol)
    missing = info.parameters[len(arguments) :] if isinstance(info, typed.TypeFunction) else ()
    if not missing or not isinstance(info, typed.TypeFunction) or without_last(info.body, missing) is not None:
        return None
    return missing[0]
