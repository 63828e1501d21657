"""`diglot theories`: the Isabelle theories of all pages, on disk."""

from typing import TYPE_CHECKING, NoReturn

import click

from diglot.cli.options import Options, open_chosen, project_options

if TYPE_CHECKING:
    from diglot.project import Project


@click.command(short_help="Write the Isabelle theories of all pages.")
@click.option("--check", is_flag=True, help="Write nothing; only say where the files on disk differ.")
@click.option("--adopt", is_flag=True, help="Show, as a patch, how pages would follow theories changed by hand.")
@click.option("--write", is_flag=True, help="With --adopt: change the pages.")
@project_options
def theories(
    docs: str | None, snippets: str | None, theories: str | None, output: str, *, check: bool, adopt: bool, write: bool
) -> None:
    """Write the Isabelle theory of each page, and ROOT. Nothing is written while anything is wrong."""
    from diglot.cli.outcome import end, write_and_end
    from diglot.project import THEORIES

    if write and not adopt:
        raise click.UsageError("`--write` goes with `--adopt`; without it, `diglot theories` writes theories.")
    if adopt and (check or output == "json"):
        raise click.UsageError("`--adopt` shows a patch; it does not go with `--check` or `--format json`.")
    options = Options(docs, snippets, theories)
    project = open_chosen(options)
    if adopt and not project.broken:
        _adopt(project, options, write=write)
    if check or adopt:
        end(project, output, project.drift(THEORIES))
    write_and_end(project, output, THEORIES)


def _adopt(project: "Project", options: Options, *, write: bool) -> NoReturn:
    """Print the patch, or write the pages; then say what was left out, and leave."""
    from diglot.cli.adopt import adopt, patch
    from diglot.cli.outcome import end
    from diglot.diagnostic import Problems
    from diglot.project import THEORIES
    from diglot.workspace import write_atomically

    adopted = adopt(project)
    taken = [f"adopted {words}" for words in adopted.taken]
    refused = [f"refused {words}: the page would not become this theory" for words in adopted.refused]
    refused += [
        f"no proposal for {words}: the page says it in another way, or has no words for it; change the page by hand"
        for words in adopted.unsaid
    ]
    if not write:
        left = [f"left: {problem.message()}" for problem in adopted.left]
        click.echo(patch(project, adopted), nl=False)
        for line in (*taken, *refused, *left):
            click.echo(line, err=True)
        click.get_current_context().exit(3 if project.drift(THEORIES) else 0)
    problems = Problems()
    written = write_atomically(project.site.settings.root, adopted.pages, problems)
    after = open_chosen(options)
    done = [*(f"wrote {path}" for path in written), *taken, *refused]
    end(after, "human", (*problems.sorted(), *after.drift(THEORIES)), done)
