"""A project on disk: compiled, with the files that it becomes and what is there of them.

In: the settings. Out: a `Project`. All files of a project are read here, and written only by `bring_up_to_date`; both
shells, for MkDocs and for the command line, work on the same value.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from diglot.diagnostic import Diagnostic, Problems, Severity
from diglot.drift.find import snippet_drift, stale_files, theory_drift
from diglot.drift.made import Made, made_files
from diglot.fences import check_fences
from diglot.memory import Memory
from diglot.pipeline import Site, compile_site
from diglot.proofs.former_names import former_names
from diglot.proofs.gather import Proofs, gather_proofs
from diglot.proofs.lost_names import proof_drift
from diglot.proofs.status import read_status
from diglot.reference.check import check_references
from diglot.settings import Settings
from diglot.source import SourceFile
from diglot.theory.print.root import print_root, proof_session
from diglot.workspace import (
    Files,
    Workspace,
    read_files,
    read_library,
    remove_generated,
    status_path,
    write_atomically,
)

THEORIES, SNIPPETS = ".thy", ".juvix"
"""The two kinds of files that pages become, by their endings."""


@dataclass(frozen=True, slots=True)
class Project:
    """A compiled project."""

    site: Site
    made: Made
    """The files that the pages become."""
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

    def drift(self, *kinds: str) -> tuple[Diagnostic, ...]:
        """Where files of some kinds differ from what the pages become."""
        others = tuple({THEORIES, SNIPPETS} - set(kinds))
        found = Problems(problem for problem in self.committed.problems if not problem.path.endswith(others))
        if THEORIES in kinds:
            found.extend(theory_drift(self.made, self.committed.texts))
            found.extend(self._proof_drift())
        if SNIPPETS in kinds:
            found.extend(snippet_drift(self.made, self.committed.texts))
        return found.sorted()

    def _proof_drift(self) -> tuple[Diagnostic, ...]:
        """Names in proofs that are gone; where pages are broken, so may be the names, and nothing is said."""
        if not self.made.complete:
            return ()
        reached = frozenset[str]().union(*self.proofs.reached.values())
        generated = former_names(self.made, self.committed.texts, self.proofs.records, reached)
        session = self.site.settings.session
        return proof_drift(generated, self.proofs.theories, (session, proof_session(session)))


def open_project(settings: Settings, memory: Memory | None = None, files: Files | None = None) -> Project:
    """Read everything, unless it has been read already, and compile it; with a memory, only what has changed."""
    files = files or read_files(settings)
    site = compile_site(files.pages, settings, read_library(), memory=memory)
    committed = files.committed
    problems = Problems(site.problems)
    proofs = _gather_proofs(files, site, problems)
    check_fences(site, proofs.theories, problems)
    check_references(site, files.pages.others, proofs.theories, problems)
    names = [*([site.support.name] if site.support else []), *(p.name for p in site.theories.values())]
    imports = [name for theory in proofs.theories.values() for name, _ in theory.imports]
    root = print_root(settings.session, names, tuple(proofs.theories), imports)
    own = {theory.source.path: theory.source for theory in proofs.theories.values()}
    return Project(
        site,
        made_files(settings, site.pages, site.theories, site.extracted, root, site.support, complete=site.ok),
        committed,
        proofs,
        problems.sorted(),
        {**site.sources, **{path: SourceFile(path, text) for path, text in committed.texts.items()}, **own},
    )


def _gather_proofs(files: Files, site: Site, problems: Problems) -> Proofs:
    problems.extend((*files.proofs.problems, *files.status.problems))
    path = status_path(site.settings)
    records = read_status(path, files.status.texts.get(path, ""), problems)
    generated = {printed.name: printed for printed in site.theories.values()}
    if site.support:
        generated[site.support.name] = site.support
    return gather_proofs(files.proofs.texts, generated, records)


def bring_up_to_date(project: Project, kind: str, problems: Problems) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write the files of one kind that differ, and remove generated ones that no page becomes any more.

    The paths written and the paths removed. Only for a project in which nothing is wrong.
    """
    root = project.site.settings.root
    texts = project.made.theory_files if kind == THEORIES else project.made.snippet_files
    written = write_atomically(root, texts, problems)
    if problems.has_errors:
        return written, ()
    return written, remove_generated(root, stale_files(project.made, project.committed.texts, kind), problems)
