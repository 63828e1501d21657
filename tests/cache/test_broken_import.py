"""What an earlier run left behind changes no answer about a page whose imports have become wrong."""

from diglot.memory import Memory
from diglot.pipeline import Site, compile_site
from diglot.settings import Settings
from diglot.workspace import Workspace, read_library

BELOW = "```juvix\nmodule below;\nimport Stdlib.Prelude open;\ntwo : Nat := {body};\n```\n"
ABOVE = "```juvix\nmodule above;\nimport Stdlib.Prelude open;\nimport below open;\nfour : Nat := two + two;\n```\n"


def compiled(body: str, memory: Memory) -> Site:
    """Two pages, the first one with a given right-hand side; what it offers is the same with each."""
    pages = {"above.md": ABOVE, "below.md": BELOW.format(body=body)}
    return compile_site(Workspace.of(pages), Settings(docs="."), read_library(), memory=memory)


def test_same_answer_with_and_without_memory() -> None:
    """A page above a broken one becomes no theory, whether or not it became one before."""
    memory = Memory()
    assert set(compiled("2", memory).theories) == {"below", "above"}
    warm, cold = compiled('"two"', memory), compiled('"two"', Memory())
    assert warm.problems == cold.problems
    assert set(warm.theories) == set(cold.theories) == set()
    assert set(compiled("2", memory).theories) == {"below", "above"}
