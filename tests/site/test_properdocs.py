"""ProperDocs, which goes on where MkDocs 1 ends, builds the same site.

It needs the same packages as MkDocs, so it is put into a folder of its own and runs with what is installed here.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from site_case import copy_project, digests

PINNED = Path(__file__).parent / "properdocs.txt"
BUILD = "import sys; from {0}.__main__ import cli; sys.argv[0] = '{0}'; cli()"
GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')


@pytest.fixture(scope="module")
def properdocs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ProperDocs in the version that is tried."""
    folder = tmp_path_factory.mktemp("properdocs")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-deps"]
    command = [*pip, "--require-hashes", "--target", str(folder), "-r", str(PINNED)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        pytest.skip(f"ProperDocs cannot be had here: {result.stderr.strip().splitlines()[-1]}")
    return folder


def site_of(folder: Path, program: str, path: str) -> Path:
    """Where a program has built the site of a folder. What it says of itself in each page is taken out."""
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": path}
    command = [
        sys.executable,
        "-c",
        BUILD.format(program),
        "build",
        "--strict",
        "--quiet",
        "--config-file",
        "mkdocs.yml",
    ]
    subprocess.run(command, cwd=folder, env=env, check=True)
    for page in (folder / "site").rglob("*.html"):
        page.write_bytes(GENERATOR.sub(b"", page.read_bytes()))
    return folder / "site"


def test_same_site(properdocs: Path, tmp_path: Path) -> None:
    """File by file and byte by byte, but for the name of the program."""
    ours = digests(site_of(copy_project(tmp_path / "one"), "mkdocs", ""))
    theirs = digests(site_of(copy_project(tmp_path / "two"), "properdocs", str(properdocs)))
    assert theirs == ours
    assert len(theirs) > 100
