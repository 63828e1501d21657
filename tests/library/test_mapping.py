"""The reference page about the library in Isabelle is what the rules say, and little is missing there."""

import re
from pathlib import Path

import pytest
from library.mapping import (
    describe,
    describe_spelling,
    has_counterpart,
    is_about_cairo,
    is_about_parameters,
    library_names,
)
from library.test_library import site

PAGE = Path(__file__).parent.parent.parent / "docs" / "reference" / "isabelle.md"
SPELLED = ("isMember", "send-all", "++str", ">>=", "isOk?", "naïve", "draft_", "_hidden", "value", "λx")
INSIDE = {
    *(f"Stdlib.Data.Set:{name}" for name in ("Set.node", "toTree", "pretty", "prettyDebug")),
    *(f"Stdlib.Data.Map:{name}" for name in ("Binding.key", "Binding.value", "Binding.mk", "Map.mk")),
    *(f"Stdlib.Data.Map:{name}" for name in ("key", "value", "toPair", "bindingKeyOrdering")),
    "Stdlib.Data.Queue.Base:Queue.mk",
    "Stdlib.Data.UnbalancedSet:UnbalancedSet.mk",
}
"""What shows how sets, maps and queues are built."""


def _between(text: str, name: str, content: str) -> str:
    """The page with new content between two markers."""
    begin, end = f"<!-- begin {name} -->\n", f"\n<!-- end {name} -->"
    return re.sub(f"{begin}.*?{end}", lambda _: f"{begin}\n{content.strip()}\n{end}", text, flags=re.DOTALL)


def test_the_page_is_current(request: pytest.FixtureRequest) -> None:
    """`--update` writes its tables."""
    text = PAGE.read_text(encoding="utf-8").replace("-->\n<!-- end", "-->\n\n<!-- end")
    made = _between(_between(text, "spelling", describe_spelling(SPELLED)), "library", describe(site()))
    if request.config.getoption("update"):
        PAGE.write_text(made, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == made


def test_little_is_missing() -> None:
    """Only what is about types with parameters or one machine, and what sets and maps are made of inside."""
    types = {symbol: site().typed[symbol.module].interface.constants[symbol] for symbol in library_names(site())}
    missing = {symbol for symbol, type_ in types.items() if not has_counterpart(symbol, type_)}
    about = {symbol for symbol in missing if is_about_parameters(types[symbol]) or is_about_cairo(symbol)}
    assert {symbol.id for symbol in missing - about} == INSIDE
