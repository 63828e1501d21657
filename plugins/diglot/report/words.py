"""A diagnostic in one line, for logs and editors."""

from collections.abc import Mapping

from diglot.diagnostic import Diagnostic
from diglot.source import SourceFile, Span


def one_line(problem: Diagnostic) -> str:
    """What is wrong and what to do about it, whatever line breaks there are in either."""
    return " ".join(f"{problem.message} {problem.hint}".split())


def place(path: str, span: Span, sources: Mapping[str, SourceFile]) -> str:
    """`docs/engines/ticker.md:41:12`; only the path where the text is not known."""
    if path not in sources:
        return path
    position = sources[path].position(span.start)
    return f"{path}:{position.line}:{position.column}"
