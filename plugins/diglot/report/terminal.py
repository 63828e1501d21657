"""Diagnostics for people at a terminal.

In: diagnostics and the files they speak of. Out: for each one its place, severity, code and title on one line, the
quoted lines with marks under the place, what is wrong, what to do, and the other places that have to do with it. Colour
is rich's business: none when the output is no terminal or `NO_COLOR` is set.
"""

from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.text import Text

from diglot.diagnostic import Diagnostic, Severity
from diglot.report.excerpt import ExcerptLine, excerpt
from diglot.source import SourceFile, Span

_STYLE = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def print_problems(problems: Iterable[Diagnostic], sources: Mapping[str, SourceFile], console: Console) -> None:
    """Print each one, with an empty line after it."""
    for problem in problems:
        console.print(show_problem(problem, sources), soft_wrap=True)


def plain_text(problems: Iterable[Diagnostic], sources: Mapping[str, SourceFile]) -> str:
    """All of them without colour, as in a log."""
    return "\n".join(show_problem(problem, sources).plain for problem in problems)


def show_problem(problem: Diagnostic, sources: Mapping[str, SourceFile]) -> Text:
    """One diagnostic as styled text that ends in a line end."""
    style = _STYLE[problem.severity]
    related = problem.related()
    source = sources.get(problem.path)
    numbers = [_last_line(sources.get(path), span) for path, span in _places(problem)]
    margin = max(len(str(number)) for number in numbers)
    text = Text()
    text.append(_place(problem.path, source, problem.span), "bold").append(": ")
    text.append(f"{problem.severity}[{problem.code}]", f"bold {style}").append(f" {problem.title}\n", "bold")
    _add_excerpt(text, source, problem.span, problem.label(), style, margin)
    text.append(f"\n  {_indented(problem.message())}\n")
    if hint := problem.hint():
        text.append("\n  Hint: ", "bold cyan").append(f"{_indented(hint)}\n")
    for label in related:
        other = sources.get(label.path)
        text.append(f"\n  {_place(label.path, other, label.span)}")
        text.append("" if other else f": {label.text}").append("\n")
        _add_excerpt(text, other, label.span, label.text, "blue", margin)
    return text


def _places(problem: Diagnostic) -> list[tuple[str, Span]]:
    return [(problem.path, problem.span), *((label.path, label.span) for label in problem.related())]


def _last_line(source: SourceFile | None, span: Span) -> int:
    return source.position(span.end).line if source else 1


def _place(path: str, source: SourceFile | None, span: Span) -> str:
    """`docs/engines/ticker.md:41:12`; only the path where the text is not known."""
    if source is None:
        return path
    position = source.position(span.start)
    return f"{path}:{position.line}:{position.column}"


def _indented(words: str) -> str:
    return words.replace("\n", "\n  ")


def _add_excerpt(text: Text, source: SourceFile | None, span: Span, label: str, style: str, margin: int) -> None:
    """The quoted lines, with the label after the last marks."""
    if source is None or not source.text:
        return
    lines = excerpt(source, span)
    for line in lines:
        _add_line(text, line, label if line is lines[-1] else "", style, margin)


def _add_line(text: Text, line: ExcerptLine, label: str, style: str, margin: int) -> None:
    number = str(line.number) if line.number else ""
    text.append(f"  {number:>{margin}} | ", "dim").append(f"{line.text}\n")
    if line.width:
        marks = " " * line.start + "^" * line.width
        text.append(f"  {'':>{margin}} | ", "dim").append(f"{marks} {label}".rstrip() + "\n", style)
