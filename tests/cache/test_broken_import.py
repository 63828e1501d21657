"""What an earlier run left behind changes no answer about a page whose imports have become wrong."""

from diglot.caching import Cache
from diglot.phases import Phase
from diglot.pipeline import Site, compile_site
from diglot.settings import Settings
from diglot.workspace import Workspace, read_library

BELOW = "```juvix\nmodule below;\nimport Stdlib.Prelude open;\ntwo : Nat := {body};\n```\n"
ABOVE = "```juvix\nmodule above;\nimport Stdlib.Prelude open;\nimport below open;\nfour : Nat := two + two;\n```\n"


def compiled(body: str, cache: Cache) -> Site:
    """Two pages, the first one with a given right-hand side; what it offers is the same with each."""
    pages = {"above.md": ABOVE, "below.md": BELOW.format(body=body)}
    return compile_site(Workspace.of(pages), Settings(docs_dir="."), read_library(), cache=cache)


def test_same_answer_with_and_without_cache() -> None:
    """A page above a broken one becomes no theory, whether or not it became one before."""
    cache = Cache()
    assert set(compiled("2", cache).own_theories()) == {"below", "above"}
    warm, cold = compiled('"two"', cache), compiled('"two"', Cache())
    assert warm.problems == cold.problems
    assert warm.own_theories() == cold.own_theories() == {}
    assert set(compiled("2", cache).own_theories()) == {"below", "above"}


LOST = BELOW.replace("two : Nat := {body};", "{- two : Nat := 2;\nthree : Nat := 3;")


def test_nothing_kept_of_what_was_passed_over() -> None:
    """While a page may have lost a name, nobody misses it on other pages; once the page is fixed, everybody does."""
    above = ABOVE.replace("import below open", "import below").replace("two + two", "below.two")
    cache = Cache()

    def found(below: str) -> list[tuple[str, Phase]]:
        pages = {"above.md": above, "below.md": below}
        site = compile_site(Workspace.of(pages), Settings(docs_dir="."), read_library(), cache=cache)
        return [(problem.path, problem.phase) for problem in site.problems]

    assert found(LOST) == [("below.md", Phase.SYNTAX)]
    assert found(LOST.replace("{- two : Nat := 2;\n", "")) == [("above.md", Phase.NAMES)]


def test_pages_above_a_broken_one_are_not_checked_again() -> None:
    """A page that is broken in itself, and offers what it did, costs the pages above it nothing."""
    made: list[str] = []

    class Watched(Cache):
        def put(self, key: tuple[str, ...], value: object) -> None:
            made.append(key[0])
            super().put(key, value)

    cache = Watched()
    compiled("2", cache)
    made.clear()
    assert [problem.code for problem in compiled('"two"', cache).problems] == ["E0401"]
    assert made == ["page"]
