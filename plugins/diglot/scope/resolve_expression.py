"""Expressions: atoms, applications, operators, function types and record updates.

Takes an expression as parsed, a flat sequence where operators occur; gives a tree of applications in which every name
is a symbol or a variable.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diglot.names import Implicitness, SymbolKind, Variable
from diglot.scope import ast, errors
from diglot.scope.ast import Apply, Argument, Entity, ErrorExpression
from diglot.scope.context import MAX_DEPTH, Context, Env, Handler, extended
from diglot.scope.foreign_names import BINDERS, is_sign
from diglot.scope.grouping import ARROW, Grouping, OperatorUse
from diglot.scope.lookup import find, find_symbol, is_doubtful
from diglot.source import Span
from diglot.syntax import ast as syntax


@dataclass(frozen=True, slots=True)
class _InstanceDomain:
    """`{{Tr A}}` before an arrow."""

    span: Span
    domain: ast.Expression


_Operand = ast.Expression | _InstanceDomain
_Atom = syntax.Expression | ast.Local | ast.Global | ast.ErrorExpression
"""An atom of a sequence; names among them are resolved already."""


def _identifier(context: Context, expression: syntax.Identifier, env: Env) -> ast.Expression:
    return referring(expression.span, find(context, expression.name, env))


def referring(span: Span, target: Variable | Entity | None) -> ast.Local | ast.Global | ErrorExpression:
    """The expression for what a name stands for."""
    if target is None:
        return ErrorExpression(span)
    if isinstance(target, Variable):
        return ast.Local(span, target)
    return ast.Global(span, target.symbol)


def _integer(_context: Context, expression: syntax.IntegerLiteral, _env: Env) -> ast.Expression:
    return ast.Integer(expression.span, expression.value)


def _string(_context: Context, expression: syntax.StringLiteral, _env: Env) -> ast.Expression:
    return ast.String(expression.span, expression.value)


def _universe(context: Context, expression: syntax.Universe, _env: Env) -> ast.Expression:
    if expression.level:
        context.report(errors.UniverseLevel(context.path, expression.span, expression.level))
    return ast.Universe(expression.span)


def _hole(_context: Context, expression: syntax.Hole, _env: Env) -> ast.Expression:
    return ast.Hole(expression.span)


def _arrow(context: Context, expression: syntax.ArrowAtom, _env: Env) -> ast.Expression:
    context.report(errors.InfixParser(context.path, expression.span, "->", "left"))
    return ErrorExpression(expression.span)


def _parenthesized(context: Context, expression: syntax.Parenthesized, env: Env) -> ast.Expression:
    return context.expression(expression.inner, env)


def _braced(context: Context, expression: syntax.Braced, env: Env) -> ast.Expression:
    context.expression(expression.inner, env)
    if expression.implicitness is Implicitness.INSTANCE:
        context.report(errors.DanglingDoubleBrace(context.path, expression.span))
    else:
        context.report(errors.AppLeftImplicit(context.path, expression.span))
    return ErrorExpression(expression.span)


def _list(context: Context, expression: syntax.ListLiteral, env: Env) -> ast.Expression:
    elements = tuple(context.expression(element, env) for element in expression.elements)
    return ast.ListLiteral(expression.span, elements)


def _error(_context: Context, expression: syntax.ErrorExpression, _env: Env) -> ast.Expression:
    return ErrorExpression(expression.span)


def _function_type(context: Context, expression: syntax.FunctionType, env: Env) -> ast.Expression:
    domain = context.expression(expression.domain, env)
    variables = [context.bind(word) if word is not None else None for word in expression.names]
    inner = extended(env, (each for each in variables if each is not None))
    found = context.expression(expression.codomain, inner)
    for variable in reversed(variables):
        found = ast.Pi(expression.span, expression.implicitness, variable, domain, found)
    return found


# -- Sequences --------------------------------------------------------------------------------------------------------


def _sequence(context: Context, expression: syntax.Sequence, env: Env) -> ast.Expression:
    if _is_foreign_binder(context, expression.atoms[0], env):
        return ErrorExpression(expression.span)
    items = [_item(context, atom, env) for atom in expression.atoms]
    chain = sum(isinstance(item, OperatorUse) for item in items)
    if context.depth + chain > MAX_DEPTH:
        context.report_depth(expression.span)
        return ErrorExpression(expression.span)
    context.depth += chain
    parts = _operands(context, items, env)
    context.depth -= chain
    # What an unknown operator would do with the values beside it is not known, so they fit.
    if any(isinstance(item, ErrorExpression) and _is_unknown_operator(context, expression, item) for item in items):
        return ErrorExpression(expression.span)

    def combine(operator: OperatorUse, operands: tuple[_Operand, ...]) -> _Operand:
        return _operation(context, operator, operands)

    found = Grouping[_Operand](context, combine).tree(parts)
    return ErrorExpression(expression.span) if found is None else _no_domain(context, found)


def _is_foreign_binder(context: Context, first: syntax.Expression, env: Env) -> bool:
    """Whether a sequence is a function or a quantifier of another language, whose variables would be unknown, too."""
    if not isinstance(first, syntax.Identifier) or first.name.text not in BINDERS or len(first.name.words) > 1:
        return False
    return find(context, first.name, env) is None


def _is_unknown_operator(context: Context, sequence: syntax.Sequence, item: ErrorExpression) -> bool:
    """Whether a name that stands for nothing may be that of an operator."""
    atoms = (atom for atom in sequence.atoms if isinstance(atom, syntax.Identifier) and atom.span == item.span)
    name = next((atom.name for atom in atoms), None)
    return name is not None and (is_sign(name.text) or is_doubtful(context, name))


def _item(context: Context, atom: syntax.Expression, env: Env) -> _Atom | OperatorUse:
    """An atom with its name resolved, or an operator."""
    if isinstance(atom, syntax.Identifier):
        target = find(context, atom.name, env)
        fixity = context.fixity(target) if isinstance(target, Entity) else None
        if fixity is not None and isinstance(target, Entity):
            return OperatorUse(atom.name.text, atom.span, fixity, target)
        if isinstance(target, Entity) and context.is_doubtful(target):
            return ErrorExpression(atom.span)
        return referring(atom.span, target)
    if isinstance(atom, syntax.ArrowAtom):
        return OperatorUse("->", atom.span, ARROW, None)
    return atom


def _operands(context: Context, items: "Sequence[_Atom | OperatorUse]", env: Env) -> "list[_Operand | OperatorUse]":
    """The operators, and between them the applications."""
    parts: list[_Operand | OperatorUse] = []
    run: list[_Atom] = []
    for item in items:
        if isinstance(item, OperatorUse):
            if run:
                parts.append(_operand(context, run, parts, item, env))
            parts.append(item)
            run = []
        else:
            run.append(item)
    if run:
        parts.append(_operand(context, run, parts, None, env))
    return parts


def _operand(
    context: Context, run: "list[_Atom]", before: "list[_Operand | OperatorUse]", after: OperatorUse | None, env: Env
) -> _Operand:
    head = run[0]
    if isinstance(head, syntax.Braced) and len(run) == 1 and after is not None and after.fixity is ARROW:
        inner = context.expression(head.inner, env)
        if head.implicitness is Implicitness.INSTANCE:
            return _InstanceDomain(head.span, inner)
        context.report(errors.AppLeftImplicit(context.path, head.span, before_arrow=True))
        return ErrorExpression(head.span)
    if isinstance(head, syntax.FunctionType) and before:
        last = before[-1]
        if isinstance(last, OperatorUse) and last.fixity is not ARROW:
            context.report(errors.FunctionTypeOperand(context.path, head.span))
    return _application(context, run, env)


def _application(context: Context, run: "list[_Atom]", env: Env) -> ast.Expression:
    """A function and its arguments; a record update takes the atom before it."""
    function = _value(context, run[0], env)
    arguments: list[Argument] = []
    updated = isinstance(run[0], syntax.RecordUpdate)
    for atom in run[1:]:
        if isinstance(atom, syntax.RecordUpdate):
            if updated:
                context.report(errors.RepeatedUpdate(context.path, atom.span))
            updated = True
            if arguments:
                last = arguments.pop()
                arguments.append(Argument(last.implicitness, _update(context, atom, last.value, env)))
            else:
                function = _update(context, atom, function, env)
        else:
            updated = False
            arguments.append(_argument(context, atom, env))
    return applied(function, tuple(arguments), run[-1].span)


def _argument(context: Context, atom: _Atom, env: Env) -> Argument:
    if isinstance(atom, syntax.Braced):
        return Argument(atom.implicitness, context.expression(atom.inner, env))
    if isinstance(atom, syntax.FunctionType):
        context.report(errors.FunctionTypeOperand(context.path, atom.span))
    return Argument(Implicitness.EXPLICIT, _value(context, atom, env))


def _value(context: Context, atom: _Atom, env: Env) -> ast.Expression:
    match atom:
        case ast.Local() | ast.Global() | ast.ErrorExpression():
            return atom
        case syntax.Parenthesized():
            return context.expression(atom.inner, env)
        case _:
            return context.expression(atom, env)


def applied(function: ast.Expression, arguments: tuple[Argument, ...], end: Span) -> ast.Expression:
    """An application; arguments of an application join those that are there."""
    if not arguments:
        return function
    start = min(function.span.start, arguments[0].value.span.start)
    span = Span(start, max(end.end, function.span.end))
    if isinstance(function, Apply):
        return Apply(span, function.function, (*function.arguments, *arguments))
    return Apply(span, function, arguments)


def _operation(context: Context, operator: OperatorUse, operands: tuple[_Operand, ...]) -> _Operand:
    if operator.entity is None:
        return _plain_function_type(context, *operands)
    values = tuple(_no_domain(context, operand) for operand in operands)
    function = ast.Global(operator.span, operator.entity.symbol)
    span = values[0].span.to(values[-1].span if len(values) > 1 else operator.span)
    return Apply(span, function, tuple(Argument(Implicitness.EXPLICIT, value) for value in values))


def _plain_function_type(context: Context, left: _Operand, right: _Operand) -> ast.Expression:
    span = left.span.to(right.span)
    codomain = _no_domain(context, right)
    if isinstance(left, _InstanceDomain):
        return ast.Pi(span, Implicitness.INSTANCE, None, left.domain, codomain)
    return ast.Pi(span, Implicitness.EXPLICIT, None, left, codomain)


def _no_domain(context: Context, operand: _Operand) -> ast.Expression:
    """The operand as an expression: double braces without a function are none."""
    if isinstance(operand, _InstanceDomain):
        context.report(errors.DanglingDoubleBrace(context.path, operand.span))
        return ErrorExpression(operand.span)
    return operand


# -- Record updates ---------------------------------------------------------------------------------------------------


def _update_function(context: Context, expression: syntax.RecordUpdate, env: Env) -> ast.Expression:
    return _update(context, expression, None, env)


def _update(context: Context, update: syntax.RecordUpdate, record: ast.Expression | None, env: Env) -> ast.Expression:
    span = update.span if record is None else record.span.to(update.span)
    type_ = find_symbol(context, update.type_name)
    if type_ is None or not type_.fields or type_.symbol.kind is not SymbolKind.TYPE:
        if type_ is not None and type_.is_whole:
            _report_no_record(context, update.type_name, type_)
        for field in update.fields:
            if field.value is not None:
                context.expression(field.value, env)
        return ErrorExpression(span)
    values = _field_values(context, update, type_, env)
    return ast.RecordUpdate(span, type_.symbol, record, values)


def _report_no_record(context: Context, name: syntax.Name, found: Entity) -> None:
    type_ = ""
    if found.symbol.kind is SymbolKind.CONSTRUCTOR and found.fields:
        type_ = found.symbol.qualified.rpartition(".")[0].rpartition(".")[2]
    context.report(errors.NotARecord(context.path, name.span, name.text, type_))


def _field_values(context: Context, update: syntax.RecordUpdate, type_: Entity, env: Env) -> tuple[ast.FieldValue, ...]:
    fields = {field.name: field for field in type_.fields}
    given: dict[str, ast.FieldValue] = {}
    for field in update.fields:
        name, span = field.field.text, field.field.span
        value = _field_value(context, field, env)
        if name not in fields and not type_.is_whole:
            continue
        if name not in fields:
            similar = context.nearest(name, fields, update.type_name.text)
            context.report(
                errors.UnexpectedField(context.path, span, name, update.type_name.text, similar, tuple(fields))
            )
        elif name in given:
            there = context.label(given[name].field_span, "given here first")
            context.report(errors.RepeatedField(context.path, span, name, there))
        else:
            if field.value is not None:
                context.refer(span, fields[name])
            given[name] = ast.FieldValue(fields[name], span, value)
    return tuple(given.values())


def _field_value(context: Context, field: syntax.FieldUpdate, env: Env) -> ast.Expression:
    if field.value is not None:
        return context.expression(field.value, env)
    return referring(field.span, find(context, syntax.Name((field.field,)), env))


HANDLERS: Mapping[type, Handler] = {
    syntax.Identifier: _identifier,
    syntax.IntegerLiteral: _integer,
    syntax.StringLiteral: _string,
    syntax.Universe: _universe,
    syntax.Hole: _hole,
    syntax.ArrowAtom: _arrow,
    syntax.Sequence: _sequence,
    syntax.Parenthesized: _parenthesized,
    syntax.Braced: _braced,
    syntax.FunctionType: _function_type,
    syntax.ListLiteral: _list,
    syntax.RecordUpdate: _update_function,
    syntax.ErrorExpression: _error,
}
