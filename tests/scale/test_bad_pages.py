"""Pages full of mistakes take work in proportion to their size.

Work is counted in calls, of Python's functions and of built-in ones, so the answer does not depend on the machine.
"""

import sys
from types import FrameType

import pytest
from scale.bad_pages import MAKERS, Maker, page

from diglot.caching import Cache
from diglot.pipeline import compile_site
from diglot.report.terminal import plain_text
from diglot.settings import Settings
from diglot.workspace import Workspace, read_library

SETTINGS = Settings(docs_dir=".")
LIBRARY = read_library()
CACHE = Cache()
SMALL = 1_500
"""Characters of a small page."""
TIMES = 8
"""How many times as large the large one is."""
SLACK = 1.5
"""A page may take so many times the work that its size suggests: things are gathered and sorted once for all."""
ALWAYS = 30_000
"""Calls that any page with a mistake may take, such as looking through what the library has to offer."""
BOUNDED = {"misspelt fields": 4_000_000, "cycle of calls": 4_000_000}
"""Calls where each thing is compared with each, until a fixed number of comparisons has been made."""
LENGTH = 400
"""Characters that may be said of one of the page: there are mistakes of two characters."""


def report(text: str) -> str:
    """Everything that is wrong with a page, as a terminal shows it."""
    site = compile_site(Workspace.of({"bad.md": text}), SETTINGS, LIBRARY, cache=CACHE)
    return plain_text(site.problems, site.sources)


def counted(text: str) -> tuple[int, str]:
    """How many calls the report on a page takes, and the report."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        found = report(text)
    finally:
        sys.setprofile(None)
    return count, found


def sized(make: Maker, size: int) -> str:
    """The page of a maker that comes nearest to a size from below."""
    empty, some = len(make(0)), len(make(100))
    return make(max((size - empty) * 100 // (some - empty), 1)) if some > empty else make(100)


@pytest.fixture(scope="module", autouse=True)
def library() -> None:
    """The library is compiled before anything is counted."""
    report(page("f : Nat := 1;"))


@pytest.mark.parametrize("name", MAKERS)
def test_work_grows_with_the_page(name: str) -> None:
    """Eight times as many mistakes take about eight times the work, and are answered in bearable length."""
    small, large = sized(MAKERS[name], SMALL), sized(MAKERS[name], SMALL * TIMES)
    growth = max(len(large) / len(small), 1)
    (few, _), (many, found) = counted(small), counted(large)
    assert many <= few * growth * SLACK + BOUNDED.get(name, ALWAYS), (
        f"{few} calls for {len(small)}, {many} for {len(large)} characters"
    )
    assert found or name == "fences of no language"
    assert len(found) < LENGTH * len(large) + 10_000
