"""`diglot extract`: the modules of all pages, on disk."""

import click

from diglot.cli.options import Options, open_chosen, project_options


@click.command(short_help="Write the formal module of each page.")
@click.option("--check", is_flag=True, help="Write nothing; only say where the files on disk differ.")
@project_options
def extract(docs: str | None, snippets: str | None, theories: str | None, output: str, *, check: bool) -> None:
    """Write the formal module of each page as one file. Nothing is written while anything is wrong."""
    from diglot.cli.outcome import end, write_and_end
    from diglot.project import SNIPPETS

    project = open_chosen(Options(docs, snippets, theories))
    if check:
        end(project, output, project.drift(SNIPPETS))
    write_and_end(project, output, SNIPPETS)
