"""One compiled project, what is wrong with it, and the files that it becomes.

In: the settings. Out: a `Build`. Files are read here, and written only by `write`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from diglot.diagnostic import Diagnostic, Problems, Severity
from diglot.drift.find import find_drift, stale_files
from diglot.drift.made import Made, made_files
from diglot.pipeline import Site, compile_site
from diglot.settings import Settings
from diglot.source import SourceFile
from diglot.theory.root import print_root
from diglot.workspace import (
    proof_theories,
    read_committed,
    read_library,
    read_pages,
    remove_generated,
    write_atomically,
)


@dataclass(frozen=True, slots=True)
class Build:
    """A compiled project."""

    site: Site
    made: Made
    committed: Mapping[str, str]
    """The generated files as they are on disk, by path."""
    problems: tuple[Diagnostic, ...]
    """Everything wrong with pages and files; where files are only checked, their drift too."""
    sources: Mapping[str, SourceFile]
    """Every file that a message may point into."""

    def write(self) -> tuple[Diagnostic, ...]:
        """Bring the files up to date, unless anything is wrong or they are only checked; what went wrong with that."""
        settings = self.site.settings
        if settings.mode == "check" or any(problem.severity is Severity.ERROR for problem in self.problems):
            return ()
        problems = Problems()
        write_atomically(settings.root, {**self.made.theory_files, **self.made.snippet_files}, problems)
        if not problems.has_errors:
            stale = [path for kind in (".thy", ".juvix") for path in stale_files(self.made, self.committed, kind)]
            remove_generated(settings.root, stale, problems)
        return problems.sorted()


def compile_project(settings: Settings) -> Build:
    """Read and compile the project."""
    site = compile_site(read_pages(settings), settings, read_library())
    committed = read_committed(settings)
    names = [printed.theory.name for printed in site.theories.values()]
    root = print_root(settings.session, names, proof_theories(settings))
    made = made_files(settings, site.pages, site.theories, site.extracted, root, complete=site.ok)
    problems = Problems(site.problems)
    if settings.mode == "check":
        problems.extend([*committed.problems, *find_drift(made, committed.texts)])
    sources = dict(site.sources) | {path: SourceFile.of(path, text) for path, text in committed.texts.items()}
    return Build(site, made, committed.texts, problems.sorted(), sources)
