"""Statements about names: `import`, `open` and the `syntax` declarations."""

from dataclasses import replace
from typing import Literal as OneOf

from diglot.syntax import ast
from diglot.syntax.cursor import Cursor
from diglot.syntax.errors import ForeignWord
from diglot.syntax.literal import integer_value
from diglot.syntax.token import DOTTED, INTEGER, NAME

Annotations = ast.Annotations


# -- import and open --------------------------------------------------------------------------------------------------


def parse_import(cursor: Cursor, annotations: Annotations) -> ast.Import:
    """`import A.B as C open using {…} public`."""
    start = cursor.advance().start
    if cursor.says("qualified") and cursor.peek(1) in (NAME, DOTTED):
        advice = "`import A.B;` brings the names as `A.B.x`, and `import A.B as C;` as `C.x`."
        cursor.problems.add(ForeignWord(cursor.path, cursor.advance().span, "qualified", advice))
    path = cursor.name("an import")
    if cursor.kind == "(":
        advice = f"Write `import {path.text} open using {{x; y}}` for some of its names."
        raise cursor.mistake(ForeignWord(cursor.path, cursor.token.span, "(…)", advice))
    alias = cursor.name("an import") if cursor.take_word("as") else None
    filter_ = _filter(cursor)
    public = cursor.take("public")
    opened = _open_clause(cursor) if cursor.kind == "open" else None
    return ast.Import(cursor.span_from(start), annotations, path, alias, filter_, public, opened)


def _open_clause(cursor: Cursor) -> ast.OpenClause:
    start = cursor.advance().start
    filter_ = _filter(cursor)
    public = cursor.take("public")
    return ast.OpenClause(cursor.span_from(start), filter_, public)


def parse_opening(cursor: Cursor, annotations: Annotations) -> ast.Open | ast.Import:
    """`open M`, or `open import M`, which is read as it is meant."""
    if cursor.peek(1) != "import":
        return parse_open(cursor, annotations)
    word = cursor.advance().span
    cursor.problems.add(ForeignWord(cursor.path, word, "open import", "Write `import A.B open;`."))
    found = parse_import(cursor, annotations)
    return replace(found, open=found.open or ast.OpenClause(word, None, public=False))


def parse_open(cursor: Cursor, annotations: Annotations) -> ast.Open:
    """`open M using {…} public`."""
    start = cursor.advance().start
    name = cursor.name("an `open`")
    filter_ = _filter(cursor)
    public = cursor.take("public")
    return ast.Open(cursor.span_from(start), annotations, name, filter_, public)


def _filter(cursor: Cursor) -> ast.Filter | None:
    kind = cursor.kind
    if kind not in ("using", "hiding"):
        return None
    start = cursor.advance().start
    if cursor.kind != "{":
        raise cursor.fail("`{`", f"a `{kind}` list")
    items = cursor.braced("}", _used_name if kind == "using" else _hidden_name, f"a `{kind}` list")
    return ast.Filter(cursor.span_from(start), "using" if kind == "using" else "hiding", items)


def _used_name(cursor: Cursor) -> ast.FilterItem:
    start = cursor.token.start
    module = cursor.take("module")
    name = cursor.word("a `using` list")
    alias = cursor.word("a `using` list") if cursor.take_word("as") else None
    return ast.FilterItem(cursor.span_from(start), module, name, alias)


def _hidden_name(cursor: Cursor) -> ast.FilterItem:
    start = cursor.token.start
    module = cursor.take("module")
    name = cursor.word("a `hiding` list")
    return ast.FilterItem(cursor.span_from(start), module, name)


# -- syntax -----------------------------------------------------------------------------------------------------------

SyntaxDeclaration = ast.FixityDeclaration | ast.OperatorDeclaration | ast.IteratorDeclaration | ast.AliasDeclaration


def parse_syntax(cursor: Cursor, annotations: Annotations) -> SyntaxDeclaration:
    """`syntax fixity|operator|iterator|alias …`."""
    start = cursor.advance().start
    if cursor.says("fixity"):
        return _fixity(cursor, annotations, start)
    if cursor.says("alias"):
        return parse_alias(cursor, annotations)
    return parse_field_syntax(cursor, annotations, "`fixity`, `operator`, `iterator` or `alias`")


def parse_field_syntax(
    cursor: Cursor, annotations: Annotations, expected: str
) -> ast.OperatorDeclaration | ast.IteratorDeclaration:
    """The declarations that may also be among fields, after the word `syntax`."""
    start = cursor.tokens[cursor.at - 1].start
    if cursor.take_word("operator"):
        name = cursor.name("a `syntax operator`")
        fixity = cursor.name("a `syntax operator`")
        return ast.OperatorDeclaration(cursor.span_from(start), annotations, name, fixity)
    if not cursor.take_word("iterator"):
        raise cursor.fail(expected, "a `syntax` declaration")
    name = cursor.name("a `syntax iterator`")
    counts = dict(cursor.braced("}", _count, "a `syntax iterator`")) if cursor.kind == "{" else {}
    return ast.IteratorDeclaration(cursor.span_from(start), annotations, name, counts.get("init"), counts.get("range"))


def _count(cursor: Cursor) -> tuple[str, int]:
    if not (cursor.says("init") or cursor.says("range")):
        raise cursor.fail("`init` or `range`", "a `syntax iterator`")
    key = cursor.advance().text
    cursor.expect(":=", "a `syntax iterator`")
    return key, integer_value(cursor.expect(INTEGER, "a `syntax iterator`", expected="a number").text)


def parse_alias(cursor: Cursor, annotations: Annotations) -> ast.AliasDeclaration:
    """`alias a := b`, after the word `syntax`."""
    start = cursor.tokens[cursor.at - 1].start
    if not cursor.take_word("alias"):
        raise cursor.fail("`alias`", "a `syntax` declaration inside a `let`")
    name = cursor.word("a `syntax alias`")
    cursor.expect(":=", "a `syntax alias`")
    target = cursor.name("a `syntax alias`")
    return ast.AliasDeclaration(cursor.span_from(start), annotations, name, target)


def _fixity(cursor: Cursor, annotations: Annotations, start: int) -> ast.FixityDeclaration:
    cursor.advance()
    name = cursor.word("a `syntax fixity`")
    cursor.expect(":=", "a `syntax fixity`")
    arity = _arity(cursor)
    entries = cursor.braced("}", _fixity_entry, "a `syntax fixity`") if cursor.kind == "{" else ()
    names = {key: value for key, value in entries if isinstance(value, tuple)}
    same = names.get("same", ())
    return ast.FixityDeclaration(
        cursor.span_from(start),
        annotations,
        name,
        arity,
        _association(names["assoc"][0].text) if "assoc" in names else None,
        names.get("above", ()),
        names.get("below", ()),
        same[0] if same else None,
        next((value for _, value in entries if isinstance(value, int)), None),
    )


def _arity(cursor: Cursor) -> OneOf["unary", "binary", "none"]:
    if cursor.take_word("unary"):
        return "unary"
    if cursor.take_word("binary"):
        return "binary"
    if cursor.take_word("none"):
        return "none"
    raise cursor.fail("`unary`, `binary` or `none`", "a `syntax fixity`")


def _association(word: str) -> OneOf["left", "right", "none"]:
    return "left" if word == "left" else "right" if word == "right" else "none"


def _fixity_entry(cursor: Cursor) -> tuple[str, tuple[ast.Name, ...] | int | None]:
    if not any(cursor.says(word) for word in ("assoc", "above", "below", "same", "precedence")):
        raise cursor.fail("`assoc`, `above`, `below`, `same` or `precedence`", "a `syntax fixity`")
    key = cursor.advance().text
    cursor.expect(":=", "a `syntax fixity`")
    if key == "assoc" and not any(cursor.says(word) for word in ("left", "right", "none")):
        raise cursor.fail("`left`, `right` or `none`", "a `syntax fixity`")
    if key in ("assoc", "same"):
        return key, (cursor.name("a `syntax fixity`"),)
    if key == "precedence":
        return key, _number(cursor)
    if cursor.kind != "[":
        raise cursor.fail("`[`", "a `syntax fixity`")
    return key, cursor.braced("]", _fixity_name, "a `syntax fixity`")


def _number(cursor: Cursor) -> int | None:
    """A number, or `_` for the one that the other entries give."""
    if cursor.kind == "_":
        cursor.advance()
        return None
    return integer_value(cursor.expect(INTEGER, "a `syntax fixity`", expected="a number or `_`").text)


def _fixity_name(cursor: Cursor) -> ast.Name:
    return cursor.name("a `syntax fixity`")
