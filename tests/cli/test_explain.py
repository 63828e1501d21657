"""`diglot explain`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from diglot.cli.main import diglot

ERRORS = Path(__file__).parents[2] / "docs" / "reference" / "errors"


@pytest.mark.parametrize("code", ["E0301", "e0301", "W0215", "D0101"])
def test_a_code_is_explained(code: str) -> None:
    """The page as it is written, whatever the case of the letter."""
    result = CliRunner().invoke(diglot, ["explain", code])
    assert result.exit_code == 0
    assert result.stdout == (ERRORS / f"{code.upper()}.md").read_text(encoding="utf-8")


def test_a_code_is_explained_to_programs() -> None:
    """The page is the text of the report."""
    result = CliRunner().invoke(diglot, ["explain", "E0301", "--format", "json"])
    assert json.loads(result.stdout)["text"] == (ERRORS / "E0301.md").read_text(encoding="utf-8").rstrip("\n")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("E9301", "Did you mean E0301?"),
        ("index", "A code is a letter and four digits"),
        ("../settings", "no diagnostic with"),
    ],
)
def test_an_unknown_code(code: str, words: str) -> None:
    """Something that is no code is wrong usage."""
    result = CliRunner().invoke(diglot, ["explain", code])
    assert result.exit_code == 2
    assert words in result.stderr
