"""`diglot theories`: the Isabelle theories of all pages, on disk."""

import click

from diglot.cli.options import Options, open_chosen, project_options


@click.command(short_help="Write the Isabelle theories of all pages.")
@click.option("--check", is_flag=True, help="Write nothing; only say where the files on disk differ.")
@project_options
def theories(docs: str | None, snippets: str | None, theories: str | None, output: str, *, check: bool) -> None:
    """Write the Isabelle theory of each page, and ROOT. Nothing is written while anything is wrong."""
    from diglot.cli.ending import end, write_and_end
    from diglot.project import THEORIES

    project = open_chosen(Options(docs, snippets, theories))
    if check:
        end(project, output, project.drift(THEORIES))
    write_and_end(project, output, THEORIES)
