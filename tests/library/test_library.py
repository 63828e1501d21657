"""The standard library: every page checks without a message, and the prelude exports what the language says it does."""

from collections.abc import Mapping
from difflib import unified_diff
from functools import cache
from pathlib import Path

import pytest
from library.interface import describe

from diglot.diagnostic import Problems
from diglot.pipeline import Site, compile_site
from diglot.report.terminal import plain_text
from diglot.scope.ast import Exports
from diglot.settings import Settings
from diglot.syntax.format import format_page
from diglot.syntax.parse_module import parse_page
from diglot.workspace import Workspace, read_library


@cache
def site() -> Site:
    """The whole library, compiled without a project."""
    return compile_site(Workspace({}), Settings(), read_library(), whole_library=True)


def prelude() -> Exports:
    """What the prelude exports."""
    return site().scoped["Stdlib.Prelude"].exports


def expected() -> Mapping[str, str]:
    """Each exported name with the module that defines it."""
    lines = (Path(__file__).parent / "prelude.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split() for line in lines if not line.startswith("#"))
    return {name: module for module, name in pairs}


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


def test_the_prelude_exports_each_name_from_its_module() -> None:
    """The names and their homes are those of the official library, no more and no fewer."""
    exported = {name: entities[0].symbol.module for name, entities in prelude().symbols.items()}
    assert exported == dict(expected())
    assert len(exported) == 251


def test_what_others_import_is_as_agreed() -> None:
    """Modules, imports, names, parameters and fixities are those of the official library.

    A change by mistake would change what pages mean; one on purpose is made in `interface.txt` by hand.
    """
    agreed = (Path(__file__).parent / "interface.txt").read_text(encoding="utf-8")
    assert list(unified_diff(agreed.splitlines(), describe(site()).splitlines(), lineterm="", n=0)) == []


MEMBERS = {
    "Applicative": "ap functor mk pure",
    "DivMod": "div mk mod",
    "Eq": "isEqual mk",
    "Foldable": "for mk rfor",
    "Functor": "map mk",
    "Int": "+ - * div mod neg negNat subNat nonNeg abs toNat fromNat compare min max == /= < <= > >= ofNat negSuc",
    "Integral": "- fromInt mk naturalI",
    "Monad": "applicative bind mk",
    "Nat": "+ * sub udiv div mod compare min max == /= < <= > >= zero suc",
    "Natural": "+ * FromNaturalI mkNatural",
    "Numeric": "/ integralI mk",
    "Ord": "compare mk",
    "Partial": "fail mk",
    "Range": "high low mk",
    "Result": "error ok toMaybe fromMaybe fromError fromOk",
    "Show": "mk show",
    "StepRange": "mk range step",
    "Traversable": "functorI mk sequenceA traverse",
}


@pytest.mark.parametrize("module", MEMBERS)
def test_a_module_of_the_prelude_has_its_members(module: str) -> None:
    """Type modules and local modules that come with the prelude."""
    assert set(prelude().modules[module].symbols) == set(MEMBERS[module].split())


def test_operators_bind_in_the_official_order() -> None:
    """From the loosest to the tightest; what is together binds alike."""
    levels: dict[float, set[str]] = {}
    for name, (entity, *_) in prelude().symbols.items():
        if entity.fixity is not None:
            levels.setdefault(entity.fixity.precedence, set()).add(name)
    assert [" ".join(sorted(levels[level])) for level in sorted(levels)] == [
        "$> <$> <| on |>",
        ", >-> >=> >>= >>>",
        "&& ||",
        "/= < <= == > >=",
        "++ ++str ::",
        "step",
        "to",
        "+ -",
        "* /",
        "<< >>",
    ]
