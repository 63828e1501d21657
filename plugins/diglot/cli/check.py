"""`diglot check`: is everything right, and does everything agree?"""

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from diglot.artifacts import KINDS, Folder
from diglot.cli.options import (
    Options,
    PagePath,
    chosen_pages,
    compile_chosen,
    configuration_of,
    keeps,
    open_cache_folder,
    project_options,
)
from diglot.cli.outcome import Report, chosen_format, outcome_of, report_of, reports
from diglot.cli.report_cache import inputs_digest, load_report, store_report
from diglot.settings import SETTINGS_FILE
from diglot.workspace import read_files

if TYPE_CHECKING:
    from diglot.diagnostic import Diagnostic
    from diglot.project import Project
    from diglot.report.outcome import Outcome


@click.command(short_help="Check all pages, and compare them with the committed files.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...", type=PagePath())
@click.option("--drafts", is_flag=True, help="Check drafts as well, which draft_docs in mkdocs.yml names.")
@project_options
@reports
def check(*, paths: tuple[str, ...], drafts: bool, options: Options) -> Report:
    """Check all pages, and compare them with the committed theories and modules. Writes nothing.

    With PATHS, only these pages, or those in these folders, are checked, and what they import. What takes all pages is
    left out: links, drawn diagrams, and the comparison with theories.
    """
    configuration = configuration_of(options)
    settings = configuration.settings
    files = read_files(settings, drafts=drafts)
    pages, others = chosen_pages(settings, files.pages.texts, paths)
    chosen = dict(options.generated)
    folders = [folder for folder in Folder if keeps(configuration, folder.path(settings), chosen.get(folder))]
    cache = open_cache_folder(settings.root) if not configuration.problems else None
    if paths:
        # How a record looks in its theory depends on the types of all pages.
        folders = [folder for folder in folders if folder is not Folder.THEORIES]
    given = repr((options, paths, drafts, folders, chosen_format()))
    inputs = inputs_digest(configuration, files, given) if cache is not None else None
    report = load_report(cache, inputs) if cache is not None and inputs is not None else None
    if report is None:
        from diglot.report.outcome import ExitCode

        project = compile_chosen(configuration, files, frozenset(pages) if paths else None)
        outcome = _check(project, folders, options)
        report = report_of(replace(outcome, facts=(*others, *outcome.facts)))
        if cache is not None and inputs is not None and report.code in (ExitCode.CLEAN, ExitCode.DRIFT):
            store_report(cache, inputs, report)
    return report


def _check(project: "Project", folders: list[Folder], options: Options) -> "Outcome":
    from diglot.report.words import assumption

    found = outcome_of(project, project.drift(*folders) if folders else ())
    compared = _counts(project, folders)
    exceptions = project.subject.exceptions if Folder.THEORIES in folders else {}
    facts = tuple(f"accepted as it is, {name}: {reason}" for name, reason in exceptions.items())
    laws = project.subject.obligations
    facts += tuple(assumption(law, project.sources) for law in laws if law.is_open)
    nothing = _nothing(project, folders, options)
    uncompared = tuple(kind.name for kind in KINDS if kind.is_counted and not compared.get(kind.name))
    facts = (*found.facts, *facts, *_edited(project, folders, found.drift))
    checked = {thing: number for thing, number in compared.items() if number or thing == "page"}
    return replace(
        found,
        compared=checked,
        uncompared=uncompared,
        nothing=nothing,
        exceptions=exceptions,
        obligations=laws,
        facts=facts,
    )


def _edited(project: "Project", folders: list[Folder], drift: tuple["Diagnostic", ...]) -> tuple[str, ...]:
    """The files that say what the pages say, but were edited: what writes files stops at them."""
    from diglot.project import hand_edits

    differing = {place for one in drift for place in (one.path, *(label.path for label in one.related()))}
    edits = hand_edits(project, *folders) if folders and not project.broken else ()
    paths = sorted({edit.path for edit in edits} - differing)
    return tuple(
        f"`{path}` says what its page says, but its comments or its layout were edited by hand, so `mkdocs build` and "
        "the commands that write files will stop there."
        for path in paths
    )


def _counts(project: "Project", folders: list[Folder]) -> dict[str, int]:
    """How many files of each kind have been checked or compared, as far as they are kept."""
    counts = {"page": len(project.site.documents)}
    for kind in KINDS:
        if kind.is_counted and kind.folder in folders:
            counts[kind.name] = sum(artifact.kind is kind for artifact in project.artifacts)
    if Folder.THEORIES in folders and project.proofs.theories:
        counts["proof theory"] = len(project.proofs.theories)
    return counts


def _nothing(project: "Project", folders: list[Folder], options: Options) -> str:
    """Why a run without any problem says nothing, and what to do; empty where it says something."""
    settings, site = project.site.settings, project.site
    if not site.documents and site.whole:
        return f"There is no page in the folder `{settings.docs_dir}`, so nothing was checked. {_ELSEWHERE}"
    if not site.whole:
        return ""
    names = " or ".join(f"`{folder.path(settings)}`" for folder in Folder)
    if not folders and options.docs is None and project.subject.configuration.sources:
        return (
            f"There is no folder {names}, so nothing was compared. Run `diglot theories`, and keep the files that it "
            "writes beside the pages; to check the pages alone, name their folder with `--docs`."
        )
    if not folders and options.docs is None:
        return (
            f"There is no `{SETTINGS_FILE}` here or in a folder above, and no folder {names}, so nothing was compared. "
            f"{_ELSEWHERE}"
        )
    has_examples = options.docs is not None and any(page.is_illustrated for page in site.documents.values())
    if not project.subject.modules and not has_examples:
        return f"No page in the folder `{settings.docs_dir}` is a module, so nothing was compared. {_ELSEWHERE}"
    return ""


_ELSEWHERE = (
    f"Run the command where the specification is, name its settings with `--config-file path/to/{SETTINGS_FILE}`, or "
    "name the folder of the pages with `--docs`."
)
