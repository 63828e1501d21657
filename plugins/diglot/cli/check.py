"""`diglot check`: is everything right, and does everything agree?"""

import click

from diglot.cli.project import Options, project_options


@click.command(short_help="Check all pages, and compare them with the committed files.")
@project_options
def check(docs: str | None, snippets: str | None, theories: str | None, output: str) -> None:
    """Check all pages, and compare them with the committed theories and modules. Writes nothing."""
    from diglot.cli.ending import end
    from diglot.cli.project import open_project
    from diglot.drift.find import snippet_drift, theory_drift

    project = open_project(Options(docs, snippets, theories))
    drift = theory_drift(project.made, project.committed) if project.keeps_theories else ()
    if project.keeps_snippets:
        drift += snippet_drift(project.made, project.committed)
    end(project, output, drift)
