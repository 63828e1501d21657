"""Fixities, operators and iterators: the `syntax` declarations that change how names are read.

A declaration takes effect from its place on. What it says about a symbol is kept in the context, by symbol, until the
end of the module, where it goes into the exports.
"""

from collections.abc import Iterator

from diglot.scope import errors
from diglot.scope.ast import UNKNOWN, Fixity
from diglot.scope.context import Context
from diglot.scope.declare import identity
from diglot.scope.lookup import find_fixities, find_symbol
from diglot.syntax import ast

LOOSEST = float(-(2**63))
TIGHTEST = float(2**63)


def declare_fixity(context: Context, statement: ast.FixityDeclaration) -> None:
    """`syntax fixity f := …`."""
    name = statement.name.text
    if context.level.claim("fixity", name, statement.name.span) is not None:
        return
    own = identity(context.level, name)
    precedence = _precedence(context, statement)
    if statement.same is not None:
        same = find_fixity(context, statement.same)
        if same is not None:
            own, precedence = same.id, same.precedence
    context.level.define_fixity(name, Fixity(own, statement.arity, statement.assoc or "none", precedence))


def find_fixity(context: Context, name: ast.Name) -> Fixity | None:
    """The fixity that a name stands for; None when that is reported."""
    if len(name.words) > 1:
        found = next(iter(find_fixities(context, name).values()), None)
    else:
        found = context.level.fixity(name.last.text)
    is_excused = context.incomplete or (len(name.words) == 1 and name.last.text in context.missing)
    if found is None and not is_excused:
        similar = context.nearest(name.text, _visible(context), "fixities")
        context.report(errors.FixityNotInScope(context.path, name.span, name.text, similar))
    return found


def _visible(context: Context) -> Iterator[str]:
    for level in context.level.enclosing():
        yield from level.fixities
        for layer in level.layers:
            yield from layer.fixities


def _precedence(context: Context, statement: ast.FixityDeclaration) -> float:
    looser = _bounds(context, statement.above)
    tighter = _bounds(context, statement.below)
    low, above = max(looser, default=(LOOSEST, ""))
    high, below = min(tighter, default=(TIGHTEST, ""))
    if low >= high:
        span = statement.name.span
        context.report(errors.PrecedenceInconsistency(context.path, span, statement.name.text, above, below))
    given = statement.precedence
    if given is None:
        return (low + high) / 2
    if low < high and not low < given < high:
        span = statement.name.span
        wrong = above if given <= low else below
        context.report(errors.PrecedenceOutOfBounds(context.path, span, statement.name.text, given, wrong))
    return float(max(LOOSEST, min(given, TIGHTEST)))


def _bounds(context: Context, names: tuple[ast.Name, ...]) -> list[tuple[float, str]]:
    found = ((find_fixity(context, name), name.text) for name in names)
    return [(fixity.precedence, text) for fixity, text in found if fixity is not None]


def declare_operator(context: Context, statement: ast.OperatorDeclaration) -> None:
    """`syntax operator + additive;`."""
    key = _target(context, statement.name)
    fixity = find_fixity(context, statement.fixity)
    if key is None:
        _note_missing(context, statement.name)
    else:
        context.operators[key] = UNKNOWN if fixity is None else fixity


def declare_iterator(context: Context, statement: ast.IteratorDeclaration) -> None:
    """`syntax iterator for {init := 1; range := 1};`."""
    if statement.ranges == 0:
        context.report(errors.InvalidRangeNumber(context.path, statement.span, statement.name.text))
    key = _target(context, statement.name)
    if key is None:
        _note_missing(context, statement.name)
    else:
        context.iterators[key] = (statement.initializers, statement.ranges)


def _note_missing(context: Context, name: ast.Name) -> None:
    """That there is nothing of this name has been said, and need not be said of its uses."""
    if len(name.words) == 1:
        context.missing.add(name.last.text)
        context.level.missing.add(name.last.text)


def _target(context: Context, name: ast.Name) -> str | None:
    """The key of what a declaration is about: a symbol in scope, an alias, or else the only such member of a type."""
    text = name.text
    if text in context.level.aliases and text not in context.level.defined:
        return identity(context.level, text)
    if len(name.words) == 1 and not context.level.entities(text):
        modules = context.level.modules.values()
        members = [module.symbols[text][0] for module in modules if module.owner and text in module.symbols]
        if len(members) == 1:
            context.refer(name.span, members[0].symbol)
            return members[0].key
    entity = find_symbol(context, name)
    return None if entity is None else entity.key
