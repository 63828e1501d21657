"""Typed expressions to core expressions.

In: expressions without errors, and a context that knows what their variables stand for. Out: the same in the eleven
forms of the core. Long applications, lists and rows of `let` are handled without recursion.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from diglot.core import ast as core
from diglot.core.context import Context
from diglot.core.lambda_lift import lift_group, must_lift, type_arguments, type_parameters_of
from diglot.core.lower_match import mentions, start_match
from diglot.diagnostic import InternalError
from diglot.names import Implicitness, SymbolKind, Variable
from diglot.source import Span
from diglot.typed import ast as typed
from diglot.typed.types import Function, Type, arrows
from diglot.typed.unify import is_kind


def lower(c: Context, e: typed.Expression) -> core.Expression:
    """One expression."""
    match e:
        case typed.Local():
            return _application(c, e, (), e.type, e.span)
        case typed.Global(span, symbol, arguments, type_):
            return core.Global(span, symbol, arguments, type_)
        case typed.Integer(span, value, type_):
            return core.Integer(span, value, type_)
        case typed.String(span, text, type_):
            return core.String(span, text, type_)
        case typed.Apply():
            return _lower_applications(c, e)
        case typed.Lambda():
            parameters, body = lower_clauses(c, e.clauses, e.span)
            return make_lambda(e.span, parameters, body)
        case typed.Case():
            return _lower_case(c, e)
        case typed.If():
            return _lower_if(c, e)
        case typed.Let():
            return _lower_let(c, e)
        case typed.RecordUpdate(span, record, fields, type_):
            changed = tuple([(field, lower(c, value)) for field, value in fields])
            return core.RecordUpdate(span, lower(c, record), changed, type_) if changed else lower(c, record)
        case typed.TypeValue(span, _, type_):
            return core.Undefined(span, type_)
        case typed.ErrorExpression():
            raise InternalError(f"an erroneous expression in {c.owner.id} was lowered")


# -- Applications -----------------------------------------------------------------------------------------------------


def _lower_applications(c: Context, root: typed.Apply) -> core.Expression:
    """An application with all the applications right below it, inner ones first."""
    order: list[typed.Apply] = []
    waiting = [root]
    while waiting:
        application = waiting.pop()
        order.append(application)
        waiting += [argument for argument in application.arguments if isinstance(argument, typed.Apply)]
    done: dict[int, core.Expression] = {}
    for application in reversed(order):
        arguments = tuple(
            [
                done[id(argument)] if isinstance(argument, typed.Apply) else lower(c, argument)
                for argument in application.arguments
                if not isinstance(argument, typed.TypeValue)
            ]
        )
        done[id(application)] = _lower_one(c, application, arguments)
    return done[id(root)]


def _lower_one(c: Context, e: typed.Apply, arguments: tuple[core.Expression, ...]) -> core.Expression:
    match e.function:
        case typed.Local() as head:
            return _application(c, head, e.arguments, e.type, e.span, arguments)
        case typed.Global(span, symbol, type_arguments_, type_) if len(arguments) < len(e.arguments):
            given = tuple([a.value for a in e.arguments if isinstance(a, typed.TypeValue)])
            return _apply(core.Global(span, symbol, type_arguments_ + given, erase(type_)), arguments, e.type, e.span)
        case function:
            return _apply(lower(c, function), arguments, e.type, e.span)


def _application(
    c: Context,
    head: typed.Local,
    written: Sequence[typed.Expression],
    type_: Type,
    span: Span,
    arguments: tuple[core.Expression, ...] = (),
) -> core.Expression:
    """A local variable applied to arguments; when it was lifted, to what it captured before them."""
    lifted = c.lifted.get(head.variable)
    if lifted is None:
        return _apply(c.meaning(head), arguments, type_, span)
    captured = tuple([lower(c, local) for local in lifted.captured])
    function_type = arrows([argument.type for argument in captured + arguments], type_)
    given = type_arguments(lifted, written, type_)
    return _apply(core.Global(head.span, lifted.symbol, given, function_type), captured + arguments, type_, span)


def _apply(
    function: core.Expression, arguments: tuple[core.Expression, ...], type_: Type, span: Span
) -> core.Expression:
    """An application whose function is not one itself."""
    if not arguments:
        return function
    if isinstance(function, core.Apply):
        return core.Apply(span, function.function, function.arguments + arguments, type_)
    return core.Apply(span, function, arguments, type_)


def erase(type_: Type) -> Type:
    """A function type without its arguments that are types."""
    if not isinstance(type_, Function):
        return type_
    rest = erase(type_.codomain)
    return rest if is_kind(type_.domain) else Function(type_.implicitness, type_.variable, type_.domain, rest)


# -- Functions --------------------------------------------------------------------------------------------------------


def make_lambda(span: Span, parameters: tuple[core.Parameter, ...], body: core.Expression) -> core.Expression:
    """A function; one whose body is a function takes the arguments of both."""
    if not parameters:
        return body
    type_ = arrows([parameter.type for parameter in parameters], body.type)
    if isinstance(body, core.Lambda):
        return core.Lambda(span, parameters + body.parameters, body.body, type_)
    return core.Lambda(span, parameters, body, type_)


def lower_clauses(
    c: Context, clauses: Sequence[typed.Clause], span: Span
) -> tuple[tuple[core.Parameter, ...], core.Expression]:
    """Clauses as parameters and a body. Arguments that are types disappear."""
    kinds = [is_kind(pattern.type) for pattern in clauses[0].patterns]
    if any(kinds):
        clauses = [_without_columns(clause, kinds) for clause in clauses]
    types = [pattern.type for pattern in clauses[0].patterns]
    before = len(c.scope)
    match = start_match(c, lambda e: lower(c, e), clauses, types, span, _body_type(clauses[0]))
    variables = []
    for column, place in enumerate(match.places):
        variable = c.name(_common_name(clauses, column), place.type, span)
        match.found[place] = core.Local(span, variable, place.type)
        variables.append(variable)
    body = match.emit()
    c.leave(before)
    return tuple([c.parameter(v, type_) for v, type_ in zip(variables, types, strict=True)]), body


def _without_columns(clause: typed.Clause, left_out: Sequence[bool]) -> typed.Clause:
    patterns = tuple([p for p, out in zip(clause.patterns, left_out, strict=True) if not out])
    return typed.Clause(clause.span, patterns, clause.body)


def _body_type(clause: typed.Clause) -> Type:
    return clause.body[0].body.type if isinstance(clause.body, tuple) else clause.body.type


def _common_name(clauses: Sequence[typed.Clause], column: int) -> Variable | None:
    """What the clauses call an argument, when those that name it agree."""
    named = [
        pattern.variable
        for pattern in (clause.patterns[column] for clause in clauses)
        if isinstance(pattern, typed.VariablePattern | typed.AsPattern)
    ]
    return named[0] if named and all(variable.name == named[0].name for variable in named) else None


# -- Cases ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Column:
    """One matched value and the pattern that each clause has for it."""

    value: typed.Expression
    patterns: tuple[typed.Pattern, ...]


def _lower_case(c: Context, e: typed.Case) -> core.Expression:
    columns = _columns(c, e)
    patterns = list(zip(*[column.patterns for column in columns], strict=True)) or [()] * len(e.clauses)
    clauses = [typed.Clause(clause.span, row, clause.body) for clause, row in zip(e.clauses, patterns, strict=True)]
    types = [column.value.type for column in columns]
    before = len(c.scope)
    match = start_match(c, lambda inner: lower(c, inner), clauses, types, e.span, e.type)
    mentioned = mentions(match)
    bindings: list[tuple[Variable, core.Expression]] = []
    for place, column in zip(match.places, columns, strict=True):
        if not mentioned.get(place):
            continue
        value = lower(c, column.value)
        match.found[place] = value
        if mentioned[place] > 1 and not isinstance(value, core.Local):
            bindings.append((match.name_place(place), value))
    result = match.emit()
    c.leave(before)
    for variable, value in reversed(bindings):
        result = core.Let(e.span, c.parameter(variable, value.type), value, result, result.type)
    return result


def _columns(c: Context, e: typed.Case) -> list[_Column]:
    """The matched value; of a pair that is put together to be matched, its parts."""
    columns: list[_Column] = []
    waiting = [_Column(e.scrutinee, tuple([clause.patterns[0] for clause in e.clauses]))]
    while waiting:
        column = waiting.pop()
        parts = _parts(c, column)
        if parts is None:
            columns.append(column)
        else:
            waiting += reversed(parts)
    return columns


def _parts(c: Context, column: _Column) -> list[_Column] | None:
    """What a constructor of a type with only one is applied to, when no clause names the whole."""
    value = column.value
    if not isinstance(value, typed.Apply) or not isinstance(value.function, typed.Global):
        return None
    constructor = value.function.symbol
    data = c.data_type(value.type)
    if constructor.kind is not SymbolKind.CONSTRUCTOR or data is None or len(data.constructors) != 1:
        return None
    if len(value.arguments) != len(data.constructors[0].fields):
        return None
    rows = [_argument_patterns(pattern, value.arguments) for pattern in column.patterns]
    if None in rows:
        return None
    found = [row for row in rows if row is not None]
    return [_Column(a, tuple([row[i] for row in found])) for i, a in enumerate(value.arguments)]


def _argument_patterns(pattern: typed.Pattern, arguments: Sequence[typed.Expression]) -> Sequence[typed.Pattern] | None:
    match pattern:
        case typed.ConstructorPattern():
            return pattern.arguments
        case typed.WildcardPattern(span):
            return [typed.WildcardPattern(span, argument.type) for argument in arguments]
        case typed.VariablePattern() | typed.AsPattern():
            return None


def _lower_if(c: Context, e: typed.If) -> core.Expression:
    *branches, last = e.branches
    result = lower(c, last.body)
    for branch in reversed(branches):
        if branch.condition is not None:
            result = core.If(branch.span, lower(c, branch.condition), lower(c, branch.body), result, e.type)
    return result


# -- Let --------------------------------------------------------------------------------------------------------------


def _lower_let(c: Context, e: typed.Let) -> core.Expression:
    before = len(c.scope)
    bindings: list[tuple[Span, Variable, core.Expression]] = []
    inner: typed.Expression = e
    while isinstance(inner, typed.Let):
        inner = inner.body
    rest: typed.Expression = e
    while isinstance(rest, typed.Let):
        if must_lift(rest.definitions):
            _lift(c, rest.definitions)
        else:
            for definition in rest.definitions:
                _lower_local(c, definition, bindings, is_entry=rest.span == inner.span)
        rest = rest.body
    result = lower(c, rest)
    c.leave(before)
    for span, variable, value in reversed(bindings):
        result = core.Let(span, c.parameter(variable, value.type), value, result, result.type)
    return result


def _lower_local(
    c: Context,
    definition: typed.LocalDefinition,
    bindings: list[tuple[Span, Variable, core.Expression]],
    *,
    is_entry: bool,
) -> None:
    """A local value or function; the entry of a named application that is used once goes where it is used.

    (The checker gives the `let` of a named application the place of the application.)
    """
    value = lower(c, definition.body)
    if is_entry and c.uses[definition.variable] == 1:
        c.meanings[definition.variable] = value
        return
    variable = c.bind(definition.variable)
    c.meanings[definition.variable] = core.Local(definition.span, variable, value.type)
    bindings.append((definition.span, variable, value))


def _lift(c: Context, definitions: Sequence[typed.LocalDefinition]) -> None:
    """Make local functions top-level ones; a body that is copied comes here again, and is lifted only once."""
    if any(definition.variable in c.lifted for definition in definitions):
        return
    lift_group(c, definitions)
    own = {definition.variable for definition in definitions}
    c.group |= own
    for definition in definitions:
        _lower_lifted(c, definition)
    c.group -= own


def _lower_lifted(c: Context, definition: typed.LocalDefinition) -> None:
    lifted = c.lifted[definition.variable]
    outside = c.owner, c.scope, c.meanings, c.type_parameters
    c.owner, c.scope, c.meanings = lifted.symbol, {}, {}
    c.type_parameters = type_parameters_of(lifted)
    captured = []
    for local in lifted.captured:
        variable = c.name(local.variable, local.type, local.span)
        c.meanings[local.variable] = core.Local(local.span, variable, local.type)
        captured.append((variable, local.type, local.variable in c.instances))
    parameters, result, body = lower_definition(c, definition.body, definition.type, definition.span)
    leading = tuple([replace(c.parameter(v, type_), instance=instance) for v, type_, instance in captured])
    c.owner, c.scope, c.meanings, c.type_parameters = outside
    function = core.Function(
        lifted.symbol,
        definition.span,
        type_parameters_of(lifted),
        leading + parameters,
        result,
        body,
        terminating=definition.terminating,
        lifted_from=c.page_owner,
    )
    c.functions.append(function)


def lower_definition(
    c: Context, body: typed.Expression, type_: Type, span: Span
) -> tuple[tuple[core.Parameter, ...], Type, core.Expression]:
    """The right-hand side of a definition: parameters, what is left of its type, and its body.

    A definition with clauses of its own takes their arguments, a value takes none. (The checker gives the clauses of a
    definition the place of the definition; an anonymous function has its own.)
    """
    if not isinstance(body, typed.Lambda) or body.span != span:
        return (), erase(type_), lower(c, body)
    instances: list[bool] = []
    for column, pattern in enumerate(body.clauses[0].patterns):
        found = isinstance(type_, Function) and type_.implicitness is Implicitness.INSTANCE
        if found:
            c.instances.update(_named(clause.patterns[column]) for clause in body.clauses)
        if not is_kind(pattern.type):
            instances.append(found)
        type_ = type_.codomain if isinstance(type_, Function) else type_
    parameters, result = lower_clauses(c, body.clauses, span)
    marked = [replace(p, instance=instance) for p, instance in zip(parameters, instances, strict=True)]
    return tuple(marked), erase(type_), result


def _named(pattern: typed.Pattern) -> Variable | None:
    return pattern.variable if isinstance(pattern, typed.VariablePattern | typed.AsPattern) else None
