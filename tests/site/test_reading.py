"""What a reader is told of the names in code, without any script."""

import json
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
    """The descriptions of names in the panes of a language."""
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
    """Below a snippet is who uses its definitions, also elsewhere; what a type says of itself does not count."""
    write_project(tmp_path, {"lamp.md": LAMP, "house.md": HOUSE})
    html = build_site(tmp_path, caplog).html("lamp.html")
    first, second = re.findall(r'(?s)<div class="dg-uses">.*?</div>', html)
    words = re.sub(r"<[^>]+>", "", second)
    assert words == "Used byturn: blinkblink: inEachRoom on House"
    assert '<a href="house.html#inEachRoom">' in second
    assert re.sub(r"<[^>]+>", "", first) == ("Used byLamp: turn, blink; inEachRoom on HousemkLamp: turnshining: turn")


def rows(html: str) -> list[list[str]]:
    """The cells of an index, as text."""
    found = re.findall(r"(?s)<tr>(.*?)</tr>", html)
    return [
        [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"(?s)<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in found
    ]


def test_indexes(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Everything that the pages define, sorted by name, each with its link; what there is none of is said."""
    write_project(tmp_path, {"lamp.md": LAMP, "house.md": HOUSE})
    built = build_site(tmp_path, caplog)
    definitions = built.html("overview/definitions.html")
    assert rows(definitions) == [
        ["Definition", "Type", "Page", "Uses", "Meaning"],
        ["blink", "Lamp -&gt; Lamp", "Lamp", "1", "Does it twice."],
        ["inEachRoom", "List Lamp -&gt; Maybe (List Lamp)", "House", "0", ""],
        ["turn", "Lamp -&gt; Lamp", "Lamp", "1", "Does what the switch does."],
    ]
    assert 'href="../house.html#inEachRoom"' in definitions
    assert rows(built.html("overview/types.html"))[1:] == [["Lamp", "record", "Lamp", "A lamp is on or off."]]
    assert "There are none." in built.html("overview/engines.html")
    assert "Definitions" in built.html("overview/index.html")


def test_search_knows_kinds(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Each definition is an entry of the search that says what it is, also in a build that has nothing new to do."""
    write_project(tmp_path, {"lamp.md": LAMP, "house.md": HOUSE})
    settings = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(settings.replace("plugins:\n", "plugins:\n  - search\n"), encoding="utf-8")
    for _ in range(2):
        build_site(tmp_path, caplog)
        index = json.loads((tmp_path / "site" / "search" / "search_index.json").read_text(encoding="utf-8"))
        entries = {entry["location"]: (entry["title"], entry["text"]) for entry in index["docs"]}
        assert entries["lamp.html#turn"] == ("turn (definition on Lamp)", "does what the switch does.")
        assert entries["lamp.html#Lamp.shining"][0] == "shining (field of Lamp)"
        assert entries["lamp.html#Lamp.mkLamp"][0] == "mkLamp (constructor of Lamp)"


def test_words_lead_to_definitions(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A name in backticks is a link where it means one thing; in a heading, in a link and in code it stays as it is."""
    guide = (
        "# About `turn`\n\nWith `lamp.turn` one sees that `turn` alone says nothing here, nor does `nothing`.\n\n"
        "[See `lamp.turn`](lamp.md)\n\n    `lamp.turn`\n"
    )
    write_project(tmp_path, {"lamp.md": LAMP, "house.md": HOUSE, "guide.md": guide})
    built = build_site(tmp_path, caplog)
    assert not built.log
    own = re.findall(r'(?s)<a class="dg-word" href="([^"]*)"[^>]*><code>([^<]*)</code></a>', built.html("lamp.html"))
    assert own == [("#turn", "turn"), ("#blink", "blink")]
    html = built.html("guide.html")
    words = re.findall(r'(?s)<a class="dg-word" href="([^"]*)"[^>]*><code>([^<]*)</code></a>', html)
    assert words == [("lamp.html#turn", "lamp.turn")]
    assert html.count("<code>turn</code>") == 2


@pytest.mark.parametrize("options", ["", ":\n      style_plain_text: true", ":\n      style_plain_text: haskell"])
def test_words_in_colour_lead_to_definitions(tmp_path: Path, caplog: pytest.LogCaptureFixture, options: str) -> None:
    """An extension that colours code between backticks leaves the links."""
    guide = "# Guide\n\nSee `lamp.turn`, `lamp.blink`, `a < b`, and `#!haskell Lamp.mkLamp`.\n"
    write_project(tmp_path, {"lamp.md": LAMP, "guide.md": guide})
    settings = tmp_path / "mkdocs.yml"
    extensions = f"  - pymdownx.highlight\n  - pymdownx.inlinehilite{options}\nplugins:"
    settings.write_text(settings.read_text(encoding="utf-8").replace("plugins:", extensions), encoding="utf-8")
    built = build_site(tmp_path, caplog)
    assert not built.log
    found = re.findall(r'(?s)<a class="dg-word" href="([^"]*)"[^>]*>(<code.*?</code>)</a>', built.html("guide.html"))
    words = [(href, re.sub("<[^>]*>", "", code)) for href, code in found]
    assert words == [("lamp.html#turn", "lamp.turn"), ("lamp.html#blink", "lamp.blink")]
    assert "a &lt; b" in re.sub("<[^>]*>", "", built.html("guide.html"))
