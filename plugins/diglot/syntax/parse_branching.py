"""Expressions with branches: `case`, `if` and function values."""

from diglot.syntax import ast, parse_expression
from diglot.syntax.cursor import Cursor
from diglot.syntax.errors import ForeignWord, IfThenElse, LambdaWithoutBraces, MissingElse
from diglot.syntax.parse_pattern import parse_pattern, parse_pattern_atoms
from diglot.syntax.token import END

_AFTER_IF = frozenset((";", ")", "]", "}", "in", "of", "end", "with", END))
"""What may follow a complete `if`."""


def parse_lambda(cursor: Cursor) -> ast.Expression:
    r"""`\{ x := e | … }`."""
    sign = cursor.advance()
    opener = cursor.at
    if not cursor.take("{"):
        cursor.at -= 1
        raise cursor.mistake(LambdaWithoutBraces(cursor.path, sign.span))
    cursor.take("|")
    clauses = [parse_clause(cursor, "a function value")]
    while cursor.take_bar():
        clauses.append(parse_clause(cursor, "a function value"))
    cursor.expect("}", "a function value", opener, "`|` or `}`")
    return ast.Lambda(cursor.span_from(sign.start), tuple(clauses))


def parse_clause(cursor: Cursor, context: str) -> ast.Clause:
    """`p q := e`."""
    start = cursor.token.start
    patterns = parse_pattern_atoms(cursor)
    cursor.expect(":=", context)
    body = parse_expression.parse_expression(cursor)
    return ast.Clause(cursor.span_from(start), patterns, body)


def parse_case(cursor: Cursor) -> ast.Expression:
    """`case e of …`, with or without braces around the branches."""
    start = cursor.advance().start
    scrutinee = parse_expression.parse_expression(cursor)
    cursor.expect("of", "a `case`")
    opener = cursor.at
    braces = cursor.take("{")
    cursor.take("|")
    branches = [_case_branch(cursor)]
    while (width := cursor.bar()) and cursor.peek(width) not in ("if", "else"):
        cursor.at += width
        branches.append(_case_branch(cursor))
    if braces:
        cursor.expect("}", "the branches of a `case`", opener, "`|` or `}`")
    return ast.Case(cursor.span_from(start), scrutinee, tuple(branches), braces)


def _case_branch(cursor: Cursor) -> ast.CaseBranch:
    start = cursor.token.start
    pattern = parse_pattern(cursor)
    if cursor.take(":="):
        body = parse_expression.parse_expression(cursor)
        return ast.CaseBranch(cursor.span_from(start), pattern, body)
    if cursor.kind == "if":
        sides = [_side_branch(cursor)]
    elif cursor.kind == "|" and cursor.peek(1) == "if":
        cursor.advance()
        sides = [_side_branch(cursor)]
    else:
        raise cursor.fail("`:=` or `if`", "a branch of a `case`")
    while cursor.kind == "|" and cursor.peek(1) in ("if", "else") and sides[-1].condition is not None:
        cursor.advance()
        sides.append(_side_branch(cursor))
    return ast.CaseBranch(cursor.span_from(start), pattern, None, tuple(sides))


def _side_branch(cursor: Cursor) -> ast.SideBranch:
    word = cursor.advance()
    condition = parse_expression.parse_expression(cursor) if word.kind == "if" else None
    cursor.expect(":=", "a condition of a branch")
    body = parse_expression.parse_expression(cursor)
    return ast.SideBranch(cursor.span_from(word.start), condition, body)


def parse_if(cursor: Cursor) -> ast.Expression:
    """`if | c := a | else := b`."""
    word = cursor.advance()
    branches: list[ast.SideBranch] = []
    while cursor.take_bar():
        branch = _if_branch(cursor)
        branches.append(branch)
        if branch.condition is None:
            return ast.If(cursor.span_from(word.start), tuple(branches))
    if not branches:
        cursor.at -= 1
        raise cursor.mistake(IfThenElse(cursor.path, word.span))
    if cursor.kind not in _AFTER_IF:
        raise cursor.fail("`|`", "an `if`")
    cursor.problems.add(MissingElse(cursor.path, word.span))
    span = cursor.span_from(word.start)
    branches.append(ast.SideBranch(span, None, ast.ErrorExpression(span)))
    return ast.If(span, tuple(branches))


def _if_branch(cursor: Cursor) -> ast.SideBranch:
    start = cursor.token.start
    condition = None if _takes_else(cursor) else parse_expression.parse_expression(cursor)
    cursor.expect(":=", "a branch of an `if`")
    body = parse_expression.parse_expression(cursor)
    return ast.SideBranch(cursor.span_from(start), condition, body)


def _takes_else(cursor: Cursor) -> bool:
    word = cursor.token
    if cursor.says("otherwise") and cursor.peek(1) == ":=":
        cursor.problems.add(ForeignWord(cursor.path, word.span, "otherwise", "Write `else`."))
        cursor.advance()
        return True
    if not cursor.take("else"):
        return False
    if cursor.kind == "if":
        advice = "Write the next condition as a branch of its own: `| condition := …`."
        cursor.problems.add(ForeignWord(cursor.path, word.span.to(cursor.advance().span), "else if", advice))
        return False
    return True
