"""What a reader is told of the names in code, without any script."""

import re
from html import unescape
from pathlib import Path

import pytest
from site_case import build_site, write_project

LAMP = """# Lamp

A lamp is on or off.

```juvix
module lamp;

import Stdlib.Prelude open;

type Lamp := mkLamp@{
  shining : Bool
};
```

The switch turns a lamp that is off on, and the other way round.

- `turn`: does what the switch does.
- `blink`: does it twice.

```juvix
turn (lamp : Lamp) : Lamp := Lamp.mkLamp (not (Lamp.shining lamp));

blink (lamp : Lamp) : Lamp := turn (turn lamp);
```
"""
HOUSE = """# House

```juvix
module house;

import Stdlib.Prelude open;
import lamp open;

inEachRoom (lamps : List Lamp) : Maybe (List Lamp) := just (map blink lamps);
```
"""


def hovers(html: str, language: str) -> set[str]:
    """All that is said of names in the panes of a language."""
    panes = re.findall(rf'(?s)<div class="dg-pane dg-{language}">.*?</pre>', html)
    return {unescape(hover) for pane in panes for hover in re.findall(r'title="([^"]*)"', pane)}


def test_hovers(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A type, what the English says, and the name in the other language, from both sides."""
    write_project(tmp_path, {"lamp.md": LAMP, "house.md": HOUSE})
    built = build_site(tmp_path, caplog)
    assert not built.log
    assert {
        "Lamp : Type\nA lamp is on or off.\nIsabelle: Lamp",
        "turn : Lamp -> Lamp\ndoes what the switch does.\nIsabelle: turn",
        "Bool : Type\nIsabelle: bool",
    } <= {re.sub(r"(?s)(Bool : Type)\n.*\n", r"\1\n", hover) for hover in hovers(built.html("lamp.html"), "juvix")}
    assert "shining : Lamp -> Bool\nJuvix: Lamp.shining" in hovers(built.html("lamp.html"), "isabelle")
    house = hovers(built.html("house.html"), "isabelle")
    assert any(hover.endswith("\nJuvix: Maybe.just") for hover in house)
    assert any(hover.endswith("\nJuvix: Maybe") for hover in house)


def test_used_by(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Below a snippet stands who uses what it defines, also elsewhere; what a type says of itself does not count."""
    write_project(tmp_path, {"lamp.md": LAMP, "house.md": HOUSE})
    html = build_site(tmp_path, caplog).html("lamp.html")
    first, second = re.findall(r'(?s)<div class="dg-uses">.*?</div>', html)
    words = re.sub(r"<[^>]+>", "", second)
    assert words == "Used byturn: blinkblink: inEachRoom on House"
    assert '<a href="house.html#inEachRoom">' in second
    assert re.sub(r"<[^>]+>", "", first) == ("Used byLamp: turn, blink; inEachRoom on HousemkLamp: turnshining: turn")
