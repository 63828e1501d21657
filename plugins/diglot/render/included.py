"""A definition shown on another page.

In: a definition, the page that it is on, and what is known of the names there. Out: a `<figure>` with its present text,
its documentation comment included, and a link to its place.
"""

from collections.abc import Sequence
from html import escape

from diglot.names import Symbol
from diglot.page.model import Page
from diglot.render.code import HighlightedCode, Knowledge, highlight
from diglot.render.html import attribute_text, block_html, code_html
from diglot.render.page import tokens_of
from diglot.source import Span
from diglot.syntax import ast as syntax
from diglot.syntax.token import Token


def included_html(symbol: Symbol, page: Page, parsed: syntax.Module, knowledge: Knowledge, source: str) -> str:
    """The figure of a definition; `source` says where it is from, as HTML. Empty where it cannot be found."""
    statement = _innermost(parsed.statements, symbol.span)
    snippet = next((snippet for snippet in page.snippets if symbol.span.start in snippet.code), None)
    if statement is None or snippet is None:
        return ""
    tokens = tokens_of(page.source, snippet)
    code = highlight(page.source.text, _whole(statement, tokens), tokens, knowledge)
    # The anchors belong to the page that the definition is on.
    shown = HighlightedCode(tuple(piece._replace(anchor="") for piece in code.pieces))
    head = f'<div class="dg-head"><span class="dg-language">Juvix</span><span>{source}</span></div>'
    body = block_html(code_html(shown).strip("\n"), "Juvix code")
    pane = f'<div class="dg-pane dg-juvix">{head}{body}</div>'
    return f'<figure class="dg-figure dg-included">{pane}</figure>'


def source_html(name: str, href: str, title: str) -> str:
    """Where a definition is from."""
    return f'<a href="{attribute_text(href)}"><code>{escape(name)}</code></a> on {escape(title)}'


def missing_html(name: str) -> str:
    """What is shown in the place of a definition that does not exist."""
    return f'<p class="dg-none">There is no definition <code>{escape(name)}</code> to show here.</p>'


def _innermost(statements: Sequence[syntax.Statement], span: Span) -> syntax.Statement | None:
    """The statement that defines the name at a place."""
    for statement in statements:
        if statement.span.covers(span):
            return _innermost(syntax.nested_statements(statement), span) or statement
    return None


def _whole(statement: syntax.Statement, tokens: Sequence[Token]) -> Span:
    """A statement with its comment before it and its semicolon after it."""
    comment = statement.annotations.doc_span
    start = min(statement.span.start, comment.start) if comment else statement.span.start
    following = next((token for token in tokens if token.start >= statement.span.end), None)
    return Span(start, following.end if following and following.kind == ";" else statement.span.end)
