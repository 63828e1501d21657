"""What somebody changed in an extracted module is brought to the page, statement by statement."""

import re

import pytest

from diglot.diagnostic import Problems
from diglot.drift.adopt import edited
from diglot.drift.adopt_snippets import snippet_proposals
from diglot.drift.compare_snippets import compare_snippets
from diglot.page.read import read_page
from diglot.source import SourceFile
from diglot.syntax.extract import extract_module

PAGE = """\
# Count

```juvix
module count;
import Stdlib.Prelude open;

two : Nat := 2;

three : Nat := 3;
```

Then comes *five*.

```juvix
five : Nat := two + three;
```
"""
LISTED = """\
# Count

1. In a list:

    ```juvix
    module count;
    import Stdlib.Prelude open;

    two : Nat := 2;

    three : Nat := 3;
    ```

2. Then comes *five*.

    ```juvix
    five : Nat := two + three
    ```
"""
PAGES = (PAGE, PAGE.replace("3;\n", "3\n"), PAGE.replace(";\n\nthree", "\n  ;\n\n\nthree"), LISTED)
EDITS = (
    ("two : Nat := 2;", "two : Nat := 20 + 2;"),
    ("two : Nat := 2;", "two : Int := 2;"),
    ("two : Nat := 2;\n", "two : Nat := 2;\n\n--- Twice two.\nfour : Nat := two + two;\nsix : Nat := four + 2;\n"),
    ("two : Nat := 2;\n", ""),
    ("three : Nat := 3;", "four : Nat := 3;"),
    ("three : Nat := 3;", "three : Nat := 3;\n\nfour : Nat := 4;"),
    ("three : Nat := 3;", "three : Nat :=\n  -- a remark\n  case two of {\n    | zero := 3\n    | _ := 4\n  };"),
    ("five : Nat := two + three;", ""),
    ("five : Nat := two + three;", "--- Text.\nfive : Nat := three + two;\nsix : Nat := 6;"),
)


@pytest.mark.parametrize("text", PAGES, ids=["plain", "without an end", "end on its own line", "in a list"])
@pytest.mark.parametrize(("old", "new"), EDITS)
def test_an_edit_becomes_one_of_the_page(text: str, old: str, new: str) -> None:
    """The edited page becomes the edited module, and nothing outside its snippets changes."""
    page = read_page("docs/count.md", text, Problems(), "count")
    expected = extract_module(page)
    module = re.sub(r"\s*;", ";", expected)
    assert module.count(old) == 1
    file = SourceFile("snippets/count.juvix", module.replace(old, new))
    found = snippet_proposals(page, expected, file)
    assert found.unsaid == ()
    after = edited(text, found.proposals)
    there = read_page("docs/count.md", after, Problems(), "count")
    assert compare_snippets(there, extract_module(there), file) == ()
    assert prose(after) == prose(text)
    assert all(word in after for word in re.findall(r"\w+", new))


def prose(text: str) -> str:
    """What is outside the fences."""
    return re.sub(r"```juvix\n.*?```", "", text, flags=re.DOTALL)


def test_what_has_no_place_on_the_page() -> None:
    """A statement before all others."""
    page = read_page("docs/count.md", PAGE, Problems(), "count")
    expected = extract_module(page)
    file = SourceFile("snippets/count.juvix", expected.replace("module count;", "axiom before : Nat;\nmodule count;"))
    found = snippet_proposals(page, expected, file)
    assert (found.proposals, [name for name, _ in found.unsaid]) == ((), ["axiom before : Nat"])
