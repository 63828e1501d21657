"""Definitions with a right-hand side, and the parameters that may come before a colon."""

from diglot.names import Implicitness
from diglot.source import Span
from diglot.syntax import ast, errors, parse_branching, parse_expression
from diglot.syntax.cursor import A_NAME, Cursor
from diglot.syntax.parse_pattern import begins_pattern, parse_pattern_atom
from diglot.syntax.token import DOTTED, INTEGER, NAME, STRING

_MODIFIERS = ("terminating", "coercion", "instance")


def parse_function(
    cursor: Cursor, annotations: ast.Annotations, *, local: bool, builtin: str | None = None, start: int | None = None
) -> ast.Function:
    """A definition. A `start` is given when words before it belong to it too."""
    start = cursor.token.start if start is None else start
    modifiers = {word: cursor.take_word(word) for word in _MODIFIERS}
    if local and modifiers["instance"]:
        cursor.problems.add(errors.LocalInstance(cursor.path, Span(start, cursor.tokens[cursor.at - 1].span.end)))
    name, pattern = _head(cursor)
    context = f"the definition of `{name.text}`" if name else "a definition"
    parameters = parse_parameters(cursor)
    _forbid_untyped(cursor, name, instance=modifiers["instance"])
    if name and modifiers["coercion"] and not modifiers["instance"]:
        cursor.problems.add(errors.CoercionWithoutInstance(cursor.path, Span(start, name.span.end), name.text))
        modifiers["instance"] = not local
    type_ = parse_expression.parse_expression(cursor) if cursor.take(":") else None
    body, clauses = _right_side(cursor, context, typed=type_ is not None)
    if type_ is None and (not local or parameters or clauses):
        type_ = _missing_type(cursor, name, pattern, local=local)
    return ast.Function(
        cursor.span_from(start),
        annotations,
        name,
        pattern,
        parameters,
        type_,
        body,
        clauses,
        terminating=modifiers["terminating"],
        instance=modifiers["instance"],
        coercion=modifiers["coercion"],
        builtin=builtin,
    )


def _head(cursor: Cursor) -> tuple[ast.Word | None, ast.Pattern | None]:
    kind = cursor.kind
    if kind == NAME and cursor.peek(1) != "@":
        return cursor.word("a definition"), None
    if begins_pattern(kind) and kind not in ("{", INTEGER, STRING) and (kind != DOTTED or cursor.peek(1) == "@"):
        return None, parse_pattern_atom(cursor)
    raise cursor.fail(A_NAME, "a definition")


_HEADS = {
    "trait": "A trait is a type: `trait type T A := mk@{method : A -> A}`.",
    "positive": "Write `positive type T := …`.",
    "rec": "A local function may call itself without a word for it: `let f (x : A) : B := …; in …`.",
    "Module": "Write `module` with a small letter.",
    "Import": "Write `import` with a small letter.",
}
"""Words before a name that are no names of definitions."""


def _forbid_untyped(cursor: Cursor, name: ast.Word | None, *, instance: bool) -> None:
    if cursor.kind != NAME or name is None or cursor.token.text in ("=", "=>", ","):
        return
    token = cursor.token
    if token.text == "::":
        raise cursor.mistake(errors.DoubleColon(cursor.path, token.span))
    before = cursor.tokens[max(cursor.at - 2, 0)]
    if name.text in ("builtin", *_MODIFIERS) and before.text in _MODIFIERS and before.text != name.text:
        word = f"builtin {token.text}" if name.text == "builtin" else name.text
        raise cursor.mistake(errors.WordOrder(cursor.path, name.span, word, before.text))
    if name.text in _HEADS:
        raise cursor.mistake(errors.ForeignWord(cursor.path, name.span, name.text, _HEADS[name.text]))
    if name.text.startswith(("//", "#")):
        raise cursor.mistake(errors.ForeignWord(cursor.path, name.span, name.text, "A comment begins with `--`."))
    if instance:
        advice = "An instance has a name and a type: `instance eqThing : Eq Thing := Eq.mk@{…}`."
        raise cursor.mistake(errors.ForeignWord(cursor.path, name.span, f"instance {name.text}", advice))
    if not cursor.begins_line(cursor.at):
        raise cursor.mistake(errors.UntypedParameter(cursor.path, token.span, token.text, name.text))


def _right_side(cursor: Cursor, context: str, *, typed: bool) -> tuple[ast.Expression | None, tuple[ast.Clause, ...]]:
    if cursor.take(":="):
        return parse_expression.parse_expression(cursor), ()
    clauses = []
    while cursor.take_bar():
        clauses.append(parse_branching.parse_clause(cursor, "a clause"))
    if not clauses:
        raise cursor.fail("`:=`" if typed else "`:` or `:=`", context)
    return None, tuple(clauses)


def _missing_type(
    cursor: Cursor, name: ast.Word | None, pattern: ast.Pattern | None, *, local: bool
) -> ast.ErrorExpression:
    span = name.span if name else pattern.span if pattern else cursor.token.span
    shown = name.text if name else cursor.text[span.start : span.end]
    cursor.problems.add(errors.MissingResultType(cursor.path, span, shown, local))
    return ast.ErrorExpression(span)


# -- Parameters -------------------------------------------------------------------------------------------------------


def parse_parameters(cursor: Cursor) -> tuple[ast.Parameter, ...]:
    """`(x y : A) {B} {{Eq A}} …`, as many as there are."""
    parameters = []
    while True:
        kind = cursor.kind
        if kind == "(":
            parameters.append(_explicit(cursor))
        elif kind == "{":
            parameters.append(_instance(cursor) if parse_expression.begins_double_brace(cursor) else _implicit(cursor))
        else:
            return tuple(parameters)


def _explicit(cursor: Cursor) -> ast.Parameter:
    opener = cursor.at
    start = cursor.advance().start
    names = parse_expression.parse_names(cursor, "a parameter")
    cursor.expect(":", "a parameter", opener)
    type_ = parse_expression.parse_expression(cursor)
    sign = cursor.token
    if sign.kind == ":" and cursor.tokens[cursor.at - 2].text == ",":
        advice = "Each parameter with another type has parentheses of its own: `(x : A) (y : B)`."
        raise cursor.mistake(errors.ForeignWord(cursor.path, Span(start, sign.end), "(x : A, y : B)", advice))
    if cursor.take(":="):
        cursor.problems.add(errors.DefaultNotImplicit(cursor.path, sign.span))
        parse_expression.parse_expression(cursor)
    cursor.expect(")", "a parameter", opener)
    return ast.Parameter(cursor.span_from(start), Implicitness.EXPLICIT, names, type_)


def _implicit(cursor: Cursor) -> ast.Parameter:
    opener = cursor.at
    start = cursor.advance().start
    names = parse_expression.parse_names(cursor, "a parameter")
    type_ = parse_expression.parse_expression(cursor) if cursor.take(":") else None
    default = parse_expression.parse_expression(cursor) if cursor.take(":=") else None
    cursor.expect("}", "a parameter", opener)
    return ast.Parameter(cursor.span_from(start), Implicitness.IMPLICIT, names, type_, default)


def _instance(cursor: Cursor) -> ast.Parameter:
    opener = cursor.at
    start = cursor.advance().start
    cursor.advance()
    names: tuple[ast.Word | None, ...] = ()
    if cursor.kind in (NAME, "_") and cursor.peek(1) == ":":
        names = (parse_expression.parse_binder(cursor, "a parameter"),)
        cursor.advance()
    type_ = parse_expression.parse_expression(cursor)
    parse_expression.close_braces(cursor, opener, Implicitness.INSTANCE, "a parameter")
    return ast.Parameter(cursor.span_from(start), Implicitness.INSTANCE, names, type_)
