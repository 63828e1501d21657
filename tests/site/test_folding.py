"""Snippets that are folded away, by the writer or by the reader, and snippets that are not shown."""

import re
from html import unescape
from pathlib import Path

import pytest
from site_case import build_site, write_project

LONG = "\n".join(f"value{number} : Nat := {number};" for number in range(30))
PAGE = f"""\
# Values

```juvix hide
module values;

import Stdlib.Prelude open;
hidden : Nat := 1;
```

```juvix fold
folded : Nat := hidden;
```

```juvix
{LONG}
```

```juvix
short : Nat := folded;
```

```juvix extract-module-statements 1
module Inside;
  left : Nat := 1;
  kept : Nat := left;
end;
```
"""


@pytest.fixture
def html(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> str:
    """The page as it is shown."""
    write_project(tmp_path, {"values.md": PAGE})
    return build_site(tmp_path, caplog).html("values.html")


def test_what_can_be_folded(html: str) -> None:
    """What the writer folds is closed, a long snippet is open, and a short one cannot be folded."""
    found = re.findall(r"<details class=\"dg-fold\"( open)?><summary>(.*?)</summary>", html)
    words = [(state.strip(), unescape(re.sub("<[^>]*>", "", summary))) for state, summary in found]
    assert words == [("", "folded : Nat := hidden 1 line"), ("open", "value0 : Nat := 0 30 lines")]


def test_links_arrive_everywhere(html: str) -> None:
    """Each definition has its id once, whether it is shown, folded, hidden or left out."""
    for name in ("hidden", "folded", "value0", "value29", "short", "Inside.left", "Inside.kept"):
        assert html.count(f'id="{name}"') == 1, name


def test_what_is_not_shown(html: str) -> None:
    """Neither a hidden snippet nor the frame of a local module is there to be read."""
    juvix = re.findall(r"(?s)aria-label=\"Juvix code\"><code[^>]*>(.*?)</code></pre>", html)
    shown = unescape(re.sub("<[^>]*>", "", "\n".join(juvix)))
    assert "import" not in shown
    assert "module" not in shown
    assert "left : Nat" not in shown
    assert "kept : Nat := left;" in shown
