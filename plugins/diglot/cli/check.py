"""`diglot check`: is everything right, and does everything agree?"""

from typing import TYPE_CHECKING

import click

from diglot.artifacts import Folder
from diglot.cli.options import Options, compile_chosen, configuration_of, keeps, open_cache_folder, project_options
from diglot.cli.outcome import Report, chosen_format, outcome_of, report_of, reports
from diglot.cli.report_cache import inputs_digest, load_report, store_report
from diglot.workspace import read_files

if TYPE_CHECKING:
    from diglot.project import Project
    from diglot.report.outcome import Outcome


@click.command(short_help="Check all pages, and compare them with the committed files.")
@project_options
@reports
def check(docs: str | None, snippets: str | None, theories: str | None) -> Report:
    """Check all pages, and compare them with the committed theories and modules. Writes nothing."""
    options = Options(docs, snippets, theories)
    configuration = configuration_of(options)
    files = read_files(configuration.settings)
    cache = open_cache_folder(configuration.settings.root) if not configuration.problems else None
    inputs = inputs_digest(configuration, files, repr((options, chosen_format()))) if cache is not None else None
    report = load_report(cache, inputs) if cache is not None and inputs is not None else None
    if report is None:
        from diglot.report.outcome import ExitCode

        report = report_of(_check(compile_chosen(configuration, files), options))
        if cache is not None and inputs is not None and report.code != ExitCode.PROBLEMS:
            store_report(cache, inputs, report)
    return report


def _check(project: "Project", options: Options) -> "Outcome":
    settings = project.site.settings
    chosen = {Folder.THEORIES: options.theories, Folder.SNIPPETS: options.snippets}
    folders = [folder for folder in Folder if keeps(settings, folder.path(settings), chosen[folder])]
    return outcome_of(project, project.drift(*folders) if folders else ())
