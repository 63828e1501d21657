"""`diglot check PATHS`: some pages of a specification, while others are being rewritten."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from diglot.cli.main import diglot

PAGES = {
    "base.md": "module base;\nimport Stdlib.Prelude open;\ntype Size := small | large;",
    "store/shelf.md": "module store.shelf;\nimport base open;\ntype Shelf := shelf@{size : Size};",
    "store/till.md": "module store.till;\nimport Stdlib.Prelude open;\nimport base open;\ntotal : Nat := true;",
    "offer.md": "module offer;\nimport Stdlib.Prelude open;\nimport store.till open;\nbest : Nat := 1;",
    "draft.md": "module draft;\nimport offer open;\ntype := ;",
    "hen.md": "module hen;\nimport egg open;",
    "egg.md": "module egg;\nimport hen open;",
    "notes.md": "",
}
LINKS = "\nSee [the shelf](ref:Shelf), [nothing](ref:Nothing) and [a page](nowhere.md).\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A specification in which a page has a wrong type, another is half written, and two import each other."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: A site\nplugins:\n  - diglot\n", encoding="utf-8")
    for path, code in PAGES.items():
        file = tmp_path / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        fence = f"\n```juvix\n{code}\n```\n" if code else ""
        file.write_text(f"# {file.stem.title()}\n{fence}{LINKS if path == 'notes.md' else ''}", encoding="utf-8")
    return tmp_path


def run(*words: str) -> Result:
    """Run a command in the current folder."""
    return CliRunner().invoke(diglot, words, catch_exceptions=False)


def found(*paths: str) -> tuple[list[str], set[tuple[str, str]]]:
    """The modules that are checked for some paths, and the files and codes of problems."""
    told = json.loads(run("check", *paths, "--format", "json").output)
    problems = {(problem["path"], problem["code"]) for problem in (*told["problems"], *told["drift"])}
    return [module["name"] for module in told["modules"]], problems


def mistakes(*paths: str) -> set[tuple[str, str]]:
    """The files and codes of errors on pages."""
    return {(path, code) for path, code in found(*paths)[1] if code.startswith("E")}


@pytest.mark.usefixtures("project")
def test_what_a_page_imports_is_checked_with_it() -> None:
    """And nothing else: all that is wrong is on other pages."""
    modules, problems = found("docs/store/shelf.md")
    assert modules == ["base", "store.shelf"]
    assert problems == {("docs/base.md", "D0111"), ("docs/store/shelf.md", "D0111")}


@pytest.mark.usefixtures("project")
def test_what_is_wrong_below_a_page_is_told() -> None:
    """The page needs it."""
    assert mistakes("docs/offer.md") == {("docs/store/till.md", "E0401")}


@pytest.mark.usefixtures("project")
def test_pages_that_cannot_be_compiled() -> None:
    """Half a page, and pages that import each other, are told of where they are asked for."""
    assert mistakes("docs/draft.md") == {("docs/draft.md", "E0250"), ("docs/store/till.md", "E0401")}
    assert mistakes("docs/hen.md") == mistakes("docs/egg.md") == {("docs/egg.md", "E0309")}


@pytest.mark.usefixtures("project")
def test_a_folder_means_its_pages() -> None:
    """Several paths, too."""
    assert sorted(found("docs/store")[0]) == ["base", "store.shelf", "store.till"]
    assert found("docs/base.md", "docs/store/shelf.md")[0] == ["base", "store.shelf"]


@pytest.mark.usefixtures("project")
def test_a_page_without_snippets() -> None:
    """Whether names in its links exist is not known, as most pages are not looked at."""
    assert found("docs/notes.md") == ([], set())
    assert {code for path, code in found()[1] if path == "docs/notes.md"} == {"E0530"}


def test_modules_of_the_pages_are_compared(project: Path) -> None:
    """Theories are not: how a record looks there depends on the types of all pages."""
    run("check", "docs/store/shelf.md")
    for name in ("base", "store/shelf"):
        file = project / "snippets" / f"{name}.juvix"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"module {name.replace('/', '.')};\n", encoding="utf-8")
    assert found("docs/store/shelf.md")[1] == {("docs/base.md", "D0110"), ("docs/store/shelf.md", "D0110")}


@pytest.mark.usefixtures("project")
def test_a_path_that_is_no_page() -> None:
    """A mistake, unless it is a Markdown file, which an editor may hand over."""
    Path("docs/shelf.txt").write_text("", encoding="utf-8")
    assert run("check", "docs/shelf.txt").exit_code == 2
    Path("README.md").write_text("# Read me\n", encoding="utf-8")
    result = run("check", "README.md")
    assert (result.exit_code, "README.md is left alone" in result.output) == (0, True)


@pytest.mark.usefixtures("project")
def test_reports_are_kept_by_what_was_asked_for() -> None:
    """A clean report for one page is none for another."""
    assert run("check", "docs/notes.md").exit_code == 0
    assert run("check", "docs/offer.md").exit_code == 1
    assert run("check", "docs/notes.md").exit_code == 0
    assert run("check").exit_code == 1


def test_what_is_not_checked_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page whose snippets are examples is no reason to say only that everything is in order, nor is it when kept."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: A site\nplugins:\n  - diglot\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    for name, code in (("base", "module base;"), ("notes", "import base;")):
        (tmp_path / f"docs/{name}.md").write_text(f"# Page\n\n```juvix\n{code}\n```\n", encoding="utf-8")
    run("theories")
    run("extract")
    for _ in range(2):
        told = run("check").output
        assert told.startswith("Snippets are shown but not checked on `docs/notes.md`.")
        assert told.endswith("2 pages, 1 theory, 1 module: everything is in order.\n")
