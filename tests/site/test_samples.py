"""Code on a page that is no part of its module, and code with titles, numbers and highlighted lines."""

import json
import re
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from site_case import build_site, write_project

from diglot.diagnostic import Problems
from diglot.page.read import read_page
from diglot.project import load_project
from diglot.syntax.format import format_page
from diglot.syntax.parse_module import parse_page
from diglot.workspace import read_configuration

PAGE = """# Values

We begin with `one`, and `secret` is nothing.

```juvix title="The <first> one" linenums="9 2" hl_lines="1 5-6"
module values;

import Stdlib.Prelude open;

one : Nat :=
  1;
```

```juvix illustration
secret : Nat := {{ whatever comes }}
```

```juvix fails=E0301
wrong : Nat := onne;
```

- In a list, where a line is long enough to be folded:

    ```juvix fails=E0401 fold title="A type" linenums="1"
    secret : Nat :=
      true;
    ```
"""


def text_of(html: str) -> str:
    """HTML without its tags."""
    return re.sub("<[^>]*>", "", html)


def test_samples_on_a_page(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """They are marked as what they are, have no anchors, and nothing refers to what they define."""
    write_project(tmp_path, {"values.md": PAGE})
    with (tmp_path / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("  - search\n")
    made = build_site(tmp_path, caplog)
    html = made.html("values.html")
    assert made.log == ""
    illustration, wrong, folded = re.findall(r"(?s)<figure class=\"dg-figure\">.*?</figure>", html)
    assert text_of(illustration) == "Juvixsecret : Nat := {{ whatever comes }}Illustration, not checked."
    assert text_of(wrong) == "Juvixwrong : Nat := onne;This does not pass the check, as intended."
    assert "<a" not in illustration + wrong + folded
    assert not re.search(r'\sid="(?:secret|wrong)"', html)
    assert re.findall(r'<a class="dg-word"[^>]*><code>(\w+)', html) == ["one"]
    boxes = re.findall(r'<div class="dg-problem dg-error dg-expected" role="note">.*?</div>', html)
    assert ["E0301" in boxes[0], "E0401" in boxes[1], len(boxes)] == [True, True, 2]
    assert html.index(wrong) < html.index(boxes[0]) < html.index(folded) < html.index(boxes[1])
    assert "values.md" not in "".join(boxes)
    for folder in ("theories", "snippets"):
        written = "".join(each.read_text(encoding="utf-8") for each in (tmp_path / folder).iterdir())
        assert not re.search(r"whatever|wrong|onne", written)
    index = json.loads((tmp_path / "site/search/search_index.json").read_text(encoding="utf-8"))
    assert not any("secret (" in each["title"] or "wrong (" in each["title"] for each in index["docs"])
    definitions = (tmp_path / "site/overview/definitions.html").read_text(encoding="utf-8")
    assert ("#one" in definitions, "#secret" in definitions, "#wrong" in definitions) == (True, False, False)


def test_titles_numbers_and_highlighted_lines(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """As the options say; a title takes the place of the first line where the code is folded away."""
    write_project(tmp_path, {"values.md": PAGE})
    html = build_site(tmp_path, caplog).html("values.html")
    assert '<p class="dg-code-title">The &lt;first&gt; one</p>' in html
    number = '<span class="dg-number" style="width:2ch">'
    lines = re.findall(rf'<span class="dg-line( dg-marked)?">{number}(\d*)</span>', html)
    assert lines == [
        *((" dg-marked", ""), ("", "10"), ("", ""), ("", "12"), (" dg-marked", ""), (" dg-marked", "14")),
    ]
    assert '<summary><span>A type</span> <span class="dg-count">2 lines</span></summary>' in html
    assert html.count("A type") == 1
    assert re.search(r'<span id="one"|<a id="one"', html)


def test_samples_that_do_not_fail(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A build ends; `mkdocs serve` shows the message, and the code without a box that would say it is as intended."""
    write_project(tmp_path, {"values.md": PAGE.replace("onne;", "one;").replace("true;", "secret;")})
    with pytest.raises(Abort):
        build_site(tmp_path, caplog)
    assert "docs/values.md:18:10: error[E0123]" in caplog.text
    assert "docs/values.md:24:14: error[E0124]" in caplog.text
    html = build_site(tmp_path, caplog, "serve").html("values.html")
    assert ("E0123" in html, "E0124" in html) == (True, True)
    assert "as intended" not in html
    assert "dg-expected" not in html


def test_the_error_follows_the_page(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """What is shown below a sample is what is wrong with it now, also where only what is above it has changed."""
    write_project(tmp_path, {"values.md": PAGE})
    assert re.search("Did you mean.*<code>one</code>.*[?]", build_site(tmp_path, caplog).html("values.html"))
    write_project(tmp_path, {"values.md": PAGE.replace("one :", "onn :").replace("`one`", "it")})
    assert re.search("Did you mean.*<code>onn</code>.*[?]", build_site(tmp_path, caplog).html("values.html"))


def test_the_layout_of_samples() -> None:
    """The formatter lays snippets out, and nothing else."""
    text = PAGE.replace("one : Nat :=\n  1;", "one   :   Nat := 1;")
    text = text.replace("secret : Nat := {{", "secret  :  Nat := {{")
    problems = Problems()
    page = read_page("values.md", text.replace("wrong : Nat", "wrong  :  Nat"), problems)
    module = parse_page(page, problems)
    assert module is not None
    assert format_page(page, module) == page.source.text.replace("one   :   Nat := 1;", "one : Nat := 1;")


def test_pages_with_nothing_else(tmp_path: Path) -> None:
    """They are no modules, and a page may import nothing from them."""
    write_project(tmp_path, {"a.md": "# A\n\n```juvix illustration\nmodule a;\n```\n"})
    (tmp_path / "docs/b.md").write_text("```juvix\nmodule b;\n\nimport a;\n```\n", encoding="utf-8")
    project = load_project(read_configuration(tmp_path).settings)
    assert [problem.code for problem in project.problems] == ["E0303"]
    assert project.site.modules == ("b",)
