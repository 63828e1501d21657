"""Statements, one after the other, with recovery after each."""

from collections.abc import Callable

from diglot.syntax import ast
from diglot.syntax.cursor import A_NAME, DEEPEST, Cursor, ParseError
from diglot.syntax.errors import ExtraSemicolon, ForeignWord, NestedTooDeeply, RepeatedHeader, UnfinishedSnippet
from diglot.syntax.parse_annotations import parse_annotations
from diglot.syntax.parse_expression import parse_expression
from diglot.syntax.parse_function import parse_function, parse_parameters
from diglot.syntax.parse_scoping import parse_import, parse_opening, parse_syntax
from diglot.syntax.parse_type import parse_constructors, parse_type_parameters
from diglot.syntax.recover import recovering
from diglot.syntax.token import DOTTED, END, NAME, Token


def parse_statements(cursor: Cursor) -> tuple[ast.Statement, ...]:
    """Statements up to an `end` or the end of the snippet; modules nested too deeply are reported once and left out."""
    if cursor.depth == DEEPEST:
        cursor.problems.add(NestedTooDeeply(cursor.path, cursor.token.span, DEEPEST))
        _skip_module(cursor)
        return ()
    cursor.depth += 1
    outer = cursor.statement, cursor.margin
    statements = []
    while cursor.kind not in (END, "end"):
        if cursor.kind == ";":
            _extra_semicolon(cursor)
            continue
        cursor.statement, cursor.margin = cursor.at, cursor.indentation(cursor.at)
        statement = recovering(cursor, _complete_statement, _salvage)
        if statement is not None:
            statements.append(statement)
        cursor.take(";")
    cursor.statement, cursor.margin = outer
    cursor.depth -= 1
    return tuple(statements)


def _skip_module(cursor: Cursor) -> None:
    """Move to the `end` of a module."""
    nested = 0
    while cursor.kind != END and (nested or cursor.kind != "end"):
        nested += (cursor.kind == "module") - (cursor.kind == "end")
        cursor.at += 1


def _extra_semicolon(cursor: Cursor) -> None:
    token = cursor.advance()
    if cursor.kind != END:
        cursor.problems.add(ExtraSemicolon(cursor.path, token.span))


def _complete_statement(cursor: Cursor) -> ast.Statement | None:
    annotations = parse_annotations(cursor)
    if cursor.kind in (END, "end"):
        return None
    statement = _STATEMENTS.get(cursor.kind, _defining_statement)(cursor, annotations)
    if cursor.kind not in (";", END, "end") and cursor.at != cursor.recovered:
        raise cursor.fail("`;`", _CONTEXTS.get(type(statement), "a definition"))
    return statement


_CONTEXTS: dict[type, str] = {
    ast.Import: "an import",
    ast.Open: "an `open`",
    ast.LocalModule: "a local module",
    ast.TypeDeclaration: "a type declaration",
    ast.Axiom: "an axiom",
    ast.Deriving: "a `deriving`",
}


# -- Kinds of statements ----------------------------------------------------------------------------------------------


def _local_module(cursor: Cursor, annotations: ast.Annotations) -> ast.Statement:
    opening = cursor.advance()
    if cursor.kind == DOTTED:
        raise cursor.mistake(RepeatedHeader(cursor.path, cursor.token.span, cursor.token.text))
    name = cursor.word("a local module")
    cursor.expect(";", "the header of a local module")
    statements = parse_statements(cursor)
    _take_end(cursor, opening, f"the local module `{name.text}`")
    return ast.LocalModule(cursor.span_from(opening.start), annotations, name, statements)


def _take_end(cursor: Cursor, opening: Token, context: str) -> None:
    if not cursor.take("end"):
        last = cursor.tokens[cursor.at - 1]
        cursor.problems.add(UnfinishedSnippet(cursor.path, last.span, context, "`end`", opening.span))


def _defining_statement(cursor: Cursor, annotations: ast.Annotations) -> ast.Statement:
    """A statement that may have `builtin` and other words before it, which are not reserved."""
    start = cursor.token.start
    builtin = None
    if cursor.says("builtin") and cursor.peek(1) in (NAME, "axiom", "type"):
        cursor.advance()
        builtin = cursor.word("a `builtin`").text
    if cursor.kind == "axiom":
        return _axiom(cursor, annotations, start, builtin)
    if _begins_type(cursor):
        return _type(cursor, annotations, start, builtin)
    return parse_function(cursor, annotations, local=False, builtin=builtin, start=start)


def _begins_type(cursor: Cursor) -> bool:
    distance = 0
    while cursor.kind == NAME and cursor.tokens[cursor.at + distance].text in ("positive", "trait"):
        distance += 1
    return cursor.peek(distance) == "type"


def _axiom(cursor: Cursor, annotations: ast.Annotations, start: int, builtin: str | None) -> ast.Axiom:
    cursor.advance()
    name = cursor.word("an axiom")
    parameters = parse_parameters(cursor)
    cursor.expect(":", f"the axiom `{name.text}`")
    type_ = parse_expression(cursor)
    return ast.Axiom(cursor.span_from(start), annotations, name, parameters, type_, builtin)


def _plain_axiom(cursor: Cursor, annotations: ast.Annotations) -> ast.Statement:
    return _axiom(cursor, annotations, cursor.token.start, None)


def _deriving(cursor: Cursor, annotations: ast.Annotations) -> ast.Statement:
    start = cursor.advance().start
    if not cursor.take_word("instance"):
        raise cursor.fail("`instance`", "a `deriving`")
    name = cursor.word("a `deriving`")
    parameters = parse_parameters(cursor)
    if cursor.kind == NAME:
        advice = "A derived instance has a name and a type: `deriving instance eqThing : Eq Thing`."
        raise cursor.mistake(ForeignWord(cursor.path, name.span, f"deriving instance {name.text}", advice))
    cursor.expect(":", f"the derived instance `{name.text}`")
    type_ = parse_expression(cursor)
    return ast.Deriving(cursor.span_from(start), annotations, name, parameters, type_)


def _type(cursor: Cursor, annotations: ast.Annotations, start: int, builtin: str | None) -> ast.TypeDeclaration:
    positive = cursor.take_word("positive")
    trait = cursor.take_word("trait")
    if not cursor.take("type"):
        raise cursor.fail("`type`", "a type declaration")
    name = cursor.word("a type declaration")
    parameters = parse_type_parameters(cursor)
    kind = parse_expression(cursor) if cursor.take(":") else None
    cursor.lost_members = False
    constructors = parse_constructors(cursor, name)
    is_whole = not cursor.lost_members
    members: tuple[ast.Statement, ...] = ()
    if cursor.kind == "with":
        opening = cursor.advance()
        members = parse_statements(cursor)
        _take_end(cursor, opening, f"the `with` block of `{name.text}`")
    return ast.TypeDeclaration(
        cursor.span_from(start),
        annotations,
        name,
        parameters,
        kind,
        constructors,
        members,
        positive,
        trait,
        builtin,
        is_whole,
    )


def _plain_type(cursor: Cursor, annotations: ast.Annotations) -> ast.Statement:
    return _type(cursor, annotations, cursor.token.start, None)


_STATEMENTS: dict[str, Callable[[Cursor, ast.Annotations], ast.Statement]] = {
    "import": parse_import,
    "open": parse_opening,
    "syntax": parse_syntax,
    "module": _local_module,
    "type": _plain_type,
    "axiom": _plain_axiom,
    "deriving": _deriving,
}


# -- What is saved of a broken statement ------------------------------------------------------------------------------


def _salvage(cursor: Cursor) -> ast.Statement | None:
    """The beginning of a broken statement: enough for its names to exist, with types that fit everywhere."""
    saved = _saved(cursor)
    cursor.lost |= saved is None
    return saved


def _saved(cursor: Cursor) -> ast.Statement | None:
    try:
        annotations = parse_annotations(cursor)
        match cursor.kind:
            case "import":
                return _salvage_import(cursor, annotations)
            case "type" | "axiom" | "deriving":
                return _salvage_named(cursor, annotations, cursor.kind)
            case "open" | "syntax" | "module":
                return None
            case _:
                return _salvage_definition(cursor, annotations)
    except ParseError:
        return None


def _salvage_import(cursor: Cursor, annotations: ast.Annotations) -> ast.Import:
    start = cursor.advance().start
    path = cursor.name("an import")
    alias = cursor.name("an import") if cursor.take_word("as") else None
    span = cursor.span_from(start)
    everything = ast.OpenClause(span, None, public=False)
    return ast.Import(span, annotations, path, alias, None, public=False, open=everything)


def _salvage_named(cursor: Cursor, annotations: ast.Annotations, kind: str) -> ast.Statement:
    start = cursor.advance().start
    if kind == "deriving":
        cursor.take_word("instance")
    name = cursor.word("a declaration")
    error = ast.ErrorExpression(name.span)
    if kind == "axiom":
        return ast.Axiom(cursor.span_from(start), annotations, name, (), error)
    if kind == "deriving":
        return ast.Deriving(cursor.span_from(start), annotations, name, (), error)
    parameters = _salvage_parameters(cursor, parse_type_parameters)
    return ast.TypeDeclaration(cursor.span_from(start), annotations, name, parameters, None, (), is_whole=False)


def _salvage_definition(cursor: Cursor, annotations: ast.Annotations) -> ast.Statement:
    start = cursor.token.start
    words = [cursor.advance().text for _ in range(5) if cursor.kind == NAME and _is_prefix(cursor)]
    if cursor.kind in ("type", "axiom"):
        return _salvage_named(cursor, annotations, cursor.kind)
    if cursor.kind != NAME or cursor.peek(1) == "@":
        raise cursor.fail(A_NAME, "a definition")
    if not any(token.text in _SIGNS for token in cursor.tokens[cursor.at : cursor.recovered]):
        raise cursor.fail("`:=`", "a definition")
    name = cursor.word("a definition")
    error = ast.ErrorExpression(name.span)
    parameters = _salvage_parameters(cursor, parse_parameters)
    type_ = _salvage_type(cursor) or error
    return ast.Function(
        cursor.span_from(start),
        annotations,
        name,
        None,
        parameters if type_ is not error else (),
        type_,
        error,
        (),
        terminating="terminating" in words,
        instance="instance" in words,
        coercion="coercion" in words,
    )


_SIGNS = frozenset((":", ":=", "|", "::", "=", "=>"))
"""What tells a definition from other statements with a mistake in their first word."""


def _is_prefix(cursor: Cursor) -> bool:
    word = cursor.token.text
    if word in ("terminating", "coercion", "instance", "positive", "trait"):
        return True
    return word == "builtin" or cursor.tokens[max(cursor.at - 1, 0)].text == "builtin"


def _salvage_parameters(
    cursor: Cursor, parse: Callable[[Cursor], tuple[ast.Parameter, ...]]
) -> tuple[ast.Parameter, ...]:
    try:
        return parse(cursor)
    except ParseError:
        return ()


def _salvage_type(cursor: Cursor) -> ast.Expression | None:
    try:
        type_ = parse_expression(cursor) if cursor.take(":") else None
    except ParseError:
        return None
    return type_ if cursor.kind == ":=" or cursor.bar() else None
