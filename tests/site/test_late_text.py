"""Other plugins and hooks keep what they make of a page, and what they put into a snippet is never shown as checked."""

import re
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from site_case import Built, build_site, write_project

from diglot.project import load_project
from diglot.workspace import read_configuration

PAGE = """---
title: Counting
---

# Counting

We begin with `start`, see [there](ref:counting.next).

```juvix
module counting;

import Stdlib.Prelude open;

start : Nat := 1;
```

Then comes the next one.

- In a list:

    ```juvix
    next {A} {{Natural A}} (a : A) : A := a + 1;
    ```
"""
ONLY = "\n    if page.file.src_uri not in ('index.md', 'counting.md'):\n        return None\n    "
START = "@event_priority({priority})\ndef on_page_markdown(text, page, config, files):" + ONLY
EARLY, LATE = START.format(priority=100), START.format(priority=-50)
READ = f"def on_page_read_source(page, config):{ONLY}text = Path(page.file.abs_src_path).read_text()\n    "
REWRITE = """@event_priority(50)
def on_page_content(text, page, config, files):
    class Rewriter(HTMLParser):
        out = ''
        def handle_starttag(self, tag, attributes):
            self.out += f'<{tag}' + ''.join(f" {name}='{escape(value or str())}'" for name, value in attributes) + '>'
        def handle_endtag(self, tag):
            self.out += f'</{tag}>'
        def handle_data(self, data):
            self.out += escape(data, quote=False)
    rewriter = Rewriter()
    rewriter.feed(text)
    return rewriter.out
"""


def built(tmp_path: Path, caplog: pytest.LogCaptureFixture, hook: str, *, serve: bool = False) -> Built:
    """The site of this page with a hook."""
    write_project(tmp_path, {"counting.md": PAGE})
    head = "from html import escape\nfrom html.parser import HTMLParser\nfrom pathlib import Path\n"
    head += "from mkdocs.plugins import event_priority\n\n\n"
    (tmp_path / "hook.py").write_text(head + hook, encoding="utf-8")
    with (tmp_path / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("hooks: [hook.py]\n")
    return build_site(tmp_path, caplog, "serve" if serve else "build")


# -- What others make stays -------------------------------------------------------------------------------------------

HARMLESS = {
    "early": EARLY + "return text.replace('We begin', 'One begins') + '\\n\\nThe end.\\n'",
    "early, before the title": EARLY + "return 'The end.\\n\\n' + text.replace('We begin', 'One begins')",
    "early, between": EARLY
    + "return text.replace('We begin', 'One begins').replace('\\n- In', '\\nThe end.\\n\\n- In')",
    "late": LATE + "return text.replace('We begin', 'One begins') + '\\n\\nThe end.\\n'",
    "instead of the file": READ + "return text.replace('We begin', 'One begins') + '\\n\\nThe end.\\n'",
    "in braces": LATE
    + "assert '{{' not in text\n    return text.replace('We begin', 'One begins') + '\\n\\nThe end.\\n'",
}


@pytest.mark.parametrize("hook", HARMLESS.values(), ids=HARMLESS)
def test_words_of_others_stay(tmp_path: Path, caplog: pytest.LogCaptureFixture, hook: str) -> None:
    """Whenever they come; snippets, links and words are as without them."""
    made = built(tmp_path, caplog, hook)
    html = made.html("counting.html")
    assert made.log == ""
    assert "One begins" in html
    assert "The end." in html
    assert "<p>We begin" not in html
    assert html.count('<figure class="dg-figure dg-pair') == 2
    assert '<a class="dg-ref" href="&#35;next" title=' in html or '<a class="dg-ref" href="#next"' in html
    assert '<a class="dg-word" href="#start"' in html
    assert "```" not in html


MACROS = """from jinja2 import Environment, StrictUndefined

@event_priority({priority})
def on_page_markdown(text, page, config, files):
    return Environment(undefined=StrictUndefined).from_string(text).render()
"""
BRACES = """# Braces

It is {{ 6 * 7 }}.

```juvix
module braces;

import Stdlib.Prelude open;

same {A} {{Eq A}} (a b : A) : Bool := a == b;

--- {% Neither a macro %} {# nor a comment. #}
words : String := "{{ 1 + 1 }} {% raw %} {# #}";
```

```diglot include Stdlib.Trait.Eq.Eq
```
"""


@pytest.mark.parametrize("priority", [0, -50])
def test_macros(tmp_path: Path, caplog: pytest.LogCaptureFixture, priority: int) -> None:
    """A plugin that reads the text of every page as a template finds none in snippets, theories and the library."""
    write_project(tmp_path, {"braces.md": BRACES})
    made = built(tmp_path, caplog, MACROS.format(priority=priority))
    assert made.log == ""
    html = made.html("braces.html")
    assert "It is 42." in html
    for words in ("{{ 1 + 1 }} {% raw %} {# #}", "{% Neither a macro %} {# nor a comment. #}"):
        assert words in html.replace("&#123;", "{").replace("&#125;", "}")
    assert "{{" in re.sub("<[^>]*>", "", made.html("library/Stdlib/Trait/Ord.html"))
    assert "{{ 1 + 1 }}" in re.sub("<[^>]*>", "", made.html("theories/Braces.html"))


def test_pages_without_snippets(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """They are other plugins' as well."""
    write_project(tmp_path, {"index.md": "# Home\n\nThe `start`.\n"})
    assert "An end." in built(tmp_path, caplog, EARLY + "return text + '\\n\\nAn end.\\n'").html("index.html")


def test_html_that_is_written_in_another_way(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A plugin that parses a page and writes it again leaves nothing to warn of."""
    made = built(tmp_path, caplog, REWRITE)
    assert made.log == ""
    assert made.html("counting.html").count("<figure class='dg-figure dg-pair") == 2


def test_a_page_with_its_own_way_of_rendering(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """As a plugin for notebooks has it."""
    hook = (
        "def on_pre_page(page, config, files):\n    def render(config, files):\n        page.content = 'A notebook.'\n"
    )
    hook += (
        "        page.toc = []\n    if page.file.src_uri == 'book.md':\n        page.render = render\n    return page\n"
    )
    write_project(tmp_path, {"book.md": "# Book\n"})
    assert "A notebook." in built(tmp_path, caplog, hook).html("book.html")


# -- What is shown was checked ----------------------------------------------------------------------------------------

FENCE = "'\\n\\n```juvix\\nfalse : Nat := 4711;\\n```\\n'"
INSERTED = {
    "early": EARLY + f"return text + {FENCE}",
    "late": LATE + f"return text + {FENCE}",
    "instead of the file": READ + f"return text + {FENCE}",
    "a theorem": EARLY + "return text + '\\n\\n```theorem\\nfalse : 4711\\n```\\n'",
}
CHANGED = {
    "early": EARLY + "return text.replace('start : Nat := 1', 'start : Nat := 4711')",
    "early, in a list": EARLY + "return text.replace('a + 1', 'a + 4711')",
    "early, a line more": EARLY + "return text.replace('start : Nat', 'more : Nat := 4711;\\n\\nstart : Nat')",
    "instead of the file": READ + "return text.replace('start : Nat := 1', 'start : Nat := 4711')",
}


@pytest.mark.parametrize("hook", INSERTED.values(), ids=INSERTED)
def test_inserted_snippets(tmp_path: Path, caplog: pytest.LogCaptureFixture, hook: str) -> None:
    """A build ends with the page and the first line; `mkdocs serve` shows the error, and the code as code only."""
    with pytest.raises(Abort):
        built(tmp_path, caplog, hook)
    assert "docs/counting.md: error[E0118]" in caplog.text or "docs/counting.md:1:1: error[E0118]" in caplog.text
    assert "that begins with `false :" in caplog.text
    assert "because of 1 problem" in caplog.text
    html = built(tmp_path, caplog, hook, serve=True).html("counting.html")
    assert html.count('<figure class="dg-figure dg-pair') == 2
    assert "E0118" in html
    assert "4711" in html
    assert "4711" not in "".join(re.findall(r"(?s)<figure.*?</figure>", html))


@pytest.mark.parametrize("hook", CHANGED.values(), ids=CHANGED)
def test_changed_snippets(tmp_path: Path, caplog: pytest.LogCaptureFixture, hook: str) -> None:
    """The place is that of the snippet in the file."""
    with pytest.raises(Abort):
        built(tmp_path, caplog, hook)
    line = 21 if "a + 4711" in hook else 9
    assert f"docs/counting.md:{line}:" in caplog.text
    assert "The site gets another `juvix` block" in caplog.text


def test_changes_that_come_too_late_to_be_seen(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A woven fence has nothing in it that could be changed: what is shown is what was checked."""
    made = built(tmp_path, caplog, LATE + "return text.replace('Nat := 1', 'Nat := 4711').replace('a + 1', 'a + 4711')")
    html = made.html("counting.html")
    assert made.log == ""
    assert html.count('<figure class="dg-figure dg-pair') == 2
    assert "4711" not in html


def test_a_snippet_that_was_taken_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """It is only warned of, as nothing is shown that was not checked."""
    made = built(tmp_path, caplog, EARLY + "return text.partition('Then comes')[0]")
    assert "docs/counting.md:21: this block was not rendered" in made.log
    assert made.html("counting.html").count('<figure class="dg-figure dg-pair') == 1


def test_inserted_references(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Nothing makes links of them, so they would lead nowhere; those of the page stay links."""
    hook = EARLY + "return '[Here](ref:counting.start)\\n\\n' + text + '\\n\\n[More](term:start).\\n'"
    with pytest.raises(Abort):
        built(tmp_path, caplog, hook)
    assert "because of 2 problems" in caplog.text
    html = built(tmp_path, caplog, hook, serve=True).html("counting.html")
    assert caplog.text.count("error[E0542]") == 2
    assert "`ref:counting.start`" in caplog.text
    assert 'class="dg-ref"' in html


def test_files_that_an_extension_inserts(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Prose may come from a file, a snippet may not; a line that asks for one is an error by itself."""
    (tmp_path / "words.md").write_text("Words from a file.\n", encoding="utf-8")
    (tmp_path / "more.md").write_text("```juvix\nfalse : Nat := 4711;\n```\n", encoding="utf-8")
    write_project(tmp_path, {"counting.md": PAGE + '\n--8<-- "words.md"\n'})
    settings = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
    extension = (
        f"markdown_extensions:\n  - pymdownx.snippets:\n      base_path: [{tmp_path}]\n      check_paths: true\n"
    )
    (tmp_path / "mkdocs.yml").write_text(settings.replace("markdown_extensions:\n", extension), encoding="utf-8")
    made = build_site(tmp_path, caplog)
    assert made.log == ""
    assert "Words from a file." in made.html("counting.html")
    write_project(tmp_path, {"counting.md": PAGE + '\n--8<-- "more.md"\n'})
    (tmp_path / "mkdocs.yml").write_text(settings.replace("markdown_extensions:\n", extension), encoding="utf-8")
    with pytest.raises(Abort):
        build_site(tmp_path, caplog)
    assert "error[E0118]" in caplog.text
    write_project(tmp_path, {"counting.md": PAGE.replace("start :", '--8<-- "words.md"\nstart :')})
    with pytest.raises(Abort):
        build_site(tmp_path, caplog)
    assert "docs/counting.md:14:1: error[E0117]" in caplog.text


# -- Files of others --------------------------------------------------------------------------------------------------

LISTING = "@event_priority(-100)\ndef on_files(files, config):\n    config.nav = sorted(files.src_uris)\n"
MERGING = """from shutil import copytree

def on_config(config):
    merged = Path(config.config_file_path).parent / 'merged'
    copytree(config.docs_dir, merged, dirs_exist_ok=True)
    copytree(Path(config.config_file_path).parent / 'other', merged / 'other', dirs_exist_ok=True)
    config.docs_dir = str(merged)
    return config
"""


def test_a_navigation_of_all_files(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A plugin that lists every file in the navigation lists the project's, as late as it may look."""
    made = built(tmp_path, caplog, LISTING)
    assert made.log == ""
    page = (made.root / "site/counting.html").read_text(encoding="utf-8")
    assert "library/index.html" not in page
    assert (made.root / "site/library/Stdlib/Prelude.html").exists()


@pytest.mark.parametrize(
    ("plugin", "name"),
    [
        ("literate-nav", "SUMMARY.md"),
        ("literate-nav:\n      implicit_index: true", "sub/SUMMARY.md"),
        ("literate-nav:\n      nav_file: _nav.md", "_nav.md"),
    ],
)
def test_pages_that_are_navigation(plugin: str, name: str, tmp_path: Path) -> None:
    """Links of mkdocs-literate-nav to folders and to all other pages are not checked; on other pages they are wrong."""
    text = "- [Home](index.md)\n- [Engines](engines/)\n- [Rest](*)\n"
    write_project(tmp_path, {"index.md": "# Home\n", name: text, "engines/lamp.md": "# Lamp\n"})
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + f"  - {plugin}\n", encoding="utf-8")
    found = read_configuration(tmp_path)
    assert [*load_project(found.settings).problems] == []
    (tmp_path / "docs/other.md").write_text(text, encoding="utf-8")
    assert [problem.code for problem in load_project(found.settings).problems] == ["E0530", "E0530"]


def test_merged_specifications(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """They are refused in a sentence, and pages without snippets from elsewhere are welcome."""
    (tmp_path / "other").mkdir()
    (tmp_path / "other/words.md").write_text("# Words\n", encoding="utf-8")
    made = built(tmp_path, caplog, MERGING)
    assert made.log == ""
    assert "<h1" in made.html("other/words.html")
    assert made.html("counting.html").count('<figure class="dg-figure dg-pair') == 2
    (tmp_path / "other/counting.md").write_text(PAGE, encoding="utf-8")
    with pytest.raises(Abort):
        built(tmp_path, caplog, MERGING)
    (said,) = caplog.messages
    assert said.startswith("Specifications that another plugin has merged into one folder cannot be checked")
    assert said.count(".") == 1
