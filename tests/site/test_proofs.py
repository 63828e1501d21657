"""What the site shows of proofs: theorems on pages, and what Isabelle said of theories."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from site_case import build_site, write_project

from diglot.describe.status import status_words
from diglot.diagnostic import Problems
from diglot.project import load_project, write_generated
from diglot.proofs.status import State, TheoryRecord, Verdict, print_status
from diglot.settings import Settings
from diglot.workspace import read_configuration

SWITCH = """\
# Switch

```juvix
module switch;

import Stdlib.Prelude open;

turn (b : Bool) : Bool := not b;
```

Twice is nothing:

```theorem
Switch_Proofs.turn_twice
```
"""
PROOF = """\
theory Switch_Proofs
  imports Specification.Switch
begin

lemma turn_twice:
  "\\<forall>b. turn (turn b) = b"
  by (simp add: turn_def)

lemma turn_often: "turn b = b" sorry

end
"""
RECORD = TheoryRecord("", True, "Isabelle2025", "2026-11-02", 4.0, (), "", ())  # noqa: FBT003


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A page that shows a theorem."""
    write_project(tmp_path, {"switch.md": SWITCH, "index.md": "# Start\n"})
    (tmp_path / "theories" / "proofs").mkdir(parents=True)
    (tmp_path / "theories" / "proofs" / "Switch_Proofs.thy").write_text(PROOF, encoding="utf-8")
    return tmp_path


def text(html: str) -> str:
    """The words of some HTML."""
    return re.sub(r"<[^>]*>", "", html)


def accept(root: Path, *theories: str) -> None:
    """Write down that Isabelle accepted these theories as they are."""
    digests = load_project(Settings(root=root)).proofs.digests
    records = {name: replace(RECORD, digest=digests[name]) for name in theories}
    (root / "theories" / "status.json").write_text(print_status(records), encoding="utf-8")


def test_theorem(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The statement comes from the proof, with signs for escapes and a link for the page's name."""
    built = build_site(project, caplog)
    html = built.html("switch.html")
    figure = html[html.index("dg-theorem") :]
    assert '"∀b. turn (turn b) = b"' in text(figure).replace("&quot;", '"')
    assert 'href="#turn"' in figure
    assert 'href="theories/Switch_Proofs.html#L5"' in figure
    assert "simp" not in figure
    assert "The theory of this proof has not been checked by Isabelle yet." in figure
    assert 'id="L5"' in built.html("theories/Switch_Proofs.html")
    assert not caplog.text


def test_accepted_and_changed(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The verdict is below the title and at the theorem, as long as it is about this text."""
    accept(project, "Switch", "Switch_Proofs")
    html = build_site(project, caplog).html("switch.html")
    title, status = html.index("Switch</h1>"), html.index("was accepted by Isabelle2025 on 2 November 2026.")
    assert title < status < html.index("dg-figure")
    assert "The theory of this proof was accepted by Isabelle2025 on 2 November 2026." in html

    page = project / "docs" / "switch.md"
    page.write_text(SWITCH.replace("not b", "b"), encoding="utf-8")
    html = build_site(project, caplog).html("switch.html")
    assert "This page’s theory has changed since Isabelle2025 accepted it on 2 November 2026." in html
    assert "The theory of this proof has changed since Isabelle2025 accepted it" in html
    assert "dg-accepted" not in html


def test_only_the_proof_changed(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The page's own theory is as it was."""
    accept(project, "Switch", "Switch_Proofs")
    proof = project / "theories" / "proofs" / "Switch_Proofs.thy"
    proof.write_text(PROOF.replace("by (simp add: turn_def)", "by (simp add: turn_def) (* *)"), encoding="utf-8")
    html = build_site(project, caplog).html("switch.html")
    assert "This page’s theory was accepted by" in html
    assert "The theory of this proof has changed since" in html


def test_what_the_settings_accept(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The reason is with the theorems of that theory, on its page, and in the list of theories."""
    reason = "Turning often is _out of scope_ here"
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    option = f"- diglot:\n      theories: check\n      exceptions:\n        Switch_Proofs.turn_often: {reason}\n"
    (project / "mkdocs.yml").write_text(settings.replace("- diglot\n", option), encoding="utf-8")
    write_generated(load_project(read_configuration(project).settings), Problems())
    built = build_site(project, caplog)
    accepted = f"Accepted without proof, Switch_Proofs.turn_often: {reason}."
    assert accepted in text(built.html("switch.html"))
    assert accepted in text(built.html("theories/Switch_Proofs.html"))
    index = text(built.html("theories/index.html"))
    assert index.index("Accepted Without Proof") < index.index(reason)
    assert "D0116" not in caplog.text

    option = "- diglot:\n      theories: check\n"
    (project / "mkdocs.yml").write_text(settings.replace("- diglot\n", option), encoding="utf-8")
    with pytest.raises(Abort):
        build_site(project, caplog)
    assert "Switch_Proofs.thy:9:32: error[D0116] Asserted without proof" in caplog.text


def test_sorry_is_no_proof(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Even in a theory that was accepted."""
    (project / "docs" / "switch.md").write_text(SWITCH.replace("turn_twice", "turn_often"), encoding="utf-8")
    accept(project, "Switch", "Switch_Proofs")
    html = build_site(project, caplog).html("switch.html")
    assert "This is not proved: its proof ends in sorry." in html
    assert "dg-failed" in html


def test_unknown_theorem(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The build fails at the line of the name."""
    (project / "docs" / "switch.md").write_text(SWITCH.replace("turn_twice", "turn_twize"), encoding="utf-8")
    with pytest.raises(Abort):
        build_site(project, caplog)
    assert "docs/switch.md:14:1: error[E0809]" in caplog.text
    assert "Did you mean `Switch_Proofs.turn_twice`?" in caplog.text


def test_no_proofs_no_verdicts(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Where nobody proves anything, pages don't speak of it."""
    write_project(tmp_path, {"switch.md": SWITCH[: SWITCH.index("Twice")], "index.md": "# Start\n"})
    assert "dg-status" not in build_site(tmp_path, caplog).html("switch.html")


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (Verdict(State.NEVER, None), "It has not been checked by Isabelle yet."),
        (Verdict(State.ACCEPTED, RECORD), "It was accepted by Isabelle2025 on 2 November 2026."),
        (
            Verdict(State.ACCEPTED, replace(RECORD, trusts=("eval",))),
            "It was accepted by Isabelle2025 on 2 November 2026. It rests on eval as well as on the kernel.",
        ),
        (Verdict(State.FAILED, RECORD), "It was refused by Isabelle2025 on 2 November 2026."),
        (
            Verdict(State.CHANGED, replace(RECORD, accepted=False, date="some day")),
            "It has changed since Isabelle2025 refused it on some day.",
        ),
    ],
)
def test_words(verdict: Verdict, words: str) -> None:
    """Every verdict in words."""
    assert status_words(verdict, "It") == words
