"""Type declarations: parameters, constructors in their three styles, fields."""

from diglot.names import Implicitness
from diglot.syntax import ast
from diglot.syntax.cursor import Cursor
from diglot.syntax.errors import ArrowInConstructor, ForeignWord, NoConstructors
from diglot.syntax.parse_annotations import parse_annotations
from diglot.syntax.parse_expression import (
    begins_double_brace,
    close_braces,
    names_with_type,
    parse_argument,
    parse_expression,
    parse_names,
)
from diglot.syntax.parse_function import parse_parameters
from diglot.syntax.parse_scoping import parse_field_syntax
from diglot.syntax.recover import CONSTRUCTOR_ENDS, FIELD_ENDS, recovering
from diglot.syntax.token import DOC, END, NAME, PRAGMA

_CONSTRUCTOR = "a constructor"
_FIELD = "a field"


def parse_type_parameters(cursor: Cursor) -> tuple[ast.Parameter, ...]:
    """`A (B C : Type)` after the name of a type."""
    parameters = []
    while True:
        token = cursor.token
        if token.kind == NAME and token.text not in ("=", "=>"):
            word = cursor.word("a type parameter")
            parameters.append(ast.Parameter(word.span, Implicitness.EXPLICIT, (word,), None))
        elif token.kind == "(":
            parameters.append(_parenthesized_parameter(cursor))
        else:
            return tuple(parameters)


def _parenthesized_parameter(cursor: Cursor) -> ast.Parameter:
    opener = cursor.at
    start = cursor.advance().start
    names = parse_names(cursor, "a type parameter")
    kind = parse_expression(cursor) if cursor.take(":") else None
    cursor.expect(")", "a type parameter", opener)
    return ast.Parameter(cursor.span_from(start), Implicitness.EXPLICIT, names, kind)


# -- Constructors -----------------------------------------------------------------------------------------------------


def parse_constructors(cursor: Cursor, name: ast.Word) -> tuple[ast.Constructor, ...]:
    """`:= | A | B`, after the parameters and the kind of a type."""
    if cursor.kind in (";", END):
        cursor.problems.add(NoConstructors(cursor.path, name.span, name.text))
        return ()
    cursor.expect(":=", f"the declaration of the type `{name.text}`")
    _forbid_note_before_bar(cursor)
    cursor.take("|")
    if cursor.kind in (";", END):
        cursor.problems.add(NoConstructors(cursor.path, name.span, name.text))
        return ()
    constructors = [_constructor(cursor)]
    while cursor.take_bar():
        constructors.append(_constructor(cursor))
    return tuple(found for found in constructors if found is not None)


def _forbid_note_before_bar(cursor: Cursor) -> None:
    distance = 0
    while cursor.peek(distance) in (DOC, PRAGMA):
        distance += 1
    if distance and cursor.peek(distance) == "|":
        raise cursor.fail("`|`", "a type declaration")


def _constructor(cursor: Cursor) -> ast.Constructor | None:
    return recovering(cursor, _complete_constructor, _salvage_constructor, CONSTRUCTOR_ENDS)


def _complete_constructor(cursor: Cursor) -> ast.Constructor:
    annotations = parse_annotations(cursor)
    if cursor.kind == "{":
        advice = "A record has a constructor with a name: `type R := mk@{field : A}`."
        raise cursor.mistake(ForeignWord(cursor.path, cursor.token.span, ":= {", advice))
    name = cursor.word(_CONSTRUCTOR)
    constructor = _constructor_rest(cursor, annotations, name)
    if cursor.kind not in (";", "|", "with", "end", END) and cursor.at != cursor.recovered:
        raise cursor.fail("`|` or `;`", "a type declaration")
    return constructor


def _constructor_rest(cursor: Cursor, annotations: ast.Annotations, name: ast.Word) -> ast.Constructor:
    start = name.span.start
    if cursor.kind == "@" and cursor.peek(1) == "{":
        cursor.advance()
        fields = _fields(cursor)
        return ast.Constructor(cursor.span_from(start), annotations, name, "record", fields)
    if cursor.kind == "{" and not begins_double_brace(cursor):
        fields = _fields(cursor)
        return ast.Constructor(cursor.span_from(start), annotations, name, "record", fields)
    if cursor.kind in (":", "{") or (cursor.kind == "(" and names_with_type(cursor, 1)):
        parameters = parse_parameters(cursor)
        cursor.expect(":", "a constructor with named arguments", expected="`:` and its whole type")
        type_ = parse_expression(cursor)
        span = cursor.span_from(start)
        return ast.Constructor(span, annotations, name, "signature", parameters=parameters, type=type_)
    arguments = []
    while cursor.kind != "->" and (argument := parse_argument(cursor)) is not None:
        arguments.append(argument)
    if cursor.kind == "->":
        raise cursor.mistake(ArrowInConstructor(cursor.path, cursor.token.span, name.text))
    return ast.Constructor(cursor.span_from(start), annotations, name, "plain", arguments=tuple(arguments))


def _salvage_constructor(cursor: Cursor) -> ast.Constructor | None:
    """At least the name, so that its uses are no further mistakes."""
    cursor.lost_members = True
    if cursor.at == cursor.recovered:
        return None
    annotations = parse_annotations(cursor)
    if cursor.kind != NAME:
        return None
    name = cursor.word(_CONSTRUCTOR)
    error = ast.ErrorExpression(name.span)
    return ast.Constructor(name.span, annotations, name, "signature", type=error)


# -- Fields -----------------------------------------------------------------------------------------------------------

RecordEntry = ast.Field | ast.OperatorDeclaration | ast.IteratorDeclaration


def _fields(cursor: Cursor) -> tuple[RecordEntry, ...]:
    return tuple(entry for entry in cursor.braced("}", _field_or_syntax, "a record") if entry is not None)


def _field_or_syntax(cursor: Cursor) -> RecordEntry | None:
    return recovering(cursor, _complete_field, _salvage_field, FIELD_ENDS)


def _complete_field(cursor: Cursor) -> RecordEntry | None:
    annotations = parse_annotations(cursor)
    if cursor.kind == "}":
        return None
    if cursor.take("syntax"):
        return parse_field_syntax(cursor, annotations, "`operator` or `iterator`")
    start = cursor.token.start
    builtin = _field_builtin(cursor)
    name, implicitness = _field_name(cursor)
    parameters = parse_parameters(cursor)
    cursor.expect(":", f"the field `{name.text}`")
    type_ = parse_expression(cursor)
    if cursor.kind not in (";", "}") and cursor.at != cursor.recovered:
        raise cursor.fail("`;` or `}`", "a record")
    return ast.Field(cursor.span_from(start), annotations, name, implicitness, parameters, type_, builtin)


def _field_builtin(cursor: Cursor) -> str | None:
    if cursor.says("builtin") and cursor.peek(1) == NAME:
        cursor.advance()
        return cursor.advance().text
    return None


def _field_name(cursor: Cursor) -> tuple[ast.Word, Implicitness]:
    opener = cursor.at
    if begins_double_brace(cursor):
        cursor.at += 2
        name = cursor.word(_FIELD)
        close_braces(cursor, opener, Implicitness.INSTANCE, _FIELD)
        return name, Implicitness.INSTANCE
    if cursor.take("("):
        name = cursor.word(_FIELD)
        cursor.expect(")", _FIELD, opener)
        return name, Implicitness.EXPLICIT
    return cursor.word(_FIELD), Implicitness.EXPLICIT


def _salvage_field(cursor: Cursor) -> RecordEntry | None:
    """At least the name, with a type that fits everywhere."""
    # After a bracket that nothing closes, fields and constructors behind it are part of this one.
    cursor.lost_members |= any(token.kind in (";", "|") for token in cursor.tokens[cursor.at : cursor.recovered])
    if cursor.at == cursor.recovered:
        return None
    annotations = parse_annotations(cursor)
    if cursor.kind != NAME:
        cursor.lost_members = True
        return None
    name = cursor.word(_FIELD)
    return ast.Field(name.span, annotations, name, Implicitness.EXPLICIT, (), ast.ErrorExpression(name.span))
