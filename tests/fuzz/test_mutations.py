"""Damaged pages: each is answered with diagnostics that have their place, never with a traceback.

`DIGLOT_FUZZ=20000 pytest tests/fuzz` tries that many pages; `DIGLOT_FUZZ_SEED` says which number to begin with.
"""

import json
import os
import random
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from fuzz.mutate import mutate
from generated_files import texts_in, without_proofs
from specification import Shape, generate

from diglot.artifacts import Folder, artifact_drift
from diglot.caching import Cache
from diglot.diagnostic import Diagnostic, Problems
from diglot.page.read import read_page
from diglot.pipeline import Site, compile_site
from diglot.report import json as json_report
from diglot.report.outcome import Outcome
from diglot.report.terminal import plain_text
from diglot.settings import Settings
from diglot.source import SourceFile
from diglot.syntax.extract import extract_module
from diglot.syntax.format import format_page
from diglot.syntax.parse_module import parse_page
from diglot.theory.read.theory import read_theory
from diglot.workspace import Workspace, read_library

ROOT = Path(__file__).parents[2]
COUNT = int(os.environ.get("DIGLOT_FUZZ", "160"))
SEED = int(os.environ.get("DIGLOT_FUZZ_SEED", "0"))
PART = 20
"""Pages tried by one test."""
LIBRARY = read_library()
SETTINGS = Settings(docs_dir=".")


def seeds() -> tuple[str, ...]:
    """The pages to damage: our own, the library's, and some of the benchmark's."""
    own = [(ROOT / "docs" / path).read_text(encoding="utf-8") for path in ("framework/engine.md", "engines/ticker.md")]
    large = [text for text in generate(Shape()).values() if len(text) < 12_000][:12]
    return (*own, *own, *LIBRARY.values(), *large)


PAGES = seeds()
CACHE = Cache()
"""The library is compiled once."""
BESIDE = {"framework/engine.md": PAGES[0]}


def check_problems(problems: Iterable[Diagnostic], sources: Mapping[str, SourceFile]) -> None:
    """Each lies in its file, and can be printed in each form."""
    found = tuple(problems)
    for problem in found:
        places = [(problem.path, problem.span), *((label.path, label.span) for label in problem.related())]
        for path, span in places:
            if path in sources:
                source = sources[path]
                assert 0 <= span.start <= span.end <= len(source.text), problem
                assert source.position(span.start) <= source.position(span.end)
    plain_text(found, sources)
    json.loads(json_report.report(Outcome(problems=tuple(found), sources=sources)))


def check_drift(site: Site, chance: random.Random) -> None:
    """Damaged theories and modules are compared with what they should be."""
    made = without_proofs(site)
    theories = {path: mutate(chance, [text]) for path, text in texts_in(made, Folder.THEORIES).items()}
    modules = {path: mutate(chance, [text]) for path, text in texts_in(made, Folder.SNIPPETS).items()}
    sources = {path: SourceFile(path, text) for path, text in (theories | modules).items()}
    for files, folder in ((theories, Folder.THEORIES), (modules, Folder.SNIPPETS)):
        drift = artifact_drift(SETTINGS, made, files, (folder,), complete=site.ok)
        check_problems(drift, {**site.sources, **sources})
    for path, text in theories.items():
        problems = Problems()
        read_theory(path, text, problems)
        check_problems(problems, sources)


def check_page(path: str, text: str) -> None:
    """The page alone: its module for the official compiler, and its layout."""
    problems = Problems()
    page = read_page(path, text, problems)
    module = parse_page(page, problems)
    extract_module(page)
    if module is not None and not problems.has_errors:
        formatted = format_page(page, module)
        again = read_page(path, formatted, problems)
        same = parse_page(again, problems)
        assert same is not None
        assert not problems.has_errors
        assert format_page(again, same) == formatted


def path_of(text: str) -> str:
    """The path that fits the module of a page, where it has one."""
    words = text.partition("\nmodule ")[2].partition(";")[0]
    is_path = words.isascii() and words.replace(".", "").isalnum()
    return f"{words.replace('.', '/')}.md" if is_path and ".." not in words else "m.md"


def check(seed: int) -> None:
    """One damaged page through everything."""
    chance = random.Random(seed)  # noqa: S311 - the same pages every time
    text = mutate(chance, PAGES)
    path = path_of(text)
    check_page(path, text)
    site = compile_site(Workspace.of({**BESIDE, path: text}), SETTINGS, LIBRARY, cache=CACHE)
    check_problems(site.problems, site.sources)
    check_drift(site, chance)


@pytest.mark.parametrize("part", range(0, COUNT, PART))
def test_damaged_pages(part: int) -> None:
    """No traceback, and each message has its place."""
    for seed in range(SEED + part, SEED + min(part + PART, COUNT)):
        try:
            check(seed)
        except Exception as error:
            error.add_note(f"seed {seed}")
            raise


def test_undamaged_pages() -> None:
    """The pages that are damaged are right before."""
    site = compile_site(Workspace.of({**BESIDE, "engines/ticker.md": PAGES[1]}), SETTINGS, LIBRARY)
    assert site.ok
