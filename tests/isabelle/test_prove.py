"""`diglot prove` with a prover that says what Isabelle would say: no Isabelle is needed for these tests."""

import json
import stat
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from diglot.cli.main import diglot

PAGE = """\
# Switch

```juvix
module switch;

import Stdlib.Prelude open;

turn (b : Bool) : Bool := not b;
```
"""
PROOF = """\
theory Switch_Proofs
  imports Specification.Switch
begin

lemma turn_twice: "turn (turn b) = b"
  by (simp add: turn_def)

end
"""
ACCEPTED = """\
Session HOL/HOL (main)
Session Unsorted/Specification
Session Unsorted/Specification_Proofs
Building Specification ...
Specification: theory Specification.Switch
Finished Specification (0:00:04 elapsed time, 0:00:06 cpu time, factor 1.50)
Building Specification_Proofs ...
Finished Specification_Proofs (0:00:02 elapsed time, 0:00:02 cpu time, factor 1.00)
"""
NAMED = "Session Unsorted/Specification\nSession Unsorted/Specification_Proofs\n"
REFUSED = """\
Finished Specification (0:00:04 elapsed time, 0:00:06 cpu time, factor 1.50)
Specification_Proofs FAILED (see also "isabelle build_log -H Error Specification_Proofs")
*** Failed to apply initial proof method:
*** goal (1 subgoal):
***  1. (\\<not> \\<not> b) = b
*** At command "by" (line 6 of "/elsewhere/theories/proofs/Switch_Proofs.thy")
Unfinished session(s): Specification_Proofs
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page, its theory and a proof; the current folder. The program `isabelle` is still missing."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}")
    (tmp_path / "mkdocs.yml").write_text("site_name: A site\nplugins:\n  - diglot\n", encoding="utf-8")
    for path, text in {"docs/switch.md": PAGE, "theories/proofs/Switch_Proofs.thy": PROOF}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert run("theories").exit_code == 0
    return tmp_path


def run(*words: str) -> Result:
    """Run a command in the current folder."""
    return CliRunner().invoke(diglot, words, catch_exceptions=False)


def install(root: Path, log: str, ending: str = "sys.exit(0)") -> None:
    """Put a program `isabelle` on the path that prints a log, ends as told, and knows its version."""
    program = root / "bin" / "isabelle"
    program.parent.mkdir(exist_ok=True)
    lines = [
        f"#!{sys.executable}",
        "import os, signal, sys, time",
        "if sys.argv[1:] == ['version']:",
        "    print('Isabelle2025')",
        "    sys.exit(0)",
        "open('called', 'a').write(' '.join(sys.argv[1:]) + '\\n')",
        f"sys.stdout.buffer.write({log.encode('utf-8', 'surrogateescape')!r})",
        "sys.stdout.flush()",
        ending,
    ]
    program.write_text("\n".join(lines) + "\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def status(root: Path) -> dict[str, dict[str, object]]:
    """The entries of `status.json`; none where there is no such file."""
    file = root / "theories" / "status.json"
    entries: dict[str, dict[str, object]] = json.loads(file.read_text("utf-8"))["theories"] if file.exists() else {}
    return entries


def test_without_isabelle(project: Path) -> None:
    """A message that says where to get it; everything else works."""
    result = run("prove")
    assert result.exit_code == 1
    assert "E0804" in result.output
    assert "https://isabelle.in.tum.de" in result.output
    assert status(project) == {}
    assert run("check", "--theories", "theories").exit_code in {0, 3}


def test_accepted(project: Path) -> None:
    """Both sessions are built by one command, and what was accepted is written down."""
    install(project, ACCEPTED)
    result = run("prove")
    assert result.exit_code == 0, result.output
    assert (project / "called").read_text() == "build -v -D theories\n"
    assert "Isabelle2025: of 2 theories, 2 accepted." in result.output
    assert "Finished Specification (0:00:04" in result.output
    assert "Session HOL/HOL" not in result.output
    found = status(project)
    assert found["Switch"]["accepted"] is True
    assert (found["Switch"]["isabelle"], found["Switch"]["seconds"]) == ("Isabelle2025", 4.0)
    assert (found["Switch"]["page"], found["Switch"]["names"]) == ("docs/switch.md", ["turn"])
    assert (found["Switch_Proofs"]["seconds"], found["Switch_Proofs"]["trusts"]) == (2.0, [])


def test_a_second_time(project: Path) -> None:
    """What Isabelle has built before keeps its entry, with the time it took."""
    install(project, ACCEPTED)
    run("prove")
    before = status(project)
    install(project, NAMED)
    result = run("prove")
    assert result.exit_code == 0
    assert status(project) == before
    assert "wrote" not in result.output


def test_refused(project: Path) -> None:
    """The message is at the proof; what was accepted is recorded beside what was not."""
    install(project, REFUSED, "sys.exit(1)")
    result = run("prove")
    assert result.exit_code == 1
    assert "theories/proofs/Switch_Proofs.thy:6:3: error[E0802]" in result.output
    assert "1. (¬ ¬ b) = b" in result.output
    assert {name: entry["accepted"] for name, entry in status(project).items()} == {
        "Switch": True,
        "Switch_Proofs": False,
    }


def test_refused_theory(project: Path) -> None:
    """An error in a generated theory is reported at the snippet."""
    words = '*** Extra variables on rhs: "turn"\n*** At command "definition" (line 9 of "~/x/theories/Switch.thy")\n'
    install(project, "Specification FAILED\n" + words, "sys.exit(1)")
    result = run("prove")
    assert "docs/switch.md:8:" in result.output
    assert "E0801" in result.output
    assert "theories/Switch.thy:9" in result.output
    assert status(project)["Switch"]["accepted"] is False


def test_json(project: Path) -> None:
    """For programs: the same messages, and nothing else on standard output."""
    install(project, REFUSED, "sys.exit(1)")
    report = json.loads(run("prove", "--format", "json").output)
    assert [(one["code"], one["path"], one["line"]) for one in report["problems"]] == [
        ("E0802", "theories/proofs/Switch_Proofs.thy", 6)
    ]


@pytest.mark.parametrize(
    ("log", "ending", "code"),
    [
        ("Specification FAILED\n*** Timeout\n", "sys.exit(142)", "E0806"),
        ("Building Specification ...\n", "os.kill(os.getpid(), signal.SIGKILL)", "E0805"),
        ("*** Bad session root directory\n", "sys.exit(2)", "E0803"),
        ("Exception in thread main java.lang.OutOfMemoryError\n", "sys.exit(1)", "E0805"),
        ("\udcff\udcfe\x00\x1b[31m \udc80 ***\n" * 50, "sys.exit(3)", "E0805"),
        ("", "sys.exit(0)", "E0805"),
        ("x" * 100_000, "sys.exit(0)", "E0805"),
    ],
    ids=["timeout", "killed", "no-place", "crash", "garbage", "silence", "endless-line"],
)
def test_no_verdict(project: Path, log: str, ending: str, code: str) -> None:
    """Whatever goes wrong, there is one message, and no theory is called accepted."""
    install(project, log, ending)
    result = run("prove")
    assert result.exit_code == 1
    assert result.output.count("error[E") == 1
    assert code in result.output
    assert not any(entry["accepted"] for entry in status(project).values())


def test_limit(project: Path) -> None:
    """A prover that does not end is stopped."""
    install(project, "Building Specification ...\n", "time.sleep(60)")
    result = run("prove", "--limit", "0.02")
    assert result.exit_code == 1
    assert "took longer than the time limit allows" in result.output


def test_own_command(project: Path) -> None:
    """The setting names another program, with its words."""
    install(project, ACCEPTED)
    (project / "bin" / "isabelle").rename(project / "bin" / "my prover")
    options = "plugins:\n  - diglot:\n      prove: ['my prover', build, -D, theories]\n"
    (project / "mkdocs.yml").write_text(f"site_name: A site\n{options}", encoding="utf-8")
    result = run("prove")
    assert result.exit_code == 0, result.output
    assert (project / "called").read_text() == "build -D theories\n"
    assert status(project)["Switch"]["isabelle"] == "an unnamed version of Isabelle"


@pytest.mark.parametrize("value", ["[]", "''", "[build, [a]]", "'\"open'"])
def test_wrong_command(project: Path, value: str) -> None:
    """A setting that is no command is reported at its place."""
    text = f"site_name: A site\nplugins:\n  - diglot:\n      prove: {value}\n"
    (project / "mkdocs.yml").write_text(text, encoding="utf-8")
    result = run("prove")
    assert result.exit_code == 1
    assert "mkdocs.yml:4:14: error[E0007]" in result.output


def test_drift_comes_first(project: Path) -> None:
    """Isabelle is not asked about theories that are not what the pages say."""
    install(project, ACCEPTED)
    page = project / "docs" / "switch.md"
    page.write_text(PAGE.replace("not b", "b"), encoding="utf-8")
    result = run("prove")
    assert result.exit_code == 3
    assert "Isabelle was not started" in result.output
    assert not (project / "called").exists()


def test_broken_page(project: Path) -> None:
    """Nor while a page has problems."""
    install(project, ACCEPTED)
    (project / "docs" / "switch.md").write_text(PAGE.replace("not b", "nought b"), encoding="utf-8")
    assert run("prove").exit_code == 1
    assert not (project / "called").exists()


def test_renamed_after_it_was_proved(project: Path) -> None:
    """What Isabelle accepted is known by name, so a rename shows in the proofs even when the theories are written."""
    install(project, ACCEPTED)
    run("prove")
    page = project / "docs" / "switch.md"
    page.write_text(PAGE.replace("turn (b", "toggle (b"), encoding="utf-8")
    assert run("theories").exit_code == 0
    result = run("theories", "--check")
    assert result.exit_code == 3
    assert "theories/proofs/Switch_Proofs.thy:5:" in result.output
    assert "D0114" in result.output


def test_nothing_to_prove(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages without snippets have no theories."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Words\n", encoding="utf-8")
    result = run("prove")
    assert result.exit_code == 0
    assert "There is nothing to prove" in result.output


TEAM = """\
# Switch

```juvix
module switch;

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
LAWFUL = """\
theory Switch_Proofs
  imports Specification.Switch
begin

theorem by_rank: "lawful_ord_byRank"
  by (simp add: something)

end
"""


def test_laws_that_have_to_be_proved(project: Path) -> None:
    """Where the settings ask for proofs, an open law is an error, and it can be proved all the same."""
    (project / "mkdocs.yml").write_text(
        "site_name: A site\nplugins:\n  - diglot:\n      obligations: error\n", encoding="utf-8"
    )
    page, proof = project / "docs/switch.md", project / "theories/proofs/Switch_Proofs.thy"
    page.write_text(TEAM, encoding="utf-8")
    proof.write_text(LAWFUL, encoding="utf-8")
    for command in ("theories", "extract"):
        result = run(command)
        assert (result.exit_code, "wrote " in result.output, "E0813" in result.output) == (1, True, True)
    assert run("check").exit_code == 1
    install(project, REFUSED, "sys.exit(1)")
    assert "E0813" in run("prove").output
    install(project, ACCEPTED)
    assert run("prove").exit_code == 0
    assert run("check").exit_code == 0
    proof.write_text(LAWFUL.replace("begin", "begin\n\ntext \\<open>One more line.\\<close>"), encoding="utf-8")
    assert "E0813" in run("check").output
    assert run("prove").exit_code == 0
    assert run("check").exit_code == 0
    proof.write_text(LAWFUL.replace("lawful_ord_byRank", "True"), encoding="utf-8")
    result = run("prove")
    assert (result.exit_code, "E0813" in result.output) == (1, True)
