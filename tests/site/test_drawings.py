"""What the site makes of diagrams that are written by hand in Mermaid."""

from pathlib import Path

import pytest
from site_case import build_site, write_project

ROOT = Path(__file__).parent.parent.parent
PAGE = """\
# Pictures

```mermaid
sequenceDiagram
  User->>Ticker: Increment
  Note over Ticker: It counts & counts.
  Ticker-->>User: Result(3)
```

```mermaid
flowchart LR
  User[Anyone] -->|Count| Ticker
```

```mermaid informal
flowchart LR
  Sun --> Moon
```
"""


@pytest.fixture
def html(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> str:
    """The page, beside the ticker."""
    engine = (ROOT / "docs/framework/engine.md").read_text(encoding="utf-8")
    ticker = (ROOT / "docs/engines/ticker.md").read_text(encoding="utf-8").partition("\n## What Is Proved\n")[0]
    pages = {"framework/engine.md": engine, "engines/ticker.md": ticker}
    write_project(tmp_path, {**pages, "pictures.md": PAGE})
    return build_site(tmp_path, caplog).html("pictures.html")


def test_both_kinds_are_drawn_with_links(html: str) -> None:
    """Boxes lead to pages, messages to definitions, and no Mermaid is left for a script."""
    assert html.count("<svg ") == 2
    assert 'class="mermaid"' not in html
    assert html.count('<g class="dg-engine"><a xlink:href="engines/ticker.html') == 2
    for message, shown in (("Increment", "Increment"), ("Count", "Count"), ("Result", "Result(3)")):
        link = html.split(f">{shown}</text></a>", maxsplit=1)[0].rpartition('<a xlink:href="')[2]
        assert link.startswith("engines/ticker.html#"), message
        assert link.split('"')[0].endswith(f".{message}")


def test_the_same_in_words(html: str) -> None:
    """In the order of the source, notes included."""
    sequence = html.split('<ul class="dg-words">')[1].split("</ul>", maxsplit=1)[0]
    assert sequence.index("Increment") < sequence.index("It counts &amp; counts.") < sequence.index("Result(3)")


def test_an_illustration_is_its_source_and_says_so(html: str) -> None:
    """It is not drawn."""
    figure = html.split("Sun --&gt; Moon")[1]
    assert "not checked against the snippets" in figure.split("</figcaption>")[0]


def test_each_part_of_the_system_can_be_opened_alone(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Below the whole, without a script; a part that is asked for is alone."""
    text = (ROOT / "docs/engines/ticker.md").read_text(encoding="utf-8").partition("\n## Diagrams\n")[0]
    pages = {
        "framework/engine.md": (ROOT / "docs/framework/engine.md").read_text(encoding="utf-8"),
        "engines/ticker.md": text,
        "spare/counter.md": text.replace("module engines.ticker;", "module spare.counter;"),
        "all.md": "# All\n\n```diglot system\n```\n",
        "part.md": "# Part\n\n```diglot system spare\n```\n",
    }
    write_project(tmp_path, pages)
    built = build_site(tmp_path, caplog)
    assert [part.split("<")[0] for part in built.html("all.html").split("<summary>Only <code>")[1:]] == [
        "engines",
        "spare",
    ]
    assert "<summary>Only" not in built.html("part.html")
