"""A build that takes over what it can from the last one makes the site that a first build makes."""

import os
import random
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

import pytest
from jinja2 import Template
from mkdocs.structure.pages import Page
from site_case import build_site, digests, forget_plugins, write_project

from diglot.mkdocs.again.theme import ThemeCache
from diglot.page import model as source_page
from diglot.render.page import render_snippets
from diglot.site import figures as site_figures

SETTINGS = """site_name: Small
site_url: https://example.org/
use_directory_urls: false
theme:
  name: material
  font: false
  features: [navigation.sections]
markdown_extensions:
  - admonition
  - md_in_html
  - toc:
      permalink: true
plugins:
  - search
  - diglot
"""
LAMP = """# Lamp

A lamp is on or off, see [the room](room.md#light).

```juvix
module lamps.lamp;

--- What a lamp can be.
type Lamp := On | Off;
open Lamp;

--- Another lamp.
flip (lamp : Lamp) : Lamp :=
  case lamp of
  | On := Off
  | _ := On;
```
"""
ROOM = """# Room

A room has a `Lamp`, or [any other](ref:lamps.lamp.flip).

## Light

```juvix
module lamps.room;

import lamps.lamp open;

lit : Lamp := flip Lamp.Off;
```

!!! note "Beside it"

    ```juvix
    dark : Lamp := flip lit;
    ```
"""
PAGES = {
    "index.md": "# Home\n\nWords, and [a lamp](lamps/lamp.md#Lamp).\n",
    "lamps/lamp.md": LAMP,
    "lamps/room.md": ROOM,
    "lamps/show.md": "# Show\n\n```diglot include lamps.lamp.flip\n```\n\nAnd `lamps.room.lit`.\n",
    "words.md": "---\nsearch:\n  boost: 2\n---\n\n# Words\n\nNothing formal, but `code`.\n",
}
EVERY_EDIT = "DIGLOT_EVERY_EDIT" in os.environ
"""Whether both commands are tried with all edits, as in the long lane, or each with a half of them."""
Edit = Callable[[Path], None]


def replaced(path: str, old: str, new: str) -> Edit:
    """Write something else, or the same again, wherever it is in a file."""

    def edit(root: Path) -> None:
        file = root / path
        if file.exists():
            text = file.read_text(encoding="utf-8")
            file.write_text(text.replace(new, old) if new in text else text.replace(old, new), encoding="utf-8")

    return edit


def renamed(old: str, new: str) -> Edit:
    """Rename something on all pages."""

    def edit(root: Path) -> None:
        for path in sorted((root / "docs").rglob("*.md")):
            replaced(str(path), old, new)(root)

    return edit


def toggled(path: str, text: str) -> Edit:
    """Add a page, or remove it."""

    def edit(root: Path) -> None:
        file = root / path
        if file.exists():
            file.unlink()
        else:
            file.write_text(text, encoding="utf-8")

    return edit


MISTAKES: Mapping[str, Edit] = {
    "unknown name": replaced("docs/lamps/room.md", "dark : Lamp", "dark : Lamb"),
    "unknown link": replaced("docs/lamps/room.md", "ref:lamps.lamp.", "ref:lamps.lam."),
}
"""With these there is a site only under `mkdocs serve`."""
EDITS: Mapping[str, Edit] = {
    "prose": replaced("docs/lamps/lamp.md", "on or off", "off or on"),
    "prose without code": replaced("docs/words.md", "Nothing", "Not a thing"),
    "title": replaced("docs/words.md", "# Words", "# Other words"),
    "section": renamed("ight", "hade"),
    "line before code": replaced("docs/lamps/lamp.md", "# Lamp\n", "# Lamp\n\nOne more line.\n"),
    "documentation": replaced("docs/lamps/lamp.md", "--- Another lamp.", "--- The other lamp."),
    "body": replaced("docs/lamps/room.md", "Lamp.Off", "Lamp.On"),
    "type": replaced("docs/lamps/lamp.md", "On | Off;", "On | Off | Broken;"),
    "definition": replaced("docs/lamps/room.md", "lit : Lamp", "-- Shining.\nlit : Lamp"),
    "name": renamed("flip", "toggle"),
    "front matter": replaced("docs/words.md", "boost: 2", "boost: 3"),
    "page": toggled(
        "docs/lamps/cellar.md", "# Cellar\n\n```juvix\nmodule lamps.cellar;\nimport lamps.room open;\n```\n"
    ),
    "page without code": toggled("docs/notes.md", "# Notes\n\n[A lamp](lamps/lamp.md).\n"),
    "page called like a definition": toggled("docs/Lamp.md", "# Nothing formal\n"),
    "name of the site": replaced("mkdocs.yml", "site_name: Small", "site_name: Little"),
    "markdown": replaced("mkdocs.yml", "permalink: true", "permalink: false"),
    "navigation": replaced("mkdocs.yml", "navigation.sections", "navigation.tabs"),
    "addresses": replaced("mkdocs.yml", "use_directory_urls: false", "use_directory_urls: true"),
    "separator": replaced("mkdocs.yml", "  - search\n", "  - search:\n      separator: ' '\n"),
}


def texts(root: Path) -> Mapping[str, str]:
    """All that a writer has written."""
    files = [root / "mkdocs.yml", *(root / "docs").rglob("*.md")]
    return {file.relative_to(root).as_posix(): file.read_text(encoding="utf-8") for file in files}


def write_texts(root: Path, inputs: Mapping[str, str]) -> None:
    """Write it again."""
    for path, text in inputs.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def forget(root: Path) -> None:
    """Make the next build a first one, in this process too."""
    shutil.rmtree(root / ".cache", ignore_errors=True)
    forget_plugins()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of a few pages."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    write_project(tmp_path, PAGES)
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    forget(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("command", "seed"), [("build", 1), ("serve", 2)])
def test_edits(project: Path, caplog: pytest.LogCaptureFixture, command: Literal["build", "serve"], seed: int) -> None:
    """After each of many edits, in any order, the site is what a first build makes of the same files."""
    edits = EDITS if command == "build" else {**EDITS, **MISTAKES}
    names = sorted(edits) if EVERY_EDIT else [*sorted(EDITS)[command == "serve" :: 2], *(edits.keys() - EDITS.keys())]
    order = random.Random(seed).sample(sorted(names), len(names))  # noqa: S311 - no secrets
    build_site(project, caplog, command)
    sites = []
    for edit in order:
        edits[edit](project)
        said = build_site(project, caplog, command).log
        sites.append((edit, texts(project), digests(project / "site"), said))
    for edit, inputs, kept, said in sites:
        shutil.rmtree(project / "docs")
        write_texts(project, inputs)
        forget(project)
        first = build_site(project, caplog, command)
        fresh = digests(project / "site")
        assert {path for path in {*fresh, *kept} if fresh.get(path) != kept.get(path)} == set(), edit
        assert said == first.log, edit


def test_only_what_has_changed(
    project: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Markdown sees a page again only when its words have changed, also in another process."""
    seen: list[str] = []
    render = Page.render

    def watched(page: Page, *others: object) -> None:
        seen.append(page.file.src_uri)
        render(page, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(Page, "render", watched)

    def rendered(*, new_process: bool = False) -> set[str]:
        if new_process:
            forget_plugins()
        seen.clear()
        build_site(project, caplog)
        return set(seen)

    everything = rendered()
    assert everything >= {*PAGES, "theories/Lamp.md", "overview/types.md"}
    assert rendered() == set()
    assert rendered(new_process=True) == set()
    EDITS["prose"](project)
    assert rendered(new_process=True) == {"lamps/lamp.md"}
    EDITS["body"](project)
    assert rendered() == {"lamps/room.md"}
    EDITS["markdown"](project)
    assert rendered() == everything


def test_messages_come_again(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    """What is wrong with a page is said in each build."""
    page = project / "docs" / "words.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[Nowhere](nowhere.md) [shade](lamps/room.md#shade)\n")
    first = build_site(project, caplog, "serve").log
    assert "contains a link 'nowhere.md'" in first
    assert build_site(project, caplog, "serve").log == first


def test_unknown_extensions(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    """An extension that reads other files sees each of them in each build."""
    snippet = project / "snippet.txt"
    settings = project / "mkdocs.yml"
    extension = f"  - pymdownx.snippets:\n      base_path: {project}\nplugins:"
    settings.write_text(SETTINGS.replace("plugins:", extension), encoding="utf-8")
    page = project / "docs" / "words.md"
    page.write_text('# Words\n\n--8<-- "snippet.txt"\n', encoding="utf-8")
    for words in ("first", "second"):
        snippet.write_text(f"The {words} words.\n", encoding="utf-8")
        build_site(project, caplog)
        assert f"The {words} words." in (project / "site" / "words.html").read_text(encoding="utf-8")


def test_what_serve_makes_again(
    project: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under `mkdocs serve`, figures are made again where they show something that has changed, and pages likewise."""
    figures: list[str] = []
    filled: list[str] = []
    render_template = Template.render

    def watched_figures(page: source_page.Page, *others: object) -> tuple[str, ...]:
        figures.extend([page.module] if page.snippets else [])
        return render_snippets(page, *others)  # type: ignore[arg-type]

    def watched_template(template: Template, context: Mapping[str, Any]) -> str:
        filled.extend([context["page"].file.src_uri] if context["page"] else [])
        return render_template(template, context)

    monkeypatch.setattr(site_figures, "render_snippets", watched_figures)
    monkeypatch.setattr(Template, "render", watched_template)

    def made() -> tuple[set[str], set[str]]:
        figures.clear()
        filled.clear()
        build_site(project, caplog, "serve")
        return set(figures), set(filled)

    first_figures, first_pages = made()
    assert first_figures >= {"lamps.lamp", "lamps.room"}
    assert first_pages >= {*PAGES, "theories/Lamp.md", "overview/types.md"}
    assert made() == (set(), set())
    EDITS["prose without code"](project)
    assert made() == (set(), {"words.md"})
    EDITS["prose"](project)  # The theory has it too.
    assert made() == ({"lamps.lamp"}, {"lamps/lamp.md", "theories/Lamp.md"})
    EDITS["documentation"](project)  # Which is shown wherever the name is.
    again, pages = made()
    assert again == {"lamps.lamp", "lamps.room"}
    assert pages >= {"lamps/lamp.md", "lamps/room.md", "lamps/show.md", "overview/definitions.md"}
    assert "words.md" not in pages
    EDITS["title"](project)  # Which is in the navigation of every page.
    assert made() == (set(), first_pages)


def test_room_for_pages() -> None:
    """When there is no room left, finished pages are made again."""
    cache = ThemeCache(room=10)
    for text in ("12345", "1234567"):
        cache._keep(text, text.encode())  # noqa: SLF001 - it takes a site of some size otherwise
    assert cache.pages.finish() == {"12345": b"12345"}
