"""A specification to make edits in: the project's own pages, and generated ones of realistic shape.

It holds what the pages become, the files as committed, and how to compare again when one committed file was edited.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generated_files import texts_in, without_proofs
from specification import Shape, generate

from diglot.artifacts import Artifact, Folder, artifact_drift
from diglot.diagnostic import Diagnostic, Problems
from diglot.pipeline import compile_site
from diglot.settings import Settings
from diglot.workspace import Workspace, read_library

_DOCS = Path(__file__).parents[2] / "docs"
_OWN = ("engines/ticker.md", "framework/engine.md", "guide/lamp.md")


@dataclass(frozen=True, slots=True)
class World:
    """A compiled specification in agreement with its files."""

    settings: Settings
    made: Mapping[str, Artifact]
    """By path."""
    theories: Mapping[str, str]
    """With the session file."""
    snippets: Mapping[str, str]

    def compare_theory(self, path: str, text: str) -> tuple[Diagnostic, ...]:
        """What is said when one theory has this text."""
        return self._compare({**self.theories, path: text}, Folder.THEORIES)

    def compare_alone(self, path: str, text: str) -> tuple[Diagnostic, ...]:
        """The differences of one file that has this text, whatever the others are."""
        return artifact_drift(self.settings, (self.made[path],), {path: text}, complete=False)

    def compare_snippet(self, path: str, text: str) -> tuple[Diagnostic, ...]:
        """What is said when one extracted module has this text."""
        return self._compare({**self.snippets, path: text}, Folder.SNIPPETS)

    def _compare(self, texts: Mapping[str, str], folder: Folder) -> tuple[Diagnostic, ...]:
        return artifact_drift(self.settings, self.made.values(), texts, (folder,), complete=True)


@cache
def world() -> World:
    """The same world for all tests; nothing in it can change."""
    made_up = generate(Shape(engines=2, shared=6, plain_pages=0))
    pages = {path.replace("engines/", "made/"): text.replace("engines.", "made.") for path, text in made_up.items()}
    pages |= {path: (_DOCS / path).read_text(encoding="utf-8") for path in _OWN}
    settings = Settings(docs_dir=".", theory_names="path")
    site = compile_site(Workspace.of(pages), settings, read_library())
    problems = Problems(site.problems)
    assert not problems.has_errors, [problem.message for problem in problems]
    made = without_proofs(site)
    by_path = {artifact.path: artifact for artifact in made}
    return World(settings, by_path, texts_in(made, Folder.THEORIES), texts_in(made, Folder.SNIPPETS))
