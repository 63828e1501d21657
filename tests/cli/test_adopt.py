"""Pages that follow theories changed by hand: what is proposed, what is refused, and that both agree afterwards."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from diglot.cli.main import diglot
from diglot.report.json import schema

PAGE = """\
# Lamps

```juvix
module lamps;
import Stdlib.Prelude open;
```

A lamp has a brightness.

```juvix
type Lamp := mkLamp@{
  -- in lumen
  brightness : Nat;
  names : List String
};

type Order :=
  | switch
  | dim Nat
  | paint@{ colour : String };

Rooms : Type := List Nat;

open Lamp;

brighter (n : Nat) : Nat := n   +   2; -- a little

dark (lamp : Lamp) : Bool := brightness lamp == 0;

down : Nat -> Nat
  | zero := 1
  | (suc n) := down n;

both (a b : Set Nat) : Set Nat := Set.union a b;
```
"""


@pytest.fixture
def theory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The theory of a small project, just written; the project is the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: A site\nplugins:\n  - diglot\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "lamps.md").write_text(PAGE, encoding="utf-8")
    assert run().exit_code == 0
    return tmp_path / "theories" / "Lamps.thy"


def run(*words: str) -> Result:
    """Run `diglot theories` in the current folder."""
    return CliRunner().invoke(diglot, ("theories", *words), catch_exceptions=False)


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text that must be there once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("brightness :: nat", "brightness :: int", "brightness : Nat;", "brightness : Int;"),
        ('names :: "string list"', 'names :: "string option"', "names : List String", "names : Maybe String"),
        ("names :: ", "titles :: ", "names : List String", "titles : List String"),
        ("  | dim nat", "  | dim nat int", "| dim Nat\n", "| dim Nat Int\n"),
        ("  | dim nat", "  | fade nat", "| dim Nat\n", "| fade Nat\n"),
        ("  | dim nat\n", "", "  | dim Nat\n", ""),
        ("  | dim nat\n", '  | dim nat\n  | wait "nat option"\n', "| dim Nat\n", "| dim Nat\n  | wait (Maybe Nat)\n"),
        ('Rooms = "nat list"', 'Rooms = "nat option list"', "List Nat;", "List (Maybe Nat);"),
        ("n + 2", "n * 3", "n   +   2; -- a little", "n * 3; -- a little"),
        ("n + 2", "n - 2", "n   +   2; -- a little", "sub n 2; -- a little"),
        ("n + 2", "length [n] * (2 + n)", "n   +   2; -- a little", "length [n] * (2 + n); -- a little"),
        ("a \\<union> b", "a \\<inter> b", "Set.union a b", "Set.intersection a b"),
        ("brightness lamp = 0", "brightness lamp < 5", "brightness lamp == 0", "brightness lamp < 5"),
        ('"down 0 = 1"', '"down 0 = 7"', "zero := 1", "zero := 7"),
    ],
)
def test_a_change_is_adopted_and_nothing_else_moves(theory: Path, old: str, new: str, before: str, after: str) -> None:
    """The page has the new words, and its theory is then what is on disk."""
    edit(theory, old, new)
    shown = run("--adopt")
    assert shown.exit_code == 3
    assert shown.stdout.startswith("--- a/docs/lamps.md\n+++ b/docs/lamps.md\n@@ ")
    page = Path("docs/lamps.md")
    assert page.read_text(encoding="utf-8") == PAGE
    assert run("--adopt", "--write").exit_code == 0
    assert PAGE.count(before) == 1
    assert page.read_text(encoding="utf-8") == PAGE.replace(before, after)


def test_several_changes_are_adopted_together(theory: Path) -> None:
    """A field that is renamed where it is declared and where it is used."""
    text = theory.read_text(encoding="utf-8")
    theory.write_text(text.replace("brightness", "lumen").replace("A lamp has a lumen", "A lamp has a brightness"))
    assert run("--adopt", "--write").exit_code == 0
    page = Path("docs/lamps.md").read_text(encoding="utf-8")
    assert "  lumen : Nat;" in page
    assert "lumen lamp == 0" in page
    assert "-- in lumen\n" in page


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("n + 2", "undefined n", "refused `brighter`, from theories/Lamps.thy:"),
        ("paint string", "paint nat", "`paint@{ colour : String }`"),
        ("end\n", 'lemma wrong: "False" sorry\n\nend\n', "`lemma wrong`"),
        ("A lamp has", "No lamp has", "“No lamp has a brightness.”"),
    ],
)
def test_what_cannot_be_adopted_is_said(theory: Path, old: str, new: str, said: str) -> None:
    """With the reason or the place; the page stays as it is."""
    edit(theory, old, new)
    shown = run("--adopt")
    assert shown.exit_code == 3
    assert shown.stdout == ""
    assert said in " ".join(shown.stderr.split())
    assert run("--adopt", "--write").exit_code == 3
    assert Path("docs/lamps.md").read_text(encoding="utf-8") == PAGE


def test_nothing_to_adopt(theory: Path) -> None:
    """An empty patch, and nothing said."""
    assert theory.exists()
    shown = run("--adopt")
    assert (shown.exit_code, shown.output) == (0, "")


def test_a_patch_for_programs(theory: Path) -> None:
    """The patch of each page, what was taken over, and what differs."""
    edit(theory, "brightness :: nat", "brightness :: int")
    shown = run("--adopt", "--format", "json")
    report = json.loads(shown.stdout)
    Draft202012Validator(schema()).validate(report)
    assert shown.exit_code == 3
    assert [(one["path"], "+  brightness : Int;" in one["patch"]) for one in report["proposed"]] == [
        ("docs/lamps.md", True)
    ]
    assert report["facts"] == ["adopted the field `brightness` of `Lamp`, from theories/Lamps.thy:12"]
    assert report["drift"]
    report = json.loads(run("--adopt", "--write", "--format", "json").stdout)
    assert report["done"] == [{"verb": "wrote", "path": path} for path in ("docs/lamps.md", "theories/Lamps.thy")]


@pytest.mark.parametrize("words", [("--write",), ("--adopt", "--check")])
def test_options_that_do_not_go_together(theory: Path, words: tuple[str, ...]) -> None:
    """A mistake in the command line, before anything is done."""
    assert theory.exists()
    assert run(*words).exit_code == 2
