"""Documentation comments and pragmas before the things that they belong to."""

import textwrap

from diglot.located_yaml import Mapping, Scalar, YamlFault, read_yaml
from diglot.source import Excerpt, Span
from diglot.syntax import ast, parse_expression
from diglot.syntax.cursor import Cursor
from diglot.syntax.errors import BadPragma, DanglingNote, UnpairedDocSemicolon
from diglot.syntax.recover import recovering
from diglot.syntax.token import DOC, END, PRAGMA, Token


def parse_annotations(cursor: Cursor) -> ast.Annotations:
    """What comes before a statement, constructor, field or named argument."""
    if cursor.kind not in (DOC, PRAGMA):
        return ast.NO_ANNOTATIONS
    docs = []
    while cursor.kind == DOC:
        docs.append(cursor.advance())
    pragma = cursor.advance() if cursor.kind == PRAGMA else None
    if cursor.kind == "}":
        cursor.at -= 1
        raise cursor.fail("what it belongs to", f"a {cursor.kind}")
    if cursor.kind in (END, "end"):
        last = cursor.tokens[cursor.at - 1]
        cursor.problems.add(DanglingNote(cursor.path, last.span, last.kind))
    text = "\n\n".join(filter(None, map(doc_text, docs)))
    span = Span(docs[0].start, docs[-1].end) if docs else None
    expressions = tuple(e for doc in docs if ";" in doc.text for e in _doc_expressions(cursor, doc))
    return ast.Annotations(text, span, _pragma_text(cursor, pragma) if pragma else "", expressions)


def doc_text(token: Token) -> str:
    """The text of a documentation comment without its markers."""
    if token.text.startswith("---"):
        lines = [line.lstrip(" \t")[3:] for line in token.text.split("\n")]
        text = "\n".join(line[1:].rstrip() if line else "" for line in lines)
    else:
        text = _dedent_block(token.text[3:-3])
    return text.strip("\n")


def _dedent_block(inner: str) -> str:
    first, *rest = inner.split("\n")
    lines = textwrap.dedent("\n".join(rest)).split("\n") if rest else []
    return "\n".join(line.rstrip() for line in (first.strip(), *lines))


def _doc_expressions(cursor: Cursor, doc: Token) -> list[ast.Expression]:
    """The expressions between semicolons, each within one line."""
    found = []
    start = doc.start
    for line in doc.text.split("\n"):
        marks = [start + index for index, character in enumerate(line) if character == ";"]
        if len(marks) % 2:
            cursor.problems.add(UnpairedDocSemicolon(cursor.path, Span(marks[-1], marks[-1] + 1)))
            marks.pop()
        for opening, closing in zip(marks[::2], marks[1::2], strict=True):
            found.append(_doc_expression(cursor, Span(opening + 1, closing)))
        start += len(line) + 1
    return found


def _doc_expression(cursor: Cursor, span: Span) -> ast.Expression:
    def read(inner: Cursor) -> ast.Expression:
        expression = parse_expression.parse_expression(inner)
        inner.expect(END, "an expression in a documentation comment", expected="`;`")
        return expression

    inner = Cursor(cursor.path, cursor.text, span, cursor.problems)
    return recovering(inner, read, lambda _: ast.ErrorExpression(span))


def _pragma_text(cursor: Cursor, token: Token) -> str:
    """The YAML of a pragma, brought to the left margin; reports what is wrong with it."""
    margin = token.start - cursor.text.rfind("\n", 0, token.start) - 1
    padded = " " * (margin + 3) + token.text[3:-3]
    text = "\n".join(line.rstrip() for line in textwrap.dedent(padded).strip("\n").split("\n")).rstrip()
    reason = _pragma_fault(text if "\n" in text else f"{{{text}}}")
    if reason:
        cursor.problems.add(BadPragma(cursor.path, token.span, reason))
    return text


def _pragma_fault(text: str) -> str:
    """Why this is not a YAML map, or nothing."""
    tree = read_yaml(Excerpt.of(text, 0))
    if isinstance(tree, YamlFault):
        return f"YAML stops making sense: {tree.reason}"
    if not isinstance(tree, Mapping):
        return "is something else"
    keys = [key.text if isinstance(key, Scalar) else None for key, _ in tree.entries]
    if None in keys:
        return "a key is not a word"
    twice = next((key for index, key in enumerate(keys) if key in keys[:index]), None)
    return f"the key `{twice}` is given twice" if twice is not None else ""
