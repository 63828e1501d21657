"""`diglot format` in small projects on disk."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from diglot.cli.main import diglot
from diglot.report.json import schema

UNTIDY = "# Page\n\n*  prose\n\n```juvix\nmodule m;\nx  : T   :=  1;\n```\n"
TIDY = "# Page\n\n*  prose\n\n```juvix\nmodule m;\nx : T := 1;\n```\n"


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page in a project of its own; its folder is the current one."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "m.md"
    path.write_text(UNTIDY, encoding="utf-8")
    return path


def run(*words: str) -> Result:
    """Run the command; what it prints and its exit code."""
    return CliRunner().invoke(diglot, ["format", *words], catch_exceptions=False)


def test_format_writes(page: Path) -> None:
    """Only the snippet changes, and a second time nothing does."""
    assert "formatted m.md" in run().output
    assert page.read_text(encoding="utf-8") == TIDY
    assert run("--check").exit_code == 0


def test_check_shows(page: Path) -> None:
    """The difference is shown, and the page stays as it is."""
    result = run("--check", "m.md")
    assert result.exit_code == 3
    assert "+x : T := 1;" in result.output
    assert page.read_text(encoding="utf-8") == UNTIDY


def test_syntax_errors(page: Path) -> None:
    """A page that cannot be parsed is reported and left alone."""
    broken = UNTIDY.replace(":=", ":= (")
    page.write_text(broken, encoding="utf-8")
    result = run()
    assert result.exit_code == 1
    assert "m.md:7" in result.output
    assert page.read_text(encoding="utf-8") == broken


def test_unknown_path(page: Path) -> None:
    """A path without pages is a mistake on the command line."""
    (page.parent / "other.txt").write_text("", encoding="utf-8")
    assert run("other.txt").exit_code == 2


def test_json(page: Path) -> None:
    """For programs: what would change, what has changed, and what is wrong."""
    broken = UNTIDY.replace(":=", ":= (")
    (page.parent / "n.md").write_text(broken.replace("module m", "module n"), encoding="utf-8")
    found = [json.loads(run("--format", "json", *words).output) for words in (("--check",), (), ("--check",))]
    for report in found:
        Draft202012Validator(schema()).validate(report)
        assert [problem["path"] for problem in report["problems"]] == ["n.md"]
    assert [[one["path"] for one in report["proposed"]] for report in found] == [["m.md"], [], []]
    assert [report["done"] for report in found] == [[], [{"verb": "formatted", "path": "m.md"}], []]


# -- Standard input ---------------------------------------------------------------------------------------------------


def pipe(text: str, *words: str) -> Result:
    """Run the command with a page on standard input."""
    return CliRunner().invoke(diglot, ["format", "-", *words], input=text.encode(), catch_exceptions=False)


def test_standard_input(page: Path) -> None:
    """The page comes out as it should be, with its own line ends, and no file changes."""
    for text, laid_out in ((UNTIDY, TIDY), (TIDY, TIDY)):
        for end in ("\n", "\r\n"):
            result = pipe(text.replace("\n", end))
            assert (result.exit_code, result.stdout_bytes.decode()) == (0, laid_out.replace("\n", end))
    assert page.read_text(encoding="utf-8") == UNTIDY


def test_standard_input_is_checked(page: Path) -> None:
    """As a page is."""
    assert pipe(TIDY, "--check").exit_code == 0
    result = pipe(UNTIDY, "--check")
    assert result.exit_code == 3
    assert "+x : T := 1;" in result.stdout
    assert page.exists()


def test_standard_input_with_a_mistake(page: Path) -> None:
    """An editor that takes what comes out must not lose its text: nothing comes out, and the message goes elsewhere."""
    result = pipe(UNTIDY.replace(":=", ":= ("))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "-:7" in result.stderr
    assert page.exists()
    wrong = CliRunner().invoke(diglot, ["format", "-"], input=b"\xff\xfe")
    assert wrong.exit_code == 2
    assert "not UTF-8" in wrong.stderr
    assert CliRunner().invoke(diglot, ["format", "-", "m.md"], input=b"").exit_code == 2


def test_other_markdown_files(page: Path) -> None:
    """A hook passes all Markdown files of a commit, pages or not."""
    (page.parent / "mkdocs.yml").write_text("site_name: A site\n", encoding="utf-8")
    (page.parent / "docs").mkdir()
    moved = page.rename(page.parent / "docs" / "m.md")
    (page.parent / "README.md").write_text("# Read me\n\n```juvix\nx  :=  1\n```\n", encoding="utf-8")
    result = run("README.md", "docs/m.md")
    assert result.exit_code == 0
    assert "README.md is left alone: it is no page of the folder docs." in result.output
    assert moved.read_text(encoding="utf-8") == TIDY
    assert "x  :=  1" in (page.parent / "README.md").read_text(encoding="utf-8")
