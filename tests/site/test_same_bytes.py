"""The same input gives the same site, byte for byte."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from site_case import build_site, copy_project, digests, write_project

from diglot.mkdocs.again.navigation import NavigationCache
from diglot.site.bare_code import BareCode

MKDOCS = Path(sys.executable).parent / "mkdocs"
CLOCK = {"SOURCE_DATE_EPOCH": "1700000000", "NO_MKDOCS_2_WARNING": "1"}


def built(folder: Path, seed: int) -> Mapping[str, str]:
    """A digest of each file of the site of a folder, built in a process of its own."""
    env = {**os.environ, **CLOCK, "PYTHONHASHSEED": str(seed)}
    subprocess.run([str(MKDOCS), "build", "--quiet", "--strict"], cwd=folder, env=env, check=True)
    return digests(folder / "site")


def test_two_builds_of_one_input(tmp_path: Path) -> None:
    """Neither the order of the files, nor Python's hashes, nor what is kept from a former build makes a difference."""
    one = copy_project(tmp_path / "one")
    first = built(one, 0)
    assert {"index.html", "engines/ticker.html", "sitemap.xml.gz", "search/search_index.json"} <= set(first)
    assert list((one / ".cache" / "diglot").glob("*.kept"))
    assert built(one, 1) == first
    assert built(copy_project(tmp_path / "other", backwards=True), 1) == first


PAGES = {
    "index.md": "# Home\n\nWords.\n",
    "lamps/lamp.md": "# Lamp\n\n```juvix\nmodule lamps.lamp;\n\ntype Lamp := On | Off;\n```\n",
    "lamps/room.md": "# Room\n\n```juvix\nmodule lamps.room;\n\nimport lamps.lamp open;\nlit : Lamp := Lamp.On;\n```\n",
    "lamps/small/red.md": "# Red <b>\n\nA [lamp](../lamp.md).\n",
    "lamps/small/green.md": "# Green\n",
}


def test_what_is_kept_is_of_this_input(tmp_path: Path) -> None:
    """After an edit, or with pages at other addresses, the site is what a first build makes of it."""
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        write_project(folder, PAGES)
    built(one, 0)
    for folder in (one, other):
        page = folder / "docs" / "lamps" / "lamp.md"
        page.write_text(page.read_text(encoding="utf-8").replace("Off;", "Off | Broken;"), encoding="utf-8")
    edited = built(one, 0)
    assert edited == built(other, 0)
    assert edited == built(one, 0)  # Which keeps what it shows: the edit had changed a theory, and now nothing does.
    for folder in (one, other):
        settings = folder / "mkdocs.yml"
        text = settings.read_text(encoding="utf-8")
        settings.write_text(text.replace("use_directory_urls: false", "use_directory_urls: true"), encoding="utf-8")
    shutil.rmtree(other / ".cache", ignore_errors=True)
    moved = built(one, 0)
    assert moved == built(other, 0)
    assert "lamps/lamp/index.html" in moved


@pytest.mark.parametrize("feature", ["navigation.sections", "navigation.tabs", "navigation.indexes", "toc.integrate"])
def test_shortcuts_change_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, feature: str
) -> None:
    """The navigation that is used again, and the code without its markup, leave each page as it was."""
    folder = tmp_path
    write_project(folder, PAGES)
    settings = folder / "mkdocs.yml"
    theme = f"name: material\n  font: false\n  features: [{feature}]\n"
    text = (
        settings.read_text(encoding="utf-8")
        .replace("name: mkdocs\n", theme)
        .replace("- diglot", "- search\n  - diglot")
    )
    settings.write_text(text, encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", CLOCK["SOURCE_DATE_EPOCH"])
    build_site(folder, caplog)
    index = "search/search_index.json"
    short = {path: digest for path, digest in digests(folder / "site").items() if path != index}
    searched = (folder / "site" / index).read_text(encoding="utf-8")
    assert "lit : Lamp := Lamp.On" in searched
    assert "Used by" in (folder / "site" / "lamps" / "lamp.html").read_text(encoding="utf-8")
    assert "Used by" not in searched
    asked: list[object] = []

    def render_always(_self: object, page: object, render: Callable[..., str], *others: object) -> str:
        asked.append(page)
        return render(*others)

    monkeypatch.setattr(BareCode, "strip", lambda _self, content: content)
    monkeypatch.setattr(NavigationCache, "_entry", render_always)
    build_site(folder, caplog)
    assert {path: digest for path, digest in digests(folder / "site").items() if path != index} == short
    assert asked, "the theme asks in another way"
