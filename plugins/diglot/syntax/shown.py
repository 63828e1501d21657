"""What a snippet shows that asks for the statements of its local module only.

Comes in: a snippet and the page's module. Goes out: the statements to show, or a diagnostic when there are none, or
others beside them.
"""

from diglot.diagnostic import Problems
from diglot.page.model import Page, Snippet
from diglot.page.snippet_words import EXTRACT
from diglot.source import Span
from diglot.syntax import ast
from diglot.syntax.errors import NothingToExtract


def shown_statements(snippet: Snippet, module: ast.Module) -> tuple[ast.Statement, ...]:
    """The statements of the snippet's one local module, without the first few; none where that makes no sense."""
    found = _local_modules(snippet, module)
    return found[0].statements[snippet.options.extract or 0 :] if len(found) == 1 else ()


def check_shown(page: Page, module: ast.Module, problems: Problems) -> None:
    """Report snippets that ask for statements where there are none."""
    for snippet in page.snippets:
        if snippet.options.extract is None:
            continue
        inside = [statement for statement in module.statements if snippet.code.covers(statement.span)]
        modules = _local_modules(snippet, module)
        others = len(inside) - len(modules)
        if others or not shown_statements(snippet, module):
            text = page.source.text
            start = text.index(EXTRACT, snippet.info.start)
            count = len(modules[0].statements) if len(modules) == 1 else None
            problems.add(
                NothingToExtract(
                    page.source.path,
                    Span(start, start + len(EXTRACT)),
                    len(modules),
                    others,
                    count,
                    snippet.options.extract,
                )
            )


def _local_modules(snippet: Snippet, module: ast.Module) -> tuple[ast.LocalModule, ...]:
    return tuple(
        statement
        for statement in module.statements
        if isinstance(statement, ast.LocalModule) and snippet.code.covers(statement.span)
    )
