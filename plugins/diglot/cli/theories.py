"""`diglot theories`: the Isabelle theories of all pages, on disk."""

from typing import TYPE_CHECKING

import click

from diglot.artifacts import Folder
from diglot.cli.generate import generate, generate_options
from diglot.cli.options import Options
from diglot.cli.outcome import reports

if TYPE_CHECKING:
    from diglot.report.outcome import Outcome


@click.command(short_help="Write the Isabelle theories of all pages.")
@generate_options
@reports
def theories(*, options: Options, check: bool, adopt: bool, write: bool, overwrite: bool) -> "Outcome":
    """Write the Isabelle theory of each page, and ROOT.

    Nothing is written while anything is wrong, or where a file was edited by hand.
    """
    return generate(Folder.THEORIES, options, check=check, adopt=adopt, write=write, overwrite=overwrite)
