"""A page's snippets as one module file for the official compiler.

Comes in: a page. Goes out: the text of one complete module: the code of the snippets in order, with a comment before
each that says where it comes from. The snippets' optional ends are made regular: each ends with exactly one `;`, and
only the end of the file ends the module.
"""

import textwrap

from diglot.diagnostic import Problems
from diglot.letters import composed
from diglot.page.model import Page, Snippet
from diglot.syntax.lexer import lex
from diglot.syntax.token import BRACKETS, DOTTED, NAME, STRING, Token

_CLOSERS = frozenset(BRACKETS.values())


def extract_module(page: Page) -> str:
    """The text of a page's module; empty if the page has no snippets."""
    if not page.snippets:
        return ""
    notice = f"-- Generated from {page.source.path}; change that page, not this file."
    return "\n\n".join([notice, *(_section(page, snippet) for snippet in page.snippets)]) + "\n"


def _section(page: Page, snippet: Snippet) -> str:
    """The code of one snippet, below a comment with its place."""
    heading = page.section_of(snippet.span.start)
    place = page.source.path if heading is None else f"{page.source.path}#{heading.anchor}"
    code = _regular_code(page, snippet)
    return f"-- {place}\n{code}" if code else f"-- {place}"


def _regular_code(page: Page, snippet: Snippet) -> str:
    """The code with exactly one `;` at its end and without the `end` of the page's module."""
    text = page.source.text
    start, end = snippet.code
    tokens = lex(page.source.path, text, snippet.code, Problems()).tokens[:-1]
    kept = _statements_end(tokens, is_first=snippet.index == 0)
    at = tokens[kept - 1].end if kept else start
    pieces = [_names_composed(text, tokens[:kept], start, at)]
    if kept and tokens[kept - 1].kind != ";":
        pieces.append(";")
    for token in tokens[kept:]:
        pieces.append(text[at : token.start])
        at = token.end
    return _dedent("".join([*pieces, text[at:end]]), tokens)


def _names_composed(text: str, tokens: tuple[Token, ...], start: int, end: int) -> str:
    """A part of the code in which each name is written as it is compared here: the official compiler takes any."""
    if composed(text[start:end]) == text[start:end]:
        return text[start:end]
    pieces, at = [], start
    for token in tokens:
        if token.kind in (NAME, DOTTED):
            pieces += [text[at : token.start], token.text]
            at = token.end
    return "".join([*pieces, text[at:end]])


def _statements_end(tokens: tuple[Token, ...], *, is_first: bool) -> int:
    """How many tokens there are up to the end of the last statement, its `;` included."""
    count = _without_semicolons(tokens, len(tokens))
    if is_first and count and tokens[count - 1].kind == "end" and _ends_page_module(tokens):
        count = _without_semicolons(tokens, count - 1)
    return count + 1 if count < len(tokens) and tokens[count].kind == ";" else count


def _without_semicolons(tokens: tuple[Token, ...], count: int) -> int:
    while count and tokens[count - 1].kind == ";":
        count -= 1
    return count


def _ends_page_module(tokens: tuple[Token, ...]) -> bool:
    """Whether each `module` and `with` outside brackets has its `end`, the module of the page included."""
    depth = still_open = 0
    for token in tokens:
        depth += (token.kind in BRACKETS) - (token.kind in _CLOSERS)
        if depth == 0:
            still_open += (token.kind in ("module", "with")) - (token.kind == "end")
    return still_open == 0


def _dedent(code: str, tokens: tuple[Token, ...]) -> str:
    """The code at the left margin, unless a string runs over a line end and would change with it."""
    if not any(token.kind == STRING and "\n" in token.text for token in tokens):
        code = textwrap.dedent(code)
    return code.strip("\n").rstrip()
