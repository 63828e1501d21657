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
@project_options
@reports
def extract(*, options: Options, check: bool) -> "Outcome":
    """Write the formal module of each page as one file. Nothing is written while anything is wrong."""
    project = open_chosen(options)
    return outcome_of(project, project.drift(Folder.SNIPPETS)) if check else write_folder(project, Folder.SNIPPETS)
