"""A page on paper: all of it is there, in light colours, and nothing that is only of use on a screen."""

import re
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

MARGIN = "15mm"


def printed(browser: Browser, address: str, file: Path, scheme: str) -> pypdfium2.PdfDocument:
    """The page as a document on A4."""
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    margin = {"top": MARGIN, "bottom": MARGIN, "left": MARGIN, "right": MARGIN}
    page.pdf(path=file, format="A4", print_background=True, margin=margin)  # type: ignore[arg-type]
    context.close()
    return pypdfium2.PdfDocument(file)


def words(document: pypdfium2.PdfDocument) -> str:
    """All text, with single blanks."""
    pages = [page.get_textpage().get_text_range() for page in document]
    return re.sub(r"\s+", " ", " ".join(pages))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_engine_page(browser: Browser, address: str, tmp_path: Path, scheme: str) -> None:
    """English, both languages and what is folded on the screen; no buttons, and light paper in the dark scheme, too."""
    document = printed(browser, f"{address}/engines/ticker.html", tmp_path / "ticker.pdf", scheme)
    text = words(document)
    for part in (
        "Ticker Family Engine",
        "A ticker counts.",
        "import framework.engine open;",  # Folded on the screen.
        "spawnedEngines := []",
        "definition incrementCounter :: TickerAction where",
        "Together, the two guarded actions are the ticker family.",
    ):
        assert part in text
    assert "Both" not in text
    assert "Copy" not in text
    picture = document[0].render(scale=1, grayscale=True)
    dots = bytes(picture.buffer)
    assert min(dots[: 20 * picture.stride]) == 255, "the margin is not white"
    assert sum(dots) / len(dots) > 200, "the paper is dark"
    document.close()


def test_nothing_is_cut(browser: Browser, address: str, tmp_path: Path) -> None:
    """Lines longer than the paper is wide go on in the next line; so the ends of all of them are there."""
    document = printed(browser, f"{address}/theories/Ticker.html", tmp_path / "theory.pdf", "light")
    wide = max((page.get_width() for page in document), default=0)
    for page in document:
        reader = page.get_textpage()
        edges = [reader.get_rect(index)[2] for index in range(reader.count_rects())]
        assert max(edges, default=0) < wide
    assert "end" in words(document).split()[-40:]
    document.close()
