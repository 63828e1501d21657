"""Small sites with other plugins for MkDocs: each alone with Diglot, and many together, built with `--strict`.

The environment is `.venv-plugins`, which `./scripts/plugins` makes; in it Diglot is installed from a wheel.
"""

import json
import os
import re
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

pytestmark = pytest.mark.plugins

ROOT = Path(__file__).parent.parent.parent
BIN = ROOT / ".venv-plugins" / "bin"

COUNTING = """# Counting

We begin with `start`, and [the next one](ref:counting.next) comes *later*.

```juvix
module counting;

import Stdlib.Prelude open;

start : Nat := 1;
```

- In a list:

    ```juvix
    next {A} {{Natural A}} (a : A) : A := a + 1;
    ```

```mermaid informal
flowchart LR
  start --> next
```
"""
SETTINGS = """site_name: Small
site_url: https://example.org/
use_directory_urls: false
theme: {{name: material, font: false}}
markdown_extensions: [admonition, attr_list, md_in_html, pymdownx.superfences, pymdownx.inlinehilite]
plugins:
  - search
{plugins}{rest}
"""
NOTEBOOK = {
    "cells": [{"cell_type": "markdown", "metadata": {}, "id": "a", "source": ["# Notebook\n", "\n", "Some words."]}],
    "metadata": {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c626001000000ffff03000006000557"
    "bfabd40000000049454e44ae426082"
)


@dataclass(frozen=True)
class Plugin:
    """A plugin with what shows that it has worked."""

    settings: str
    """Below `plugins`."""
    shows: Callable[[Path], bool]
    """Whether a built site has what the plugin makes."""
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    rest: str = ""
    """Further settings."""


def has(path: str, *words: str) -> Callable[[Path], bool]:
    """Whether a file of the site has some words, as regular expressions."""
    return lambda site: (site / path).is_file() and all(re.search(word, read(site / path)) for word in words)


def has_text(site: Path, words: str) -> bool:
    """Whether any page of a site has some words, as a regular expression; those of the library are pages, too."""
    return any(re.search(words, read(path)) for path in site.rglob("*.html"))


def read(path: Path) -> str:
    """The text of a file."""
    return path.read_text(encoding="utf-8")


PLUGINS = {
    "mkdocstrings": Plugin(
        "mkdocstrings: {handlers: {python: {paths: [.]}}}",
        has("api.html", "A shape that can be drawn."),
        {"docs/api.md": "# Api\n\n::: shapes\n", "shapes.py": '"""A shape that can be drawn."""\n'},
    ),
    "macros": Plugin(
        "macros",
        lambda site: has("macros.html", "It is 42.")(site) and not has_text(site, "Macro .*Error"),
        {"docs/macros.md": "# Macros\n\nIt is {{ 6 * 7 }}.\n"},
    ),
    "git-revision-date-localized": Plugin(
        "git-revision-date-localized", has("counting.html", "git-revision-date-localized-plugin")
    ),
    "redirects": Plugin("redirects: {redirect_maps: {old.md: counting.md}}", has("old.html", "counting.html")),
    "literate-nav": Plugin(
        "literate-nav: {nav_file: NAV.md}",
        has("index.html", "The counting page"),
        {"docs/NAV.md": "* [Home](index.md)\n* [The counting page](counting.md)\n* *.md\n"},
    ),
    "glightbox": Plugin(
        "glightbox",
        has("picture.html", 'class="?glightbox'),
        {"docs/picture.md": "# Picture\n\n![A pixel](pixel.png)\n", "docs/pixel.png": PIXEL},
    ),
    "gen-files": Plugin(
        "gen-files: {scripts: [make.py]}",
        has("made.html", "Made by a script."),
        {
            "make.py": 'import mkdocs_gen_files\n\nwith mkdocs_gen_files.open("made.md", "w") as page:\n'
            '    page.write("# Made\\n\\nMade by a script.\\n")\n'
        },
    ),
    "section-index": Plugin(
        "section-index",
        has("section/index.html", "A section"),
        {"docs/section/index.md": "# A section\n", "docs/section/part.md": "# Part\n"},
    ),
    "minify": Plugin("minify: {minify_html: true}", has("counting.html", "<html lang=en")),
    "include-markdown": Plugin(
        "include-markdown",
        has("included.html", "Words from a part."),
        {
            "docs/included.md": '# Included\n\n{% include-markdown "../part.txt" %}\n',
            "part.txt": "Words from a part.\n",
        },
    ),
    "mike": Plugin("mike", has("counting.html", "Counting")),
    "rss": Plugin("rss: {match_path: counting.md}", has("feed_rss_created.xml", "example.org/counting.html")),
    "git-authors": Plugin("git-authors", has("counting.html", "Ada")),
    "awesome-nav": Plugin(
        "awesome-nav",
        has("index.html", "First of all"),
        {"docs/.nav.yml": "nav:\n  - First of all: counting.md\n  - '*'\n"},
    ),
    "tags": Plugin(
        "tags",
        has("tags.html", "numbers"),
        {
            "docs/tags.md": "# Tags\n\n<!-- material/tags -->\n",
            "docs/tagged.md": "---\ntags: [numbers]\n---\n\n# Tagged\n",
        },
    ),
    "jupyter": Plugin("mkdocs-jupyter", has("book.html", "Some words."), {"docs/book.ipynb": json.dumps(NOTEBOOK)}),
    "bibtex": Plugin(
        "bibtex: {bib_file: refs.bib}",
        has("cites.html", "Lamport"),
        {
            "docs/cites.md": "# Cites\n\nAs in [@time].\n\n\\bibliography\n",
            "refs.bib": "@book{time, author={Lamport, Leslie}, title={Time}, year={1978}, publisher={ACM}}\n",
        },
        "",
    ),
    "static-i18n": Plugin(
        "i18n:\n      languages:\n        - {locale: en, default: true, name: English, build: true}\n"
        "        - {locale: fr, name: Français, build: true}",
        has("fr/index.html", "Bonjour"),
        {"docs/index.fr.md": "# Bonjour\n"},
    ),
    "print-site": Plugin("print-site", lambda site: not dead_anchors(site)),
}
FIRST = list(PLUGINS)[:10]
"""Those that nearly every site has."""
TOGETHER = {
    "without languages": [name for name in PLUGINS if name not in ("literate-nav", "section-index", "static-i18n")],
    "with languages": [
        name for name in PLUGINS if name not in ("literate-nav", "section-index", "gen-files", "rss", "tags")
    ],
}
"""All plugins but those that decide on the navigation as well, and those that static-i18n does not work with."""


def dead_anchors(site: Path) -> set[str]:
    """The links within the page of all pages that lead nowhere."""
    html = read(site / "print_page.html")
    ids = {unescape(each) for each in re.findall(r'\sid=["\']?([^"\'\s>]+)', html)}
    body = html.partition('id="print-site-page"')[2]
    links = re.findall(r'href=["\']?#([^"\'\s>]+)', body)
    assert len(links) > 5
    return {link for link in links if unescape(link) not in ids and unquote(unescape(link)) not in ids}


def run(root: Path, *command: str) -> str:
    """What a command prints; it has to succeed."""
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        "PATH": f"{BIN}:{os.environ['PATH']}",
    }
    environment = {name: value for name, value in environment.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    for key in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{key}_NAME": "Ada", f"GIT_{key}_EMAIL": "ada@example.org"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


def _order(name: str) -> int:
    """The order that these plugins ask for."""
    return {"static-i18n": 0, "print-site": 2}.get(name, 1)


def set_up(root: Path, names: list[str]) -> None:
    """A project with some plugins, committed to a repository."""
    if not BIN.is_dir():
        pytest.skip("./scripts/plugins has not been run")
    chosen = [PLUGINS[name] for name in sorted(names, key=_order)]
    settings = [each.settings for each in chosen]
    settings.insert(len(settings) - (names[-1:] == ["print-site"]), "diglot")
    lines = "".join(f"  - {each}\n" for each in settings)
    rest = "".join(each.rest for each in chosen)
    files: dict[str, str | bytes] = {
        "mkdocs.yml": SETTINGS.format(plugins=lines, rest=rest),
        "docs/counting.md": COUNTING,
    }
    files["docs/index.md"] = "# Home\n\n[Counting](counting.md#next)\n"
    for each in chosen:
        files |= each.files
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content.encode() if isinstance(content, str) else content)
    for command in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-qm", "Begin")):
        run(root, "git", *command)


def check(site: Path, names: list[str]) -> None:
    """Everything is there: what Diglot makes, and what each plugin makes."""
    html = read(site / "counting.html")
    figures = re.findall(r'<figure class=["\']?dg-figure dg-pair', html)
    assert len(figures) == 2, "the snippets"
    assert len(re.findall(r'<a [^>]*class=["\']?dg-word', html)) == 1, "words in backticks"
    assert len(re.findall(r'<a [^>]*class=["\']?dg-ref', html)) == 1, "references"
    assert re.search(r'id=["\']?start[ "\'>]', html), "anchors of definitions"
    assert "```" not in html
    assert not re.search("Macro Syntax Error|not rendered|dg-problem", html)
    assert "dg-line" in read(site / "theories/Counting.html")
    assert "start" in read(site / "overview/definitions.html")
    assert (site / "library/Stdlib/Prelude.html").is_file()
    assert any(
        "start (definition" in each["title"] for each in json.loads(read(site / "search/search_index.json"))["docs"]
    )
    assert [name for name in names if not PLUGINS[name].shows(site)] == []


@pytest.mark.parametrize("name", PLUGINS)
def test_each_plugin(tmp_path: Path, name: str) -> None:
    """Beside Diglot, after it and before it in the settings."""
    set_up(tmp_path, [name])
    assert "WARNING" not in run(tmp_path, "mkdocs", "build", "--strict")
    check(tmp_path / "site", [name])
    settings = read(tmp_path / "mkdocs.yml")
    moved = settings.replace("  - diglot\n", "").replace("  - search\n", "  - search\n  - diglot\n")
    (tmp_path / "mkdocs.yml").write_text(moved, encoding="utf-8")
    run(tmp_path, "mkdocs", "build", "--strict")
    check(tmp_path / "site", [name])


def test_all_plugins_together(tmp_path: Path) -> None:
    """Those that nearly every site has."""
    set_up(tmp_path, FIRST)
    run(tmp_path, "mkdocs", "build", "--strict")
    check(tmp_path / "site", FIRST)


@pytest.mark.parametrize("names", TOGETHER.values(), ids=TOGETHER)
def test_more_plugins_together(tmp_path: Path, names: list[str]) -> None:
    """All that do not exclude each other. Some warn of others; nothing is said of Diglot or by it."""
    set_up(tmp_path, names)
    said = run(tmp_path, "mkdocs", "build")
    assert [line for line in said.splitlines() if line.startswith("WARNING") and "diglot" in line] == []
    check(tmp_path / "site", names)


def test_commands_agree(tmp_path: Path) -> None:
    """With all these settings, `diglot check` says of the files that the build has written that they are right."""
    set_up(tmp_path, FIRST)
    run(tmp_path, "mkdocs", "build", "--strict")
    assert "everything is in order" in run(tmp_path, "diglot", "check")


def test_versions_with_mike(tmp_path: Path) -> None:
    """A version is built and committed as mike does it."""
    set_up(tmp_path, ["mike"])
    run(tmp_path, "mkdocs", "build")
    run(tmp_path, "mike", "deploy", "1.0", "latest")
    html = run(tmp_path, "git", "show", "gh-pages:1.0/counting.html")
    assert html.count('<figure class="dg-figure dg-pair') == 2


def test_merged_specifications_are_refused(tmp_path: Path) -> None:
    """In one sentence."""
    set_up(tmp_path, [])
    part = tmp_path / "part"
    (part / "docs").mkdir(parents=True)
    (part / "docs/counting.md").write_text(COUNTING, encoding="utf-8")
    (part / "mkdocs.yml").write_text("site_name: part\nnav:\n  - counting.md\nplugins: [diglot]\n", encoding="utf-8")
    settings = read(tmp_path / "mkdocs.yml").replace("  - diglot", "  - monorepo\n  - diglot")
    nav = 'nav:\n  - index.md\n  - Part: "!include ./part/mkdocs.yml"\n'
    (tmp_path / "mkdocs.yml").write_text(settings + nav, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [BIN / "mkdocs", "build"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
    assert len(errors) == 1
    assert "Specifications that another plugin has merged into one folder cannot be checked" in errors[0]
