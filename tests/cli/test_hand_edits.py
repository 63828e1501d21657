"""Generated files that somebody has edited: nothing of that is lost. What is merely out of date is written again."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from mkdocs.exceptions import Abort
from site_case import build_site

from diglot.cli.main import diglot
from diglot.digest_line import has_digest, is_as_written

PAGE = """\
# Count

```juvix
module count;
import Stdlib.Prelude open;

two : Nat := 2;

three : Nat := 3;
```
"""
THEORY, MODULE, ROOT = "theories/Count.thy", "snippets/count.juvix", "theories/ROOT"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with everything written; the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: A site\nplugins:\n  - diglot\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/count.md").write_text(PAGE, encoding="utf-8")
    assert [run(command).exit_code for command in ("theories", "extract", "check")] == [0, 0, 0]
    return tmp_path


def run(*words: str) -> Result:
    """Run a command in the current folder."""
    return CliRunner().invoke(diglot, words, catch_exceptions=False)


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text that must be there once."""
    text = path.read_bytes().decode()
    assert text.count(old) == 1
    path.write_bytes(text.replace(old, new).encode())


def files(root: Path) -> dict[str, bytes]:
    """All generated files."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in ("theories", "snippets")
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (THEORY, "two = 2", "two = 22"),
        (THEORY, "end\n(*", 'lemma hard_won: "True" by simp\n\nend\n(*'),
        (THEORY, "definition two", "(* a remark *)\ndefinition two"),
        (THEORY, "theory Count", "theory  Count"),
        (THEORY, "digest 1: ", "digest 1: 0"),
        (ROOT, "[document = false, timeout = 600]", "[document = false, timeout = 600, quick_and_dirty]"),
        (ROOT, "  theories\n", "  sessions\n    Other\n  directories more\n  theories\n"),
        (ROOT, "  theories\n", "  (* mine *)\n  theories\n"),
        (ROOT, "timeout = 600", "timeout = 900"),
        (ROOT, "= HOL +", "= HOLCF +"),
        (MODULE, "two : Nat := 2;", "two : Nat := 22;"),
        (MODULE, "three : Nat", "-- a remark\nthree : Nat"),
    ],
)
def test_an_edit_stops_everything(
    project: Path, caplog: pytest.LogCaptureFixture, path: str, old: str, new: str
) -> None:
    """Nothing is written, both places are told, and so are the ways out; dropping the edit is one of them."""
    clean = files(project)
    edit(project / path, old, new)
    edit(project / "docs/count.md", "three : Nat := 3", "three : Nat := 4")
    edited = files(project)
    if new == "digest 1: 0":  # What would be written says something else, and nobody knows what was.
        edit(project / "docs/count.md", "three : Nat := 4", "three : Nat := 5")
    command = "extract" if path == MODULE else "theories"
    result = run(command)
    assert result.exit_code == 3
    assert f"{path}:" in result.output
    assert "error[D0121] Edited by hand" in result.output
    assert f"`diglot {command} --overwrite`" in result.output
    assert "Nothing was written" in result.output
    if path != ROOT:
        assert re.search(r"`docs/count.md:\d+`, which it is made from", result.output)
        assert f"`diglot {command} --adopt`" in result.output
    with pytest.raises(Abort):
        build_site(project, caplog)
    assert "error[D0121] Edited by hand" in caplog.text
    assert files(project) == edited
    assert run(command, "--overwrite").exit_code == 0
    assert run("theories").exit_code == run("extract").exit_code == run("check").exit_code == 0
    assert files(project).keys() == clean.keys()
    assert files(project) != clean


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (THEORY, "definition two", "(* a remark *)\ndefinition two"),
        (THEORY, "theory Count", "theory  Count"),
        (MODULE, "three : Nat", "-- a remark\nthree : Nat"),
    ],
)
def test_an_edit_that_says_nothing_is_told(project: Path, path: str, old: str, new: str) -> None:
    """Comments and layout are no difference, but nobody should learn of the edit only when a build stops at it."""
    assert "edited by hand" not in run("check").output
    edit(project / path, old, new)
    result = run("check")
    assert result.exit_code == 0
    assert result.output.startswith(
        f"`{path}` says what its page says, but its comments or its layout were edited by hand"
    )
    edit(project / "docs/count.md", "two : Nat := 2", "two : Nat := 3")
    edit(project / "docs/count.md", "three : Nat := 3", "three : Nat := 4")
    assert "comments or its layout" not in run("check").output


def test_what_is_out_of_date_is_written_again(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    """By each command for its folder, and by a build for all."""
    edit(project / "docs/count.md", "two : Nat := 2", "two : Nat := 22")
    assert run("check").exit_code == 3
    assert [run(command).exit_code for command in ("theories", "extract", "check")] == [0, 0, 0]
    edit(project / "docs/count.md", "two : Nat := 22", "two : Nat := 222")
    build_site(project, caplog)
    assert run("check").exit_code == 0
    assert all(is_as_written(data.decode()) for path, data in files(project).items() if path != ROOT)


@pytest.mark.parametrize("path", [THEORY, MODULE, ROOT])
def test_an_unfinished_merge_is_written_again(project: Path, path: str) -> None:
    """Whatever the two sides say: the page decides."""
    text = (project / path).read_text(encoding="utf-8")
    (project / path).write_text(f"<<<<<<< HEAD\n{text}=======\n{text}more\n>>>>>>> other\n", encoding="utf-8")
    assert run("check").exit_code == 3
    assert [run(command).exit_code for command in ("theories", "extract", "check")] == [0, 0, 0]
    assert (project / path).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("path", [THEORY, MODULE])
def test_files_from_before_there_was_a_digest(project: Path, path: str) -> None:
    """One that says the same is written with its digest; of any other nobody knows whether it was edited."""
    whole = (project / path).read_text(encoding="utf-8")
    bare = whole[: whole.rindex("\n", 0, -1) + 1]
    assert has_digest(whole)
    assert not has_digest(bare)
    (project / path).write_text(bare, encoding="utf-8")
    assert [run(command).exit_code for command in ("check", "theories", "extract")] == [0, 0, 0]
    assert (project / path).read_text(encoding="utf-8") == whole
    (project / path).write_text(bare.replace("2", "22"), encoding="utf-8")
    assert run("extract" if path == MODULE else "theories").exit_code == 3


def test_line_ends_are_no_edit(project: Path) -> None:
    """The digest is that of the text with LF line ends, as version control may bring others."""
    for path in (THEORY, MODULE, ROOT):
        (project / path).write_bytes((project / path).read_bytes().replace(b"\n", b"\r\n"))
    edit(project / "docs/count.md", "two : Nat := 2", "two : Nat := 22")
    assert [run(command).exit_code for command in ("theories", "extract", "check")] == [0, 0, 0]


def test_an_adopted_edit_is_none_any_more(project: Path) -> None:
    """The page says it now, and the theory is what is made from the page."""
    edit(project / THEORY, '"two = 2"', '"two =\n     22"')
    assert run("theories").exit_code == 3
    assert run("theories", "--adopt", "--write").exit_code == 0
    assert "two : Nat := 22;" in (project / "docs/count.md").read_text(encoding="utf-8")
    assert is_as_written((project / THEORY).read_text(encoding="utf-8"))
    assert [run(command).exit_code for command in ("theories", "extract", "check")] == [0, 0, 0]


def test_an_edited_module_is_brought_to_the_page(project: Path) -> None:
    """As a patch, and then on the page; the module is as it would be written then."""
    edit(project / MODULE, "two : Nat := 2;", "two : Nat := 20 + 2;\n\nfour : Nat := 4;")
    shown = run("extract", "--adopt")
    assert shown.exit_code == 3
    assert shown.stdout.startswith("--- a/docs/count.md\n+++ b/docs/count.md\n")
    assert (project / "docs/count.md").read_text(encoding="utf-8") == PAGE
    result = run("extract", "--adopt", "--write")
    assert (result.exit_code, "adopted `two : Nat := 20 + 2`" in result.output) == (0, True)
    assert [run(command).exit_code for command in ("theories", "check")] == [0, 0]


def test_what_cannot_be_brought_to_the_page(project: Path) -> None:
    """An edit that makes the page wrong is refused; one that nothing on the page could say has no proposal."""
    edit(project / MODULE, "two : Nat := 2;", "two : Nat := missing;")
    edit(project / MODULE, "module count;", "axiom before : Nat;\nmodule count;")
    result = run("extract", "--adopt", "--write")
    assert result.exit_code == 3
    assert "refused `two : Nat := missing`" in result.output
    assert "no proposal for `axiom before : Nat`" in result.output
    assert (project / "docs/count.md").read_text(encoding="utf-8") == PAGE


@pytest.mark.parametrize("path", [THEORY, MODULE])
def test_a_file_from_a_newer_version(project: Path, path: str) -> None:
    """It is neither compared nor written, unless that is asked for."""
    edit(project / path, "digest 1: ", "digest 2: 0")
    edit(project / path, "two = 2", "two = 22") if path == THEORY else None
    before = files(project)
    command = "extract" if path == MODULE else "theories"
    for words in (["check"], [command]):
        result = run(*words)
        assert (result.exit_code, "error[D0125] From a newer version" in result.output) == (3, True)
        assert "version 2 of its format; this one knows version 1" in result.output
        assert "D0121" not in result.output
    assert files(project) == before
    assert run(command, "--overwrite").exit_code == 0
    assert run("check").exit_code == 0


def test_the_session_grows(project: Path) -> None:
    """The support theory and pages that come and go are no edits."""
    edit(project / "docs/count.md", "two : Nat := 2;", "type T := a | b;\n\nderiving instance\nordT : Ord T;\n")
    assert [run("theories").exit_code for _ in range(2)] == [0, 0]
    assert "Diglot_Base" in (project / ROOT).read_text(encoding="utf-8")
    (project / "docs/more.md").write_text(PAGE.replace("count", "more"), encoding="utf-8")
    assert run("theories").exit_code == 0
    (project / "docs/count.md").unlink()
    assert run("theories").exit_code == 0
    assert "Diglot_Base" not in (project / ROOT).read_text(encoding="utf-8")


def test_a_theory_of_ones_own_in_the_session(project: Path) -> None:
    """A line for it is an edit; a line that names nothing is left from something that has been removed."""
    edit(project / ROOT, "    Count\n", "    Count\n    Mine\n")
    assert run("theories").exit_code == 0
    (project / "theories/Mine.thy").write_text("theory Mine imports Main begin\nend\n", encoding="utf-8")
    edit(project / ROOT, "    Count\n", "    Count\n    Mine\n")
    result = run("theories")
    assert (result.exit_code, "`theories/ROOT:5` was edited by hand" in result.output) == (3, True)


def test_pages_behind_a_link_are_not_written(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is outside the project is read and shown, but neither laid out nor brought in line with a theory."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "more.md").write_text(PAGE.replace("count", "part.more"), encoding="utf-8")
    (project / "docs/part").symlink_to(outside)
    assert run("theories").exit_code == 0
    edit(project / "theories/More.thy", "two = 2", "two = 22")
    edit(outside / "more.md", "two : Nat := 2;", "two : Nat :=    2;")
    before = (outside / "more.md").read_bytes()
    for words in (["format"], ["theories", "--adopt", "--write"]):
        result = run(*words)
        assert (result.exit_code, "error[E0010] Page outside the project" in result.output) == (1, True)
    assert (outside / "more.md").read_bytes() == before


@pytest.mark.parametrize("path", [THEORY, MODULE])
def test_a_leftover_that_was_edited_stays(project: Path, path: str, caplog: pytest.LogCaptureFixture) -> None:
    """The file of a page that is gone is removed, unless somebody has edited it."""
    edit(project / path, "three", "four") if path == MODULE else edit(project / path, "three = 3", "three = 4")
    (project / "docs/count.md").write_text("# Words\n", encoding="utf-8")
    command = "extract" if path == MODULE else "theories"
    found = json.loads(run(command, "--format", "json").output)
    assert [problem["code"] for problem in found["drift"]] == ["D0122"]
    assert found["done"] == []
    with pytest.raises(Abort):
        build_site(project, caplog)
    assert (project / path).exists()
    assert run(command, "--overwrite").exit_code == 0
    assert not (project / path).exists()


def test_overwriting_is_for_writing(project: Path) -> None:
    """It makes no sense with options that write no theories."""
    assert run("theories", "--overwrite", "--check").exit_code == 2
    assert run("theories", "--overwrite", "--adopt").exit_code == 2
    assert run("extract", "--overwrite", "--check").exit_code == 2
    assert project.is_dir()
