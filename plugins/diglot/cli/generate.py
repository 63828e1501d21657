"""What `diglot theories` and `diglot extract` have in common: one folder of generated files, written or compared."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from diglot.cli.options import Options, open_chosen, project_options
from diglot.cli.outcome import outcome_of, write_folder

if TYPE_CHECKING:
    from diglot.artifacts import Folder
    from diglot.report.outcome import Outcome

_OPTIONS = (
    click.option("--check", is_flag=True, help="Write nothing; only say where the files on disk differ."),
    click.option("--adopt", is_flag=True, help="Show, as a patch, how pages would follow files changed by hand."),
    click.option("--write", is_flag=True, help="With --adopt: change the pages."),
    click.option("--overwrite", is_flag=True, help="Write also files that were edited by hand, and drop these edits."),
    project_options,
)


def generate_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of `generate`, in this order."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def generate(
    folder: "Folder", options: Options, *, check: bool, adopt: bool, write: bool, overwrite: bool
) -> "Outcome":
    """Write the files of a folder, or say where they differ, or bring what was edited in them to the pages."""
    if write and not adopt:
        raise click.UsageError(f"`--write` goes with `--adopt`; without it, `diglot {folder.command}` writes files.")
    if adopt and check:
        raise click.UsageError("`--adopt` shows a patch; it does not go with `--check`.")
    if overwrite and (adopt or check):
        raise click.UsageError("`--overwrite` drops what was written by hand; it does not go with other options.")
    project = open_chosen(options)
    if adopt and not project.broken:
        from diglot.cli.adopt import adopting

        return adopting(project, options, folder, write=write)
    if check or adopt:
        return outcome_of(project, project.drift(folder))
    return write_folder(project, folder, overwrite=overwrite)
