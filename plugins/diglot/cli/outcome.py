"""How a command ends: its report and its exit code.

In: the `Outcome` that a command returns, and the format that was asked for. Out: text on standard output, and the exit
code of `report/outcome.py`.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, NamedTuple, NoReturn, ParamSpec

import click

from diglot.report.formats import FORMATS, HUMAN, Format

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diglot.artifacts import Folder
    from diglot.diagnostic import Diagnostic
    from diglot.project import Project
    from diglot.report.outcome import Outcome

_FORMAT = "diglot.format"
_Given = ParamSpec("_Given")


class Report(NamedTuple):
    """What standard output gets, and the exit code."""

    text: str
    code: int


def reports(command: Callable[_Given, "Outcome | Report"]) -> Callable[_Given, NoReturn]:
    """Give a command the option `--format`, print what it returns, and end the process."""

    @wraps(command)
    def run(*words: _Given.args, **options: _Given.kwargs) -> NoReturn:
        found = command(*words, **options)
        report = found if isinstance(found, Report) else report_of(found)
        sys.stdout.write(report.text)
        sys.exit(report.code)

    return click.option(
        "--format",
        type=click.Choice(list(FORMATS)),
        default=HUMAN,
        show_default=True,
        expose_value=False,
        callback=_choose,
        help="; ".join(f"{name}: {row.meaning}" for name, row in FORMATS.items()) + ".",
    )(run)


def _choose(context: click.Context, _: click.Parameter, value: str) -> None:
    context.meta[_FORMAT] = value


def chosen_format() -> Format:
    """The format that the running command reports in."""
    return FORMATS[click.get_current_context().meta[_FORMAT]]


def report_of(outcome: "Outcome") -> Report:
    """An outcome in the format that was asked for."""
    return Report(chosen_format().text(outcome), outcome.code)


def outcome_of(project: "Project", drift: "Iterable[Diagnostic]" = (), facts: "Iterable[str]" = ()) -> "Outcome":
    """The outcome of a command that has changed nothing."""
    from diglot.describe.notes import notes
    from diglot.report.merged import merged
    from diglot.report.outcome import Outcome

    return Outcome(
        project, merged(project.problems, project.site), drift=tuple(drift), facts=(*facts, *notes(project.site))
    )


def write_folder(project: "Project", folder: "Folder", *, overwrite: bool) -> "Outcome":
    """Write the files of one folder, unless anything is wrong, or has been edited by hand and is not to be dropped."""
    from diglot.diagnostic import Problems
    from diglot.project import hand_edits, write_generated
    from diglot.report.outcome import Deed

    if project.broken:
        return outcome_of(project, facts=["Nothing was written, because of the problems above."])
    edits = () if overwrite else hand_edits(project, folder)
    if edits:
        return outcome_of(project, edits, ["Nothing was written, because files were edited by hand."])
    problems = Problems()
    written, removed = write_generated(project, problems, folder)
    done = (*(Deed("wrote", path) for path in written), *(Deed("removed", path) for path in removed))
    problems.extend(project.problems)
    return replace(outcome_of(project), problems=problems.sorted(), done=done)
