"""One compiled project, as building a site takes it.

In: the settings. Out: a `Build`. Files are read here, and written only by `write`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from diglot.diagnostic import Diagnostic, Problems
from diglot.memory import Memory
from diglot.pipeline import Site
from diglot.project import SNIPPETS, THEORIES, Project, bring_up_to_date, open_project
from diglot.settings import Settings
from diglot.source import SourceFile


@dataclass(frozen=True, slots=True)
class Build:
    """A compiled project."""

    project: Project
    problems: tuple[Diagnostic, ...]
    """Everything wrong with pages and files; where files are only checked, their drift too."""

    @property
    def site(self) -> Site:
        """What the pages became."""
        return self.project.site

    @property
    def sources(self) -> Mapping[str, SourceFile]:
        """Every file that a message may point into."""
        return self.project.sources

    def write(self) -> tuple[Diagnostic, ...]:
        """Bring the files up to date, unless anything is wrong or they are only checked; what went wrong with that."""
        problems = Problems()
        if self.site.settings.mode == "write" and not self.project.broken:
            for kind in (THEORIES, SNIPPETS):
                bring_up_to_date(self.project, kind, problems)
        return problems.sorted()


def compile_project(settings: Settings, memory: Memory) -> Build:
    """Read and compile the project, as far as the memory does not know it already."""
    project = open_project(settings, memory)
    problems = Problems(project.problems)
    if settings.mode == "check":
        problems.extend(project.drift(THEORIES, SNIPPETS))
    return Build(project, problems.sorted())
