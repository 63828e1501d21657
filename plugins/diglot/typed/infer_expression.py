"""Expressions: bidirectional inference that fills in what is implicit.

`infer` finds an expression's type with a hint; `Checker.check` makes an expression have a type. Both give a typed
expression; implicit arguments become unknowns that unification solves, instance arguments and number literals become
placeholders that `zonk` replaces at the end of the definition.
"""

from diglot.names import Implicitness, Symbol
from diglot.scope import ast as scoped
from diglot.typed import ast as typed
from diglot.typed.check_clause import check_body, check_clauses, check_guarded
from diglot.typed.context import Checker, PendingLiteral
from diglot.typed.errors import NotThisRecord
from diglot.typed.evaluate_type import evaluate_type
from diglot.typed.infer_application import infer_application
from diglot.typed.infer_let import infer_let
from diglot.typed.infer_named import infer_named
from diglot.typed.infer_pattern import check_argument_patterns
from diglot.typed.types import ERROR, UNIVERSE, Constructed, Function, Type
from diglot.typed.unify import shallow, substitute, unify


def infer(c: Checker, expression: scoped.Expression, hint: Type | None) -> typed.Expression:
    """Find an expression's type; the hint is what its place asks for, and is not enforced here."""
    match expression:
        case scoped.Global() | scoped.Local():
            return infer_application(c, expression, (), hint, expression.span)
        case scoped.Apply(span, function, arguments):
            return infer_application(c, function, arguments, hint, span)
        case scoped.NamedApply():
            return infer_named(c, expression, (), hint, expression.span)
        case scoped.Integer():
            return _infer_integer(c, expression, hint)
        case scoped.String(span, value):
            return typed.String(span, value, c.builtin_type("string", span, "A string"))
        case scoped.Lambda():
            return _infer_lambda(c, expression, hint)
        case scoped.Case():
            return _infer_case(c, expression, hint)
        case scoped.If():
            return _infer_if(c, expression, hint)
        case scoped.Let():
            return infer_let(c, expression, hint)
        case scoped.ListLiteral():
            return _infer_list(c, expression, hint)
        case scoped.RecordUpdate():
            return _infer_update(c, expression, hint)
        case scoped.Hole(span):
            type_ = hint if hint is not None else c.fresh()
            c.fresh_for(span, "the value of this `_`")
            return typed.ErrorExpression(span, type_)
        case scoped.Universe(span) | scoped.Pi(span):
            return typed.TypeValue(span, evaluate_type(c, expression), UNIVERSE)
        case scoped.ErrorExpression(span):
            return typed.ErrorExpression(span, hint if hint is not None else ERROR)


# -- Literals and lists ------------------------------------------------------------------------------------------


def _infer_integer(c: Checker, literal: scoped.Integer, hint: Type | None) -> typed.Expression:
    """A literal takes the type of its place; which one may be known only at the end of the definition."""
    nat_or_int = "nat" if literal.value >= 0 else "int"
    if hint is None:
        type_ = c.builtin_type(nat_or_int, literal.span, "A number")
        return typed.Integer(literal.span, literal.value, type_)
    known = shallow(hint)
    if isinstance(known, Constructed) and known.symbol in (c.builtins.get("int"), c.builtins.get(nat_or_int)):
        return typed.Integer(literal.span, literal.value, known)
    placeholder = c.invent("number", literal.span)
    c.literal_values[placeholder] = literal.value
    c.literals.append(PendingLiteral(placeholder, literal.value, hint, literal.span, tuple(c.local_instances)))
    return typed.Local(literal.span, placeholder, hint)


def _infer_list(c: Checker, literal: scoped.ListLiteral, hint: Type | None) -> typed.Expression:
    constructors = c.builtin_constructors("list", 2, literal.span, "A list")
    if constructors is None:
        return typed.ErrorExpression(literal.span, hint if hint is not None else ERROR)
    element = c.fresh_for(literal.span, "the type of this list's elements")
    type_ = Constructed(c.builtins["list"], (element,))
    if hint is not None:
        unify(type_, hint)
    nil, cons = constructors
    result: typed.Expression = typed.Global(literal.span, nil, (element,), type_)
    elements = [c.check(item, element) for item in literal.elements]
    cons_type = Function(Implicitness.EXPLICIT, None, element, Function(Implicitness.EXPLICIT, None, type_, type_))
    for item in reversed(elements):
        head = typed.Global(item.span, cons, (element,), cons_type)
        result = typed.Apply(literal.span, head, (item, result), type_)
    return result


# -- Functions, cases, conditions --------------------------------------------------------------------------------


def _infer_lambda(c: Checker, function: scoped.Lambda, hint: Type | None) -> typed.Expression:
    type_ = hint if hint is not None else c.fresh()
    clauses = tuple(check_clauses(c, function.clauses, type_))
    return typed.Lambda(function.span, clauses, type_)


def _infer_case(c: Checker, case: scoped.Case, hint: Type | None) -> typed.Expression:
    scrutinee = c.infer(case.scrutinee, None)
    type_ = hint if hint is not None else c.fresh()
    arrow = Function(Implicitness.EXPLICIT, None, scrutinee.type, type_)
    clauses = tuple([_check_branch(c, clause, arrow, type_) for clause in case.clauses])
    return typed.Case(case.span, scrutinee, clauses, type_)


def _check_branch(c: Checker, clause: scoped.Clause, arrow: Function, type_: Type) -> typed.Clause:
    outer = len(c.local_instances)
    patterns, _ = check_argument_patterns(c, clause.patterns, arrow, clause.span)
    body = check_body(c, clause.body, type_)
    del c.local_instances[outer:]
    return typed.Clause(clause.span, patterns, body)


def _infer_if(c: Checker, condition: scoped.If, hint: Type | None) -> typed.Expression:
    type_ = hint if hint is not None else c.fresh()
    branches = tuple([check_guarded(c, branch, type_) for branch in condition.branches])
    return typed.If(condition.span, branches, type_)


# -- Records ----------------------------------------------------------------------------------------------------


def _infer_update(c: Checker, update: scoped.RecordUpdate, hint: Type | None) -> typed.Expression:
    if update.record is None:
        return _infer_update_function(c, update, hint)
    record = c.infer(update.record, hint)
    info = c.type_info(update.type)
    if not isinstance(info, typed.DataType):
        return typed.ErrorExpression(update.span, ERROR)
    parameters = tuple([c.fresh() for _ in info.parameters])
    owner = Constructed(update.type, parameters)
    if not unify(record.type, owner):
        c.report(NotThisRecord(c.path, update.span, record.type))
        return typed.ErrorExpression(update.span, ERROR)
    return typed.RecordUpdate(update.span, record, _check_fields(c, update, info, parameters), owner)


def _check_fields(
    c: Checker, update: scoped.RecordUpdate, info: typed.DataType, parameters: tuple[Type, ...]
) -> tuple[tuple[Symbol, typed.Expression], ...]:
    mapping = {p.variable: a for p, a in zip(info.parameters, parameters, strict=True)}
    types = {f.projection: substitute(f.type, mapping) for f in info.constructors[0].fields}
    return tuple([(f.field, c.check(f.value, types.get(f.field, ERROR))) for f in update.fields])


def _infer_update_function(c: Checker, update: scoped.RecordUpdate, hint: Type | None) -> typed.Expression:
    """`(@R{…})`: a lambda around the update."""
    variable = c.invent("r", update.span)
    pattern = scoped.ArgumentPattern(Implicitness.EXPLICIT, scoped.VariablePattern(update.span, variable))
    body = scoped.RecordUpdate(update.span, update.type, scoped.Local(update.span, variable), update.fields)
    info = c.type_info(update.type)
    if hint is None and isinstance(info, typed.DataType):
        owner = Constructed(update.type, tuple([c.fresh() for _ in info.parameters]))
        hint = Function(Implicitness.EXPLICIT, None, owner, owner)
    return _infer_lambda(c, scoped.Lambda(update.span, (scoped.Clause(update.span, (pattern,), body),)), hint)
