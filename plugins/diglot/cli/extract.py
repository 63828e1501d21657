"""`diglot extract`: the modules of all pages, on disk."""

from typing import TYPE_CHECKING

import click

from diglot.artifacts import Folder
from diglot.cli.options import Options, open_chosen, project_options
from diglot.cli.outcome import outcome_of, reports, write_folder

if TYPE_CHECKING:
    from diglot.report.outcome import Outcome


@click.command(short_help="Write the formal module of each page.")
@click.option("--check", is_flag=True, help="Write nothing; only say where the files on disk differ.")
@click.option("--overwrite", is_flag=True, help="Write also files that were edited by hand, and drop these edits.")
@project_options
@reports
def extract(*, options: Options, check: bool, overwrite: bool) -> "Outcome":
    """Write the formal module of each page as one file.

    Nothing is written while anything is wrong, or where a file was edited by hand.
    """
    if overwrite and check:
        raise click.UsageError("`--overwrite` drops what was written by hand; it does not go with `--check`.")
    project = open_chosen(options)
    if check:
        return outcome_of(project, project.drift(Folder.SNIPPETS))
    return write_folder(project, Folder.SNIPPETS, overwrite=overwrite)
