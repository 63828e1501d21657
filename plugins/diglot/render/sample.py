"""Samples: code that is shown without being part of a module, marked as what it is.

In: the code. Out: its figure; that of code which is expected to fail has its errors below.
"""

from collections.abc import Sequence

from diglot.diagnostic import Diagnostic
from diglot.page.model import Snippet
from diglot.reference.links import Links
from diglot.render.code import Knowledge, highlight
from diglot.render.page import tokens_of
from diglot.render.problem import problem_html
from diglot.render.side_by_side import Figure, figure_html
from diglot.source import SourceFile

_NOTHING_KNOWN = Knowledge("", (), None, {}, Links({}, {}))


def illustration_html(source: SourceFile, snippet: Snippet) -> str:
    """Code that nobody has checked."""
    return _figure(source, snippet, "Illustration, not checked.")


def failing_html(source: SourceFile, snippet: Snippet, errors: Sequence[Diagnostic]) -> str:
    """Code with its errors, which are what it is there for."""
    below = "".join(problem_html(error, source, is_expected=True) for error in errors)
    return _figure(source, snippet, "This does not pass the check, as intended." if errors else "") + below


def _figure(source: SourceFile, snippet: Snippet, words: str) -> str:
    code = highlight(source.text, snippet.code, tokens_of(source, snippet), _NOTHING_KNOWN)
    below = f"<p>{words}</p>" if words else ""
    figure = Figure(code, None, folded=snippet.options.fold, below=below, options=snippet.options.code)
    return figure_html(figure)
