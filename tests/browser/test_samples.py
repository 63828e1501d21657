"""Titles, numbers and highlighted lines of code, and code that is no part of a module, in a browser."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser

SETTINGS = """site_name: Small
use_directory_urls: false
theme:
  name: material
  font: false
  palette:
    - {scheme: default, media: "(prefers-color-scheme: light)"}
    - {scheme: slate, media: "(prefers-color-scheme: dark)"}
plugins: [diglot]
"""
PAGE = """# Values

```juvix title="The beginning" linenums="9" hl_lines="5-6"
module values;

import Stdlib.Prelude open;

one : Nat := -- a comment, and "a text"
  if | true := max 1 2 | else := 1;
```

```juvix illustration
secret : Nat := whatever;
```

```juvix fails=E0301
wrong : Nat := won;
```
"""
CONTRAST = """(part) => {
  const light = (color) => {
    const [r, g, b] = color.match(/[\\d.]+/g).map((each) => each / 255)
      .map((each) => (each <= 0.03928 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  let around = part;
  while (getComputedStyle(around).backgroundColor === "rgba(0, 0, 0, 0)") around = around.parentElement;
  const both = [getComputedStyle(part).color, getComputedStyle(around).backgroundColor].map(light).sort();
  return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
}"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """The address of the page."""
    root = tmp_path_factory.mktemp("samples")
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    (root / "docs/values.md").write_text(PAGE, encoding="utf-8")
    config = load_config(str(root / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return f"{serve(root / 'site')}/values.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_titles_and_boxes(browser: Browser, small: str, scheme: str) -> None:
    """Each line is below the last one, highlighted lines are so over their whole width, and all words can be read."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(small)
    lines = page.locator(".dg-juvix .dg-line")
    boxes = [box for box in (line.bounding_box() for line in lines.all()) if box is not None]
    assert len(boxes) == 6
    for before, after in pairwise(boxes):
        assert after["y"] >= before["y"] + before["height"] - 1
        assert after["y"] < before["y"] + 2 * before["height"]
    pane = page.locator(".dg-pair .dg-juvix pre").first.bounding_box()
    assert pane is not None
    assert [box["width"] > pane["width"] - 3 for box in boxes] == [False] * 4 + [True] * 2
    assert lines.locator(".dg-number").all_inner_texts() == ["9", "10", "11", "12", "13", "14"]
    for words in (".dg-code-title", ".dg-marked", ".dg-marked *", "figcaption > p", ".dg-expected p"):
        for part in page.locator(words).all():
            assert part.evaluate(CONTRAST) >= 4.5, words
    expect(page.locator(".dg-expected")).to_have_count(1)
    expect(page.locator("[role=alert]")).to_have_count(0)
    expect(page.get_by_text("Illustration, not checked.")).to_be_visible()
    context.close()


def test_numbers_are_not_copied(browser: Browser, small: str) -> None:
    """What is copied is code."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(small)
    page.locator(".dg-pair .dg-juvix .dg-copy").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == PAGE.split("```")[1].partition("\n")[2].strip()
    context.close()
