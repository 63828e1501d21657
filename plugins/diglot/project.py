"""A project on disk: compiled, with the files that it becomes and what is there of them.

In: the settings. Out: a `Project`. All files of a project are read here, and written only by `write_generated`; both
shells, for MkDocs and for the command line, work on the same value.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from diglot.artifacts import Artifact, Folder, artifact_drift, stray_files
from diglot.caching import Cache
from diglot.checks import find_drift, find_problems
from diglot.diagnostic import Diagnostic, Problems, Severity
from diglot.hand_edits import edited_by_hand
from diglot.pipeline import Site, compile_site
from diglot.proofs.errors import OpenObligation
from diglot.proofs.gather import Proofs
from diglot.settings import Settings
from diglot.source import SourceFile
from diglot.subject import Need, Subject
from diglot.workspace import (
    Configuration,
    Files,
    Workspace,
    check_folder,
    read_files,
    read_library,
    remove_generated,
    remove_left_files,
    write_atomically,
)


@dataclass(frozen=True, slots=True)
class Project:
    """A compiled project with what is wrong with it."""

    subject: Subject
    problems: tuple[Diagnostic, ...]
    """Everything wrong with settings, pages and verdicts."""

    @property
    def site(self) -> Site:
        """The compiled pages."""
        return self.subject.site

    @property
    def artifacts(self) -> tuple[Artifact, ...]:
        """The files that it becomes."""
        return self.subject.artifacts

    @property
    def committed(self) -> Workspace:
        """What is on disk of these files."""
        return self.subject.files.committed

    @property
    def proofs(self) -> Proofs:
        """The hand-written theories beside them, and what Isabelle said of both."""
        return self.subject.proofs

    @property
    def sources(self) -> Mapping[str, SourceFile]:
        """Every file that a diagnostic may point into."""
        return self.subject.sources

    @property
    def broken(self) -> bool:
        """Whether the pages cannot become files as they are.

        Warnings do not count, nor laws that are to be proved: they are proved of the files.
        """
        errors = (problem for problem in self.problems if problem.severity is Severity.ERROR)
        return not all(isinstance(problem, OpenObligation) for problem in errors)

    def drift(self, *folders: Folder) -> tuple[Diagnostic, ...]:
        """Where the files in some folders, or in all, differ from what the pages become."""
        return find_drift(self.subject, folders or tuple(Folder))


def load_project(
    settings: Settings,
    cache: Cache | None = None,
    files: Files | None = None,
    configuration: Configuration | None = None,
    only: Collection[str] | None = None,
) -> Project:
    """Read everything, unless it has been read already, and compile it; with a cache, only what has changed.

    The configuration is where the settings come from. With `only`, a project of these pages and those that they import.
    """
    files = files or read_files(settings)
    site = compile_site(files.pages, settings, read_library(), cache=cache, only=only)
    subject = Subject(site, files, configuration or Configuration(settings, {}))
    return Project(subject, find_problems(subject, tuple(Need) if site.whole else (Need.PAGES,)))


def hand_edits(project: Project, *folders: Folder) -> tuple[Diagnostic, ...]:
    """Files in some folders, or in all, that somebody has edited by hand, each with its differences."""
    settings, committed = project.site.settings, project.committed.texts
    chosen = folders or tuple(Folder)
    return edited_by_hand(settings, project.artifacts, committed, chosen, complete=project.site.ok)


def write_agreeing(project: Project, problems: Problems, folder: Folder) -> tuple[str, ...]:
    """Write the files in a folder that say what the pages say already, in their own layout; the paths written."""
    settings, committed = project.site.settings, project.committed.texts
    own = (artifact for artifact in project.artifacts if artifact.kind.folder is folder and artifact.path in committed)
    agreeing = [each for each in own if not artifact_drift(settings, (each,), committed, (folder,), complete=False)]
    return write_atomically(settings.root, {each.path: each.text for each in agreeing}, problems, generated=True)


def write_generated(project: Project, problems: Problems, *folders: Folder) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write the files in some folders, or in all, that differ, and remove those that no page becomes any more.

    The paths written and the paths removed. Only for a project in which nothing is wrong, and for files that nobody has
    edited by hand, or whose edits are to be dropped.
    """
    settings, artifacts = project.site.settings, project.artifacts
    folders = folders or tuple(Folder)
    texts = {each.path: each.text for folder in folders for each in artifacts if each.kind.folder is folder}
    for folder in folders:
        check_folder(settings, folder.path(settings), texts, problems)
    if problems.has_errors:
        return (), ()
    remove_left_files(settings)
    written = write_atomically(settings.root, texts, problems, generated=True)
    if problems.has_errors:
        return written, ()
    stray = stray_files(settings, artifacts, project.committed.texts, folders) if project.site.ok else ()
    return written, remove_generated(settings.root, stray, problems)
