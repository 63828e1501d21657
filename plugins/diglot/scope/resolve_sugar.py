r"""Iterators and `do` blocks: notation for applications.

`for (acc := i) (x in xs) {e}` is `for \{acc x := e} i xs`; `do {p <- e; rest}` is `bind e \{p := rest}`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diglot.graphs import closure
from diglot.names import Implicitness, Symbol
from diglot.scope import ast, errors
from diglot.scope.ast import Apply, Argument, Clause, Entity, Lambda, WildcardPattern
from diglot.scope.context import MAX_DEPTH, Context, Env, Handler, extended
from diglot.scope.lookup import find
from diglot.scope.resolve_definition import explicit
from diglot.scope.resolve_expression import referring
from diglot.scope.resolve_let import resolve_let
from diglot.scope.resolve_pattern import Bound, resolve_pattern
from diglot.source import Span
from diglot.syntax import ast as syntax


def _iterator(context: Context, expression: syntax.Iterator, env: Env) -> ast.Expression:
    target = find(context, expression.name, env)
    fits = target is None or _check_counts(context, expression, target if isinstance(target, Entity) else None)
    bound: Bound = {}
    parts: tuple[syntax.Initializer | syntax.Range, ...] = (*expression.initializers, *expression.ranges)
    values = [context.expression(part.value, env) for part in parts]
    patterns = tuple(explicit(resolve_pattern(context, part.pattern, bound)) for part in parts)
    body = context.expression(expression.body, extended(env, bound.values()))
    if not fits:
        return ast.ErrorExpression(expression.span)
    function = Lambda(expression.span, (Clause(expression.span, patterns, body),))
    arguments = tuple(Argument(Implicitness.EXPLICIT, value) for value in (function, *values))
    return Apply(expression.span, referring(expression.name.span, target), arguments)


def _check_counts(context: Context, expression: syntax.Iterator, entity: Entity | None) -> bool:
    """Whether the loop has the initialisers and ranges that its iterator takes; if not, that is reported."""
    name, span = expression.name.text, expression.name.span
    counts = context.iterator(entity) if entity is not None else None
    if counts is None:
        context.report(errors.IteratorUndefined(context.path, span, name))
        return True
    initializers, ranges = counts
    found = len(expression.initializers), len(expression.ranges)
    if initializers not in {None, found[0]}:
        context.report(errors.IteratorInitializer(context.path, span, name, initializers or 0, found[0]))
    if ranges not in {None, found[1]}:
        context.report(errors.IteratorRange(context.path, span, name, ranges or 0, found[1]))
    return initializers in {None, found[0]} and ranges in {None, found[1]}


def _do(context: Context, expression: syntax.Do, env: Env) -> ast.Expression:
    if not expression.statements or isinstance(expression.statements[-1], syntax.DoBind | syntax.DoLet):
        span = expression.statements[-1].span if expression.statements else expression.span
        context.report(errors.DoLastStatement(context.path, span))
    bind = _monad_bind(context)
    if bind is None and len(expression.statements) > 1:
        context.report(errors.BuiltinNotDefined(context.path, expression.span, "monad-bind", "A `do` block"))
    return _Block(context, expression.span, expression.statements, bind).rest(0, env)


@dataclass(slots=True)
class _Block:
    """The statements of one `do` block, taken from the first to the last."""

    context: Context
    span: Span
    statements: "Sequence[syntax.DoBind | syntax.DoLet | syntax.Expression]"
    bind: Symbol | None

    def rest(self, number: int, env: Env) -> ast.Expression:
        """The statements from a number on."""
        context = self.context
        if number == len(self.statements):
            return ast.ErrorExpression(self.span)
        statement = self.statements[number]
        if isinstance(statement, syntax.DoLet):
            return resolve_let(
                context, statement.span, statement.statements, env, lambda inner: self.next(number, inner)
            )
        if isinstance(statement, syntax.DoBind):
            return self.binding(number, statement, env)
        value = context.expression(statement, env)
        if number + 1 == len(self.statements):
            return value
        return self.bound(statement.span, value, WildcardPattern(statement.span), self.next(number, env))

    def next(self, number: int, env: Env) -> ast.Expression:
        """What follows a statement; one level deeper."""
        if self.context.depth >= MAX_DEPTH:
            self.context.report_depth(self.span)
            return ast.ErrorExpression(self.span)
        self.context.depth += 1
        found = self.rest(number + 1, env)
        self.context.depth -= 1
        return found

    def binding(self, number: int, statement: syntax.DoBind, env: Env) -> ast.Expression:
        """`p <- e; …`."""
        pattern = statement.pattern
        if isinstance(pattern, syntax.BracedPattern):
            self.context.report(errors.DoBindImplicitPattern(self.context.path, pattern.span))
            pattern = pattern.inner
        value = self.context.expression(statement.value, env)
        bound: Bound = {}
        resolved = resolve_pattern(self.context, pattern, bound)
        rest = self.next(number, extended(env, bound.values()))
        return self.bound(statement.span, value, resolved, rest)

    def bound(self, span: Span, value: ast.Expression, pattern: ast.Pattern, rest: ast.Expression) -> ast.Expression:
        r"""`bind value \{pattern := rest}`."""
        if self.bind is None:
            return ast.ErrorExpression(self.span)
        clause = Clause(span, (explicit(pattern),), rest)
        arguments = (value, Lambda(span, (clause,)))
        function = ast.Global(span, self.bind)
        return Apply(span, function, tuple(Argument(Implicitness.EXPLICIT, each) for each in arguments))


def _monad_bind(context: Context) -> Symbol | None:
    """The function marked `builtin monad-bind`, in this module or in what it imports, however far away."""
    name = "monad-bind"
    if name in context.builtins:
        return context.builtins[name]
    for module in closure(context.direct_imports, lambda module: context.imported[module].imports):
        if name in context.imported[module].builtins:
            return context.imported[module].builtins[name]
    return None


HANDLERS: Mapping[type, Handler] = {syntax.Iterator: _iterator, syntax.Do: _do}
