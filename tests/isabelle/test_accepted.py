"""Every theory that we generate is one that the prover would take, as far as a second reader can tell.

The reader is `tests/hol`: it derives every type, looks for clauses that are never reached, and knows which names and
forms Isabelle refuses. `refused.md` shows that it is strict.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hol.check import Prover
from hol.refused import RefusedError
from hol.worlds import sound_sites, theory_texts
from markdown_it import MarkdownIt
from specification import generate

from diglot.pipeline import Site, compile_site
from diglot.settings import Settings
from diglot.workspace import Workspace, read_library

_ROOT = Path(__file__).parents[2]
_OWN_NUMBERS = "tests/spec/typed/builtin_shapes.md: What is right says nothing"
"""Declares natural numbers of its own; a literal of theirs is written as one of HOL, which it is not."""


def _complaints(name: str, site: Site) -> Iterator[str]:
    prover = Prover()
    for file, text in theory_texts(site):
        try:
            prover.accept(file, text)
        except RefusedError as refused:
            yield f"{name}, {file}, {refused}"
            return


def test_theories_of_all_cases() -> None:
    """The theories of every sound program of the spec files and of the pages about messages."""
    sites = list(sound_sites())
    assert len(sites) > 400
    found = [complaint for name, site in sites for complaint in _complaints(name, site)]
    assert [complaint for complaint in found if not complaint.startswith(_OWN_NUMBERS)] == []


@pytest.mark.xdist_group("scale")
def test_theories_of_a_whole_specification() -> None:
    """180 modules that import each other."""
    workspace = Workspace.of({f"docs/{path}": text for path, text in generate().items()})
    site = compile_site(workspace, Settings(theory_names="path"), read_library())
    assert len(site.own_theories()) == 180
    assert list(_complaints("specification", site)) == []


def test_our_own_theories() -> None:
    """What is in the folder of theories, in the order of its ROOT."""
    root = (_ROOT / "theories" / "ROOT").read_text("utf-8").split("session", 2)[1]
    prover = Prover()
    names = root.split("theories", 1)[1].split()
    assert "Engine" in names
    for name in names:
        prover.accept(f"{name}.thy", (_ROOT / "theories" / f"{name}.thy").read_text("utf-8"))


def _samples() -> Iterator[tuple[str, str, str]]:
    """Heading, declarations and expected words of each section of `refused.md`."""
    heading, fences = "", [""]
    for token in MarkdownIt("commonmark").parse(Path(__file__).with_name("refused.md").read_text("utf-8")):
        if token.type == "inline" and token.level == 1:
            heading = token.content
        if token.type == "fence":
            fences.append(token.content)
            if token.info == "refused":
                yield heading, fences[-2], fences[-1].strip()


@pytest.mark.parametrize(("heading", "declarations", "words"), [*_samples()])
def test_the_reader_is_strict(heading: str, declarations: str, words: str) -> None:
    """What Isabelle refuses is refused, at the place and for the reason that is written there."""
    with pytest.raises(RefusedError) as refused:
        Prover().accept("Sample.thy", f"theory Sample imports Main begin\n{declarations}\nend\n")
    assert str(refused.value) == words, heading
