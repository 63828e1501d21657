"""Expressions: a flat row of atoms, since operators are grouped only when their fixities are known.

The grammar is recursive across this module, `parse_branching`, `parse_block` and `parse_function`, so these import each
other as modules.
"""

from collections.abc import Callable, Mapping
from functools import cache

from diglot.names import Implicitness
from diglot.source import Span
from diglot.syntax import ast, errors, parse_block, parse_branching
from diglot.syntax.cursor import Cursor
from diglot.syntax.literal import decode_string, integer_value
from diglot.syntax.token import DOTTED, INTEGER, NAME, STRING


def parse_expression(cursor: Cursor) -> ast.Expression:
    """One atom or several side by side, as far as they go."""
    cursor.deepen()
    atom_readers = _atom_readers()
    parse = atom_readers.get(cursor.kind)
    if parse is None:
        raise cursor.fail("an expression", "")
    first = parse(cursor)
    parse = atom_readers.get(cursor.kind)
    if parse is None:
        cursor.depth -= 1
        return first
    atoms = [first]
    while parse is not None:
        atoms.append(parse(cursor))
        parse = atom_readers.get(cursor.kind)
    cursor.depth -= 1
    return ast.Sequence(first.span.to(atoms[-1].span), tuple(atoms))


def parse_argument(cursor: Cursor) -> ast.Expression | None:
    """One atom, or None if none comes next."""
    parse = _atom_readers().get(cursor.kind)
    return None if parse is None else parse(cursor)


# -- Names and literals -----------------------------------------------------------------------------------------------


def _named(cursor: Cursor) -> ast.Expression:
    start = cursor.token
    name = cursor.name("an expression")
    kind = cursor.kind
    if kind == "@" and cursor.peek(1) == "{":
        return parse_block.parse_named_application(cursor, name)
    if kind == "(" and parse_block.iterator_sign(cursor) is not None:
        return parse_block.parse_iterator(cursor, name)
    if start.text.startswith("\\"):
        cursor.at -= 1
        raise cursor.mistake(errors.LambdaWithoutBraces(cursor.path, start.span))
    return ast.Identifier(name.span, name)


def _integer(cursor: Cursor) -> ast.Expression:
    token = cursor.advance()
    return ast.IntegerLiteral(Span(token.start, token.end), integer_value(token.text))


def _string(cursor: Cursor) -> ast.Expression:
    token = cursor.advance()
    value, wrong = decode_string(token.text)
    for offset, text in wrong:
        start = token.start + offset
        cursor.problems.add(errors.BadEscape(cursor.path, Span(start, start + len(text)), text))
    return ast.StringLiteral(Span(token.start, token.end), value)


def _universe(cursor: Cursor) -> ast.Expression:
    start = cursor.advance().start
    level = None
    if cursor.kind == INTEGER and not cursor.token.text.startswith("-"):
        level = integer_value(cursor.advance().text)
    return ast.Universe(cursor.span_from(start), level)


def _hole(cursor: Cursor) -> ast.Expression:
    return ast.Hole(cursor.advance().span)


def _arrow(cursor: Cursor) -> ast.Expression:
    return ast.ArrowAtom(cursor.advance().span)


# -- Brackets ---------------------------------------------------------------------------------------------------------


def names_with_type(cursor: Cursor, distance: int) -> bool:
    """Whether names and a colon follow, from a distance on."""
    first = distance
    while cursor.peek(distance) in (NAME, "_"):
        distance += 1
    return distance > first and cursor.peek(distance) == ":"


def begins_double_brace(cursor: Cursor) -> bool:
    """Whether `{{` comes next."""
    return cursor.kind == "{" and cursor.peek(1) == "{" and cursor.tokens[cursor.at + 1].start == cursor.token.end


def parse_names(cursor: Cursor, context: str) -> tuple[ast.Word | None, ...]:
    """One or more names, `_` among them."""
    names = [parse_binder(cursor, context)]
    while cursor.kind in (NAME, "_"):
        names.append(parse_binder(cursor, context))
    return tuple(names)


def parse_binder(cursor: Cursor, context: str) -> ast.Word | None:
    """A name to be bound, None for `_`."""
    return None if cursor.take("_") else cursor.word(context)


def _parenthesized(cursor: Cursor) -> ast.Expression:
    if names_with_type(cursor, 1):
        return _function_type(cursor, Implicitness.EXPLICIT)
    opener = cursor.at
    start = cursor.advance().start
    if cursor.kind == ")":
        advice = "The only value of type `Unit` is `unit`."
        raise cursor.mistake(errors.ForeignWord(cursor.path, Span(start, cursor.token.end), "()", advice))
    inner = parse_expression(cursor)
    if cursor.kind == ":":
        raise cursor.mistake(errors.TypeAscription(cursor.path, cursor.token.span, "An expression"))
    cursor.expect(")", "an expression in parentheses", opener)
    return ast.Parenthesized(cursor.span_from(start), inner)


def _braced(cursor: Cursor) -> ast.Expression:
    double = begins_double_brace(cursor)
    implicitness = Implicitness.INSTANCE if double else Implicitness.IMPLICIT
    if names_with_type(cursor, 1 + double):
        return _function_type(cursor, implicitness)
    opener = cursor.at
    start = cursor.advance().start
    cursor.at += double
    _forbid_fields(cursor)
    inner = parse_expression(cursor)
    close_braces(cursor, opener, implicitness, "an argument in braces")
    return ast.Braced(cursor.span_from(start), implicitness, inner)


def _forbid_fields(cursor: Cursor) -> None:
    if cursor.kind == NAME and (cursor.peek(1) == ":=" or cursor.tokens[cursor.at + 1].text == "="):
        word = cursor.token
        raise cursor.mistake(
            errors.BracesWithoutAt(cursor.path, Span(word.start, cursor.tokens[cursor.at + 1].end), word.text)
        )


def close_braces(cursor: Cursor, opener: int, implicitness: Implicitness, context: str) -> None:
    """Take `}` or `}}`."""
    double = implicitness is Implicitness.INSTANCE
    cursor.expect("}", context, opener + double, "`}}`" if double else "`}`")
    if double:
        cursor.expect("}", context, opener, "`}}`")


def _function_type(cursor: Cursor, implicitness: Implicitness) -> ast.Expression:
    opener = cursor.at
    start = cursor.token.start
    cursor.at += 2 if implicitness is Implicitness.INSTANCE else 1
    names = parse_names(cursor, "a function type")
    colon = cursor.expect(":", "a function type")
    domain = parse_expression(cursor)
    if implicitness is Implicitness.EXPLICIT:
        cursor.expect(")", "a function type", opener)
    else:
        close_braces(cursor, opener, implicitness, "a function type")
    if cursor.kind != "->" and implicitness is Implicitness.EXPLICIT:
        raise cursor.mistake(errors.TypeAscription(cursor.path, colon.span, "An expression"))
    cursor.expect("->", "a function type")
    codomain = parse_expression(cursor)
    return ast.FunctionType(cursor.span_from(start), implicitness, names, domain, codomain)


def _list(cursor: Cursor) -> ast.Expression:
    start = cursor.token.start
    elements = cursor.braced("]", parse_expression, "a list")
    if len(elements) == 1 and isinstance(elements[0], ast.Sequence):
        commas = [a for a in elements[0].atoms if isinstance(a, ast.Identifier) and a.name.text == ","]
        if commas:
            cursor.problems.add(errors.CommaInList(cursor.path, commas[0].span))
    return ast.ListLiteral(cursor.span_from(start), elements)


def _update(cursor: Cursor) -> ast.Expression:
    at = cursor.advance()
    if cursor.kind == "{":
        raise cursor.mistake(errors.UnnamedUpdate(cursor.path, at.span))
    name = cursor.name("a record update")
    if cursor.kind != "{":
        raise cursor.fail("`{`", "a record update")
    fields = cursor.braced("}", _field_update, "a record update")
    return ast.RecordUpdate(cursor.span_from(at.start), name, fields)


def _field_update(cursor: Cursor) -> ast.FieldUpdate:
    field = cursor.word("a record update")
    value = parse_expression(cursor) if cursor.take(":=") else None
    return ast.FieldUpdate(cursor.span_from(field.span.start), field, value)


@cache
def _atom_readers() -> Mapping[str, Callable[[Cursor], ast.Expression]]:
    """The kinds of token that an atom begins with, and the function that reads it."""
    return {
        NAME: _named,
        DOTTED: _named,
        INTEGER: _integer,
        STRING: _string,
        "Type": _universe,
        "_": _hole,
        "->": _arrow,
        "(": _parenthesized,
        "{": _braced,
        "[": _list,
        "@": _update,
        "\\": parse_branching.parse_lambda,
        "case": parse_branching.parse_case,
        "if": parse_branching.parse_if,
        "let": parse_block.parse_let,
        "do": parse_block.parse_do,
    }
