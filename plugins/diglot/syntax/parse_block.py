"""Expressions with definitions in them: `let`, `do`, iterators and named application."""

from diglot.syntax import ast, parse_annotations, parse_expression, parse_function, parse_scoping
from diglot.syntax.cursor import Cursor
from diglot.syntax.parse_pattern import begins_pattern, parse_pattern
from diglot.syntax.token import BRACKETS, END, NAME

_CLOSERS = frozenset(BRACKETS.values())


# -- let and do -------------------------------------------------------------------------------------------------------


def parse_let(cursor: Cursor) -> ast.Expression:
    """`let … in e`."""
    start = cursor.token.start
    statements = _let_statements(cursor)
    body = parse_expression.parse_expression(cursor)
    return ast.Let(cursor.span_from(start), statements, body)


def _let_statements(cursor: Cursor) -> tuple[ast.LetStatement, ...]:
    cursor.advance()
    statements = [_let_statement(cursor)]
    while cursor.take(";") and cursor.kind != "in":
        statements.append(_let_statement(cursor))
    cursor.expect("in", "a `let`", expected="`;` or `in`")
    return tuple(statements)


def _let_statement(cursor: Cursor) -> ast.LetStatement:
    annotations = parse_annotations.parse_annotations(cursor)
    if cursor.kind == "open":
        return parse_scoping.parse_open(cursor, annotations)
    if cursor.kind == "syntax":
        cursor.advance()
        return parse_scoping.parse_alias(cursor, annotations)
    return parse_function.parse_function(cursor, annotations, local=True)


def parse_do(cursor: Cursor) -> ast.Expression:
    """`do { … }`."""
    start = cursor.advance().start
    opener = cursor.at
    cursor.expect("{", "a `do` block")
    statements = [_do_statement(cursor)]
    while (cursor.take(";") or isinstance(statements[-1], ast.DoLet)) and cursor.kind != "}":
        statements.append(_do_statement(cursor))
    cursor.expect("}", "a `do` block", opener, "`;` or `}`")
    return ast.Do(cursor.span_from(start), tuple(statements))


def _do_statement(cursor: Cursor) -> ast.DoBind | ast.DoLet | ast.Expression:
    start = cursor.token.start
    if cursor.kind == "let":
        statements = _let_statements(cursor)
        return ast.DoLet(cursor.span_from(start), statements)
    if _sign_after_pattern(cursor, 0) != "<-":
        return parse_expression.parse_expression(cursor)
    pattern = parse_pattern(cursor)
    cursor.expect("<-", "a statement of a `do` block")
    value = parse_expression.parse_expression(cursor)
    return ast.DoBind(cursor.span_from(start), pattern, value)


def _sign_after_pattern(cursor: Cursor, distance: int) -> str | None:
    """The kind of the token after what looks like a pattern; None if there is no pattern."""
    first = distance
    while begins_pattern(kind := cursor.peek(distance)) or kind == "@":
        distance += 1
        if kind in BRACKETS:
            distance = _behind_bracket(cursor, distance)
    return kind if distance > first else None


def _behind_bracket(cursor: Cursor, distance: int) -> int:
    depth = 1
    while depth and (kind := cursor.peek(distance)) != END:
        depth += (kind in BRACKETS) - (kind in _CLOSERS)
        distance += 1
    return distance


# -- iterators --------------------------------------------------------------------------------------------------------


def iterator_sign(cursor: Cursor) -> str | None:
    """`:=` or `in` if the parentheses that come next are those of an iterator."""
    sign = _sign_after_pattern(cursor, 1)
    return sign if sign in (":=", "in") else None


def parse_iterator(cursor: Cursor, name: ast.Name) -> ast.Expression:
    """`for (acc := 0) (x in xs) { e }`, from the first parenthesis on."""
    initializers: tuple[ast.Initializer, ...] = ()
    ranges: tuple[ast.Range, ...] = ()
    if iterator_sign(cursor) == ":=":
        initializers = cursor.braced(")", _initializer, "the initial values of an iterator")
    if cursor.kind == "(" and iterator_sign(cursor) == "in":
        ranges = cursor.braced(")", _range, "the ranges of an iterator")
    opener = cursor.at
    opening = cursor.kind
    if opening == "{" or (opening == "(" and not parse_expression.names_with_type(cursor, 1)):
        cursor.advance()
        body = parse_expression.parse_expression(cursor)
        cursor.expect(BRACKETS[opening], "the body of an iterator", opener)
    else:
        body = parse_expression.parse_expression(cursor)
    span = cursor.span_from(name.span.start)
    return ast.Iterator(span, name, initializers, ranges, body, opening == "{")


def _initializer(cursor: Cursor) -> ast.Initializer:
    pattern = parse_pattern(cursor)
    cursor.expect(":=", "the initial values of an iterator")
    value = parse_expression.parse_expression(cursor)
    return ast.Initializer(pattern.span.to(value.span), pattern, value)


def _range(cursor: Cursor) -> ast.Range:
    pattern = parse_pattern(cursor)
    cursor.expect("in", "the ranges of an iterator")
    value = parse_expression.parse_expression(cursor)
    return ast.Range(pattern.span.to(value.span), pattern, value)


# -- named application ------------------------------------------------------------------------------------------------


def parse_named_application(cursor: Cursor, name: ast.Name) -> ast.Expression:
    """`f@{ x := e; y }`, from the `@` on."""
    cursor.advance()
    arguments = cursor.braced("}", _named_argument, "named arguments")
    return ast.NamedApplication(cursor.span_from(name.span.start), name, arguments)


def _named_argument(cursor: Cursor) -> ast.NamedArgument:
    annotations = parse_annotations.parse_annotations(cursor)
    if cursor.kind == NAME and cursor.peek(1) in (";", "}"):
        word = cursor.word("named arguments")
        return ast.NamedArgument(word.span, word, None)
    function = parse_function.parse_function(cursor, annotations, local=True)
    if function.name is None:
        raise cursor.fail("a name before the `:=`", "named arguments")
    return ast.NamedArgument(function.span, function.name, function)
