"""Patterns: which names are constructors and which bind variables; every constructor with all its arguments.

Takes parsed patterns; gives positional ones. The variables of a clause go into one table, so that a name bound twice is
noticed. What is broken becomes a wildcard, and the problem is reported.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from diglot.names import Implicitness, Variable
from diglot.scope import ast, errors
from diglot.scope.ast import ArgumentPattern, Entity, WildcardPattern
from diglot.scope.context import MAX_DEPTH, Context, is_constructor
from diglot.scope.grouping import Grouping, OperatorUse
from diglot.scope.lookup import (
    find_constructor,
    find_qualified,
    find_symbol,
    is_doubtful,
    meanings,
    qualified_names,
)
from diglot.source import Span
from diglot.syntax import ast as syntax

Bound = dict[str, Variable]
"""The variables that the patterns of one clause bind."""


@dataclass(frozen=True, slots=True)
class _Given:
    """An argument as written, for a constructor to take."""

    span: Span
    argument: ArgumentPattern


def resolve_argument_pattern(context: Context, pattern: syntax.Pattern, bound: Bound) -> ArgumentPattern:
    """A pattern of a clause, where braces match an implicit or instance argument."""
    if isinstance(pattern, syntax.BracedPattern):
        return ArgumentPattern(pattern.implicitness, resolve_pattern(context, pattern.inner, bound))
    return ArgumentPattern(Implicitness.EXPLICIT, resolve_pattern(context, pattern, bound))


def resolve_pattern(context: Context, pattern: syntax.Pattern, bound: Bound) -> ast.Pattern:
    """A pattern of an explicit argument."""
    if context.depth >= MAX_DEPTH:
        context.report_depth(pattern.span)
        return _broken(pattern.span)
    context.depth += 1
    found = _pattern(context, pattern, bound)
    context.depth -= 1
    return found


def _pattern(context: Context, pattern: syntax.Pattern, bound: Bound) -> ast.Pattern:
    match pattern:
        case syntax.NamePattern():
            return _name(context, pattern, bound)
        case syntax.SequencePattern():
            return _sequence(context, pattern, bound)
        case syntax.ParenthesizedPattern():
            return resolve_pattern(context, pattern.inner, bound)
        case syntax.RecordPattern():
            return _record(context, pattern, bound)
        case syntax.AsPattern():
            return _as_pattern(context, pattern, bound)
        case syntax.ListPattern():
            elements = tuple(resolve_pattern(context, each, bound) for each in pattern.elements)
            return ast.ListPattern(pattern.span, elements)
        case syntax.BracedPattern():
            context.report(errors.DoubleBracesPattern(context.path, pattern.span))
            resolve_pattern(context, pattern.inner, bound)
            return _broken(pattern.span)
        case syntax.WildcardPattern():
            return WildcardPattern(pattern.span)
        case syntax.ErrorPattern():
            return _broken(pattern.span)


def _broken(span: Span) -> WildcardPattern:
    """In the place of a pattern in which something is wrong."""
    return WildcardPattern(span, is_error=True)


def bind_in(context: Context, word: syntax.Word, bound: Bound) -> Variable:
    """A variable bound by a pattern; a second one of the same name is reported."""
    variable = context.bind(word)
    first = bound.setdefault(word.text, variable)
    if first is not variable:
        there = context.label(first.span, "bound here first")
        context.report(errors.MultipleDeclarations(context.path, word.span, word.text, "variable", there))
    return variable


def _name(context: Context, pattern: syntax.NamePattern, bound: Bound) -> ast.Pattern:
    if len(pattern.name.words) == 1:
        word = pattern.name.words[0]
        entity = find_constructor(context, word)
        if entity is None:
            return ast.VariablePattern(pattern.span, bind_in(context, word, bound))
    else:
        entity = _qualified_constructor(context, pattern.name)
        if entity is None:
            return _broken(pattern.span)
    return _applied(context, entity, pattern.name, (), pattern.span, bare=True)


def _qualified_constructor(context: Context, name: syntax.Name) -> Entity | None:
    entity = find_qualified(context, name)
    return _checked_constructor(context, name, entity)


def _checked_constructor(context: Context, name: syntax.Name, entity: Entity | None) -> Entity | None:
    if entity is not None and not is_constructor(entity):
        context.report(errors.ConstructorExpected(context.path, name.span, name.text, entity.symbol.kind))
        return None
    return entity


def _constructor(context: Context, name: syntax.Name) -> Entity | None:
    """The constructor in front of braces; None when that is reported."""
    if len(name.words) > 1:
        return _qualified_constructor(context, name)
    entity = find_constructor(context, name.words[0])
    return entity or _checked_constructor(context, name, find_symbol(context, name))


# -- Constructor applications and infix constructors ------------------------------------------------------------------


def _sequence(context: Context, pattern: syntax.SequencePattern, bound: Bound) -> ast.Pattern:
    if any(_is_missing(context, atom) for atom in pattern.atoms):
        return _doubtful(context, pattern.atoms, pattern.span, bound)
    items = _items(context, pattern.atoms)
    chain = sum(isinstance(item, OperatorUse) for item in items)
    if context.depth + chain > MAX_DEPTH:
        context.report_depth(pattern.span)
        return _broken(pattern.span)
    context.depth += chain
    parts: list[ast.Pattern | OperatorUse] = []
    run: list[syntax.Pattern] = []
    for item in items:
        if isinstance(item, OperatorUse):
            if run:
                parts.append(_application(context, run, bound))
            parts.append(item)
            run = []
        else:
            run.append(item)
    if run:
        parts.append(_application(context, run, bound))
    context.depth -= chain

    def combine(operator: OperatorUse, operands: tuple[ast.Pattern, ...]) -> ast.Pattern:
        return _infix(context, operator, operands)

    found = Grouping[ast.Pattern](context, combine, pattern=True).tree(parts)
    return _broken(pattern.span) if found is None else found


def _is_missing(context: Context, atom: syntax.Pattern) -> bool:
    """Whether a mistake elsewhere hides what a name is: perhaps an operator, or a constructor."""
    return isinstance(atom, syntax.NamePattern) and is_doubtful(context, atom.name)


def _doubtful(context: Context, atoms: Iterable[syntax.Pattern], span: Span, bound: Bound) -> ast.Pattern:
    """A pattern of which nobody knows how it is put together; its variables are there all the same."""
    context.has_doubtful_patterns = True
    for atom in atoms:
        if isinstance(atom, syntax.NamePattern):
            _bind_quietly(context, atom, bound)
        else:
            resolve_argument_pattern(context, atom, bound)
    return _broken(span)


def _items(context: Context, atoms: Iterable[syntax.Pattern]) -> list[syntax.Pattern | OperatorUse]:
    """The atoms, with the infix constructors among them picked out."""
    return [_operator(context, atom) or atom for atom in atoms]


def _operator(context: Context, atom: syntax.Pattern) -> OperatorUse | None:
    if not isinstance(atom, syntax.NamePattern):
        return None
    if len(atom.name.words) > 1:
        # A dotted operator is rare; a dotted name is looked up here and once more as a constructor if it is none.
        if any(context.fixity(each) is not None for each in meanings(context, atom.name) if is_constructor(each)):
            entity = find_qualified(context, atom.name)
            return None if entity is None else _as_operator(context, atom, entity)
        return None
    entities = context.level.entities(atom.name.words[0].text)
    for entity in entities:
        if is_constructor(entity) and context.fixity(entity) is not None:
            context.refer(atom.span, entity.symbol)
            return _as_operator(context, atom, entity)
    return None


def _as_operator(context: Context, atom: syntax.NamePattern, entity: Entity) -> OperatorUse | None:
    fixity = context.fixity(entity)
    return None if fixity is None else OperatorUse(atom.name.text, atom.span, fixity, entity)


def _infix(context: Context, operator: OperatorUse, operands: tuple[ast.Pattern, ...]) -> ast.Pattern:
    span = operands[0].span.to(operands[-1].span) if len(operands) > 1 else operands[0].span.to(operator.span)
    if operator.entity is None:
        return _broken(span)
    given = tuple(_Given(each.span, ArgumentPattern(Implicitness.EXPLICIT, each)) for each in operands)
    word = syntax.Word(operator.text, operator.span)
    return _applied(context, operator.entity, syntax.Name((word,)), given, span)


def _application(context: Context, atoms: Sequence[syntax.Pattern], bound: Bound) -> ast.Pattern:
    head, *rest = atoms
    if not rest:
        return resolve_pattern(context, head, bound)
    while isinstance(head, syntax.ParenthesizedPattern):
        head = head.inner
    if _reports_between(context, head, rest):
        return _doubtful(context, atoms, atoms[0].span.to(atoms[-1].span), bound)
    entity = _head(context, head)
    if entity is None and isinstance(head, syntax.NamePattern):
        _bind_quietly(context, head, bound)
    given = tuple(_Given(atom.span, resolve_argument_pattern(context, atom, bound)) for atom in rest)
    span = atoms[0].span.to(atoms[-1].span)
    if entity is None or not isinstance(head, syntax.NamePattern):
        return _broken(span)
    return _applied(context, entity, head.name, given, span)


def _reports_between(context: Context, head: syntax.Pattern, rest: Sequence[syntax.Pattern]) -> bool:
    """Whether a constructor that is no operator, or not in scope, is where an operator would be; that is reported."""
    if len(rest) < 2 or (isinstance(head, syntax.NamePattern) and _is_head(context, head.name)):
        return False
    middle = rest[0]
    if not isinstance(middle, syntax.NamePattern) or len(middle.name.words) > 1 or context.incomplete:
        return False
    word = middle.name.words[0]
    found = [each for each in context.level.entities(word.text) if is_constructor(each)]
    if len(found) == 1 and sum(each is Implicitness.EXPLICIT for each in found[0].arity) == 2:
        context.refer(word.span, found[0].symbol)
        context.report(errors.ConstructorExpectedLeftApplication(context.path, word.span, word.text, between=True))
        return True
    qualified = () if found else qualified_names(context, word.text, constructors=True)
    if qualified:
        context.report(errors.SymNotInScope(context.path, word.span, word.text, qualified=qualified))
    return bool(qualified)


def _is_head(context: Context, name: syntax.Name) -> bool:
    """Whether a name is that of a constructor, or is perhaps one."""
    return (
        len(name.words) > 1 or is_doubtful(context, name) or any(map(is_constructor, context.level.entities(name.text)))
    )


def _bind_quietly(context: Context, name: syntax.NamePattern, bound: Bound) -> None:
    """Let a name that is no constructor be a variable, as it is perhaps one: using it is no second mistake."""
    word = name.name.words[0]
    is_other = word.text in context.missing or any(map(is_constructor, context.level.entities(word.text)))
    if len(name.name.words) == 1 and word.text not in bound and not is_other:
        bound[word.text] = context.bind(word)


def _head(context: Context, head: syntax.Pattern) -> Entity | None:
    """The constructor at the head of an application; None when it is none, which is reported."""
    if isinstance(head, syntax.BracedPattern):
        context.report(errors.ImplicitPatternLeftApplication(context.path, head.span))
        return None
    if not isinstance(head, syntax.NamePattern):
        if not isinstance(head, syntax.ErrorPattern):
            context.report(errors.ConstructorExpectedLeftApplication(context.path, head.span, ""))
        return None
    if len(head.name.words) > 1:
        return _qualified_constructor(context, head.name)
    entity = find_constructor(context, head.name.words[0])
    if entity is None:
        _report_head(context, head.name.words[0])
    return entity


def _report_head(context: Context, word: syntax.Word) -> None:
    if context.incomplete or word.text in context.missing:
        return
    qualified = qualified_names(context, word.text, constructors=True)
    level = context.level
    names = (name for name in set(level.visible_names()) if any(map(is_constructor, level.entities(name))))
    similar = () if qualified else context.nearest(word.text, names, "constructors")
    context.report(errors.ConstructorExpectedLeftApplication(context.path, word.span, word.text, similar, qualified))


def _applied(
    context: Context,
    entity: Entity,
    name: syntax.Name,
    given: tuple[_Given, ...],
    span: Span,
    *,
    bare: bool = False,
) -> ast.Pattern:
    """The constructor with one pattern per argument: an instance argument that is left out becomes a wildcard."""
    if any(each.argument.implicitness is Implicitness.IMPLICIT for each in given):
        implicit = next(each for each in given if each.argument.implicitness is Implicitness.IMPLICIT)
        context.report(errors.DoubleBracesPattern(context.path, implicit.span))
        return _broken(span)
    if not entity.is_whole:
        return _broken(span)
    left = [each.argument for each in reversed(given)]
    arguments = []
    for implicitness in entity.arity:
        if left and left[-1].implicitness is implicitness:
            arguments.append(left.pop())
        elif implicitness is not Implicitness.EXPLICIT:
            arguments.append(ArgumentPattern(implicitness, WildcardPattern(span)))
        else:
            break
    if left or len(arguments) < len(entity.arity):
        expected = sum(each is Implicitness.EXPLICIT for each in entity.arity)
        found = sum(each.argument.implicitness is Implicitness.EXPLICIT for each in given)
        problem = errors.WrongConstructorAppLength(context.path, span, name.text, expected, found, bare)
        context.report(problem)
        return _broken(span)
    return ast.ConstructorPattern(span, entity.symbol, name.span, tuple(arguments))


# -- Record and as-patterns -------------------------------------------------------------------------------------------


def _record(context: Context, pattern: syntax.RecordPattern, bound: Bound) -> ast.Pattern:
    entity = _constructor(context, pattern.name)
    if entity is not None and not entity.is_whole:
        entity = None
    fields = entity.field_names if entity is not None else ()
    if entity is not None and pattern.fields and not any(fields):
        context.report(errors.ConstructorNotARecord(context.path, pattern.span, pattern.name.text))
        entity = None
    known = dict.fromkeys(each for each in fields if each)
    by_name: dict[str, ast.Pattern] = {}
    places: dict[str, Span] = {}
    for field in pattern.fields:
        value = _field(context, field, entity, bound)
        if entity is not None and _check_field(context, field, pattern.name.text, known, places):
            by_name[field.field.text] = value
    if entity is None:
        return _broken(pattern.span)
    rest = WildcardPattern(pattern.span)
    arguments = (
        ArgumentPattern(implicitness, by_name.get(name, rest) if name else rest)
        for implicitness, name in zip(entity.arity, fields, strict=True)
    )
    return ast.ConstructorPattern(pattern.span, entity.symbol, pattern.name.span, tuple(arguments))


def _field(context: Context, field: syntax.FieldPattern, entity: Entity | None, bound: Bound) -> ast.Pattern:
    if field.pattern is None:
        return ast.VariablePattern(field.span, bind_in(context, field.field, bound))
    for projection in entity.fields if entity is not None else ():
        if projection.name == field.field.text:
            context.refer(field.field.span, projection)
    return resolve_pattern(context, field.pattern, bound)


def _check_field(
    context: Context,
    field: syntax.FieldPattern,
    record: str,
    known: Mapping[str, None],
    places: dict[str, Span],
) -> bool:
    name, span = field.field.text, field.field.span
    if name not in known:
        names = tuple(known)
        similar = context.nearest(name, names, record)
        problem = errors.UnexpectedField(context.path, span, name, record, similar, names)
        context.report(problem)
        return False
    first = places.setdefault(name, span)
    if first is not span:
        there = context.label(first, "given here first")
        context.report(errors.RepeatedField(context.path, span, name, there))
        return False
    return True


def _as_pattern(context: Context, pattern: syntax.AsPattern, bound: Bound) -> ast.Pattern:
    variable = bind_in(context, pattern.variable, bound)
    inner = pattern.pattern
    while isinstance(inner, syntax.ParenthesizedPattern):
        inner = inner.inner
    if isinstance(inner, syntax.AsPattern):
        name = inner.variable.text
        context.report(errors.DoubleBinderPattern(context.path, pattern.span, variable.name, name))
    resolved = resolve_pattern(context, inner, bound)
    if isinstance(resolved, ast.VariablePattern):
        name = resolved.variable.name
        context.report(errors.AliasBinderPattern(context.path, pattern.span, variable.name, name))
    return ast.AsPattern(pattern.span, variable, resolved)
