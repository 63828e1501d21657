"""`diglot theories`: the Isabelle theories of all pages, on disk."""

import click

from diglot.cli.project import Options, project_options


@click.command(short_help="Write the Isabelle theories of all pages.")
@click.option("--check", is_flag=True, help="Write nothing; only say where the files on disk differ.")
@project_options
def theories(docs: str | None, snippets: str | None, theories: str | None, output: str, *, check: bool) -> None:
    """Write the Isabelle theory of each page, and ROOT. Nothing is written while anything is wrong."""
    from diglot.cli.ending import end
    from diglot.cli.project import open_project
    from diglot.cli.write import write_files
    from diglot.drift.find import theory_drift

    project = open_project(Options(docs, snippets, theories))
    if check:
        end(project, output, theory_drift(project.made, project.committed))
    project, done = write_files(project, project.made.theory_files, ".thy")
    end(project, output, done=done)
