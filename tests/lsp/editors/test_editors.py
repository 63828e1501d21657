"""The editors themselves, where they are installed, set up with the lines of the guide.

Emacs has to have Eglot and `markdown-mode` (on Debian: `apt-get install emacs-nox elpa-eglot elpa-markdown-mode`).
Neovim before 0.11 does not know the guide's lines; there the same server is started by hand.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from diglot.cli.main import diglot

HERE = Path(__file__).parent
GUIDE = HERE.parents[2] / "docs" / "guide" / "editors.md"
EMACS = "emacs -Q --batch -l {script}"
NEOVIM = "nvim --clean --headless -c 'luafile {script}' -c qall!"


@pytest.mark.parametrize(
    ("program", "command", "script", "language", "yes", "none"),
    [("emacs", EMACS, "try.el", "lisp", "t", "nil"), ("nvim", NEOVIM, "try.lua", "lua", "true", "0")],
)
def test_editor(tmp_path: Path, program: str, command: str, script: str, language: str, yes: str, none: str) -> None:
    """It shows problems while somebody types, and hovers, definitions, renaming and formatting work."""
    if shutil.which(program) is None:
        pytest.skip(f"There is no {program} here.")
    lines = re.search(rf"```{language}\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert lines is not None
    (tmp_path / "guide").write_text(lines[1], encoding="utf-8")
    project = _new_project(tmp_path)
    words = shlex.split(command.format(script=HERE / script))
    done = subprocess.run(
        words, cwd=project, env=_environment(tmp_path), check=False, capture_output=True, text=True, timeout=300
    )
    if "Cannot open load file" in done.stderr:
        pytest.skip(done.stderr.strip().splitlines()[0])
    answers = dict(line.split(": ", 1) for line in done.stdout.splitlines() if ": " in line)
    problem = answers.pop("problems", done.stderr)
    assert "25 " in problem
    assert "There is nothing called `Natt` here." in problem
    assert answers == {
        "connected": yes,
        "fixed": none,
        "hover": "LampRequest : LampInput",
        "definition": "engine.md EngineEnvironment",
        "renamed": "3 and 0 left",
        "formatted": yes,
    }


def _new_project(folder: Path) -> Path:
    before = Path.cwd()
    try:
        os.chdir(folder)
        for words in (["new", "spec", "demo"], ["new", "engine", "Lamp"]):
            assert CliRunner().invoke(diglot, words, catch_exceptions=False).exit_code == 0
            os.chdir(folder / "demo")
    finally:
        os.chdir(before)
    (folder / "demo" / ".git").mkdir()  # where Eglot takes the project to begin
    return folder / "demo"


def _environment(folder: Path) -> dict[str, str]:
    own = {"HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache"), "XDG_STATE_HOME": str(folder / "state")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, **own, "PATH": path, "GUIDE": str(folder / "guide")}
