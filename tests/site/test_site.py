"""What the plugin makes of small sites, and what it does when something is wrong."""

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from site_case import Built, build_site, write_project

DOCS = Path(__file__).parent.parent.parent / "docs"

LAMP = """\
# Lamp

```juvix
module lamp;

import Stdlib.Prelude open;

--- Whether there is light.
type Lamp :=
  | On
  | Off;
```

A switch turns it over.

```juvix
flip (l : Lamp) : Lamp :=
  case l of {
    | Lamp.On := Lamp.Off
    | Lamp.Off := Lamp.On
  };
```
"""
ROOM = """\
# Room

```juvix hide
module room;

import Stdlib.Prelude open;
import lamp open;
```

```juvix fold
type Room := mkRoom@{
  lamp : Lamp;
  seats : Nat
};
```

```juvix extract-module-statements 1
module Inside;
  hidden : Nat := 1;
  shown : Nat := 2;
  also : Nat := shown;
end;
```
"""
FIGURES = """
## More

```juvix fold
wrong : Lamp := Off;
```

```diglot include lamp.flip
```

```mermaid informal
flowchart LR
  Sun --> Moon
```
"""


def page(title: str, code: str) -> str:
    """A page with one snippet."""
    module = title.lower()
    return f"# {title}\n\n```juvix\nmodule {module};\n\nimport Stdlib.Prelude open;\n\n{code}\n```\n"


@pytest.fixture
def built(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Built:
    """A site of two pages, one of which uses the other."""
    write_project(
        tmp_path, {"index.md": "# Small\n", "lamp.md": LAMP, "rooms/room.md": ROOM.replace("room;", "rooms.room;", 1)}
    )
    return build_site(tmp_path, caplog)


# -- What a page shows ------------------------------------------------------------------------------------------------


def test_both_languages_side_by_side(built: Built) -> None:
    """The figure has the snippet, and the lines of the theory that it became."""
    html = built.html("lamp.html")
    assert html.count('<figure class="dg-figure dg-pair') == 2
    assert '<a href="theories/Lamp.html#L' in html
    isabelle = html.split('<div class="dg-pane dg-isabelle">')[1]
    assert ">datatype</span>" in isabelle.split("</pre>")[0]
    assert "flip" not in isabelle.split("</pre>")[0]


def test_definitions_have_anchors_and_uses_lead_to_them(built: Built) -> None:
    """On the page itself and from another one; the anchor is the name within the module."""
    html = built.html("lamp.html")
    assert html.count('id="Lamp.On"') == 1
    assert 'href="#Lamp.On"' in html
    assert 'href="../lamp.html#Lamp"' in built.html("rooms/room.html")
    assert 'href="../library/Juvix/Builtin/V1/Nat/Base.html#Nat"' in built.html("rooms/room.html")
    assert 'id="Nat"' in built.html("library/Juvix/Builtin/V1/Nat/Base.html")


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_scripts_that_colour_code_leave_ours(theme: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The plainest settings: one line. These themes load highlight.js, which would take away links and anchors."""
    write_project(
        tmp_path,
        {
            "index.md": "# Small\n\n```python\npass\n```\n",
            "lamp.md": LAMP + FIGURES,
            "cup.md": page("Cup", "one : Nat := 1;"),
        },
    )
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Plain\ntheme: {theme}\nplugins: [diglot]\n", encoding="utf-8")
    site = build_site(tmp_path, caplog, "serve").root / "site"
    blocks: dict[str, list[str]] = {}
    for path in ("index", "lamp/index", "theories/Cup/index", "library/Stdlib/Prelude/index"):
        html = (site / f"{path}.html").read_text(encoding="utf-8")
        assert "highlightAll" in html
        blocks[path] = re.findall(r"<pre[^>]*><code([^>]*)>", html)
    assert len(blocks["lamp/index"]) == 6
    assert all(re.search(r'class="(.* )?nohighlight[ "]', each) for each in blocks["lamp/index"])
    assert all("nohighlight" in each for path, found in blocks.items() if path != "index" for each in found)
    assert [each for each in blocks["index"] if "nohighlight" in each] == []


def test_names_say_their_types(built: Built) -> None:
    """Functions, variables and types; documentation comes along."""
    html = built.html("lamp.html")
    assert 'title="flip : Lamp -&gt; Lamp&#10;A switch turns it over.&#10;Isabelle: flip"' in html
    assert 'title="l : Lamp"' in html
    assert 'title="Lamp : Type&#10;Whether there is light.&#10;Isabelle: Lamp"' in html


def test_hidden_snippets_leave_their_anchors(built: Built) -> None:
    """A link to something in a hidden snippet still arrives at its place."""
    html = built.html("rooms/room.html")
    assert "import" not in html
    assert 'id="Room.mkRoom"' in html


def test_folded_snippets_can_be_opened(built: Built) -> None:
    """A folded snippet is there, behind its first line."""
    html = built.html("rooms/room.html")
    assert '<details class="dg-fold"><summary><code>type Room := mkRoom@{</code>' in html


def test_extracted_statements(built: Built) -> None:
    """Of a local module only the statements after the first `n` are shown, and no indentation."""
    html = built.html("rooms/room.html")
    juvix = html.split('<div class="dg-pane dg-juvix">')[-1].split("</pre>")[0]
    assert "module" not in juvix
    assert 'id="Inside.shown"' in juvix
    assert 'id="Inside.hidden"' not in juvix
    assert '<span id="Inside.hidden"></span>' in html
    assert '\n<a id="Inside.also"' in juvix


def test_theory_pages(built: Built) -> None:
    """Each theory has a page with an anchor for each line, and a list names them all."""
    assert 'id="L1"' in built.html("theories/Lamp.html")
    assert "theory</span>" in built.html("theories/Lamp.html")
    assert 'href="../lamp.html#Lamp.On"' in built.html("theories/Lamp.html")
    assert 'href="Room.html"' in built.html("theories/index.html")
    assert 'href="../rooms/room.html"' in built.html("theories/index.html")


def test_theories_with_longer_names(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The list of theories says which are called after more of their page's path, and what they would be called."""
    pages = {f"{folder}/lamp.md": f"# A lamp\n\n```juvix\nmodule {folder}.lamp;\n```\n" for folder in ("old", "new")}
    write_project(tmp_path, pages)
    html = build_site(tmp_path, caplog).html("theories/index.html")
    _, _, table = html.partition("Longer names")
    assert re.findall(r"<code>(.*?)</code>", table) == ["New_Lamp", "Lamp", "Old_Lamp", "Lamp"]
    assert 'href="../new/lamp.html"' in table


def test_what_is_beside_closing_backticks(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """It is on the page again, below the snippet, and the next snippet is one."""
    first = "# Cup\n\n```juvix\nmodule cup;\n``` <!-- begin --> and *more*\n\n"
    text = f"{first}- a list\n\n    ```juvix\n    axiom A : Type;\n    ```<!-- end -->\n"
    write_project(tmp_path, {"cup.md": text})
    built = build_site(tmp_path, caplog)
    html = built.html("cup.html")
    assert html.count('<figure class="dg-figure') == 2
    assert "<em>more</em>" in html
    assert "```" not in html
    assert "WARNING" not in built.log


def test_examples_that_are_not_checked(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Snippets on a page that is no module have colours and say that nobody checks them."""
    pages = {"guide.md": "# Guide\n\n```juvix\nf : Nat := 1;\n```\n", "cup.md": page("Cup", "")}
    write_project(tmp_path, pages)
    built = build_site(tmp_path, caplog)
    html = built.html("guide.html")
    assert re.search(r'<span class="\w+">1</span>', html)
    assert "not checked" in html
    assert "not checked" not in built.html("cup.html")
    assert not (tmp_path / "theories/Guide.thy").exists()


def test_titles_with_markup(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """They are shown as they are written on every page, in the head and in the navigation, and nothing in them runs."""
    script = "</title><script>alert(1)</script>"
    pages = {"named.md": f'---\ntitle: "Named {script}"\n---\n# Cup\n', "headed.md": f"# Headed `{script}`\n"}
    write_project(tmp_path, {**pages, "cup.md": page("Cup", "")})
    settings = tmp_path / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    for theme in ("material", "mkdocs"):
        settings.write_text(text.replace("name: mkdocs", f"name: {theme}"), encoding="utf-8")
        site = build_site(tmp_path, caplog).root / "site"
        names = ("named", "headed", "cup", "overview/types")
        html = {name: (site / f"{name}.html").read_text(encoding="utf-8") for name in names}
        assert all("<script>alert" not in text and text.count("</title>") == 1 for text in html.values())
        assert all(script in unescape(html[name].partition("</head>")[0]) for name in ("named", "headed"))
        assert f"Named {script}" in unescape(html["cup"])


def test_generated_pages_are_files(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Another plugin can ask of each page where it comes from; afterwards the files are gone."""
    write_project(tmp_path, {"index.md": "# Small\n", "lamp.md": LAMP})
    hook = """
from pathlib import Path

def on_page_markdown(markdown, page, config, files):
    source = Path(page.file.abs_src_path)
    with open("read.txt", "a", encoding="utf-8") as read:
        read.write(f"{source}\\n")
    assert source.read_text(encoding="utf-8").endswith(page.file.content_string)
    assert page.edit_url is None or page.file.generated_by is None
"""
    (tmp_path / "hook.py").write_text(hook.replace("read.txt", str(tmp_path / "read.txt")), encoding="utf-8")
    with (tmp_path / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("hooks: [hook.py]\nrepo_url: https://example.org/\nedit_uri: edit/\n")
    assert build_site(tmp_path, caplog).log == ""
    read = [Path(line) for line in (tmp_path / "read.txt").read_text(encoding="utf-8").splitlines()]
    assert {"index.md", "lamp.md", "Lamp.md", "Prelude.md", "messages.md"} <= {path.name for path in read}
    assert sorted(path.name for path in read if path.exists()) == ["index.md", "lamp.md"]


def test_files_are_written(built: Built) -> None:
    """Theories, ROOT and extracted modules are on disk after the build."""
    assert "datatype Lamp" in (built.root / "theories/Lamp.thy").read_text(encoding="utf-8")
    assert '"Lamp"' in (built.root / "theories/ROOT").read_text(encoding="utf-8").replace("    Lamp", '"Lamp"')
    assert "module rooms.room;" in (built.root / "snippets/rooms/room.juvix").read_text(encoding="utf-8")
    assert built.log == ""


def test_fences_inside_other_blocks(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """In an admonition and in a list: rendered once each, with no indentation left."""
    text = (
        page("Nested", "one : Nat := 1;")
        + "\n!!! note\n\n    A remark.\n\n    ```juvix\n    two : Nat := suc one;\n\n"
        + "    three : Nat := suc two;\n    ```\n"
        + "\n- An item.\n\n    ```juvix\n    four : Nat := suc three;\n    ```\n"
    )
    write_project(tmp_path, {"index.md": "# Small\n", "nested.md": text})
    built = build_site(tmp_path, caplog)
    html = built.html("nested.html")
    assert built.log == ""
    assert html.count("dg-pair") == 3
    assert "```" not in html
    assert '<code class="nohighlight no-copy no-select"><a id="two"' in html
    assert '\n\n<a id="three"' in html


def test_anchor_beside_a_heading_of_the_same_name(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """No id is twice on a page: the heading keeps its own."""
    text = page("Counter", "start : Nat := 0;") + "\n## start\n\n```juvix\nnext : Nat := suc start;\n```\n"
    write_project(tmp_path, {"index.md": "# Small\n", "counter.md": text})
    html = build_site(tmp_path, caplog).html("counter.html")
    assert html.count('id="start"') == 1
    assert html.count('id="def-start"') == 1
    assert 'href="#def-start"' in html


# -- Diagrams ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def ticker(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Built:
    """The project's own ticker, and the framework that it needs."""
    names = ("engines/ticker.md", "framework/engine.md", "proofs/ticker.md")
    pages = {path: (DOCS / path).read_text(encoding="utf-8") for path in names}
    shutil.copytree(DOCS.parent / "theories" / "proofs", tmp_path / "theories" / "proofs")
    example = "# Small\n\n````markdown\n```diglot conversation-partners\n```\n````\n"
    write_project(tmp_path, {"index.md": example, **pages})
    return build_site(tmp_path, caplog)


def test_conversation_diagram(ticker: Built) -> None:
    """Derived from the definitions: an image with a title and a description, links, and the same in words."""
    html = ticker.html("engines/ticker.html")
    svg = html[html.index("<svg") : html.index("</svg>")]
    assert 'role="group"' in svg
    assert "<title>Conversation partners of Ticker Family Engine" in svg
    assert "Client to Ticker Family Engine: Count, for respondWithCounter." in svg
    assert "Ticker Family Engine to Client: Result, by respondWithCounter." in svg
    assert '<a xlink:href="#IMessageType.Increment">' in svg
    assert "to the sender" in html


def test_example_of_a_diagram_stays_an_example(ticker: Built) -> None:
    """A fence inside another one is text."""
    html = ticker.html("index.html")
    assert "```diglot" in html
    assert "<svg" not in html


def test_diagram_without_engine(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Where nothing can be derived, the page says so."""
    text = page("Plain", "one : Nat := 1;") + "\n```diglot conversation-partners\n```\n"
    write_project(tmp_path, {"index.md": "# Small\n", "plain.md": text})
    assert "defines a guarded action" in build_site(tmp_path, caplog).html("plain.html")


def test_diagram_of_an_imported_engine(ticker: Built, caplog: pytest.LogCaptureFixture) -> None:
    """A page about an engine that is defined elsewhere can show it."""
    code = "```juvix hide\nmodule about;\n\nimport engines.ticker;\n```\n"
    text = f"# About\n\n{code}\n```diglot conversation-partners\n```\n"
    (ticker.root / "docs/about.md").write_text(text, encoding="utf-8")
    html = build_site(ticker.root, caplog).html("about.html")
    assert '<a href="engines/ticker.html#IMessageType.Increment">' in html


# -- When something is wrong ------------------------------------------------------------------------------------------


def files_below(folder: Path) -> dict[str, bytes]:
    """All files of a folder with their content."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def broken(built: Built) -> Iterator[Built]:
    """A site that was in order until somebody wrote a name that is none."""
    lamp = built.root / "docs/lamp.md"
    lamp.write_text(LAMP.replace("Lamp.Off := Lamp.On", "Lamp.Off := Lamp.Onn"), encoding="utf-8")
    yield built
    shutil.rmtree(built.root / "site")


def test_a_wrong_page_fails_the_build(broken: Built, caplog: pytest.LogCaptureFixture) -> None:
    """The log has the place and the code; site, theories and modules stay as they were."""
    before = files_below(broken.root)
    with pytest.raises(Abort):
        build_site(broken.root, caplog)
    assert "docs/lamp.md:20:24: error[E03" in caplog.text
    assert "The site was not built, because of 1 problem." in caplog.text
    assert files_below(broken.root) == before


def test_serving_goes_on_with_a_wrong_page(broken: Built, caplog: pytest.LogCaptureFixture) -> None:
    """The problem is shown at its snippet, the other pages are there, and theories are left alone."""
    before = files_below(broken.root / "theories")
    served = build_site(broken.root, caplog, "serve")
    html = served.html("lamp.html")
    assert html.index("dg-problem dg-error") > html.index('id="flip"')
    assert "Lamp.Off := Lamp.<mark>Onn</mark>" in html
    assert "docs/lamp.md:20:24" in html
    assert 'id="Room"' in served.html("rooms/room.html")
    assert files_below(broken.root / "theories") == before


def test_problems_outside_of_snippets_are_shown_on_top(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A problem of the page itself has no snippet to be at."""
    write_project(tmp_path, {"index.md": "# Small\n", "odd.md": "# Odd\n\n~~~juvix\nmodule odd;\n~~~\n"})
    html = build_site(tmp_path, caplog, "serve").html("odd.html")
    assert html.index("dg-problem") < html.index("<h1")


def test_checking_reports_drift(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """With `theories: check` nothing is written, and a theory that somebody edited fails the build."""
    write_project(tmp_path, {"index.md": "# Small\n", "lamp.md": LAMP})
    build_site(tmp_path, caplog)
    write_project(tmp_path, {}, "      theories: check\n")
    assert build_site(tmp_path, caplog).log == ""
    theory = tmp_path / "theories/Lamp.thy"
    theory.write_text(theory.read_text(encoding="utf-8").replace("On | Off", "On | Of"), encoding="utf-8")
    before = files_below(tmp_path / "theories")
    with pytest.raises(Abort):
        build_site(tmp_path, caplog)
    assert "error[D01" in caplog.text
    assert files_below(tmp_path / "theories") == before


def test_a_theory_without_page_is_removed(built: Built, caplog: pytest.LogCaptureFixture) -> None:
    """When a page goes, its theory goes; what people wrote stays."""
    (built.root / "theories/Own.thy").write_text("theory Own imports Main begin end\n", encoding="utf-8")
    shutil.rmtree(built.root / "docs/rooms")
    build_site(built.root, caplog)
    assert sorted(path.name for path in (built.root / "theories").iterdir()) == ["Lamp.thy", "Own.thy", "ROOT"]


@pytest.mark.parametrize("method", ["replace", "chmod"])
def test_an_interrupted_build_leaves_files_whole(
    built: Built, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    """Whenever writing breaks off, each file is the old one or the new one, and no other is left behind."""
    old = files_below(built.root / "theories")
    (built.root / "docs/lamp.md").write_text(
        LAMP.replace("Lamp.On", "Lamp.Lit").replace("| On", "| Lit"), encoding="utf-8"
    )

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, method, interrupt)
        with pytest.raises(KeyboardInterrupt):
            build_site(built.root, caplog)
    assert files_below(built.root / "theories") == old
    build_site(built.root, caplog)
    assert "Lit | Off" in (built.root / "theories/Lamp.thy").read_text(encoding="utf-8")


def test_a_snippet_that_is_not_rendered_is_reported(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """In an indented block the site's Markdown sees no fence, and would show the raw text without a word."""
    text = page("Raw", "one : Nat := 1;") + "\nA paragraph.\n\n    ```juvix\n    two : Nat := 2;\n    ```\n"
    write_project(tmp_path, {"index.md": "# Small\n", "raw.md": text})
    log = build_site(tmp_path, caplog, "serve").log
    assert "docs/raw.md:13: this block was not rendered" in log
