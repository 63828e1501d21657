"""The end of a definition (zonking): number literals settle on a type, instances are found, unknowns replaced.

In: a typed tree with unknown types and placeholders. Out: the same tree without any.
"""

from diglot.names import Implicitness, Variable
from diglot.typed import ast as typed
from diglot.typed.context import Checker, PendingLiteral
from diglot.typed.errors import UnsolvedMeta
from diglot.typed.goals import instance_goal
from diglot.typed.instances import solve_goals
from diglot.typed.type_values import as_expression
from diglot.typed.types import ERROR, Constructed, ErrorType, Function, Meta, Type
from diglot.typed.unify import has_error, metas_of, resolve, shallow, substitute, unify


def settle(c: Checker, errors_before: int) -> None:
    """Solve what a definition left open; afterwards `zonk_expression` can replace everything."""
    _default_literals(c)
    for literal in c.literals:
        c.solutions[literal.placeholder] = _literal(c, literal)
    goals, c.goals = c.goals, []
    quiet = len(c.problems) > errors_before
    solve_goals(c, goals, quiet=quiet)
    _report_unsolved(c, quiet=quiet or len(c.problems) > errors_before)
    c.literals, c.metas, c.local_instances = [], [], []


def _default_literals(c: Checker) -> None:
    for literal in sorted(c.literals, key=lambda pending: pending.value >= 0):
        if isinstance(shallow(literal.type), Meta):
            name = "nat" if literal.value >= 0 else "int"
            unify(literal.type, c.builtin_type(name, literal.span, "A number"))


def _literal(c: Checker, literal: PendingLiteral) -> typed.Expression:
    type_ = resolve(literal.type)
    negative = literal.value < 0
    whole = (c.builtins.get("int"),) if negative else (c.builtins.get("nat"), c.builtins.get("int"))
    if isinstance(type_, ErrorType) or (isinstance(type_, Constructed) and type_.symbol in whole):
        return typed.Integer(literal.span, literal.value, type_)
    builtin = "from-int" if negative else "from-nat"
    symbol = c.builtin(builtin, literal.span, "A number of this type")
    if symbol is None:
        return typed.ErrorExpression(literal.span, type_)
    return _converted(c, literal, type_, typed.Global(literal.span, symbol, (type_,), c.constant_type(symbol)))


def _converted(c: Checker, literal: PendingLiteral, type_: Type, function: typed.Global) -> typed.Expression:
    """`fromNat {T} {{_}} n`."""
    rest = shallow(function.type)
    if isinstance(rest, Function) and rest.implicitness is Implicitness.IMPLICIT and rest.variable is not None:
        rest = shallow(substitute(rest.codomain, {rest.variable: type_}))
    if not isinstance(rest, Function) or rest.implicitness is not Implicitness.INSTANCE:
        return typed.ErrorExpression(literal.span, type_)
    instance = instance_goal(c, rest.domain, literal.span, literal.locals)
    argument = shallow(rest.codomain)
    number = argument.domain if isinstance(argument, Function) else ERROR
    head = typed.Global(literal.span, function.symbol, (type_,), rest)
    value = typed.Integer(literal.span, literal.value, number)
    return typed.Apply(literal.span, head, (instance, value), type_)


def _report_unsolved(c: Checker, *, quiet: bool) -> None:
    """One message per unknown; it then counts as an error, so that it is reported once."""
    for meta, span, what in c.metas:
        for open_ in metas_of(meta):
            if not quiet and open_.solution is None:
                c.report(UnsolvedMeta(c.path, span, what))
            open_.solution = ERROR


# -- Replacing --------------------------------------------------------------------------------------------------------


def zonk_type(type_: Type) -> Type:
    """A type without unknowns; one that nothing determines has been reported, or does not matter."""
    return resolve(type_, ERROR)


def zonk_expression(c: Checker, e: typed.Expression) -> typed.Expression:
    """An expression with its placeholders and unknown types replaced."""
    match e:
        case typed.Local(span, variable, type_):
            return _zonk_local(c, e, variable)
        case typed.Global(span, symbol, arguments, type_):
            return typed.Global(span, symbol, tuple([zonk_type(a) for a in arguments]), zonk_type(type_))
        case typed.Integer(span, value, type_):
            return typed.Integer(span, value, zonk_type(type_))
        case typed.String():
            return e
        case typed.TypeValue(span, type_value, type_):
            return typed.TypeValue(span, zonk_type(type_value), zonk_type(type_))
        case typed.Apply(span, function, arguments_, type_):
            done = tuple([zonk_expression(c, a) for a in arguments_])
            return _flatten(typed.Apply(span, zonk_expression(c, function), done, zonk_type(type_)))
        case typed.Lambda(span, clauses, type_):
            return typed.Lambda(span, tuple([_zonk_clause(c, x) for x in clauses]), zonk_type(type_))
        case typed.Case(span, scrutinee, clauses, type_):
            done_clauses = tuple([_zonk_clause(c, x) for x in clauses])
            return typed.Case(span, zonk_expression(c, scrutinee), done_clauses, zonk_type(type_))
        case typed.If(span, branches, type_):
            return typed.If(span, tuple([_zonk_guarded(c, g) for g in branches]), zonk_type(type_))
        case typed.Let(span, definitions, recursive, body, type_):
            locals_ = tuple([_zonk_definition(c, d) for d in definitions])
            return typed.Let(span, locals_, recursive, zonk_expression(c, body), zonk_type(type_))
        case typed.RecordUpdate(span, record, fields, type_):
            updates = tuple([(symbol, zonk_expression(c, value)) for symbol, value in fields])
            return typed.RecordUpdate(span, zonk_expression(c, record), updates, zonk_type(type_))
        case typed.ErrorExpression(span, type_):
            return typed.ErrorExpression(span, zonk_type(type_))


def _zonk_local(c: Checker, e: typed.Local, variable: Variable) -> typed.Expression:
    solution = c.solutions.get(variable) if variable.id < 0 else None
    if solution is not None:
        return zonk_expression(c, solution)
    meta = c.value_metas.get(variable) if variable.id < 0 else None
    if meta is not None:
        found = as_expression(zonk_type(meta), e.span, zonk_type(e.type), c.constant_type)
        if found is None and not has_error(meta):
            c.report(UnsolvedMeta(c.path, e.span, "the value of an argument that is left out"))
        return found or typed.ErrorExpression(e.span, zonk_type(e.type))
    return typed.Local(e.span, variable, zonk_type(e.type))


def _flatten(application: typed.Apply) -> typed.Expression:
    """`(f a) b` as `f a b`."""
    if isinstance(application.function, typed.Apply):
        inner = application.function
        return typed.Apply(application.span, inner.function, inner.arguments + application.arguments, application.type)
    return application


def _zonk_definition(c: Checker, d: typed.LocalDefinition) -> typed.LocalDefinition:
    return typed.LocalDefinition(
        d.span, d.variable, d.type_parameters, zonk_type(d.type), zonk_expression(c, d.body), d.terminating
    )


def _zonk_clause(c: Checker, clause: typed.Clause) -> typed.Clause:
    patterns = tuple([_zonk_pattern(p) for p in clause.patterns])
    if isinstance(clause.body, tuple):
        return typed.Clause(clause.span, patterns, tuple([_zonk_guarded(c, g) for g in clause.body]))
    return typed.Clause(clause.span, patterns, zonk_expression(c, clause.body))


def _zonk_guarded(c: Checker, g: typed.Guarded) -> typed.Guarded:
    condition = None if g.condition is None else zonk_expression(c, g.condition)
    return typed.Guarded(g.span, condition, zonk_expression(c, g.body))


def _zonk_pattern(pattern: typed.Pattern) -> typed.Pattern:
    match pattern:
        case typed.WildcardPattern(span, type_):
            return typed.WildcardPattern(span, zonk_type(type_))
        case typed.VariablePattern(span, variable, type_):
            return typed.VariablePattern(span, variable, zonk_type(type_))
        case typed.ConstructorPattern(span, symbol, arguments, type_):
            return typed.ConstructorPattern(
                span, symbol, tuple([_zonk_pattern(a) for a in arguments]), zonk_type(type_)
            )
        case typed.AsPattern(span, variable, inner, type_):
            return typed.AsPattern(span, variable, _zonk_pattern(inner), zonk_type(type_))
