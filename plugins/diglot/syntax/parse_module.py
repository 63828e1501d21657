"""A page's snippets to one module.

Comes in: a page. Goes out: its module as written. Guaranteed: every mistake is reported once, at its place in the page,
and what could not be read has left an Error node or the names it would have defined.
"""

from diglot.diagnostic import Problems
from diglot.page.model import Page, Snippet
from diglot.page.read import MODULE_SUFFIX
from diglot.source import Span
from diglot.syntax import ast, errors
from diglot.syntax.cursor import Cursor, ParseError
from diglot.syntax.lexer import lex
from diglot.syntax.parse_annotations import parse_annotations
from diglot.syntax.parse_declaration import parse_statements
from diglot.syntax.token import END, NAME


def parse_page(page: Page, problems: Problems) -> ast.Module | None:
    """The module of a page; None if the page has no snippets, or none that begins with a module header."""
    snippets = page.snippets
    if not page.is_module:
        if page.source.path.endswith(MODULE_SUFFIX) and not snippets and not problems.has_errors:
            problems.add(errors.NoSnippets(page.source.path, _first_line(page), page.module))
        return None
    cursor = _cursor(page, snippets[0], problems)
    unusable = next((part for part in page.module.split(".") if not _is_word(part)), None)
    if unusable is not None:
        problems.add(errors.UnusableModuleName(cursor.path, cursor.token.span, page.module, unusable))
        return None
    header = _header(cursor)
    if header is None:
        place = cursor.token.span if cursor.kind != END else snippets[0].info
        problems.add(errors.MissingModuleHeader(cursor.path, place, page.module))
        return None
    annotations, name = header
    if name.text != page.module:
        problems.add(errors.WrongTopModuleName(cursor.path, name.span, name.text, page.module))
    statements = [*_first_statements(cursor)]
    is_whole = not cursor.lost
    for snippet in snippets[1:]:
        further = _cursor(page, snippet, problems)
        statements += _further_statements(further)
        is_whole = is_whole and not further.lost
    return ast.Module(page.source.path, page.module, name, annotations, tuple(statements), is_whole)


def _first_line(page: Page) -> Span:
    text, start = page.source.text, page.front_matter.end
    start += len(text[start:]) - len(text[start:].lstrip())
    end = text.find("\n", start)
    return Span(start, end if end != -1 else len(text))


def _is_word(text: str) -> bool:
    """Whether a text is one identifier."""
    tokens = lex("", text, Span(0, len(text)), Problems()).tokens
    return [token.kind for token in tokens] == [NAME, END] and tokens[0].text == text


def _cursor(page: Page, snippet: Snippet, problems: Problems) -> Cursor:
    return Cursor(page.source.path, page.source.text, snippet.code, problems)


def _header(cursor: Cursor) -> tuple[ast.Annotations, ast.Name] | None:
    """`module a.b;`; None, and the cursor where it was, if there is none."""
    try:
        annotations = parse_annotations(cursor)
        cursor.expect("module", "a module header")
        name = cursor.name("a module header")
    except ParseError:
        cursor.at = 0
        return None
    if cursor.kind == "where":
        advice = f"Write `module {name.text};`."
        cursor.problems.add(errors.ForeignWord(cursor.path, cursor.advance().span, "where", advice))
        cursor.take(";")
    elif not cursor.take(";"):
        place = Span(name.span.end - 1, name.span.end)
        cursor.problems.add(errors.MissingSemicolon(cursor.path, place, cursor.token.span, "the module header"))
    return annotations, name


def _first_statements(cursor: Cursor) -> tuple[ast.Statement, ...]:
    statements = parse_statements(cursor)
    if cursor.kind == "end":
        end = cursor.advance()
        while cursor.take(";"):
            pass
        if _is_defined(cursor):
            cursor.problems.add(errors.ReservedWord(cursor.path, end.span, "end"))
            return statements + _further_statements(cursor)
        if cursor.kind != END:
            cursor.problems.add(errors.AfterEnd(cursor.path, cursor.token.span))
            return statements + _further_statements(cursor)
    return statements


def _further_statements(cursor: Cursor) -> tuple[ast.Statement, ...]:
    statements = parse_statements(cursor)
    while cursor.kind == "end":
        span = cursor.advance().span
        cursor.problems.add(
            errors.ReservedWord(cursor.path, span, "end")
            if _is_defined(cursor)
            else errors.UnmatchedEnd(cursor.path, span)
        )
        cursor.take(";")
        statements += parse_statements(cursor)
    return statements


def _is_defined(cursor: Cursor) -> bool:
    """Whether the `end` just taken was meant as a name; if so, skip its definition."""
    if cursor.kind not in (":", ":="):
        return False
    while cursor.kind not in (";", END):
        cursor.advance()
    cursor.take(";")
    return True
