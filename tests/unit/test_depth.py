"""What is too deep to check is said to be, and nothing breaks."""

from diglot.pipeline import Site, compile_site
from diglot.settings import Settings
from diglot.workspace import Workspace, read_library


def compile_list(length: int) -> Site:
    """A page with one list of numbers."""
    elements = "; ".join(["1"] * length)
    code = f"module numbers;\n\nimport Stdlib.Prelude open;\n\nxs : List Nat := [{elements}];"
    page = f"# Numbers\n\n```juvix\n{code}\n```\n"
    return compile_site(Workspace.of({"numbers.md": page}), Settings(docs_dir="."), read_library())


def test_long_list() -> None:
    """A list is as deep as it is long, and a thousand is not too much."""
    site = compile_list(1_000)
    assert site.ok
    assert site.own_theories()["numbers"].text.count("1") >= 1_000


def test_too_long_list() -> None:
    """Beyond the bound there is one message, at the definition."""
    (problem,) = compile_list(30_000).problems
    assert problem.code == "E0424"
    assert problem.span.start > 0
