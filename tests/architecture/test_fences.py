"""Each kind of fence is in the guides, has cases, and says what it is for."""

from pathlib import Path

import pytest

from diglot.fences import FENCES
from diglot.page.model import Snippet

ROOT = Path(__file__).parent.parent.parent


def _mentions(folder: str, name: str) -> list[str]:
    pages = (ROOT / folder).rglob("*.md")
    return [page.name for page in pages if f"```{name}" in page.read_text(encoding="utf-8")]


@pytest.mark.parametrize("name", FENCES)
def test_a_kind_of_fence_is_complete(name: str) -> None:
    """A row of the table is not all: readers look for it in the guides, and a case shows what it does."""
    kind = FENCES[name]
    assert kind.name == name
    assert kind.about.endswith(".")
    assert _mentions("docs/guide", name), f"no guide shows a `{name}` fence"
    assert _mentions("tests/spec", name), f"no case has a `{name}` fence"


def test_snippets_are_fences_too() -> None:
    """The word of snippets is the same in the table and in the pages' values."""
    assert Snippet.kind in FENCES
