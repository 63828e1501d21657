"""Words that no text of ours has: they give away a translation, or an English of another century."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
INSTEAD = {
    r"anew": "again, rebuilt",
    r"whoever": "the sender, the client, anyone who",
    r"held against|holds? \w+ against": "compared with, checked against",
    r"brought up to date|brings? \w+ up to date": "updated",
    r"mends?|mended": "fix",
    r"(?:would|it) else": "otherwise",
    r"(?:is|are) right at once": "already passes all checks",
}
"""Patterns with what to write instead."""


@pytest.mark.parametrize("folder", ["docs", "plugins", "benchmarks", "tests"])
def test_plain_english(folder: str) -> None:
    """Pages, code and tests are in the words of a native writer."""
    files = [file for kind in ("*.md", "*.py", "*.css", "*.js") for file in (ROOT / folder).rglob(kind)]
    _check([file for file in files if file.name != Path(__file__).name])


def test_plain_english_at_the_top() -> None:
    """So are the files beside them."""
    _check(list(ROOT.glob("*.md")))


def test_nothing_stands_anywhere() -> None:
    """In what users read, things are somewhere: only letters stand for something, and some people for others."""
    stands = re.compile(r"\b(?:stands?|stood)\b(?!\s+for\b)")
    files = [*(ROOT / "docs").rglob("*.md"), *(ROOT / "plugins").rglob("*errors.py")]
    assert [
        f"{file.relative_to(ROOT)}: {found}" for file in files for found in stands.findall(file.read_text("utf-8"))
    ] == []


def _check(files: list[Path]) -> None:
    pattern = re.compile("|".join(rf"\b(?:{words})\b" for words in INSTEAD), re.IGNORECASE)
    found = []
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            found += [f"{file.relative_to(ROOT)}:{number}: {match[0]}" for match in pattern.finditer(line)]
    assert not found, "\n".join(found)
