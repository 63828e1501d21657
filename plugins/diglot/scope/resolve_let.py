"""`let`: local definitions, grouped by what depends on what.

Definitions with parameters or clauses are visible in the whole `let`; a plain value is visible after its definition
only. Unlike arguments, a `let` name does not hide a name that is opened: using it is then ambiguous.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from diglot.graphs import components
from diglot.names import Variable
from diglot.scope import ast, errors
from diglot.scope.ast import Case, Clause, Definition, Let, LetGroup
from diglot.scope.context import MAX_DEPTH, Context, Env, Handler, LetBound
from diglot.scope.imports import opened_layer
from diglot.scope.lookup import find
from diglot.scope.resolve_definition import explicit, resolve_definition
from diglot.scope.resolve_pattern import Bound, resolve_pattern
from diglot.source import Span
from diglot.syntax import ast as syntax

Names = dict[str, Variable | LetBound]
Body = Callable[[Env], ast.Expression]


@dataclass(frozen=True, slots=True)
class LocalWithUses:
    """A local definition with the variables that it binds and those that it uses."""

    definition: "Definition | Destructuring"
    binds: frozenset[Variable]
    uses: frozenset[Variable]


@dataclass(frozen=True, slots=True)
class Destructuring:
    """`(a, b) := e`."""

    span: Span
    pattern: ast.Pattern
    value: ast.Expression


def _let(context: Context, expression: syntax.Let, env: Env) -> ast.Expression:
    def body(inner: Env) -> ast.Expression:
        return context.expression(expression.body, inner)

    return resolve_let(context, expression.span, expression.statements, env, body)


def resolve_let(
    context: Context, span: Span, statements: Sequence[syntax.LetStatement], env: Env, body: Body
) -> ast.Expression:
    """The statements around a body, which is resolved where they are in scope."""
    level, depth = context.level, context.depth
    names = dict(env)
    context.depth += sum(isinstance(each, syntax.Function) and each.pattern is not None for each in statements)
    if context.depth > MAX_DEPTH:
        context.report_depth(span)
        context.depth = depth
        return ast.ErrorExpression(span)
    locals_ = _statements(context, statements, names)
    inner = body(names)
    context.level, context.depth = level, depth
    return around(context, span, locals_, inner)


def is_function(function: syntax.Function) -> bool:
    """Whether it is visible in the whole group, itself included."""
    return bool(function.parameters or function.clauses)


def _statements(context: Context, statements: Sequence[syntax.LetStatement], names: Names) -> list[LocalWithUses]:
    declared: Bound = {}
    for statement in statements:
        if isinstance(statement, syntax.Function) and statement.name is not None and is_function(statement):
            variable = _declare(context, statement.name, declared)
            names[variable.name] = LetBound(variable)
    found = []
    for statement in statements:
        match statement:
            case syntax.Function(pattern=None):
                found += _definition(context, statement, names, declared)
            case syntax.Function():
                found += _destructuring(context, statement, names, declared)
            case syntax.AliasDeclaration():
                target = find(context, statement.target, names)
                if target is not None:
                    names[statement.name.text] = LetBound(target)
            case syntax.Open():
                layer = opened_layer(context, statement)
                if layer is not None:
                    context.level = context.level.with_layer(layer)
    return found


def _declare(context: Context, word: syntax.Word, declared: Bound) -> Variable:
    """A variable for a name; the first one when the name is declared a second time, which is reported."""
    first = declared.get(word.text)
    if first is None:
        declared[word.text] = first = context.bind(word)
    else:
        there = context.label(first.span, "first declaration")
        context.report(errors.MultipleDeclarations(context.path, word.span, word.text, "name", there))
    return first


def _definition(context: Context, function: syntax.Function, names: Names, declared: Bound) -> list[LocalWithUses]:
    if function.name is None:
        return []
    if is_function(function):
        variable = declared[function.name.text]
        found, uses = measured(context, function, variable, names)
    else:
        fresh = Variable(0, function.name.text, function.name.span)
        found, uses = measured(context, function, fresh, names)
        variable = _declare(context, function.name, declared)
        found = Definition(found.span, variable, found.parameters, found.type, found.clauses, found.terminating)
        names[variable.name] = LetBound(variable)
    if variable.span != function.name.span:
        return []
    return [LocalWithUses(found, frozenset((variable,)), uses)]


def measured(
    context: Context, function: syntax.Function, variable: Variable, names: Names
) -> tuple[Definition, frozenset[Variable]]:
    """A definition with the local variables that it uses."""
    outer = context.mentioned
    context.mentioned = set()
    found = resolve_definition(context, function, variable, names)
    uses = frozenset(context.mentioned)
    context.mentioned = outer | uses
    return found, uses


def _destructuring(context: Context, function: syntax.Function, names: Names, declared: Bound) -> list[LocalWithUses]:
    """A pattern definition; with a type, its value is named first, so that the type has a place."""
    if function.pattern is None or function.body is None:
        return []
    value = context.variable("value", function.body.span)
    definition, uses = measured(context, function, value, names)
    bound: Bound = {}
    pattern = resolve_pattern(context, function.pattern, bound)
    for variable in bound.values():
        first = declared.setdefault(variable.name, variable)
        if first is not variable:
            there = context.label(first.span, "first declaration")
            context.report(errors.MultipleDeclarations(context.path, variable.span, variable.name, "name", there))
        names[variable.name] = variable
    binds = frozenset(bound.values())
    body = definition.clauses[0].body
    if definition.type is None and not isinstance(body, tuple):
        return [LocalWithUses(Destructuring(function.span, pattern, body), binds, uses)]
    named = LocalWithUses(definition, frozenset((value,)), uses)
    use = ast.Local(function.pattern.span, value)
    return [named, LocalWithUses(Destructuring(function.span, pattern, use), binds, frozenset((value,)))]


# -- Putting it together ----------------------------------------------------------------------------------------------


def around(context: Context, span: Span, locals_: Sequence[LocalWithUses], body: ast.Expression) -> ast.Expression:
    """The body inside the definitions, in dependency order."""
    binder = {variable: number for number, local in enumerate(locals_) for variable in local.binds}
    dependencies = [{binder[variable] for variable in local.uses if variable in binder} for local in locals_]
    groups: list[LetGroup] = []
    for group in reversed(components(dependencies)):
        recursive = len(group) > 1 or group[0] in dependencies[group[0]]
        members = [locals_[number].definition for number in group]
        definitions = tuple(member for member in members if isinstance(member, Definition))
        destructurings = [member for member in members if isinstance(member, Destructuring)]
        if destructurings and recursive:
            context.report(errors.RecursivePattern(context.path, destructurings[0].span))
        if definitions:
            groups.append(LetGroup(definitions, recursive))
        for member in destructurings:
            body = _let_of(span, groups, body)
            groups = []
            clause = Clause(member.span, (explicit(member.pattern),), body)
            body = Case(member.span, member.value, (clause,))
    return _let_of(span, groups, body)


def _let_of(span: Span, groups: Sequence[LetGroup], body: ast.Expression) -> ast.Expression:
    """A `let` of groups that were collected from the last to the first."""
    in_order = tuple(reversed(groups))
    return Let(span, in_order, body) if in_order else body


HANDLERS: Mapping[type, Handler] = {syntax.Let: _let}
