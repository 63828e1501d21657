"""The rules that the folders keep: who imports whom, what is public, and what no file says."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from specfile import read_cases
from stages import STAGES

import diglot

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "plugins" / "diglot"


def tracked_files() -> Iterator[Path]:
    """The files under version control that are text."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.is_file() and b"\0" not in path.read_bytes()[:8000]:
            yield path


def test_import_rule() -> None:
    """import-linter's contracts in pyproject.toml hold."""
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", "--no-logo"]
    result = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


def test_public_names() -> None:
    """`import diglot` gives these names and no others: changing the list is a decision."""
    assert diglot.__all__ == (
        "Diagnostic",
        "Settings",
        "Site",
        "Workspace",
        "compile_site",
        "read_library",
        "read_pages",
    )
    assert all(getattr(diglot, name).__doc__ for name in diglot.__all__)


def test_the_architecture_names_everything() -> None:
    """Each folder and module at the top is in the table of where things live."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    folders = [f"{path.parent.name}/" for path in PACKAGE.glob("*/__init__.py")]
    modules = [path.name for path in PACKAGE.glob("*.py") if path.stem != "__init__"]
    assert [name for name in (*folders, *modules) if f"`{name}" not in text] == []


def test_an_addition_takes_at_most_five_places() -> None:
    """So says the table of what to write for each kind of addition; a semicolon separates two places."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rows = [row.split(" | ") for row in re.findall(r"(?m)^\| a .+$", text.partition("## How to add things")[2])]
    assert len(rows) >= 10
    assert {what: places for what, places, _ in rows if places.count(";") >= 5} == {}


def test_packages_say_what_goes_in_and_out() -> None:
    """Each package says in three lines what it takes and what it gives."""
    for path in PACKAGE.rglob("*/__init__.py"):
        described = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        assert "\nIn: " in described, path
        assert re.search(r"[.]\sOut: ", described), path


def test_modules_have_docstrings_and_sizes() -> None:
    """Each module says what it is for, and none grows without end; only wording and lists of forms may be long."""
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert ast.get_docstring(ast.parse(text)), f"{path} has no docstring"
        is_list = path.stem.endswith(("errors", "ast"))
        assert is_list or text.count("\n") <= 450, f"{path} is long enough for two modules"


def test_each_spec_file_has_cases() -> None:
    """Every file under `tests/spec/` is a test, and every fence of expected output in it belongs to a stage."""
    files = sorted((ROOT / "tests" / "spec").rglob("*"))
    assert files
    for path in files:
        if path.is_file():
            assert path.suffix == ".md", f"{path} is not a spec file"
            assert path.stem == "README" or read_cases(path, tuple(STAGES)), f"{path} has no case"


def test_the_list_of_theory_cases_is_true() -> None:
    """The list of the cases about theories names files that are there."""
    folder = ROOT / "tests" / "spec" / "theory"
    listed = set(re.findall(r"`(\w+\.md)`", (folder / "README.md").read_text(encoding="utf-8")))
    assert listed
    assert listed <= {path.name for path in folder.glob("*.md")}


def test_no_file_points_outside() -> None:
    """The project depends on nothing beside it."""
    forbidden = ("../" + "shared", "/work/" + "shared", "/work/" + "main", ".lib" + "rary/")
    for path in tracked_files():
        text = path.read_text(encoding="utf-8", errors="replace")
        assert [word for word in forbidden if word in text] == [], path


def test_no_unfinished_work() -> None:
    """What is to be done is not noted in the code."""
    marks = ("TO" + "DO", "FIX" + "ME", "X" * 3 + ":", "HACK" + ":")
    for path in tracked_files():
        if path.suffix in {".py", ".css", ".js", ".md", ".yml", ".toml"}:
            text = path.read_text(encoding="utf-8", errors="replace")
            assert [mark for mark in marks if mark in text] == [], path
