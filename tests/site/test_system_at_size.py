"""The picture of a system with many engines."""

import re
from pathlib import Path

import pytest
from site_case import ROOT, build_site, write_project

from diglot.render.tiles import tile


def system_of(count: int, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> list[str]:
    """The first picture of a page that shows so many tickers, and what it is told by those who tell it in words."""
    docs = ROOT / "docs"
    ticker = re.sub(r"(?s)\n## What Is Proved.*", "", (docs / "engines" / "ticker.md").read_text(encoding="utf-8"))
    pages = {"framework/engine.md": (docs / "framework" / "engine.md").read_text(encoding="utf-8")}
    for number in range(count):
        own = ticker.replace("engines.ticker", f"engines.ticker{number}")
        pages[f"engines/ticker{number}.md"] = own.replace("# Ticker Family Engine", f"# Ticker {number}", 1)
    pages["system.md"] = "# System\n\n```diglot system\n```\n"
    write_project(tmp_path, pages)
    built = build_site(tmp_path, caplog)
    assert not built.log
    svg = re.search(r'(?s)<svg role="group".*?</svg>', built.html("system.html"))
    assert svg
    return re.findall(r'class="dg-name"[^>]*>([^<]*)<', svg[0])


def test_who_asks_everybody_stands_beside_each(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """No bundle of lines leads from one corner to all others."""
    names = system_of(8, tmp_path, caplog)
    assert names == [name for number in range(8) for name in ("Client", f"Ticker {number}")]


def test_who_asks_a_few_stands_there_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """In a small system, one place for each is clearer."""
    assert system_of(3, tmp_path, caplog) == ["Client", "Ticker 0", "Ticker 1", "Ticker 2"]


def test_tiles_do_not_overlap() -> None:
    """They fill columns of about the same height, and stay within the picture."""
    sizes = [(400.0 - number, 50.0 + 10 * number) for number in range(7)]
    drawn, width, height = tile([(f"<g>{number}</g>", *size) for number, size in enumerate(sizes)])
    corners = [(float(x), float(y)) for x, y in re.findall(r"translate\(([\d.]+) ([\d.]+)\)", drawn)]
    assert len({x for x, _ in corners}) == 2
    places = [(x, y, x + wide, y + high) for (x, y), (wide, high) in zip(corners, sizes, strict=True)]
    for at, (left, top, right, bottom) in enumerate(places):
        assert right <= width
        assert bottom <= height
        for other in places[:at]:
            assert left >= other[2] or right <= other[0] or top >= other[3] or bottom <= other[1]


def test_a_single_tile_is_the_picture() -> None:
    """Nothing is put around it."""
    assert tile([("<g/>", 30, 40)]) == ("<g/>", 30, 40)
