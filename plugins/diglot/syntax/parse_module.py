"""A page's snippets to one module.

Comes in: a page. Goes out: its module as written. Guaranteed: every mistake is reported once, at its place in the page,
and what could not be read has left an Error node or the names it would have defined.
"""

from diglot.diagnostic import Problems
from diglot.page.model import Page, Snippet
from diglot.syntax import ast
from diglot.syntax.cursor import Cursor, ParseError
from diglot.syntax.errors import AfterEnd, MissingModuleHeader, UnmatchedEnd, WrongTopModuleName
from diglot.syntax.parse_annotations import parse_annotations
from diglot.syntax.parse_declaration import parse_statements
from diglot.syntax.token import END


def parse_page(page: Page, problems: Problems) -> ast.Module | None:
    """The module of a page; None if the page has no snippets, or none that begins with a module header."""
    snippets = page.snippets
    if not snippets:
        return None
    cursor = _cursor(page, snippets[0], problems)
    header = _header(cursor)
    if header is None:
        place = cursor.token.span if cursor.kind != END else snippets[0].info
        problems.add(MissingModuleHeader(cursor.path, place, page.module))
        return None
    annotations, name = header
    if name.text != page.module:
        problems.add(WrongTopModuleName(cursor.path, name.span, name.text, page.module))
    statements = [*_first_statements(cursor)]
    for snippet in snippets[1:]:
        statements += _further_statements(_cursor(page, snippet, problems))
    return ast.Module(page.source.path, name, annotations, tuple(statements))


def _cursor(page: Page, snippet: Snippet, problems: Problems) -> Cursor:
    return Cursor(page.source.path, page.source.text, snippet.code, problems)


def _header(cursor: Cursor) -> tuple[ast.Annotations, ast.Name] | None:
    """`module a.b;`; None, and the cursor where it was, if it cannot be read."""
    try:
        annotations = parse_annotations(cursor)
        cursor.expect("module", "a module header")
        name = cursor.name("a module header")
        cursor.expect(";", "a module header")
    except ParseError:
        cursor.at = 0
        return None
    return annotations, name


def _first_statements(cursor: Cursor) -> tuple[ast.Statement, ...]:
    statements = parse_statements(cursor)
    if cursor.take("end"):
        while cursor.take(";"):
            pass
        if cursor.kind != END:
            cursor.problems.add(AfterEnd(cursor.path, cursor.token.span))
            return statements + _further_statements(cursor)
    return statements


def _further_statements(cursor: Cursor) -> tuple[ast.Statement, ...]:
    statements = parse_statements(cursor)
    while cursor.kind == "end":
        cursor.problems.add(UnmatchedEnd(cursor.path, cursor.advance().span))
        cursor.take(";")
        statements += parse_statements(cursor)
    return statements
