"""Parameters, clauses and definitions: what top-level functions, local functions and named arguments share.

Takes parsed definitions; gives scoped ones whose clauses all have equally many explicit patterns, while those in braces
may be left out in some. Lambdas, `case` and `if` are here too, because they are made of clauses.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from diglot.names import Implicitness, Symbol, Variable
from diglot.scope import ast, errors
from diglot.scope.ast import Clause, Definition, Guarded, Parameter
from diglot.scope.context import MAX_DEPTH, Context, Env, Handler, LetBound, extended
from diglot.scope.resolve_pattern import Bound, resolve_argument_pattern, resolve_pattern
from diglot.syntax import ast as syntax


def resolve_parameters(
    context: Context, parameters: Iterable[syntax.Parameter], env: Env, *, owner: str = ""
) -> tuple[tuple[Parameter, ...], dict[str, Variable | LetBound]]:
    """The parameters, one variable each, and the local names that then are in scope.

    Only those of functions have default values; of what they are otherwise, `owner` says, for the message about one.
    """
    parameters = tuple(parameters)
    inner = dict(env)
    found: list[Parameter] = []
    for parameter in parameters:
        type_ = context.expression(parameter.type, inner) if parameter.type is not None else None
        default = context.expression(parameter.default, inner) if parameter.default is not None else None
        if default is not None and owner:
            context.report(errors.MisplacedDefault(context.path, default.span, owner))
            # Leaving the argument out is no second mistake.
            type_, default = ast.ErrorExpression(parameter.span), None
        variables = [_bind(context, parameter, word) for word in parameter.names or (None,)]
        for word, variable in zip(parameter.names, variables, strict=False):
            if word is not None:
                inner[word.text] = variable
        found += [Parameter(each.span, parameter.implicitness, each, type_, default) for each in variables]
    _report_repeated(context, parameters)
    if len(found) > MAX_DEPTH:
        return _first_few(context, found, inner)
    return tuple(found), inner


def _first_few(
    context: Context, parameters: Sequence[Parameter], env: Env
) -> tuple[tuple[Parameter, ...], dict[str, Variable | LetBound]]:
    """One more than may be, so that later passes are not slow: it stands for all others, and has any type."""
    last = parameters[MAX_DEPTH]
    context.report(errors.TooManyParameters(context.path, last.span, len(parameters), MAX_DEPTH))
    others = {each.variable for each in parameters[MAX_DEPTH:]}
    inner = {name: last.variable if meaning in others else meaning for name, meaning in env.items()}
    return (*parameters[:MAX_DEPTH], replace(last, type=ast.ErrorExpression(last.span))), inner


def resolve_result(
    context: Context, type_: syntax.Expression, parameters: Sequence[Parameter], env: Env
) -> ast.Expression:
    """The type right of the parameters; any type when there are too many of them."""
    found = context.expression(type_, env)
    return found if len(parameters) <= MAX_DEPTH else ast.ErrorExpression(type_.span)


def _bind(context: Context, parameter: syntax.Parameter, word: syntax.Word | None) -> Variable:
    if word is None:
        return context.variable("_", parameter.span)
    return context.bind(word)


def _report_repeated(context: Context, parameters: Iterable[syntax.Parameter]) -> None:
    """A name may be bound only once left of the colon."""
    first: dict[str, syntax.Word] = {}
    for parameter in parameters:
        for word in parameter.names:
            if word is not None and first.setdefault(word.text, word) is not word:
                there = context.label(first[word.text].span, "bound here first")
                problem = errors.MultipleDeclarations(context.path, word.span, word.text, "parameter", there)
                context.report(problem)


def resolve_definition(context: Context, function: syntax.Function, binder: Symbol | Variable, env: Env) -> Definition:
    """A definition by one expression or by clauses."""
    owner = "" if isinstance(binder, Symbol) else "a local function"
    parameters, inner = resolve_parameters(context, function.parameters, env, owner=owner)
    type_ = resolve_result(context, function.type, parameters, inner) if function.type is not None else None
    if function.body is not None:
        clauses: tuple[Clause, ...] = (Clause(function.body.span, (), context.expression(function.body, inner)),)
    else:
        clauses = resolve_clauses(context, function.clauses, inner)
    return Definition(function.span, binder, parameters, type_, clauses, function.terminating)


# -- Clauses ----------------------------------------------------------------------------------------------------------


def resolve_clauses(context: Context, clauses: Sequence[syntax.Clause], env: Env) -> tuple[Clause, ...]:
    """Clauses with equally many explicit patterns; those of another length than the first are reported and left out."""
    resolved = [_clause(context, clause, env) for clause in clauses]
    # A clause whose patterns are wrong has been reported: forgotten parentheses make it longer, too.
    sound = [clause for clause, is_sound in resolved if is_sound]
    found = []
    for clause, is_sound in resolved:
        if not sound or _length(clause) == _length(sound[0]):
            found.append(clause)
        elif is_sound:
            there = context.label(sound[0].span, "the first clause")
            expected, given = _length(sound[0]), _length(clause)
            context.report(errors.UnequalClauses(context.path, clause.span, expected, given, there))
    return tuple(clause for clause in found if _length(clause) == _length(found[0]))


def _length(clause: Clause) -> int:
    return sum(pattern.implicitness is Implicitness.EXPLICIT for pattern in clause.patterns)


def _clause(context: Context, clause: syntax.Clause, env: Env) -> tuple[Clause, bool]:
    """The clause, and whether nothing is wrong with its patterns."""
    bound: Bound = {}
    before = len(context.problems)
    patterns = tuple(resolve_argument_pattern(context, pattern, bound) for pattern in clause.patterns)
    is_sound = len(context.problems) == before
    body = context.expression(clause.body, extended(env, bound.values()))
    return Clause(clause.span, patterns, body), is_sound


def explicit(pattern: ast.Pattern) -> ast.ArgumentPattern:
    """A pattern of an explicit argument."""
    return ast.ArgumentPattern(Implicitness.EXPLICIT, pattern)


def _lambda(context: Context, expression: syntax.Lambda, env: Env) -> ast.Expression:
    return ast.Lambda(expression.span, resolve_clauses(context, expression.clauses, env))


def _case(context: Context, expression: syntax.Case, env: Env) -> ast.Expression:
    scrutinee = context.expression(expression.scrutinee, env)
    clauses = tuple(_branch(context, branch, env) for branch in expression.branches)
    return ast.Case(expression.span, scrutinee, clauses)


def _branch(context: Context, branch: syntax.CaseBranch, env: Env) -> Clause:
    bound: Bound = {}
    patterns = (explicit(resolve_pattern(context, branch.pattern, bound)),)
    inner = extended(env, bound.values())
    if branch.body is not None:
        return Clause(branch.span, patterns, context.expression(branch.body, inner))
    return Clause(branch.span, patterns, tuple(_guarded(context, side, inner) for side in branch.sides))


def _guarded(context: Context, side: syntax.SideBranch, env: Env) -> Guarded:
    condition = context.expression(side.condition, env) if side.condition is not None else None
    return Guarded(side.span, condition, context.expression(side.body, env))


def _if(context: Context, expression: syntax.If, env: Env) -> ast.Expression:
    return ast.If(expression.span, tuple(_guarded(context, branch, env) for branch in expression.branches))


HANDLERS: Mapping[type, Handler] = {
    syntax.Lambda: _lambda,
    syntax.Case: _case,
    syntax.If: _if,
}
