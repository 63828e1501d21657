"""What `diglot theories --adopt` does: pages that follow their theories.

In: a compiled project. Out: pages edited so that they become the theories on disk, as far as that can be done; every
edit has been tried, and one that does not make the page and the theory agree is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from diglot.artifacts import THEORY, Folder, artifact_drift, project_artifacts
from diglot.cache.disk import DiskCache, open_cache
from diglot.caching import Cache
from diglot.core.ast import TypeGroup
from diglot.diagnostic import Diagnostic, Problems
from diglot.drift.adopt import Proposal, edited, proposals
from diglot.page.model import Page
from diglot.pipeline import Site, compile_site
from diglot.project import Project
from diglot.theory.read.theory import read_theory
from diglot.theory.translate.to_syntax import Writer
from diglot.workspace import Workspace, read_library, text_on_disk


@dataclass(frozen=True, slots=True)
class Adopted:
    """The outcome of following the theories."""

    pages: Mapping[str, str]
    """The new texts of pages that change."""
    taken: tuple[str, ...]
    """What was taken over, in words."""
    refused: tuple[str, ...]
    """What was tried and did not give the theory on disk, in words."""
    unsaid: tuple[str, ...]
    """What nothing could be proposed for, in words."""
    left: tuple[Diagnostic, ...]
    """The differences that remain."""


def adopt(project: Project) -> Adopted:
    """Follow all theories of a project in which nothing is wrong."""
    trial = _Trial(project)
    pages: dict[str, str] = {}
    taken: list[str] = []
    refused: list[str] = []
    unsaid: list[str] = []
    for artifact in project.artifacts:
        path, page, printed = artifact.path, artifact.origin, artifact.theory
        text = project.committed.texts.get(path)
        if artifact.kind is not THEORY or page is None or printed is None or text in (None, artifact.text):
            continue
        actual = read_theory(path, text, Problems())
        found = proposals(page.source, printed.theory, actual, writer_for(project.site, page.module))
        chosen = trial.chosen(page, found.proposals, pages)
        if chosen:
            pages[page.source.path] = edited(page.source.text, chosen)
        line = project.sources[path].position
        done = {(proposal.thing, proposal.file) for proposal in chosen}
        for proposal in found.proposals:
            words = f"{proposal.thing}, from {path}:{line(proposal.file.start).line}"
            (taken if (proposal.thing, proposal.file) in done else refused).append(words)
        unsaid += [f"`{name}`, from {path}:{line(span.start).line}" for name, span in found.unsaid]
    return Adopted(pages, tuple(taken), tuple(refused), tuple(unsaid), trial.drift(pages) or ())


def writer_for(site: Site, module: str) -> Writer:
    """A writer of the page's language for what one theory says."""
    references = site.isabelle_names[module]
    constructors = {
        references[field.projection]: constructor.symbol.qualified
        for core in site.core.values()
        for group in core.declarations
        if isinstance(group, TypeGroup)
        for data in group.types
        for constructor in data.constructors
        for field in constructor.fields
        if field.projection is not None and field.projection in references
    }
    return Writer({reference: symbol for symbol, reference in references.items()}, constructors)


def patches(project: Project, adopted: Adopted) -> Mapping[str, str]:
    """The edits as a unified diff of each page, which has the page's own line ends."""
    root = project.site.settings.root
    return {path: _patch(path, *text_on_disk(root, path, text)) for path, text in adopted.pages.items()}


def _patch(path: str, old: str, new: str) -> str:
    before, after = (text.removesuffix("\n").split("\n") for text in (old, new))
    lines = unified_diff(before, after, f"a/{path}", f"b/{path}", lineterm="")
    return "".join(f"{line}\n" for line in lines)


def _cache_to_read(root: Path) -> Cache:
    """What the project's last run has made; what is only tried is not kept."""
    cache = open_cache(root, compiles_once=False)
    if isinstance(cache, DiskCache):
        cache.writes = False
    return cache


class _Trial:
    """Compiles the project with edited pages, to see what becomes of them."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._library = read_library()
        self._cache = _cache_to_read(project.site.settings.root)
        self._texts = {path: page.source.text for path, page in project.site.documents.items()}

    def chosen(self, page: Page, found: tuple[Proposal, ...], others: Mapping[str, str]) -> tuple[Proposal, ...]:
        """The proposals that bring page and theory closer: all together, or else one by one."""
        before = self._differences(others)
        if not found or before is None:
            return ()
        after = self._differences({**others, page.source.path: edited(page.source.text, found)})
        if after is not None and after <= before - len(found):
            return found
        kept: tuple[Proposal, ...] = ()
        for proposal in found:
            for way in proposal.ways:
                after = self._differences({**others, page.source.path: edited(page.source.text, (*kept, way))})
                if after is not None and after < before:
                    kept, before = (*kept, way), after
                    break
        return kept

    def _differences(self, changed: Mapping[str, str]) -> int | None:
        drift = self.drift(changed)
        return None if drift is None else len(drift)

    def drift(self, changed: Mapping[str, str]) -> tuple[Diagnostic, ...] | None:
        """The differences that remain with some pages changed; None when the pages would be wrong."""
        settings = self._project.site.settings
        site = compile_site(Workspace.of({**self._texts, **changed}), settings, self._library, cache=self._cache)
        if not site.ok:
            return None
        artifacts = project_artifacts(settings, site.artifacts, self._project.proofs.written_imports)
        return artifact_drift(settings, artifacts, self._project.committed.texts, (Folder.THEORIES,), complete=True)
