"""The standard library: every page checks without a message, and the prelude exports what the language says it does."""

from difflib import unified_diff
from functools import cache
from pathlib import Path

from library.interface import describe

from diglot.diagnostic import Problems
from diglot.pipeline import Site, compile_site
from diglot.report.terminal import plain_text
from diglot.settings import Settings
from diglot.syntax.format import format_page
from diglot.syntax.parse_module import parse_page
from diglot.workspace import Workspace, read_library


@cache
def site() -> Site:
    """The whole library, compiled without a project."""
    return compile_site(Workspace({}), Settings(), read_library(), whole_library=True)


def test_every_page_checks() -> None:
    """Nothing is wrong, and no page is lost on the way to the core."""
    assert plain_text(site().problems, site().sources) == ""
    assert set(site().core) == set(read_library())


def test_every_page_has_words() -> None:
    """A page is not only code: there is a title before the first snippet."""
    for name in site().library:
        page = site().pages[name]
        assert page.headings, name
        assert page.headings[0].span.start < page.snippets[0].span.start, name


def test_every_page_is_laid_out() -> None:
    """As `diglot format` does it."""
    for name in site().library:
        page = site().pages[name]
        module = parse_page(page, Problems())
        assert module is not None
        assert format_page(page, module) == page.source.text, name


def test_what_others_import_is_as_agreed() -> None:
    """Modules, imports, names, parameters and fixities are those of the official library.

    A change by mistake would change what pages mean; one on purpose is made in `interface.txt` by hand.
    """
    agreed = (Path(__file__).parent / "interface.txt").read_text(encoding="utf-8")
    assert list(unified_diff(agreed.splitlines(), describe(site()).splitlines(), lineterm="", n=0)) == []
