"""What CI and Git run for a specification: the hooks, the action, the job of the guide, and merges of two branches."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml
from click.testing import CliRunner
from compiled_library import give_library

from diglot.cli.main import diglot

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
GUIDE = (ROOT / "docs" / "guide" / "ci.md").read_text(encoding="utf-8")


def loaded(path: str) -> Any:  # noqa: ANN401 - whatever the file has
    """A YAML file of this repository."""
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new specification with an engine."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for words in (["new", "spec", "."], ["new", "engine", "Lamp"]):
            assert CliRunner().invoke(diglot, words, catch_exceptions=False).exit_code == 0
    return folder


@pytest.fixture
def specification(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Its copy, the current folder."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    give_library(tmp_path)
    return tmp_path


def shell(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a script as CI does, with this environment's programs."""
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "NO_MKDOCS_2_WARNING": "1", **variables}
    words = ["bash", "-e", "-o", "pipefail", "-c", script]
    return subprocess.run(words, cwd=folder, env=environment, check=False, capture_output=True, text=True)


def break_page(folder: Path) -> None:
    """Make a mistake on the page of the engine."""
    page = folder / "docs" / "engines" / "lamp.md"
    page.write_text(page.read_text(encoding="utf-8").replace(": Nat", ": Nta", 1), encoding="utf-8")


# -- pre-commit -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("broken", [False, True])
def test_hooks(specification: Path, *, broken: bool) -> None:
    """Each hook is run as pre-commit runs it: with the files that it asks for, pages and other Markdown files alike."""
    if broken:
        break_page(specification)
    files = [path.relative_to(specification).as_posix() for path in specification.rglob("*.md")]
    assert "README.md" in files
    for hook in loaded(".pre-commit-hooks.yaml"):
        matching = [name for name in files if re.search(hook.get("files", ""), name)]
        assert matching
        given = matching if hook.get("pass_filenames", True) else []
        result = shell(" ".join([hook["entry"], *given]), specification)
        assert result.returncode == (broken and hook["id"] == "diglot-check"), result.stdout + result.stderr


def test_no_commit_goes_unchecked() -> None:
    """The hook that checks is run for files of any name, as `diglot check` reads more than pages and theories."""
    (hook,) = (hook for hook in loaded(".pre-commit-hooks.yaml") if hook["id"] == "diglot-check")
    assert not hook.keys() & {"files", "exclude", "types", "types_or", "exclude_types", "stages"}


def test_the_guide_names_the_hooks() -> None:
    """In the configuration that readers copy."""
    (named,) = (yaml.safe_load(code) for code in re.findall(r"(?ms)^```yaml\n(repos:.*?)^```", GUIDE))
    hooks = {hook["id"] for hook in loaded(".pre-commit-hooks.yaml")}
    assert {hook["id"] for hook in named["repos"][0]["hooks"]} == hooks


# -- GitHub and GitLab ------------------------------------------------------------------------------------------------


def test_action(specification: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """It installs the checkout that it is in, and its check annotates the mistake."""
    break_page(specification)
    action = loaded("action.yml")
    install, check = action["runs"]["steps"]
    place = tmp_path_factory.mktemp("installed")
    offline = {"PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0", "PIP_NO_INDEX": "1", "PIP_TARGET": str(place)}
    installed = shell(install["run"], specification, GITHUB_ACTION_PATH=str(ROOT), **offline)
    assert installed.returncode == 0, installed.stderr
    assert (place / "diglot" / "report" / "github.py").is_file()
    assert check["working-directory"] == "${{ inputs.folder }}"
    where = {"PYTHONPATH": str(place), "GITHUB_WORKSPACE": str(specification.parent)}
    result = shell(check["run"], specification / action["inputs"]["folder"]["default"], **where)
    assert result.returncode == 1, result.stderr
    assert f"::error file={specification.name}/docs/engines/lamp.md,line=" in result.stdout


@pytest.mark.parametrize("broken", [False, True])
def test_job_of_gitlab(specification: Path, *, broken: bool) -> None:
    """The job of the guide fails where it should, and its report has a test for each page."""
    if broken:
        break_page(specification)
    (job,) = (yaml.safe_load(code)["diglot"] for code in re.findall(r"(?ms)^```yaml\n(diglot:.*?)^```", GUIDE))
    result = shell("\n".join(job["script"]), specification)
    assert result.returncode == broken, result.stdout
    shell("\n".join(job["after_script"]), specification)
    suites = ET.parse(specification / job["artifacts"]["reports"]["junit"]).getroot()  # noqa: S314 - our own
    assert suites.get("failures") == str(int(broken))
    assert {test.get("name") for test in suites.iter("testcase")} >= {"docs/engines/lamp.md", "docs/index.md"}


# -- Merges -----------------------------------------------------------------------------------------------------------


def git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run Git without anybody's own settings."""
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    command = ["git", *who, *words]
    return subprocess.run(command, cwd=folder, env={**os.environ, **alone}, check=False, capture_output=True, text=True)


def commit(folder: Path, branch: str, change: str, new: str = "") -> None:
    """A branch from the first commit in which one page is changed, or is added."""
    assert git(folder, "checkout", "-q", "-b", branch, "main").returncode == 0
    page = folder / "docs" / "engines" / "lamp.md"
    if new:
        assert CliRunner().invoke(diglot, ["new", "engine", new], catch_exceptions=False).exit_code == 0
    else:
        text = page.read_text(encoding="utf-8")
        old, _, wanted = change.partition(" becomes ")
        assert text.count(old) == 1
        page.write_text(text.replace(old, wanted), encoding="utf-8")
    for command in ("theories", "extract"):
        assert CliRunner().invoke(diglot, [command], catch_exceptions=False).exit_code == 0
    git(folder, "add", "-A")
    assert git(folder, "commit", "-q", "-m", branch).returncode == 0


CONSTANTS = """
## Constants

```juvix
watts : Nat := 40;
```

Much later on the page.

```juvix
volts : Nat := 230;
```
"""


@pytest.mark.parametrize("side", ["--ours", "--theirs"])
@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("watts : Nat := 40 becomes watts : Nat := 60",), ("volts : Nat := 230 becomes volts : Nat := 110",)),
        (("", "Bell"), ("", "Door")),
    ],
    ids=["two definitions of a page", "two new pages"],
)
def test_merge(specification: Path, left: tuple[str, ...], right: tuple[str, ...], side: str) -> None:
    """Whichever side of the generated files is kept, a build writes what the merged pages say."""
    page = specification / "docs" / "engines" / "lamp.md"
    page.write_text(page.read_text(encoding="utf-8") + CONSTANTS, encoding="utf-8")
    for command in ("theories", "extract"):
        assert CliRunner().invoke(diglot, [command], catch_exceptions=False).exit_code == 0
    git(specification, "init", "-q")
    git(specification, "add", "-A")
    assert git(specification, "commit", "-q", "-m", "begin").returncode == 0
    commit(specification, "left", *left)
    commit(specification, "right", *right)
    merged = git(specification, "merge", "-q", "left")
    conflicts = git(specification, "diff", "--name-only", "--diff-filter=U").stdout.split()
    assert bool(merged.returncode) == bool(conflicts)
    assert all(name.startswith(("theories/", "snippets/")) for name in conflicts)
    for name in conflicts:
        assert git(specification, "checkout", side, name).returncode == 0
        assert "<<<<<<<" not in (specification / name).read_text(encoding="utf-8")
    built = shell("mkdocs build --quiet", specification)
    assert built.returncode == 0, built.stdout + built.stderr
    checked = CliRunner().invoke(diglot, ["check"], catch_exceptions=False)
    assert checked.exit_code == 0, checked.output
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (specification / "theories").glob("*.thy")}
    if left[-1] == "Bell":
        assert {"Lamp", "Bell", "Door"} <= texts.keys()
    else:
        assert "watts = 60" in texts["Lamp"]
        assert "volts = 110" in texts["Lamp"]
