"""How a command ends: its report and its exit code.

In: a project, the drift that the command looked for, and what it did. Out: text on standard output, and the exit code:
0 clean, 1 problems, 3 nothing wrong but drift.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NoReturn

from diglot.cli.report import CLEAN, DRIFT, PROBLEMS, Report
from diglot.diagnostic import Diagnostic, Problems, Severity
from diglot.project import Project, bring_up_to_date


def end(project: Project, output: str, drift: Iterable[Diagnostic] = (), done: Iterable[str] = ()) -> NoReturn:
    """Print everything that was found and done, and leave with the code that says so."""
    report_on(project, output, drift, done).leave()


def report_on(project: Project, output: str, drift: Iterable[Diagnostic] = (), done: Iterable[str] = ()) -> Report:
    """The report on everything that was found and done, as it looks on standard output."""
    drift = tuple(drift)
    text = _json(project, drift) if output == "json" else _for_people(project, drift, tuple(done))
    return Report(text, PROBLEMS if project.broken else DRIFT if drift else CLEAN)


def write_and_end(project: Project, output: str, kind: str) -> NoReturn:
    """Write the files of one kind, unless anything is wrong, and say which."""
    if project.broken:
        end(project, output, done=["Nothing was written, because of the problems above."])
    problems = Problems(project.problems)
    written, removed = bring_up_to_date(project, kind, problems)
    done = [*(f"wrote {path}" for path in written), *(f"removed {path}" for path in removed)]
    end(replace(project, problems=problems.sorted()), output, done=done)


def _json(project: Project, drift: Sequence[Diagnostic]) -> str:
    from diglot.report.json import ModuleVerdict, json_text

    wrong = {problem.path for problem in project.problems if problem.severity is Severity.ERROR}
    paths = {page.module: path for path, page in project.site.documents.items() if page.snippets}
    ordered = [name for name in project.site.modules if name in paths]
    names = [*ordered, *sorted(paths.keys() - set(ordered))]
    checked = project.site.typed
    verdicts = [ModuleVerdict(name, paths[name], name in checked and paths[name] not in wrong) for name in names]
    return json_text(verdicts, project.problems, drift, project.sources)


def _for_people(project: Project, drift: Sequence[Diagnostic], done: Sequence[str]) -> str:
    from rich.console import Console

    from diglot.report.terminal import print_problems

    console = Console(highlight=False)
    with console.capture() as capture:
        found = [*project.problems, *drift]
        print_problems(found, project.sources, console)
        if found:
            console.print(f"`diglot explain {found[0].code}` says more about it.", style="dim", markup=False)
        for line in done:
            console.print(line, markup=False, soft_wrap=True)
        console.print(_summary(project, drift), markup=False, soft_wrap=True)
    return capture.get()


def _summary(project: Project, drift: Sequence[Diagnostic]) -> str:
    errors = sum(problem.severity is Severity.ERROR for problem in project.problems)
    warnings = len(project.problems) - errors
    counts = ((errors, "problem"), (warnings, "warning"), (len(drift), "difference"))
    found = [_count(number, thing) for number, thing in counts if number]
    modules = _count(len(project.site.modules), "module")
    return f"{modules} checked: {', '.join(found) if found else 'everything is in order'}."


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
