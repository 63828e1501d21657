"""Named application: `f@{x := e; y}`.

Takes the entries as written; gives them with their place in the function's name signature. Entries see those before
them, a pun sees only what is outside the braces.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from diglot.names import Implicitness, SymbolKind, Variable
from diglot.scope import ast, errors
from diglot.scope.ast import Clause, Definition, Entity, NamedApply, NamedEntry, SignatureParameter
from diglot.scope.context import Context, Env, Handler
from diglot.scope.lookup import find
from diglot.scope.resolve_expression import referring
from diglot.scope.resolve_let import LocalWithUses, around, is_function, measured
from diglot.source import Span
from diglot.syntax import ast as syntax


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry, resolved."""

    written: syntax.NamedArgument
    definition: Definition
    variable: Variable
    uses: frozenset[Variable]


def _named_application(context: Context, expression: syntax.NamedApplication, env: Env) -> ast.Expression:
    target = find(context, expression.name, env)
    function = referring(expression.name.span, target)
    if not expression.arguments:
        return function
    entries = _entries(context, expression.arguments, target, env)
    if target is None or (isinstance(target, Entity) and not target.is_whole):
        return ast.ErrorExpression(expression.span)
    if not isinstance(target, Entity) or not target.signature or not isinstance(function, ast.Global):
        name = expression.name
        local = isinstance(target, Variable)
        hidden = isinstance(target, Entity) and bool(target.after_unnamed)
        context.report(errors.NoNameSignature(context.path, name.span, name.text, local, hidden))
        return ast.ErrorExpression(expression.span)
    order = _order(context, expression, target)
    if order is None:
        return ast.ErrorExpression(expression.span)
    return _application(context, expression.span, function, entries, order, target.signature)


# -- Entries ----------------------------------------------------------------------------------------------------------


def _entries(
    context: Context, arguments: Sequence[syntax.NamedArgument], target: Variable | Entity | None, env: Env
) -> list[_Entry]:
    """The entries, each resolved where it sees the ones it may see."""
    names = dict(env)
    functions: dict[Span, Variable] = {}
    for argument in arguments:
        if argument.function is not None and is_function(argument.function):
            functions[argument.span] = names[argument.name.text] = _bind(context, argument.name, target)
    found = []
    for argument in arguments:
        if argument.function is None:
            found.append(_pun(context, argument, env))
            continue
        context.check_docs(argument.function.annotations, names)
        variable = functions.get(argument.span) or context.variable(argument.name.text, argument.name.span)
        definition, uses = measured(context, argument.function, variable, names)
        if argument.span not in functions:
            _refer(context, argument.name, target, variable)
            names[variable.name] = variable
        found.append(_Entry(argument, definition, variable, uses))
    return found


def _bind(context: Context, word: syntax.Word, target: Variable | Entity | None) -> Variable:
    variable = context.variable(word.text, word.span)
    _refer(context, word, target, variable)
    return variable


def _refer(context: Context, word: syntax.Word, target: Variable | Entity | None, variable: Variable) -> None:
    """The entry's name stands for the field that it fills, if it fills one."""
    if isinstance(target, Entity) and target.symbol.kind is SymbolKind.CONSTRUCTOR:
        for field in target.fields:
            if field.name == word.text:
                context.refer(word.span, field)
                return
    context.refer(word.span, variable, definition=True)


def _pun(context: Context, argument: syntax.NamedArgument, env: Env) -> _Entry:
    word = argument.name
    variable = context.variable(word.text, word.span)
    value = referring(word.span, find(context, syntax.Name((word,)), env))
    uses = frozenset((value.variable,)) if isinstance(value, ast.Local) else frozenset()
    return _Entry(argument, _value(variable, value, argument.span), variable, uses)


def _value(variable: Variable, value: ast.Expression, span: Span) -> Definition:
    return Definition(span, variable, (), None, (Clause(span, (), value),))


# -- Matching them with the signature ---------------------------------------------------------------------------------


def _order(context: Context, expression: syntax.NamedApplication, target: Entity) -> tuple[int | None, ...] | None:
    """For each parameter the number of its entry; None when the entries do not fit, which is reported."""
    signature = target.signature
    by_name: dict[str, int] = {}
    fits = True
    known = dict.fromkeys(parameter.name for parameter in signature if parameter.name)
    for number, argument in enumerate(expression.arguments):
        name = argument.name.text
        if name not in known:
            _report_unexpected(context, expression, argument.name, tuple(known), target)
            fits = False
        elif by_name.setdefault(name, number) != number:
            there = context.label(expression.arguments[by_name[name]].name.span, "given here first")
            context.report(errors.DuplicateArgument(context.path, argument.name.span, name, there))
            fits = False
    explicit = (each.name for each in signature if each.implicitness is Implicitness.EXPLICIT)
    missing = tuple(name for name in explicit if name not in by_name)
    # A misspelt argument is missing under its right name too; one message is enough.
    if missing and fits:
        context.report(errors.MissingArgs(context.path, expression.name.span, expression.name.text, missing))
    return tuple(by_name.get(each.name) for each in signature) if fits and not missing else None


def _report_unexpected(
    context: Context, expression: syntax.NamedApplication, word: syntax.Word, known: tuple[str, ...], target: Entity
) -> None:
    hidden = word.text in target.after_unnamed
    similar = () if hidden else context.nearest(word.text, known, expression.name.text)
    function = expression.name.text
    context.report(errors.UnexpectedArgument(context.path, word.span, function, word.text, similar, known, hidden))


def _application(
    context: Context,
    span: Span,
    function: ast.Global,
    entries: Sequence[_Entry],
    order: tuple[int | None, ...],
    signature: tuple[SignatureParameter, ...],
) -> ast.Expression:
    used = frozenset[Variable]().union(*(entry.uses for entry in entries))
    named = tuple(NamedEntry(entry.definition, entry.variable in used) for entry in entries)
    found = NamedApply(span, function, named, order, signature)
    if not _needs_let(entries):
        return found
    # Entries that call themselves or later ones are local definitions first, and arguments by name then.
    locals_ = [
        LocalWithUses(entry.definition, frozenset((entry.variable,)), entry.uses)
        for entry in entries
        if entry.written.function is not None
    ]
    plain = tuple(
        entry if each.written.function is None else _renamed(context, each)
        for each, entry in zip(entries, named, strict=True)
    )
    return around(context, span, locals_, replace(found, entries=plain))


def _needs_let(entries: Sequence[_Entry]) -> bool:
    """Whether an entry uses itself or one that comes later."""
    later: set[Variable] = set()
    for entry in reversed(entries):
        later.add(entry.variable)
        if not later.isdisjoint(entry.uses):
            return True
    return False


def _renamed(context: Context, entry: _Entry) -> NamedEntry:
    span = entry.variable.span
    argument = context.variable(entry.variable.name, span)
    return NamedEntry(_value(argument, ast.Local(span, entry.variable), entry.definition.span), shared=False)


HANDLERS: Mapping[type, Handler] = {syntax.NamedApplication: _named_application}
