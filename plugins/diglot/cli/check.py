"""`diglot check`: is everything right, and does everything agree?"""

import click

from diglot.cli.options import Options, keeps, open_chosen, project_options


@click.command(short_help="Check all pages, and compare them with the committed files.")
@project_options
def check(docs: str | None, snippets: str | None, theories: str | None, output: str) -> None:
    """Check all pages, and compare them with the committed theories and modules. Writes nothing."""
    from diglot.cli.ending import end
    from diglot.drift.find import snippet_drift, theory_drift

    project = open_chosen(Options(docs, snippets, theories))
    settings = project.site.settings
    keeps_theories = keeps(settings, settings.theories, theories)
    keeps_snippets = keeps(settings, settings.snippets, snippets)
    drift = theory_drift(project.made, project.committed) if keeps_theories else ()
    drift += snippet_drift(project.made, project.committed) if keeps_snippets else ()
    end(project, output, drift)
