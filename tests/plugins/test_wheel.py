"""Diglot as its users have it: a wheel that is built here, in an environment of its own, and one line of settings."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.plugins

ROOT = Path(__file__).parent.parent.parent
PAGE = """# Lamp

A lamp has a `brightness`.

## Values {#values}

See [above](#values).

```juvix
module lamp;

import Stdlib.Prelude open;

brightness : Nat := 40;
```
"""


def run(folder: Path, *command: str | Path) -> str:
    """What a command prints; it has to succeed."""
    environment = {"PATH": "/usr/bin:/bin", "NO_MKDOCS_2_WARNING": "1", "HOME": str(folder)}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def bin_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new environment in which nothing is but the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("wheel")
    run(ROOT, sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    (wheel,) = folder.glob("*.whl")
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    versions = re.sub(r" \\$|^ +--hash=.*\n", "", lock, flags=re.MULTILINE)
    (folder / "versions.txt").write_text(versions, encoding="utf-8")
    run(folder, sys.executable, "-m", "venv", folder / "venv")
    pip = (folder / "venv/bin/python", "-m", "pip", "--disable-pip-version-check", "--quiet", "install")
    run(folder, *pip, "-c", folder / "versions.txt", f"{wheel}[site]")
    return folder / "venv/bin"


def test_one_line_of_settings(bin_folder: Path, tmp_path: Path) -> None:
    """The build passes, the commands agree with it, and the page has what a page of Diglot has."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Home\n\n[A lamp](lamp.md#values).\n", encoding="utf-8")
    (tmp_path / "docs/lamp.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Plain\nplugins: [diglot]\n", encoding="utf-8")
    assert "WARNING" not in run(tmp_path, bin_folder / "mkdocs", "build", "--strict")
    assert "everything is in order" in run(tmp_path, bin_folder / "diglot", "check")
    html = (tmp_path / "site/lamp/index.html").read_text(encoding="utf-8")
    assert '<figure class="dg-figure dg-pair' in html
    assert '<a class="dg-word" href="#brightness"' in html
    assert '<h2 id="values">' in html
    for asset in ("diglot.css", "diglot.js"):
        assert (tmp_path / "site/assets/diglot" / asset).is_file()


def test_beginnings_and_explanations(bin_folder: Path, tmp_path: Path) -> None:
    """What else a wheel has to bring: templates, and pages about diagnostics."""
    run(tmp_path, bin_folder / "diglot", "new", "spec", "staircase")
    run(tmp_path / "staircase", bin_folder / "diglot", "new", "engine", "Lamp")
    run(tmp_path / "staircase", bin_folder / "mkdocs", "build", "--strict")
    assert "Unknown name" in run(tmp_path, bin_folder / "diglot", "explain", "E0301")
