"""What becomes of references in the prose on the built site."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from mkdocs.exceptions import Abort
from site_case import build_site, write_project

from diglot.project import load_project
from diglot.settings import Settings
from diglot.source import SourceFile

LAMP = """\
# Lamp

```juvix
module engines.lamp;

import Stdlib.Prelude open;

type Lamp := mkLamp@{ shining : Bool };

dark (lamp : Lamp) : Bool := not (Lamp.shining lamp);
```

## Purpose

[This `Lamp`](ref:Lamp) shines.
"""
OVERVIEW = """\
# Overview

A [lamp that **shines**](ref:Lamp.shining) or is [`dark`](ref:engines.lamp.dark) is on [its page](ref:lamp), with
[its
purpose](ref:lamp#purpose). See [below](ref:#the-end-of-mailboxes) and [the type](engines/lamp.md#Lamp), and [truth][t].

| what | where |
|---|---|
| messages | [mailboxes](term:mailbox), `[code](term:no)` |

## The end of [mailboxes](term:mailbox)

[t]: ref:Bool.true
"""
GLOSSARY = """\
# Glossary

## Mailbox

Where an *engine* keeps "messages" <b>[that][x] it</b> has `not` dealt with.

More of it.

[x]: index.md
"""
LINK = re.compile(r'<a class="(dg-ref|dg-term)" href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)


def links(html: str) -> list[tuple[str, str, str]]:
    """Class, address and words of each reference on a page."""
    return [(kind, unescape(href), words) for kind, href, _, words in LINK.findall(html)]


@pytest.mark.parametrize("as_folders", [False, True], ids=["files", "folders"])
def test_references_become_links(tmp_path: Path, caplog: pytest.LogCaptureFixture, as_folders: bool) -> None:  # noqa: FBT001
    """Each leads to its place, the words keep their marks, and MkDocs has nothing to complain of."""
    write_project(tmp_path, {"index.md": OVERVIEW, "engines/lamp.md": LAMP, "glossary.md": GLOSSARY})
    settings = tmp_path / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace("use_directory_urls: false", f"use_directory_urls: {str(as_folders).lower()}")
    settings.write_text(f"{text}validation:\n  links:\n    anchors: warn\n", encoding="utf-8")
    built = build_site(tmp_path, caplog)
    assert built.log == ""
    lamp, glossary = ("engines/lamp/", "glossary/") if as_folders else ("engines/lamp.html", "glossary.html")
    library = "library/Juvix/Builtin/V1/Bool/" if as_folders else "library/Juvix/Builtin/V1/Bool.html"
    found = links(built.html("index.html"))
    assert found == [
        ("dg-ref", f"{lamp}#Lamp.shining", "lamp that <strong>shines</strong>"),
        ("dg-ref", f"{lamp}#dark", "<code>dark</code>"),
        ("dg-ref", lamp, "its page"),
        ("dg-ref", f"{lamp}#purpose", "its\npurpose"),
        ("dg-ref", "#the-end-of-mailboxes", "below"),
        ("dg-ref", f"{library}#Bool.true", "truth"),
        ("dg-term", f"{glossary}#mailbox", "mailboxes"),
        ("dg-term", f"{glossary}#mailbox", "mailboxes"),
    ]
    assert "<code>[code](term:no)</code>" in built.html("index.html")
    assert 'id="the-end-of-mailboxes"' in built.html("index.html")


def test_links_arrive(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Each page and each place that a reference names is there."""
    write_project(tmp_path, {"index.md": OVERVIEW, "engines/lamp.md": LAMP, "glossary.md": GLOSSARY})
    built = build_site(tmp_path, caplog)
    for page in ("index.html", "engines/lamp.html"):
        for _, href, _ in links(built.html(page)):
            path, _, anchor = href.partition("#")
            target = (built.root / "site" / page).parent / path if path else built.root / "site" / page
            text = target.read_text(encoding="utf-8")
            assert not anchor or f'id="{unquote(anchor)}"' in text, href


def test_explanations_need_no_script(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The first paragraph of a term is in the page, and what is known of a definition."""
    write_project(tmp_path, {"index.md": OVERVIEW, "engines/lamp.md": LAMP, "glossary.md": GLOSSARY})
    html = build_site(tmp_path, caplog).html("index.html")
    explanations = [unescape(each) for each in re.findall(r'data-dg-explanation="([^"]*)"', html)]
    assert set(explanations) == {'Where an engine keeps "messages" that it has not dealt with.'}
    titles = [unescape(each) for each in re.findall(r'class="dg-ref"[^>]*title="([^"]*)"', html)]
    assert any("Lamp -> Bool" in title for title in titles), titles


def test_a_broken_link_ends_the_build(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """With its place and what to do; while a writer is at work the page is built and shows it."""
    write_project(tmp_path, {"index.md": "# Overview\n\nSee [the lamp](lmap.md).\n", "lamp.md": "# Lamp\n"})
    with pytest.raises(Abort):
        build_site(tmp_path, caplog)
    assert "docs/index.md:3:16: error[E0530] Link to a missing page" in caplog.text
    assert "Did you mean `lamp.md`?" in caplog.text
    assert "E0530" in build_site(tmp_path, caplog, "serve").html("index.html")


def test_generated_pages_can_be_linked(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """What the build adds to the pages is known to the check, each page of it."""
    write_project(tmp_path, {"engines/lamp.md": LAMP})
    built = build_site(tmp_path, caplog)
    made = sorted(path.relative_to(built.root / "site").as_posix() for path in (built.root / "site").rglob("*.html"))
    pages = [path.removesuffix(".html") for path in made if path not in ("404.html", "search.html")]
    text = "# Overview\n\n" + "\n".join(f"- [{page}]({page}.md)" for page in pages)
    (tmp_path / "docs" / "index.md").write_text(text, encoding="utf-8")
    assert "theories/Lamp" in pages
    assert "library/index" in pages
    assert build_site(tmp_path, caplog).log == ""


def test_definitions_from_other_pages(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Shown as they are there, comment and semicolon included, with links and their source, but without their ids."""
    lamp = LAMP.replace("dark (lamp", "--- Whether it is dark.\ndark (lamp")
    text = "# Overview\n\n```diglot include dark Lamp.shining\n```\n"
    write_project(tmp_path, {"index.md": text, "engines/lamp.md": lamp})
    html = build_site(tmp_path, caplog).html("index.html")
    figures = re.findall(r'<figure class="dg-figure dg-included">(.*?)</figure>', html, re.DOTALL)
    code = [
        unescape(re.sub("<[^>]*>", "", re.findall(r"<pre[^>]*><code[^>]*>(.*?)</code></pre>", each, re.DOTALL)[0]))
        for each in figures
    ]
    assert code == [
        "--- Whether it is dark.\ndark (lamp : Lamp) : Bool := not (Lamp.shining lamp);",
        "type Lamp := mkLamp@{ shining : Bool };",
    ]
    assert 'href="engines/lamp.html#dark"><code>engines.lamp.dark</code></a> on Lamp' in figures[0]
    assert 'href="engines/lamp.html#Lamp.shining"' in figures[0]
    assert ' id="' not in figures[0]


def test_an_include_that_names_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """While a writer is at work the page says so in the place of the definition."""
    write_project(tmp_path, {"index.md": "# Overview\n\n```diglot include dakr\n```\n", "engines/lamp.md": LAMP})
    html = build_site(tmp_path, caplog, "serve").html("index.html")
    assert "There is no definition <code>dakr</code> to show here." in html
    assert "E0534" in html


def test_pages_of_other_plugins(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Links to them are none of our business, for the site and for the command line alike."""
    text = "# Overview\n\n[tags](tags.md#a), [news](blog/one.md), [all](blog/), [none](blogs/one.md)\n"
    options = "      other_pages:\n        - tags.md\n        - blog/*\n        - blog\n"
    write_project(tmp_path, {"index.md": text}, options)
    with pytest.raises(Abort):
        build_site(tmp_path, caplog)
    assert re.findall(r"docs/index.md:\d+:\d+: error\[(\w+)\]", caplog.text) == ["E0530"]


# -- The same verdict as MkDocs ---------------------------------------------------------------------------------------

TARGETS = (
    *(
        "engines/lamp.md",
        "lamp.md",
        "./engines/../engines/lamp.md",
        "engines//lamp.md",
        "engines/LAMP.md",
        "Engines/lamp.md",
    ),
    *("engines/lamp.md#purpose", "engines/lamp.md#Purpose", "engines/lamp.md#chosen", "engines/lamp.md#nope"),
    *(
        "engines/lamp.md?x=1",
        "engines/lamp.md?x=1#purpose",
        "engines/lamp.md?x=1#none",
        "engines/lamp.md#",
        "#",
        "?x=1",
    ),
    *("engines/", "engines", "engines/lamp", "engines/lamp/", "engines/lamp.html", "engines/lamp.html#purpose"),
    *("picture.png", "nopicture.png", "engines/picture.png", "picture.png#x", "notes.txt", "no.txt", "no.tar.gz"),
    *("../outside.md", "../../outside.md", "../docs/engines/lamp.md", "../outside", "../outside.png"),
    *("my%20page.md", "<my page.md>", "caf%C3%A9.md", "café.md", "caf.md", "my+page.md", "my%2Epage.md"),
    *("https://example.org/no.md", "mailto:a@example.org", "tel:1", "//example.org/no.md", "ftp:x", "x:y.md"),
    *("#overview", "#nope", "#with-code-and-more", "#twice", "#twice_1", "#twice_2", "#by-hand", "#by-attribute"),
    *("index.md", "index.md#overview", "index.md#none", "./index.md", "."),
)
FORMS = {
    "index.md": """\
# Overview

## With `code` and *more*

## Twice

## Twice

<a name="by-hand"></a>

Some words.
{#by-attribute}

""",
    "engines/lamp.md": "# Lamp\n\n## Purpose\n\n## Chosen by hand {#chosen}\n",
    "my page.md": "# My page\n",
    "café.md": "# Café\n",
    "picture.png": "",
    "notes.txt": "",
}


@pytest.mark.parametrize("is_image", [False, True], ids=["links", "images"])
def test_mkdocs_agrees(tmp_path: Path, caplog: pytest.LogCaptureFixture, is_image: bool) -> None:  # noqa: FBT001
    """What MkDocs warns of, and nothing else, is an error; it is asked without our plugin."""
    lines = "".join(f"- {'!' * is_image}[link {number}]({target})\n" for number, target in enumerate(TARGETS))
    write_project(tmp_path, {**FORMS, "index.md": FORMS["index.md"] + lines})
    from_us = {target for target in TARGETS if f"]({target})" in _wrong_lines(tmp_path)}
    settings = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8").replace("  - diglot\n", "  []\n")
    strict = "validation:\n  links:\n    anchors: warn\n    unrecognized_links: warn\n"
    extensions = settings.replace("  - admonition\n", "  - admonition\n  - attr_list\n")
    (tmp_path / "mkdocs.yml").write_text(extensions + strict, encoding="utf-8")
    warnings = build_site(tmp_path, caplog).log
    said = {unquote(name) for name in re.findall(r"(?:link|image) '([^']*)'", warnings)}
    assert from_us == {target for target in TARGETS if unquote(target.strip("<>")) in said}


def _wrong_lines(root: Path) -> str:
    """The lines of the first page in which Diglot finds a link wrong."""
    problems = load_project(Settings(root=root)).problems
    text = (root / "docs" / "index.md").read_text(encoding="utf-8")
    source = SourceFile("docs/index.md", text)
    return "\n".join(source.line(source.position(problem.span.start).line) for problem in problems)
