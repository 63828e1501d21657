"""A whole specification of 200 pages: nothing is wrong where nothing is, and every planted mistake is found."""

from collections.abc import Mapping
from functools import cache

import mistakes
import pytest
from generated_files import texts_in
from passes import time_passes
from specification import generate

from diglot.artifacts import Folder
from diglot.caching import Cache
from diglot.pipeline import Site, compile_site
from diglot.settings import Settings
from diglot.workspace import Workspace, read_library

pytestmark = pytest.mark.xdist_group("scale")


@cache
def shared_cache() -> Cache:
    """Pages that two tests have in common are compiled once."""
    return Cache()


def compiled(pages: Mapping[str, str]) -> Site:
    """The pages as a site."""
    workspace = Workspace.of({f"docs/{path}": text for path, text in pages.items()})
    return compile_site(workspace, Settings(theory_names="path"), read_library(), cache=shared_cache())


def test_no_false_alarm() -> None:
    """A specification without mistakes has no problems, and every module becomes a theory."""
    site = compiled(generate())
    assert site.problems == ()
    assert len(site.modules) == len(site.own_theories()) == len(texts_in(site.artifacts, Folder.SNIPPETS)) == 180


def test_planted_mistakes() -> None:
    """Each of 200 mistakes of 18 kinds is found at its line, by the right name; and nothing else is."""
    pages, planted = mistakes.plant(generate(), 200)
    assert len(planted) == 200
    assert {mistake.kind for mistake in planted} == {kind.name for kind in mistakes.KINDS}
    site = compiled(pages)
    found = {
        (problem.path, site.sources[problem.path].position(problem.span.start).line, problem.code)
        for problem in site.problems
    }
    assert found == {(f"docs/{mistake.path}", mistake.line, mistake.code) for mistake in planted}


def test_all_passes_are_timed() -> None:
    """The benchmark times each pass where it is called: none is left out of the table, or takes no time."""
    page = "# Ticker\n\n```juvix\nmodule ticker;\n\nimport Stdlib.Prelude open;\nnext (n : Nat) : Nat := n + 1;\n```\n"
    site, seconds, tokens = time_passes({"ticker.md": page})
    assert site.problems == ()
    assert [*seconds] == ["read", "lex", "parse", "scope", "types", "checks", "core", "copies", "theory", "print"]
    assert all(seconds[name] > 0 for name in seconds if name != "parse")  # which is what is left without the lexer
    assert tokens > 20
