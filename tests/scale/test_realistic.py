"""A specification that uses all that real ones are written with, in one import graph."""

from functools import cache

import pytest
from hol.check import Prover
from hol.worlds import theory_texts
from library.evaluate import Evaluator
from scale import realistic

from diglot.describe.notes import notes
from diglot.pipeline import Site, compile_site
from diglot.report.terminal import plain_text
from diglot.settings import Settings
from diglot.workspace import Workspace, read_library

pytestmark = pytest.mark.xdist_group("scale")


@cache
def specification() -> realistic.Specification:
    """All copies of all sections."""
    return realistic.generate()


@cache
def site() -> Site:
    """The specification, with no settings and no front matter."""
    pages = {f"docs/{path}": text for path, text in specification().pages.items()}
    return compile_site(Workspace.of(pages), Settings(), read_library())


def test_every_section_is_used() -> None:
    """A section without a page or a sample would be lost without a word."""
    titles = [line[3:].strip() for line in realistic.PAGE.read_text("utf-8").split("\n") if line.startswith("## ")]
    idioms = realistic.read_idioms()
    assert [idiom.title for idiom in idioms] == titles
    assert all(idiom.pages for idiom in idioms)


def test_nothing_is_wrong_with_it() -> None:
    """Every module becomes a theory; pages whose code is no module are named in a note."""
    assert plain_text(site().problems, site().sources) == ""
    assert len(site().modules) == len(site().own_theories()) == len(specification().pages) - realistic.COPIES
    assert any("docs/pages1/guide.md" in note for note in notes(site()))


def test_it_means_what_it_says() -> None:
    """Each sample, and each sum of samples of other pages, is the number that is said in advance."""
    evaluator = Evaluator(site().core.values())
    found = {
        module: (evaluator.run(f"{module}:sample"), evaluator.run(f"{module}:borrowed"))
        for module in specification().samples
    }
    assert found == specification().samples


def test_its_theories_are_accepted() -> None:
    """By the second reader, which is as strict as the prover."""
    prover = Prover()
    for file, text in theory_texts(site()):
        prover.accept(file, text)
