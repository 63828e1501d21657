"""`diglot theories`: the Isabelle theories of all pages, on disk."""

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from diglot.artifacts import Folder
from diglot.cli.options import Options, open_chosen, project_options
from diglot.cli.outcome import outcome_of, reports, write_folder

if TYPE_CHECKING:
    from diglot.project import Project
    from diglot.report.outcome import Outcome


@click.command(short_help="Write the Isabelle theories of all pages.")
@click.option("--check", is_flag=True, help="Write nothing; only say where the files on disk differ.")
@click.option("--adopt", is_flag=True, help="Show, as a patch, how pages would follow theories changed by hand.")
@click.option("--write", is_flag=True, help="With --adopt: change the pages.")
@click.option("--overwrite", is_flag=True, help="Write also files that were edited by hand, and drop these edits.")
@project_options
@reports
def theories(*, options: Options, check: bool, adopt: bool, write: bool, overwrite: bool) -> "Outcome":
    """Write the Isabelle theory of each page, and ROOT.

    Nothing is written while anything is wrong, or where a file was edited by hand.
    """
    if write and not adopt:
        raise click.UsageError("`--write` goes with `--adopt`; without it, `diglot theories` writes theories.")
    if adopt and check:
        raise click.UsageError("`--adopt` shows a patch; it does not go with `--check`.")
    if overwrite and (adopt or check):
        raise click.UsageError("`--overwrite` drops what was written by hand; it does not go with other options.")
    project = open_chosen(options)
    if adopt and not project.broken:
        return _adopt(project, options, write=write)
    if check or adopt:
        return outcome_of(project, project.drift(Folder.THEORIES))
    return write_folder(project, Folder.THEORIES, overwrite=overwrite)


def _adopt(project: "Project", options: Options, *, write: bool) -> "Outcome":
    """Propose a patch, or write the pages; with what was left out."""
    from diglot.cli.adopt import adopt, patches
    from diglot.diagnostic import Problems
    from diglot.project import write_agreeing
    from diglot.report.outcome import Deed
    from diglot.workspace import write_atomically

    adopted = adopt(project)
    facts = [f"adopted {words}" for words in adopted.taken]
    facts += [f"refused {words}: the page would not become this theory" for words in adopted.refused]
    facts += [
        f"no proposal for {words}: the page says it in another way, or has no words for it; change the page by hand"
        for words in adopted.unsaid
    ]
    if not write:
        facts += [f"left: {problem.message}" for problem in adopted.left]
        for line in facts:
            click.echo(line, err=True)
        found = outcome_of(project, project.drift(Folder.THEORIES), facts)
        return replace(found, proposed=patches(project, adopted), patch_only=True)
    problems = Problems()
    written = write_atomically(project.site.settings.root, adopted.pages, problems)
    after = open_chosen(options)
    problems.extend(after.problems)
    if not after.broken:  # What the pages say now is no edit any more.
        written += write_agreeing(after, problems, Folder.THEORIES)
    done = tuple(Deed("wrote", path) for path in written)
    return replace(outcome_of(after, after.drift(Folder.THEORIES), facts), problems=problems.sorted(), done=done)
