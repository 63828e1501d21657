"""The reference page about settings has a table that is made from the options."""

import re
from pathlib import Path

import pytest

from diglot.artifacts import Folder
from diglot.settings import OPTIONS, Settings

PAGE = Path(__file__).parent.parent.parent / "docs" / "reference" / "settings.md"
_TABLE = re.compile(r"^\| Option \|.*?\n(?=\n)", re.MULTILINE | re.DOTALL)


def _table() -> str:
    rows = [
        f"| [`{option.name}`](#{option.name}) | {option.meaning} | {option.wanted} | {option.default} |"
        for option in OPTIONS
    ]
    return "\n".join(("| Option | What it sets | Values | Default |", "|---|---|---|---|", *rows)) + "\n"


def test_each_folder_of_generated_files_has_an_option() -> None:
    """Its setting is one that the table of options has."""
    assert {folder.setting for folder in Folder} <= {option.field for option in OPTIONS}


def test_the_page_lists_all_options(request: pytest.FixtureRequest) -> None:
    """The table is up to date, and each option has a section; `--update` writes the table."""
    text = PAGE.read_text(encoding="utf-8")
    found = _TABLE.search(text)
    assert found
    if request.config.getoption("update"):
        text = text.replace(found[0], _table())
        PAGE.write_text(text, encoding="utf-8")
    assert _table() in text
    assert re.findall(r"^## `(\w+)`$", text, re.MULTILINE) == [option.name for option in OPTIONS]


def test_defaults_are_those_of_the_settings() -> None:
    """What the table calls the default is what a project without settings gets."""
    for option in OPTIONS:
        value = getattr(Settings(), option.field)
        assert option.default == f"`{value}`" or value == ()
