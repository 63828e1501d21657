"""What the pages of a project become: the files that should be on disk, with the pages they come from.

In: what compiling gave, by module name. Out: one value by path, for writing and for comparing alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from diglot.page.model import Page
from diglot.settings import Settings
from diglot.theory.ast import Theory
from diglot.theory.translate.theory_names import SUPPORT_THEORY


class Printed(Protocol):
    """A theory and its text."""

    @property
    def name(self) -> str:
        """The theory's name."""
        ...

    @property
    def imports(self) -> tuple[str, ...]:
        """The theories that it imports, as written."""
        ...

    @property
    def text(self) -> str:
        """What the file should hold."""
        ...

    @property
    def theory(self) -> Theory:
        """The same as data."""
        ...


@dataclass(frozen=True, slots=True)
class Made:
    """The files that should be on disk."""

    theories: Mapping[str, tuple[Page, Printed]]
    """Theories with their pages, by path of the theory."""
    snippets: Mapping[str, tuple[Page, str]]
    """Extracted modules with their pages, by path of the extracted module."""
    support: Printed | None
    """The theory that comes with Diglot, where a theory needs it."""
    support_path: str
    root_path: str
    root_text: str
    """Isabelle's session file."""
    complete: bool
    """Whether every page became something; if not, a file without a page may belong to one that did not."""

    @property
    def theory_files(self) -> Mapping[str, str]:
        """The texts of theories and ROOT by path; no ROOT where there is no theory."""
        texts = {path: printed.text for path, (_, printed) in self.theories.items()}
        if self.support:
            texts[self.support_path] = self.support.text
        return texts | {self.root_path: self.root_text} if texts else texts

    @property
    def snippet_files(self) -> Mapping[str, str]:
        """The texts of extracted modules by path."""
        return {path: text for path, (_, text) in self.snippets.items()}


def made_files(
    settings: Settings,
    pages: Mapping[str, Page],
    theories: Mapping[str, Printed],
    extracted: Mapping[str, str],
    root_text: str,
    support: Printed | None = None,
    *,
    complete: bool,
) -> Made:
    """The files of modules that became theories and extracted modules, and of the theory that comes with them."""
    return Made(
        {theory_path(settings, printed.name): (pages[name], printed) for name, printed in theories.items()},
        {snippet_path(settings, name): (pages[name], text) for name, text in extracted.items()},
        support,
        theory_path(settings, SUPPORT_THEORY),
        settings.below(settings.theories, "ROOT"),
        root_text,
        complete,
    )


def theory_path(settings: Settings, name: str) -> str:
    """Where a theory is kept: `theories/Ticker.thy`."""
    return settings.below(settings.theories, f"{name}.thy")


def snippet_path(settings: Settings, module: str) -> str:
    """Where an extracted module is kept: `snippets/engines/ticker.juvix`."""
    return settings.below(settings.snippets, f"{module.replace('.', '/')}.juvix")
