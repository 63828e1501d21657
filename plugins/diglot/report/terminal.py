"""Reports for people at a terminal.

In: an `Outcome`. Out: for each diagnostic its place, severity, code and title on one line, the quoted lines with marks
under the place, what is wrong, what to do, and the other places that have to do with it; then what was done, and a
summary. Colour is rich's business: none when the output is no terminal or `NO_COLOR` is set.
"""

from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.text import Text

from diglot.diagnostic import Diagnostic, Severity
from diglot.report.excerpt import ExcerptLine, excerpt
from diglot.report.outcome import Outcome
from diglot.report.words import place, summary
from diglot.source import SourceFile, Span
from diglot.wording import count

_STYLE = {Severity.ERROR: "red", Severity.WARNING: "yellow"}
_SHOWN = 12
"""Lines of a proposed change that are shown."""
_OTHERS = 2
"""Other places with the same problem that are shown."""


def report(outcome: Outcome) -> str:
    """Everything that was found and done."""
    if outcome.patch_only:
        return "".join(outcome.proposed.values())
    console = Console(highlight=False)
    with console.capture() as capture:
        found = (*outcome.problems, *outcome.drift)
        print_problems(found, outcome.all_sources, console)
        if found:
            console.print(f"`diglot explain {found[0].code}` says more about it.", style="dim", markup=False)
        lines = [
            *map(_shortened, outcome.proposed.values()),
            *(f"{deed.verb} {deed.path}" for deed in outcome.done),
            *outcome.text.splitlines(),
            *outcome.facts,
            *summary(outcome),
        ]
        for line in lines:
            console.print(line, markup=False, soft_wrap=True)
    return capture.get()


def _shortened(patch: str) -> str:
    lines = patch.splitlines()
    more = len(lines) - _SHOWN
    return "\n".join(lines if more <= 1 else [*lines[:_SHOWN], f"… and {more} more lines"])


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
    related = (*problem.related(), *problem.repeats[:_OTHERS])
    left_out = problem.repeats[_OTHERS:]
    source = sources.get(problem.path)
    numbers = [_last_line(sources.get(path), span) for path, span in _places(problem)]
    margin = max(len(str(number)) for number in numbers)
    text = Text()
    text.append(place(problem.path, problem.span, sources), "bold").append(": ")
    text.append(f"{problem.severity}[{problem.code}]", f"bold {style}").append(f" {problem.title}\n", "bold")
    _add_excerpt(text, source, problem.span, problem.label, style, margin)
    text.append(f"\n  {_indented(problem.message)}\n")
    if hint := problem.hint:
        text.append("\n  Hint: ", "bold cyan").append(f"{_indented(hint)}\n")
    for label in related:
        other = sources.get(label.path)
        text.append(f"\n  {place(label.path, label.span, sources)}")
        text.append("" if other else f": {label.text}").append("\n")
        _add_excerpt(text, other, label.span, label.text, "blue", margin)
    if left_out:
        files = count(len({label.path for label in left_out}), "file")
        text.append(f"\n  … and in {count(len(left_out), 'more place', 'more places')}, in {files}\n")
    return text


def _places(problem: Diagnostic) -> list[tuple[str, Span]]:
    shown = (*problem.related(), *problem.repeats[:_OTHERS])
    return [(problem.path, problem.span), *((label.path, label.span) for label in shown)]


def _last_line(source: SourceFile | None, span: Span) -> int:
    return source.position(span.end).line if source else 1


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
