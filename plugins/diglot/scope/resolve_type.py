"""Type declarations: parameters, constructors in their three styles, and fields.

Takes a declaration whose names are reserved; gives constructors as lists of fields. A constructor in signature style is
taken apart, and its result is checked to be the type itself.
"""

from dataclasses import replace

from diglot.names import Implicitness, Symbol, Variable
from diglot.scope import ast, errors
from diglot.scope.context import Context, Env
from diglot.scope.resolve_definition import resolve_parameters
from diglot.scope.signature import record_fields
from diglot.source import Span
from diglot.syntax import ast as syntax


def resolve_type(context: Context, statement: syntax.TypeDeclaration) -> ast.DataType:
    """A type without the statements of its `with` block."""
    symbol = context.symbols[statement.name.span]
    parameters, env = resolve_parameters(context, statement.parameters, {})
    context.check_docs(statement.annotations, env)
    if statement.kind is not None and not isinstance(context.expression(statement.kind, env), ast.Universe):
        context.report(errors.UnsupportedKind(context.path, statement.kind.span, statement.name.text))
    constructors = []
    for each in statement.constructors:
        resolved = _constructor(context, statement, each, symbol, parameters, env)
        if resolved.symbol.span == each.name.span:
            constructors.append(resolved)
    return ast.DataType(
        symbol,
        statement.span,
        parameters,
        tuple(constructors),
        statement.trait,
        statement.positive,
        statement.annotations.doc,
        statement.annotations.pragma,
        statement.builtin,
        statement.is_whole,
    )


def _constructor(
    context: Context,
    statement: syntax.TypeDeclaration,
    constructor: syntax.Constructor,
    type_: Symbol,
    parameters: tuple[ast.Parameter, ...],
    env: Env,
) -> ast.Constructor:
    context.check_docs(constructor.annotations, env)
    match constructor.style:
        case "record":
            single = len(statement.constructors) == 1
            written = {field.name.text: field for field in reversed(record_fields(constructor))}
            fields = tuple(
                _field(context, field, env, single=single)
                for field in record_fields(constructor)
                if written[field.name.text] is field
            )
        case "plain":
            fields = tuple(_plain(context, argument, env) for argument in constructor.arguments)
        case "signature":
            fields = _signature(context, constructor, type_, parameters, env)
    symbol = context.symbols[constructor.name.span]
    record = constructor.style == "record"
    return ast.Constructor(symbol, constructor.span, fields, record, constructor.annotations.doc)


def _field(context: Context, field: syntax.Field, env: Env, *, single: bool) -> ast.ConstructorField:
    """A field; parameters left of its colon become function types."""
    context.check_docs(field.annotations, env)
    parameters, inner = resolve_parameters(context, field.parameters, env, owner="a field")
    type_ = context.expression(field.type, inner)
    for parameter in reversed(parameters):
        domain = parameter.type or ast.Universe(parameter.span)
        type_ = ast.Pi(field.span, parameter.implicitness, parameter.variable, domain, type_)
    projection = context.symbols[field.name.span] if single else None
    return ast.ConstructorField(
        field.span, field.name.text, field.implicitness, type_, projection, field.annotations.doc, field.builtin
    )


def _plain(context: Context, argument: syntax.Expression, env: Env) -> ast.ConstructorField:
    implicitness = Implicitness.EXPLICIT
    if isinstance(argument, syntax.Braced) and argument.implicitness is Implicitness.INSTANCE:
        implicitness, argument = Implicitness.INSTANCE, argument.inner
    return ast.ConstructorField(argument.span, None, implicitness, context.expression(argument, env), None)


# -- Signature style --------------------------------------------------------------------------------------------------


def _signature(
    context: Context,
    constructor: syntax.Constructor,
    type_: Symbol,
    parameters: tuple[ast.Parameter, ...],
    env: Env,
) -> tuple[ast.ConstructorField, ...]:
    outer, context.mentioned = context.mentioned, set()
    own, inner = resolve_parameters(context, constructor.parameters, env)
    fields = [_named(each.span, each.implicitness, each.variable, each.type) for each in own]
    bound = {each.variable for each in own}
    whole = context.expression(constructor.type, inner) if constructor.type else ast.ErrorExpression(constructor.span)
    while isinstance(whole, ast.Pi):
        fields.append(_named(whole.domain.span, whole.implicitness, whole.variable, whole.domain))
        bound |= {whole.variable} if whole.variable is not None else set()
        whole = whole.codomain
    implicit = any(each.implicitness is Implicitness.IMPLICIT for each in fields)
    dependent = not bound.isdisjoint(context.mentioned)
    context.mentioned |= outer
    if implicit or dependent:
        context.report(errors.DependentConstructor(context.path, constructor.name.span, constructor.name.text))
        plain = (each for each in fields if each.implicitness is not Implicitness.IMPLICIT)
        return tuple(replace(each, type=ast.ErrorExpression(each.span)) for each in plain)
    if not isinstance(whole, ast.ErrorExpression) and not _is_exactly(whole, type_, parameters):
        expected = " ".join((type_.name, *(each.variable.name for each in parameters)))
        problem = errors.WrongReturnType(context.path, whole.span, constructor.name.text, expected)
        context.report(problem)
    return tuple(fields)


def _named(
    span: Span, implicitness: Implicitness, variable: Variable | None, type_: ast.Expression | None
) -> ast.ConstructorField:
    name = variable.name if variable is not None and variable.name != "_" else None
    return ast.ConstructorField(span, name, implicitness, type_ or ast.Universe(span), None)


def _is_exactly(result: ast.Expression, type_: Symbol, parameters: tuple[ast.Parameter, ...]) -> bool:
    """Whether the result of a constructor is the type applied to its own parameters."""
    head, arguments = (result.function, result.arguments) if isinstance(result, ast.Apply) else (result, ())
    if not isinstance(head, ast.Global) or head.symbol != type_ or len(arguments) != len(parameters):
        return False
    return all(
        isinstance(argument.value, ast.Local) and argument.value.variable == parameter.variable
        for argument, parameter in zip(arguments, parameters, strict=True)
    )
