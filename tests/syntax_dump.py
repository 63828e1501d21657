"""A module as written, printed statement by statement, for the stage `syntax` and the properties of the printer."""

from diglot.syntax import ast
from diglot.syntax.layout import lay_out, row, text
from diglot.syntax.print import print_statement
from diglot.syntax.print_expression import annotated


def print_module(module: ast.Module) -> str:
    """The text of a module."""
    header = lay_out(annotated(module.annotations, text(f"module {module.name.text};")))
    return "\n\n".join([header, *_paragraphs(module.statements)]) + "\n"


def _paragraphs(statements: tuple[ast.Statement, ...]) -> list[str]:
    """Each statement, with neighbours that are short and of the same kind in one paragraph."""
    paragraphs: list[str] = []
    previous: ast.Statement | None = None
    for statement in statements:
        printed = lay_out(row(print_statement(statement), ";"))
        if isinstance(statement, ast.Import | ast.Open) and type(previous) is type(statement):
            paragraphs[-1] += f"\n{printed}"
        else:
            paragraphs.append(printed)
        previous = statement
    return paragraphs
