"""Every theory that we generate reads back as what it was printed from."""

from collections.abc import Sequence

from hol.worlds import sound_sites
from specification import generate

from diglot.artifacts import printed_theories
from diglot.diagnostic import Problems
from diglot.drift.normalize import normalized
from diglot.pipeline import Site, compile_site
from diglot.settings import Settings
from diglot.theory import ast
from diglot.theory.read.theory import read_theory
from diglot.workspace import Workspace, read_library


def _declarations(items: Sequence[ast.Item]) -> list[ast.Item]:
    return [normalized(item) for item in items if not isinstance(item, ast.Heading | ast.Text)]


def _differing(name: str, site: Site) -> list[str]:
    """The theories of a site that read differently."""
    found = []
    for printed in printed_theories(site.artifacts).values():
        problems = Problems()
        read = read_theory("t.thy", printed.text, problems)
        same = _declarations(read.items) == _declarations(printed.theory.items)
        if not same or len(problems) or read.imports != printed.theory.imports:
            found.append(f"{name}: {printed.theory.name}")
    return found


def test_theories_of_all_cases() -> None:
    """Nothing is lost, nothing is foreign, and no parentheses are missing."""
    assert [one for name, site in sound_sites() for one in _differing(name, site)] == []


def test_theories_of_a_whole_specification() -> None:
    """The same for 180 modules that import each other."""
    workspace = Workspace.of({f"docs/{path}": text for path, text in generate().items()})
    site = compile_site(workspace, Settings(theory_names="path"), read_library())
    assert len(site.own_theories()) == 180
    assert _differing("specification", site) == []
