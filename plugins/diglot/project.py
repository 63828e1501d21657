"""A project on disk: compiled, with the files that it becomes and what is there of them.

In: the settings. Out: a `Project`. All files of a project are read here, and written only by `write_generated`; both
shells, for MkDocs and for the command line, work on the same value.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from diglot.artifacts import (
    Artifact,
    Folder,
    artifact_drift,
    kind_of,
    printed_theories,
    project_artifacts,
    stray_files,
)
from diglot.diagnostic import Diagnostic, Problems, Severity
from diglot.fences import check_fences
from diglot.memory import Cache
from diglot.pipeline import Site, compile_site
from diglot.proofs.former_names import former_names
from diglot.proofs.gather import Proofs, gather_proofs
from diglot.proofs.lost_names import proof_drift
from diglot.proofs.status import read_status
from diglot.reference.check import check_references
from diglot.settings import Settings
from diglot.source import SourceFile
from diglot.theory.print.root import proof_session
from diglot.workspace import (
    Configuration,
    Files,
    Workspace,
    read_files,
    read_library,
    remove_generated,
    status_path,
    write_atomically,
)


@dataclass(frozen=True, slots=True)
class Project:
    """A compiled project."""

    site: Site
    artifacts: tuple[Artifact, ...]
    """The files that it becomes."""
    committed: Workspace
    """What is on disk of these files."""
    proofs: Proofs
    """The hand-written theories beside them, and what Isabelle said of both."""
    problems: tuple[Diagnostic, ...]
    """Everything wrong with settings, pages and verdicts."""
    sources: Mapping[str, SourceFile]
    """Every file that a message may point into."""

    @property
    def broken(self) -> bool:
        """Whether anything is wrong; warnings do not count."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def configured(self, configuration: Configuration) -> "Project":
        """The project, with the problems of its settings."""
        problems = Problems((*configuration.problems, *self.problems))
        return replace(self, problems=problems.sorted(), sources={**self.sources, **configuration.sources})

    def drift(self, *folders: Folder) -> tuple[Diagnostic, ...]:
        """Where the files in some folders, or in all, differ from what the pages become."""
        folders = folders or tuple(Folder)
        settings, texts, complete = self.site.settings, self.committed.texts, self.site.ok
        found = Problems(artifact_drift(settings, self.artifacts, texts, folders, complete=complete))
        for problem in self.committed.problems:
            kind = kind_of(settings, problem.path)
            if kind is None or kind.folder in folders:
                found.add(problem)
        if Folder.THEORIES in folders and complete:
            found.extend(self._proof_drift())
        return found.sorted()

    def _proof_drift(self) -> tuple[Diagnostic, ...]:
        """Names in proofs that are gone; where pages are broken, so may be the names, and nothing is said."""
        reached = frozenset[str]().union(*self.proofs.reached.values())
        generated = former_names(self.artifacts, self.committed.texts, self.proofs.records, reached)
        session = self.site.settings.session
        return proof_drift(generated, self.proofs.theories, (session, proof_session(session)))


def load_project(settings: Settings, memory: Cache | None = None, files: Files | None = None) -> Project:
    """Read everything, unless it has been read already, and compile it; with a memory, only what has changed."""
    files = files or read_files(settings)
    site = compile_site(files.pages, settings, read_library(), memory=memory)
    committed = files.committed
    problems = Problems(site.problems)
    proofs = _gather_proofs(files, site, problems)
    check_fences(site, proofs.theories, problems)
    check_references(site, files.pages.others, proofs.theories, problems)
    own = {theory.source.path: theory.source for theory in proofs.theories.values()}
    return Project(
        site,
        project_artifacts(settings, site.artifacts, proofs.written_imports),
        committed,
        proofs,
        problems.sorted(),
        {**site.sources, **{path: SourceFile(path, text) for path, text in committed.texts.items()}, **own},
    )


def _gather_proofs(files: Files, site: Site, problems: Problems) -> Proofs:
    problems.extend((*files.proofs.problems, *files.status.problems))
    path = status_path(site.settings)
    records = read_status(path, files.status.texts.get(path, ""), problems)
    return gather_proofs(files.proofs.texts, printed_theories(site.artifacts), records)


def write_generated(project: Project, problems: Problems, *folders: Folder) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write the files in some folders, or in all, that differ, and remove those that no page becomes any more.

    The paths written and the paths removed. Only for a project in which nothing is wrong.
    """
    settings, artifacts = project.site.settings, project.artifacts
    folders = folders or tuple(Folder)
    texts = {each.path: each.text for folder in folders for each in artifacts if each.kind.folder is folder}
    written = write_atomically(settings.root, texts, problems)
    if problems.has_errors:
        return written, ()
    stray = stray_files(settings, artifacts, project.committed.texts, folders) if project.site.ok else ()
    return written, remove_generated(settings.root, stray, problems)
