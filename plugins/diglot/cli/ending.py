"""How a command ends: its report and its exit code.

In: a project, the drift that the command looked for, and what it did. Out: text on standard output, and the exit code:
0 clean, 1 problems, 3 nothing wrong but drift.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NoReturn

import click

from diglot.diagnostic import Diagnostic, Problems, Severity
from diglot.project import Project, bring_up_to_date

CLEAN, PROBLEMS, DRIFT = 0, 1, 3


def end(project: Project, output: str, drift: Iterable[Diagnostic] = (), done: Iterable[str] = ()) -> NoReturn:
    """Print everything that was found and done, and leave with the code that says so."""
    drift = tuple(drift)
    if output == "json":
        _print_json(project, drift)
    else:
        _print_human(project, drift, tuple(done))
    sys.exit(PROBLEMS if project.broken else DRIFT if drift else CLEAN)


def write_and_end(project: Project, output: str, kind: str) -> NoReturn:
    """Write the files of one kind, unless anything is wrong, and say which."""
    if project.broken:
        end(project, output, done=["Nothing was written, because of the problems above."])
    problems = Problems(project.problems)
    written, removed = bring_up_to_date(project, kind, problems)
    done = [*(f"wrote {path}" for path in written), *(f"removed {path}" for path in removed)]
    end(replace(project, problems=problems.sorted()), output, done=done)


def _print_json(project: Project, drift: Sequence[Diagnostic]) -> None:
    from diglot.report.json import ModuleVerdict, json_text

    wrong = {problem.path for problem in project.problems if problem.severity is Severity.ERROR}
    paths = {page.module: path for path, page in project.site.documents.items() if page.snippets}
    ordered = [name for name in project.site.modules if name in paths]
    names = [*ordered, *sorted(paths.keys() - set(ordered))]
    checked = project.site.typed
    verdicts = [ModuleVerdict(name, paths[name], name in checked and paths[name] not in wrong) for name in names]
    click.echo(json_text(verdicts, project.problems, drift, project.sources), nl=False)


def _print_human(project: Project, drift: Sequence[Diagnostic], done: Sequence[str]) -> None:
    from rich.console import Console

    from diglot.report.terminal import print_problems

    console = Console(highlight=False)
    print_problems([*project.problems, *drift], project.sources, console)
    for line in done:
        console.print(line, markup=False, soft_wrap=True)
    console.print(_summary(project, drift), markup=False, soft_wrap=True)


def _summary(project: Project, drift: Sequence[Diagnostic]) -> str:
    errors = sum(problem.severity is Severity.ERROR for problem in project.problems)
    warnings = len(project.problems) - errors
    counts = ((errors, "problem"), (warnings, "warning"), (len(drift), "difference"))
    found = [_count(number, thing) for number, thing in counts if number]
    modules = _count(len(project.site.modules), "module")
    return f"{modules} checked: {', '.join(found) if found else 'everything is in order'}."


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
