"""`diglot check`: is everything right, and does everything agree?"""

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from diglot.artifacts import MODULE, THEORY, Folder
from diglot.cli.options import Options, compile_chosen, configuration_of, keeps, open_cache_folder, project_options
from diglot.cli.outcome import Report, chosen_format, outcome_of, report_of, reports
from diglot.cli.report_cache import inputs_digest, load_report, store_report
from diglot.settings import SETTINGS_FILE
from diglot.workspace import read_files

if TYPE_CHECKING:
    from diglot.project import Project
    from diglot.report.outcome import Outcome


@click.command(short_help="Check all pages, and compare them with the committed files.")
@project_options
@reports
def check(*, options: Options) -> Report:
    """Check all pages, and compare them with the committed theories and modules. Writes nothing."""
    configuration = configuration_of(options)
    settings = configuration.settings
    files = read_files(settings)
    chosen = {Folder.THEORIES: options.theories, Folder.SNIPPETS: options.snippets}
    folders = [folder for folder in Folder if keeps(configuration, folder.path(settings), chosen[folder])]
    cache = open_cache_folder(settings.root) if not configuration.problems else None
    given = repr((options, folders, chosen_format()))
    inputs = inputs_digest(configuration, files, given) if cache is not None else None
    report = load_report(cache, inputs) if cache is not None and inputs is not None else None
    if report is None:
        from diglot.report.outcome import ExitCode

        report = report_of(_check(compile_chosen(configuration, files), folders, options))
        if cache is not None and inputs is not None and report.code in (ExitCode.CLEAN, ExitCode.DRIFT):
            store_report(cache, inputs, report)
    return report


def _check(project: "Project", folders: list[Folder], options: Options) -> "Outcome":
    found = outcome_of(project, project.drift(*folders) if folders else ())
    compared = {kind: count for kind, count in _counts(project, folders).items() if count is not None}
    return replace(found, compared=compared, nothing=_nothing(project, folders, options))


def _counts(project: "Project", folders: list[Folder]) -> dict[str, int | None]:
    """How many files of each kind have been checked or compared; None where they are not kept, or nobody proves."""
    theories = [artifact for artifact in project.artifacts if artifact.kind is THEORY]
    modules = [artifact for artifact in project.artifacts if artifact.kind is MODULE]
    return {
        "page": len(project.site.documents),
        "theory": len(theories) if Folder.THEORIES in folders else None,
        "module": len(modules) if Folder.SNIPPETS in folders else None,
        "proof theory": len(project.proofs.theories) or None if Folder.THEORIES in folders else None,
    }


def _nothing(project: "Project", folders: list[Folder], options: Options) -> str:
    """Why a run without any problem says nothing, and what to do; empty where it says something."""
    settings, site = project.site.settings, project.site
    if not site.documents:
        return f"There is no page in the folder `{settings.docs_dir}`, so nothing was checked. {_ELSEWHERE}"
    if options.docs is not None:
        return ""
    if not folders:
        return (
            f"There is no `{SETTINGS_FILE}` here or in a folder above, and no folder `{settings.theories_dir}` or "
            f"`{settings.snippets_dir}`, so nothing was compared. {_ELSEWHERE}"
        )
    if not project.subject.modules:
        return (
            f"No page in the folder `{settings.docs_dir}` has a `juvix` snippet, so nothing was compared. {_ELSEWHERE}"
        )
    return ""


_ELSEWHERE = (
    f"Run the command where the specification is, name its settings with `--config-file path/to/{SETTINGS_FILE}`, or "
    "name the folder of the pages with `--docs`."
)
