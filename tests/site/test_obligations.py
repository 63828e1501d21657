"""What the site and commands say of laws that theories take for granted."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from site_case import build_site, write_project

from diglot.cli.main import diglot
from diglot.project import load_project
from diglot.proofs.status import TheoryRecord, print_status
from diglot.settings import Settings

LEAGUE = """\
# League

```juvix
module league;

import Stdlib.Prelude open;
import Stdlib.Data.Set as Set open using {Set};

type Player := mkPlayer@{rank : Nat};

instance
byRank : Ord Player := Ord.mk@{
  compare (a b : Player) : Ordering :=
    if
      | Player.rank a < Player.rank b := Ordering.LessThan
      | else := Ordering.GreaterThan
};

join (player : Player) (team : Set Player) : Set Player := Set.insert player team;
```
"""
LAW = "lawful_ord_byRank"
WRITTEN = LAW.replace("_", "'_")
"""As notation for something else would have it."""
RECORD = TheoryRecord("", True, "Isabelle2025", "2026-11-02", 4.0, (), "", ())  # noqa: FBT003


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A page that rests on a law."""
    write_project(tmp_path, {"league.md": LEAGUE, "index.md": "# Start\n"})
    (tmp_path / "theories" / "proofs").mkdir(parents=True)
    return tmp_path


def prove(root: Path, text: str, name: str = "Proofs", *, accepted: bool = True) -> None:
    """Write a theory, and that Isabelle accepted it, or did not."""
    path = root / "theories" / "proofs" / f"{name}.thy"
    path.write_text(f"theory {name}\n  imports Specification.League\nbegin\n\n{text}\n\nend\n", encoding="utf-8")
    digests = load_project(Settings(root=root)).proofs.digests
    record = {name: replace(RECORD, digest=digests[name], accepted=accepted)}
    (root / "theories" / "status.json").write_text(print_status(record), encoding="utf-8")


def theorems(root: Path) -> list[str]:
    """The theorems that prove the laws; empty texts where there are none."""
    return [each.theorem for each in load_project(Settings(root=root)).subject.obligations]


@pytest.mark.parametrize(
    "text",
    [
        f'theorem found: "{LAW}" by simp',
        f"lemma found: {LAW} by simp",
        f'lemma found [simp]: "League.{LAW}" by simp',
        f'definition kept :: "\'a \\<Rightarrow> bool" where "kept x = {LAW}"\n\ntheorem found: "{LAW}" by simp',
        f"corollary found:\n  shows \\<open>{LAW}\\<close>\n  by simp",
    ],
)
def test_a_theorem_of_just_the_law(project: Path, text: str) -> None:
    """It is named instead."""
    prove(project, text)
    assert theorems(project) == ["Proofs.found"]


@pytest.mark.parametrize(
    "text",
    [
        f'theorem found: "{LAW} \\<or> True" by simp',
        f'theorem found: assumes "x = (1 :: nat)" shows "{LAW}" by simp',
        f'theorem found: "P \\<Longrightarrow> {LAW}" by simp',
        f'theorem found: "{LAW}" "True" by simp',
        f'theorem "{LAW}" by simp',
        f'theorem found: "{LAW}" sorry',
        f'theorem found: "{LAW}" oops',
        f'axiomatization where other: "False"\n\ntheorem found: "{LAW}" by (simp add: other)',
        f'locale l = assumes law: "{LAW}"\nbegin\n\ntheorem found: "{LAW}" by (rule law)\n\nend',
        f'context assumes law: "{LAW}"\nbegin\n\ntheorem found: "{LAW}" by (rule law)\n\nend',
        f'definition {LAW} :: bool where "{LAW} = True"\n\ntheorem found: "{LAW}" by (simp add: {LAW}_def)',
        f'notation True ("{WRITTEN}")\n\ntheorem found: "{LAW}" by (rule TrueI)',
        f'notation True (\\<open>{WRITTEN}\\<close>)\n\ntheorem found: "{LAW}" by (rule TrueI)',
        f'translations\n  "{LAW}" == "CONST True"\n\ntheorem found: "{LAW}" by (rule TrueI)',
        f'text \\<open>theorem found: "{LAW}"\\<close>',
    ],
)
def test_what_is_no_proof(project: Path, text: str) -> None:
    """The law stays assumed."""
    prove(project, text)
    assert theorems(project) == [""]


def test_what_isabelle_has_not_accepted(project: Path) -> None:
    """Neither what it refused, nor a text that it has not seen."""
    prove(project, f'theorem found: "{LAW}" by simp', accepted=False)
    assert theorems(project) == [""]
    prove(project, f'theorem found: "{LAW}" by simp')
    path = project / "theories" / "proofs" / "Proofs.thy"
    path.write_text(path.read_text("utf-8").replace("by simp", "by auto"), encoding="utf-8")
    assert theorems(project) == [""]


def test_page(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The page says what its theory rests on."""
    said = f"<code>League.{LAW}</code>, which says that <code>byRank</code> is lawful, "
    assert f"{said}is assumed." in build_site(project, caplog).html("league.html")
    prove(project, f'theorem found: "{LAW}" by simp')
    assert f"{said}is proved by <code>Proofs.found</code>." in build_site(project, caplog).html("league.html")


def test_commands(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`diglot check` counts and lists what is assumed, and so does its JSON; the setting makes it an error."""
    monkeypatch.chdir(project)
    run = CliRunner()
    assert run.invoke(diglot, ["theories"]).exit_code == 0
    assert run.invoke(diglot, ["extract"]).exit_code == 0
    checked = run.invoke(diglot, ["check"])
    assert checked.exit_code == 0
    assert f"assumed, League.{LAW}: `byRank` is a lawful `Ord` (docs/league.md:19:1)" in checked.output
    assert "everything is in order, given 1 assumed law." in checked.output
    (law,) = json.loads(run.invoke(diglot, ["check", "--format", "json"]).output)["obligations"]
    assert law == {
        "name": f"League.{LAW}",
        "instance": "byRank",
        "trait": "Ord",
        "path": "docs/league.md",
        "line": 19,
        "column": 1,
        "state": "assumed",
        "theorem": "",
    }
    problems = load_project(Settings(root=project, obligations="error")).problems
    assert [(problem.code, problem.severity) for problem in problems] == [("E0813", "error")]
    prove(project, f'theorem found: "{LAW}" by simp')
    assert load_project(Settings(root=project, obligations="error")).problems == ()
    (law,) = json.loads(run.invoke(diglot, ["check", "--format", "json"]).output)["obligations"]
    assert (law["state"], law["theorem"]) == ("proved", "Proofs.found")
