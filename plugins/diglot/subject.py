"""What is checked: a compiled project and the files beside its pages.

In: the compiled pages, and the texts of all files. Out: a `Subject`. What follows from these is found out when a check
asks for it, once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from diglot.artifacts import Artifact, printed_theories, project_artifacts
from diglot.diagnostic import Diagnostic, Problems
from diglot.page.model import title_of
from diglot.pipeline import Site
from diglot.proofs.exceptions import used_exceptions
from diglot.proofs.gather import Proofs, gather_proofs
from diglot.proofs.obligations import Obligation, obligations
from diglot.proofs.status import TheoryRecord, read_status
from diglot.reference.check import names_are_known
from diglot.reference.glossary import read_glossaries
from diglot.reference.resolve import ProseNames
from diglot.source import SourceFile
from diglot.workspace import Configuration, Files, status_path

if TYPE_CHECKING:
    from diglot.engine.participants import Participants


class Need(Enum):
    """What a check looks at."""

    PAGES = "pages"
    """All pages, and the modules that have been compiled."""
    PROGRAM = "program"
    """All modules."""
    PROOFS = "proofs"
    """The hand-written theories, and what Isabelle said."""
    COMMITTED = "committed"
    """The generated files that are on disk."""


@dataclass(frozen=True)
class Subject:
    """A compiled project and its files."""

    site: Site
    files: Files
    configuration: Configuration
    """Where its settings come from."""

    @cached_property
    def artifacts(self) -> tuple[Artifact, ...]:
        """The files that the project becomes."""
        return project_artifacts(self.site.settings, self.site.artifacts, self.proofs.written_imports)

    @cached_property
    def proofs(self) -> Proofs:
        """The hand-written theories, and what Isabelle said of all theories."""
        records, _ = self._status
        return gather_proofs(self.files.proofs.texts, printed_theories(self.site.artifacts), records)

    @cached_property
    def obligations(self) -> tuple[Obligation, ...]:
        """The laws that the theories take for granted, with the theorems that prove them."""
        return obligations(self.site.laws, self.proofs)

    @cached_property
    def exceptions(self) -> Mapping[str, str]:
        """The exceptions that the settings make and something needs, each with its reason."""
        made = dict(self.site.settings.exceptions)
        if not made:
            return {}
        used = used_exceptions(self.proofs.theories.values(), made)
        used |= {path.rstrip("/") for path in self.files.committed.others}
        return {name: reason for name, reason in made.items() if name in used}

    @property
    def status_problems(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the record of what Isabelle said."""
        return self._status[1]

    @cached_property
    def _status(self) -> tuple[Mapping[str, TheoryRecord], tuple[Diagnostic, ...]]:
        path, problems = status_path(self.site.settings), Problems()
        return read_status(path, self.files.status.texts.get(path, ""), problems), tuple(problems)

    @property
    def modules(self) -> tuple[str, ...]:
        """The modules on pages of the project."""
        return tuple(name for name, page in self.site.pages.items() if page.source.path in self.site.documents)

    @cached_property
    def references(self) -> ProseNames:
        """The things that names refer to."""
        return ProseNames(self.site, read_glossaries(self.site.documents.values(), Problems()))

    @cached_property
    def names_are_known(self) -> bool:
        """Whether every definition has been seen."""
        return names_are_known(self.site)

    @cached_property
    def participants(self) -> "Participants | None":
        """Who sends what to whom; None unless all modules can be looked into."""
        from diglot.engine.flows import find_flows
        from diglot.engine.from_core import find_engines
        from diglot.engine.participants import Participants

        site = self.site
        if not site.whole or not site.core.keys() >= set(self.modules):
            return None
        found = find_engines([site.core[name] for name in (*site.library, *site.modules)])
        engines = [engine for each in found.values() for engine in each]
        theories = {name: printed.name for name, printed in site.own_theories().items()}
        names = {name: (title_of(site.pages[name]), theories.get(name, "")) for name in self.modules}
        return Participants(engines, find_flows(engines), names)

    @cached_property
    def sources(self) -> Mapping[str, SourceFile]:
        """Every file that a diagnostic may point into."""
        beside = (self.files.committed, self.files.proofs, self.files.status)
        files = {path: SourceFile(path, text) for workspace in beside for path, text in workspace.texts.items()}
        return {**files, **self.site.sources, **self.configuration.sources}
