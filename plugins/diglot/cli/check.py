"""`diglot check`: is everything right, and does everything agree?"""

import click

from diglot.cli.options import Options, keeps, open_chosen, project_options


@click.command(short_help="Check all pages, and compare them with the committed files.")
@project_options
def check(docs: str | None, snippets: str | None, theories: str | None, output: str) -> None:
    """Check all pages, and compare them with the committed theories and modules. Writes nothing."""
    from diglot.cli.ending import end
    from diglot.project import SNIPPETS, THEORIES

    project = open_chosen(Options(docs, snippets, theories))
    settings = project.site.settings
    kinds = [THEORIES] if keeps(settings, settings.theories, theories) else []
    kinds += [SNIPPETS] if keeps(settings, settings.snippets, snippets) else []
    end(project, output, project.drift(*kinds) if kinds else ())
