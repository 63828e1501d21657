"""What `--adopt` does: pages that follow their theories, or their extracted modules.

In: a compiled project. Out: pages edited so that they become the files on disk, as far as that can be done; every
edit has been tried, and one that does not make the page and the file agree is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path

import click

from diglot.artifacts import MODULE, THEORY, Artifact, Folder, artifact_drift, project_artifacts
from diglot.cache.disk import DiskCache, open_cache
from diglot.caching import Cache
from diglot.cli.options import Options, open_chosen
from diglot.cli.outcome import outcome_of
from diglot.core.ast import TypeGroup
from diglot.diagnostic import Diagnostic, Problems
from diglot.drift.adopt import PageProposals, Proposal, edited, proposals
from diglot.drift.adopt_snippets import snippet_proposals
from diglot.page.model import Page
from diglot.pipeline import Site, compile_site
from diglot.project import Project, write_agreeing
from diglot.report.outcome import Deed, Outcome
from diglot.source import SourceFile
from diglot.theory.read.theory import read_theory
from diglot.theory.translate.to_syntax import Writer
from diglot.workspace import Workspace, read_library, remove_left_files, text_on_disk, write_atomically


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


def adopt(project: Project, folder: Folder) -> Adopted:
    """Follow all files in a folder of a project in which nothing is wrong."""
    trial = _Trial(project, folder)
    pages: dict[str, str] = {}
    taken: list[str] = []
    refused: list[str] = []
    unsaid: list[str] = []
    for artifact in project.artifacts:
        path, page = artifact.path, artifact.origin
        text = project.committed.texts.get(path)
        if artifact.kind.folder is not folder or page is None or text is None or text == artifact.text:
            continue
        found = _proposals(project.site, artifact, page, text)
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


def _proposals(site: Site, artifact: Artifact, page: Page, text: str) -> PageProposals:
    """What could be taken over from a file."""
    if artifact.kind is THEORY and artifact.theory is not None:
        actual = read_theory(artifact.path, text, Problems())
        return proposals(page.source, artifact.theory.theory, actual, writer_for(site, page.module))
    if artifact.kind is MODULE:
        return snippet_proposals(page, artifact.text, SourceFile(artifact.path, text))
    return PageProposals()


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


def adopting(project: Project, options: Options, folder: Folder, *, write: bool) -> Outcome:
    """What a command does with `--adopt`: propose a patch, or write the pages; with what was left out."""
    adopted = adopt(project, folder)
    facts = [f"adopted {words}" for words in adopted.taken]
    facts += [f"refused {words}: the page would not become this" for words in adopted.refused]
    facts += [
        f"no proposal for {words}: the page says it in another way, or has no words for it; change the page by hand"
        for words in adopted.unsaid
    ]
    if not write:
        facts += [f"left: {problem.message}" for problem in adopted.left]
        for line in facts:
            click.echo(line, err=True)
        found = outcome_of(project, project.drift(folder), facts)
        return replace(found, proposed=patches(project, adopted), patch_only=True)
    problems = Problems()
    remove_left_files(project.site.settings, pages=True)
    written = write_atomically(project.site.settings.root, adopted.pages, problems)
    after = open_chosen(options)
    problems.extend(after.problems)
    if not after.broken:  # What the pages say now is no edit any more.
        written += write_agreeing(after, problems, folder)
    done = tuple(Deed("wrote", path) for path in written)
    return replace(outcome_of(after, after.drift(folder), facts), problems=problems.sorted(), done=done)


class _Trial:
    """Compiles the project with edited pages, to see what becomes of them."""

    def __init__(self, project: Project, folder: Folder) -> None:
        self._project = project
        self._folder = folder
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
        return artifact_drift(settings, artifacts, self._project.committed.texts, (self._folder,), complete=True)
