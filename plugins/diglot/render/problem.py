"""A diagnostic as a box on the page, for a writer at work under `mkdocs serve`."""

import re
from html import escape

from diglot.diagnostic import Diagnostic, Severity
from diglot.render.html import block_html
from diglot.source import SourceFile

_CODE = re.compile(r"`([^`]+)`")


def problem_html(problem: Diagnostic, source: SourceFile | None, *, is_expected: bool = False) -> str:
    """The box for one diagnostic; with the file's text it quotes the line.

    One that is expected is for readers: they need no place in the file, and are not alerted of anything.
    """
    kind = "warning" if problem.severity is Severity.WARNING else "error"
    place = problem.path
    quoted = ""
    if source is not None:
        at = source.position(problem.span.start)
        place = f"{problem.path}:{at.line}:{at.column}"
        quoted = _quoted(problem, source)
    hint = f"<p>{with_code(problem.hint)}</p>" if problem.hint else ""
    title = f'<p class="dg-problem-title">{escape(problem.title)} <code>{problem.code}</code></p>'
    message = f"<p>{with_code(problem.message)}</p>"
    if is_expected:
        return f'<div class="dg-problem dg-{kind} dg-expected" role="note">{title}{message}{quoted}{hint}</div>'
    return (
        f'<div class="dg-problem dg-{kind}" role="alert">{title}{message}{quoted}{hint}'
        f'<p class="dg-place">{escape(place)}</p></div>'
    )


def _quoted(problem: Diagnostic, source: SourceFile) -> str:
    at = source.position(problem.span.start)
    line = source.line(at.line)
    start = at.column - 1
    end = min(start + max(problem.span.end - problem.span.start, 1), max(len(line), start + 1))
    marked = f"<mark>{escape(line[start:end] or ' ')}</mark>"
    return block_html(f"{escape(line[:start])}{marked}{escape(line[end:])}")


def with_code(text: str) -> str:
    """A text as HTML, words between backticks as code."""
    return _CODE.sub(r"<code>\1</code>", escape(text, quote=False))
