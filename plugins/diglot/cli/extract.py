"""`diglot extract`: the modules of all pages, on disk."""

import click

from diglot.cli.project import Options, project_options


@click.command(short_help="Write the formal module of each page.")
@click.option("--check", is_flag=True, help="Write nothing; only say where the files on disk differ.")
@project_options
def extract(docs: str | None, snippets: str | None, theories: str | None, output: str, *, check: bool) -> None:
    """Write the formal module of each page as one file. Nothing is written while anything is wrong."""
    from diglot.cli.ending import end
    from diglot.cli.project import open_project
    from diglot.cli.write import write_files
    from diglot.drift.find import snippet_drift

    project = open_project(Options(docs, snippets, theories))
    if check:
        end(project, output, snippet_drift(project.made, project.committed))
    project, done = write_files(project, project.made.snippet_files, ".juvix")
    end(project, output, done=done)
