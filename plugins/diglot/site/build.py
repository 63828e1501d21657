"""A compiled project, as a build of the site needs it.

In: the settings and the files. Out: a `Build`. Only its `write` writes files.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from diglot.artifacts import Artifact
from diglot.caching import Cache
from diglot.diagnostic import Diagnostic, Problems, Severity
from diglot.phases import Phase
from diglot.pipeline import Site
from diglot.project import Project, hand_edits, load_project, write_generated
from diglot.source import SourceFile
from diglot.workspace import Configuration, Files


@dataclass(frozen=True, slots=True)
class Build:
    """A compiled project."""

    project: Project
    problems: tuple[Diagnostic, ...]
    """Everything that is wrong with pages and files; in mode `check` also how files differ from their pages.

    In mode `write`, these are also the files that were edited by hand.
    """
    shown: Project
    """The same with drafts, which `mkdocs serve` shows. No file is written for a draft, and no other page sees it."""

    @property
    def site(self) -> Site:
        """The compiled pages."""
        return self.project.site

    @property
    def sources(self) -> Mapping[str, SourceFile]:
        """Every file that a diagnostic may point into."""
        return self.shown.sources

    @property
    def differing(self) -> frozenset[str]:
        """The theories whose files differ from their pages; only mode `check` looks."""
        drift = [problem for problem in self.problems if problem.phase is Phase.DRIFT]
        places = {place for one in drift for place in (one.path, *(label.path for label in one.related()))}
        return frozenset(
            each.theory.name
            for each in self.project.artifacts
            if each.theory is not None and each.origin is not None and self._differs(each, places)
        )

    def _differs(self, artifact: Artifact, places: set[str]) -> bool:
        page = artifact.origin.source.path if artifact.origin else ""
        return self.project.committed.texts.get(artifact.path) != artifact.text and bool(places & {artifact.path, page})

    def write(self) -> tuple[Diagnostic, ...]:
        """Update the generated files in mode `write`, unless anything is wrong; what went wrong while writing."""
        problems = Problems()
        if self.site.settings.mode == "write" and not any(each.severity is Severity.ERROR for each in self.problems):
            write_generated(self.project, problems)
        return problems.sorted()


def compile_project(configuration: Configuration, cache: Cache, files: Files, drafts: Files | None = None) -> Build:
    """Compile what the cache does not have yet; `drafts` are the files again, with those that are drafts."""
    settings = configuration.settings
    project = load_project(settings, cache, files, configuration)
    shown = project if drafts is None else load_project(settings, cache, drafts, configuration)
    cache.close()
    problems = Problems(project.problems)
    problems.extend(problem for problem in shown.problems if problem.path not in project.sources)
    if settings.mode == "check":
        problems.extend(project.drift())
    elif not project.broken:
        problems.extend(hand_edits(project))
    return Build(project, problems.sorted(), shown)
