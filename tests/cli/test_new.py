"""`diglot new`: what it makes passes all checks, and nothing is ever overwritten."""

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from diglot.cli.main import diglot
from diglot.report.json import schema
from diglot.template.fill import engine_name, is_engine_name, new_engine

DOCS = Path(__file__).parent.parent.parent / "docs"
FENCE = re.compile(r'^```(sh|diff|text title="Diglot says")\n(.*?)^```$', re.MULTILINE | re.DOTALL)


def run(*arguments: str) -> Result:
    """Run the command in the current folder."""
    return CliRunner().invoke(diglot, list(arguments))


def texts(folder: Path) -> dict[str, bytes]:
    """All files below a folder, without the cache."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# -- A specification --------------------------------------------------------------------------------------------------


def test_a_new_specification_is_in_order(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has all that a project needs, and the check finds nothing, not even a theory that is missing."""
    result = run("new", "spec", "a/lock: with 'leases'")
    assert result.exit_code == 0, result.output
    root = here / "a" / "lock: with 'leases'"
    monkeypatch.chdir(root)
    wanted = {"mkdocs.yml", "README.md", ".gitignore", "requirements.txt", ".github/workflows/checks.yml"}
    assert wanted | {"docs/index.md", "theories/ROOT"} <= texts(root).keys()
    assert yaml.safe_load((root / "mkdocs.yml").read_text())["site_name"] == "lock: with 'leases'"
    assert run("check").output.strip() == "3 pages, 1 theory, 1 module: everything is in order."
    assert run("format", "--check").exit_code == 0


def test_an_empty_folder_will_do(here: Path) -> None:
    """The current one, for example."""
    assert run("new", "spec", ".").exit_code == 0
    assert "cd " not in run("new", "spec", "..").output
    assert (here / "mkdocs.yml").is_file()


@pytest.mark.parametrize("name", ["there", "there/mkdocs.yml", "there/docs"])
def test_nothing_is_overwritten(here: Path, name: str) -> None:
    """A folder with something in it, and a file, stay as they are."""
    (here / "there" / "docs").mkdir(parents=True)
    (here / "there" / "mkdocs.yml").write_text("mine\n", encoding="utf-8")
    (here / "there" / "docs" / "index.md").write_text("mine\n", encoding="utf-8")
    before = texts(here)
    result = run("new", "spec", name)
    assert result.exit_code == 1
    assert "error[E0551] Already there" in result.output
    assert texts(here) == before


def test_a_place_where_nothing_can_be_written(here: Path) -> None:
    """The message names the file and the system's reason."""
    (here / "file").write_text("", encoding="utf-8")
    result = run("new", "spec", "file/below")
    assert result.exit_code == 1
    assert "file/below/mkdocs.yml: error[E0002] File cannot be written" in result.output


# -- An engine --------------------------------------------------------------------------------------------------------


@pytest.fixture
def specification(here: Path) -> Path:
    """A new specification, the current folder."""
    assert run("new", "spec", ".").exit_code == 0
    return here


def test_a_new_engine_is_in_order(specification: Path) -> None:
    """The page has a state, messages and a guarded action, it is laid out, and everything agrees at once."""
    result = run("new", "engine", "StaircaseLamp")
    assert result.exit_code == 0, result.output
    page = (specification / "docs/engines/staircase_lamp.md").read_text(encoding="utf-8")
    assert page.startswith("# Staircase Lamp Engine\n")
    assert "ENGINE" not in page
    assert run("check").output.strip() == "4 pages, 2 theories, 2 modules: everything is in order."
    assert run("format", "--check").exit_code == 0
    assert "record StaircaseLampState" in (specification / "theories/Staircase_lamp.thy").read_text(encoding="utf-8")


def test_json(here: Path) -> None:
    """For programs: the files that were written, or why none were."""
    for words, code in (((".",), 0), ((".",), 1)):
        result = run("new", "spec", *words, "--format", "json")
        assert result.exit_code == code
        report = json.loads(result.output)
        Draft202012Validator(schema()).validate(report)
        assert {one["path"] for one in report["done"]} == (texts(here).keys() if code == 0 else set())
        assert [one["code"] for one in report["problems"]] == ["E0551"] * code


def test_several_engines_get_along(specification: Path) -> None:
    """One page can import them all."""
    for name in ("Lamp", "Button"):
        assert run("new", "engine", name).exit_code == 0
    imports = "import Stdlib.Prelude open;\nimport engines.lamp open;\nimport engines.button open;"
    text = f"# Both\n\n```juvix\nmodule both;\n\n{imports}\n\nask : LampInput := LampRequest;\n```\n"
    (specification / "docs" / "both.md").write_text(text, encoding="utf-8")
    assert run("theories").exit_code == 0, run("check").output


def test_an_engine_is_not_overwritten(specification: Path) -> None:
    """Its page belongs to the writer."""
    assert run("new", "engine", "Lamp").exit_code == 0
    page = specification / "docs/engines/lamp.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nMine.\n", encoding="utf-8")
    before = texts(specification)
    result = run("new", "engine", "Lamp")
    assert result.exit_code == 1
    assert "docs/engines/lamp.md: error[E0551] Already there" in result.output
    assert texts(specification) == before


@pytest.mark.parametrize(
    ("name", "better"), [("lamp", "Lamp"), ("Stair-lamp", "StairLamp"), ("../x", "X"), ("", "Lamp")]
)
def test_a_name_that_no_engine_can_have(specification: Path, name: str, better: str) -> None:
    """The message says how the name could be written."""
    before = texts(specification)
    result = run("new", "engine", "--", name)
    assert result.exit_code == 1
    assert "error[E0550] Unusable name for an engine" in result.output
    assert f"`diglot new engine {better}`" in result.output
    assert texts(specification) == before


def test_names_that_are_taken(specification: Path) -> None:
    """A page that would not be right here is not written."""
    before = texts(specification)
    result = run("new", "engine", "Engine")
    assert result.exit_code == 1
    assert "error[E0553] New page does not fit" in result.output
    assert texts(specification) == before


def test_an_engine_needs_a_specification(here: Path) -> None:
    """Elsewhere, the message says how to begin one."""
    result = run("new", "engine", "Lamp")
    assert result.exit_code == 1
    assert "error[E0552] No specification here" in result.output
    assert texts(here) == {}


def test_wrong_settings(specification: Path) -> None:
    """Nothing is written where it might not belong."""
    settings = specification / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("- diglot\n", "- diglot:\n      session: 7\n"), encoding="utf-8")
    before = texts(specification)
    result = run("new", "engine", "Lamp")
    assert result.exit_code == 1
    assert "error[E0007]" in result.output
    assert "session: 7" in result.output
    assert texts(specification) == before


def test_what_differs_is_left_alone(specification: Path) -> None:
    """If something did not agree before, the new page is written and nothing else; and a list of pages is named."""
    (specification / "theories" / "Engine.thy").write_text("(* generated from *)\n", encoding="utf-8")
    with (specification / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("nav:\n  - index.md\n")
    before = texts(specification)
    result = run("new", "engine", "Lamp")
    assert result.exit_code == 0
    assert "Add `- engines/lamp.md` to `nav` in mkdocs.yml" in result.output
    assert "Theories and snippets were left alone" in result.output
    assert texts(specification).keys() - before.keys() == {"docs/engines/lamp.md"}
    assert before.items() <= texts(specification).items()


def test_a_missing_framework_is_added(specification: Path) -> None:
    """The page that says what an engine is comes with the first engine."""
    page = specification / "docs/framework/engine.md"
    page.unlink()
    (specification / "docs/index.md").write_text("# Mine\n", encoding="utf-8")
    (specification / "docs/glossary.md").unlink()
    assert run("new", "engine", "Lamp").exit_code == 0
    assert page.is_file()


@given(st.text(max_size=30))
def test_the_better_name_is_a_name(words: str) -> None:
    """What is proposed can be used, and a name's page has a usable file name."""
    name = engine_name(words)
    assert name == "" or is_engine_name(name)
    if name:
        assert re.fullmatch(r"engines/[a-z0-9_]+\.md", new_engine(name).uri)


def test_an_installed_package_brings_everything(tmp_path: Path) -> None:
    """What a wheel holds is enough, far from the folder that Diglot is written in."""
    root = Path(__file__).parent.parent.parent
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=root, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    start = f"import sys; sys.path.insert(0, {str(tmp_path / 'installed')!r}); "
    start += "import diglot; from diglot.cli.main import main; print(diglot.__file__); main()"
    for words, folder in ((["new", "spec", "made"], tmp_path), (["new", "engine", "Lamp"], tmp_path / "made")):
        done = subprocess.run(
            [sys.executable, "-c", start, *words], cwd=folder, check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert done.stdout.startswith(str(tmp_path / "installed"))
    assert (tmp_path / "made/docs/engines/lamp.md").is_file()
    assert (tmp_path / "made/docs/framework/engine.md").read_bytes() == (root / "docs/framework/engine.md").read_bytes()


# -- The guide --------------------------------------------------------------------------------------------------------


def steps() -> Iterator[tuple[str, str]]:
    """What the page for beginners asks for, in order."""
    text = (DOCS / "guide/start.md").read_text(encoding="utf-8")
    return ((match[1], match[2]) for match in FENCE.finditer(text))


def test_first_steps_work(tmp_path: Path) -> None:
    """Every command is run as it is there, every change is made, and Diglot says what the page says."""
    folder, said, count = tmp_path, "", 0
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", "COLUMNS": "120"}
    for kind, text in steps():
        count += 1
        if kind == "sh":
            command = f"{text}\necho; pwd"
            done = subprocess.run(
                ["bash", "-e", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False
            )
            said = done.stdout
            folder = Path(said.splitlines()[-1]) if done.returncode == 0 else folder
            assert done.returncode == 0 or "error[E0332]" in said, done.stdout + done.stderr
        elif kind == "diff":
            old, new = (line[1:] for line in text.splitlines())
            page = folder / "docs/engines/lamp.md"
            whole = page.read_text(encoding="utf-8")
            assert whole.count(f"{old}\n") == 1
            page.write_text(whole.replace(f"{old}\n", f"{new}\n"), encoding="utf-8")
        else:
            assert text in said
    assert count > 10
    assert (folder / "site/engines/lamp.html").is_file()
