"""Patterns: what is to the left of `:=`, `<-` and `in`."""

from collections.abc import Callable

from diglot.names import Implicitness
from diglot.syntax import ast
from diglot.syntax.cursor import Cursor
from diglot.syntax.errors import ConditionAsPattern, LiteralPattern, TypeAscription
from diglot.syntax.token import DOTTED, INTEGER, NAME, STRING


def parse_pattern(cursor: Cursor) -> ast.Pattern:
    """One pattern atom or several side by side."""
    cursor.deepen()
    first = parse_pattern_atom(cursor)
    atoms = [first]
    while (parse := _ATOMS.get(cursor.kind)) is not None:
        atoms.append(parse(cursor))
    cursor.depth -= 1
    return first if len(atoms) == 1 else ast.SequencePattern(first.span.to(atoms[-1].span), tuple(atoms))


def parse_pattern_atom(cursor: Cursor) -> ast.Pattern:
    """A pattern that needs no parentheses where several are in a row."""
    parse = _ATOMS.get(cursor.kind)
    if parse is None:
        raise cursor.fail("a pattern", "")
    return parse(cursor)


def parse_pattern_atoms(cursor: Cursor) -> tuple[ast.Pattern, ...]:
    """The patterns of a clause, at least one."""
    atoms = [parse_pattern_atom(cursor)]
    while (parse := _ATOMS.get(cursor.kind)) is not None:
        atoms.append(parse(cursor))
    return tuple(atoms)


def begins_pattern(kind: str) -> bool:
    """Whether a pattern can begin with a token of a kind."""
    return kind in _ATOMS


def _ends_pattern(kind: str) -> bool:
    return kind in (NAME, DOTTED, "_", ")", "}", "]", INTEGER, STRING)


_CONDITIONS = frozenset(("==", "/=", "!=", "<", ">", "<=", ">=", "&&", "||"))
"""Operators that no pattern has."""


def _wildcard(cursor: Cursor) -> ast.Pattern:
    return ast.WildcardPattern(cursor.advance().span)


def _named(cursor: Cursor) -> ast.Pattern:
    # With nothing on one of its sides, such a word can be a variable.
    if cursor.token.text in _CONDITIONS and begins_pattern(cursor.peek(1)) and _ends_pattern(cursor.peek(-1)):
        raise cursor.mistake(ConditionAsPattern(cursor.path, cursor.token.span, cursor.token.text))
    name = cursor.name("a pattern")
    if cursor.kind != "@":
        return ast.NamePattern(name.span, name)
    if cursor.peek(1) == "{":
        cursor.advance()
        fields = cursor.braced("}", _field, "a record pattern")
        return ast.RecordPattern(cursor.span_from(name.span.start), name, fields)
    if len(name.words) > 1:
        cursor.advance()
        raise cursor.fail("`{`", "a record pattern")
    cursor.advance()
    cursor.deepen()
    pattern = parse_pattern_atom(cursor)
    cursor.depth -= 1
    return ast.AsPattern(cursor.span_from(name.span.start), name.last, pattern)


def _field(cursor: Cursor) -> ast.FieldPattern:
    field = cursor.word("a record pattern")
    pattern = parse_pattern(cursor) if cursor.take(":=") else None
    return ast.FieldPattern(cursor.span_from(field.span.start), field, pattern)


def _parenthesized(cursor: Cursor) -> ast.Pattern:
    opener = cursor.at
    start = cursor.advance().start
    inner = parse_pattern(cursor)
    _forbid_type(cursor)
    cursor.expect(")", "a pattern in parentheses", opener)
    return ast.ParenthesizedPattern(cursor.span_from(start), inner)


def _forbid_type(cursor: Cursor) -> None:
    if cursor.kind == ":":
        raise cursor.mistake(TypeAscription(cursor.path, cursor.token.span, "A part of a pattern"))


def _braced(cursor: Cursor) -> ast.Pattern:
    opener = cursor.at
    start = cursor.advance().start
    double = cursor.kind == "{" and cursor.token.start == start + 1
    if double:
        cursor.advance()
    inner = parse_pattern(cursor)
    _forbid_type(cursor)
    cursor.expect("}", "a pattern in braces", opener + double)
    if double:
        cursor.expect("}", "a pattern in double braces", opener)
    implicitness = Implicitness.INSTANCE if double else Implicitness.IMPLICIT
    return ast.BracedPattern(cursor.span_from(start), implicitness, inner)


def _list(cursor: Cursor) -> ast.Pattern:
    start = cursor.token.start
    elements = cursor.braced("]", parse_pattern, "a list pattern")
    return ast.ListPattern(cursor.span_from(start), elements)


def _literal(cursor: Cursor) -> ast.Pattern:
    token = cursor.token
    cursor.problems.add(LiteralPattern(cursor.path, token.span, token.text))
    cursor.advance()
    return ast.ErrorPattern(token.span)


_ATOMS: dict[str, Callable[[Cursor], ast.Pattern]] = {
    NAME: _named,
    DOTTED: _named,
    "_": _wildcard,
    "(": _parenthesized,
    "{": _braced,
    "[": _list,
    INTEGER: _literal,
    STRING: _literal,
}
