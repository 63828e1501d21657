"""`diglot check`: is everything right, and does everything agree?"""

import click

from diglot.cli.options import Options, keeps, open_cache, open_chosen, project_options, settings_of
from diglot.cli.remembered import inputs_digest, recall_report, remember_report
from diglot.cli.report import PROBLEMS, Report
from diglot.diagnostic import Problems


@click.command(short_help="Check all pages, and compare them with the committed files.")
@project_options
def check(docs: str | None, snippets: str | None, theories: str | None, output: str) -> None:
    """Check all pages, and compare them with the committed theories and modules. Writes nothing."""
    options = Options(docs, snippets, theories)
    problems = Problems()
    settings, _ = settings_of(options, problems)
    cache = open_cache(settings.root) if not len(problems) else None
    if cache is None:
        _check(options, output).leave()
    chosen = (docs, snippets, theories, output)
    inputs = inputs_digest(settings, *chosen)
    report = recall_report(cache, inputs) if inputs is not None else None
    if report is None:
        report = _check(options, output)
        if inputs is not None and report.code != PROBLEMS and inputs_digest(settings, *chosen) == inputs:
            remember_report(cache, inputs, report)
    report.leave()


def _check(options: Options, output: str) -> Report:
    from diglot.cli.ending import report_on
    from diglot.project import SNIPPETS, THEORIES

    project = open_chosen(options)
    settings = project.site.settings
    kinds = [THEORIES] if keeps(settings, settings.theories, options.theories) else []
    kinds += [SNIPPETS] if keeps(settings, settings.snippets, options.snippets) else []
    return report_on(project, output, project.drift(*kinds) if kinds else ())
