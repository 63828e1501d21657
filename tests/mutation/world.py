"""A specification to make edits in: the project's own pages, and generated ones of realistic shape.

It holds what the pages become, the files as committed, and how to compare again when one committed file was edited.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from specification import Shape, generate

from diglot.diagnostic import Diagnostic, Problems
from diglot.drift.find import snippet_drift, theory_drift
from diglot.drift.made import Made, made_files
from diglot.pipeline import compile_site
from diglot.settings import Settings
from diglot.theory.print.root import print_root
from diglot.workspace import Workspace, read_library

_DOCS = Path(__file__).parents[2] / "docs"
_OWN = ("engines/ticker.md", "framework/engine.md", "guide/lamp.md")


@dataclass(frozen=True, slots=True)
class World:
    """A compiled specification in agreement with its files."""

    made: Made
    theories: Mapping[str, str]
    """With the session file."""
    snippets: Mapping[str, str]

    def compare_theory(self, path: str, text: str) -> tuple[Diagnostic, ...]:
        """What is said when one theory has this text."""
        return theory_drift(self.made, {**self.theories, path: text})

    def compare_snippet(self, path: str, text: str) -> tuple[Diagnostic, ...]:
        """What is said when one extracted module has this text."""
        return snippet_drift(self.made, {**self.snippets, path: text})


@cache
def world() -> World:
    """The same world for all tests; nothing in it can change."""
    made_up = generate(Shape(engines=2, shared=6, plain_pages=0))
    pages = {path.replace("engines/", "made/"): text.replace("engines.", "made.") for path, text in made_up.items()}
    pages |= {path: (_DOCS / path).read_text(encoding="utf-8") for path in _OWN}
    settings = Settings(docs=".", theory_names="path")
    site = compile_site(Workspace.of(pages), settings, read_library())
    problems = Problems(site.problems)
    assert not problems.has_errors, [problem.message for problem in problems]
    names = [printed.theory.name for printed in site.theories.values()]
    root = print_root(settings.session, names, (), ())
    made = made_files(settings, site.pages, site.theories, site.extracted, root, site.support, complete=True)
    return World(made, made.theory_files, made.snippet_files)
