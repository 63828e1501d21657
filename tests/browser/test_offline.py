"""The site from a folder, as somebody reads it who was sent an archive: no server, no network, perhaps no script."""

import os
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

pytestmark = pytest.mark.browser

PAGES = (
    "index.html",
    "engines/ticker.html",
    "guide/references.html",
    "guide/diagrams.html",
    "theories/Ticker.html",
    "library/index.html",
)


SCHEMES = ("light", "dark")
WINDOWS = (
    tuple(product((390, 1024, 1600), SCHEMES, (True, False)))
    if "DIGLOT_EVERY_WINDOW" in os.environ
    else (
        (390, "light", True),
        (390, "dark", False),
        (1024, "light", False),
        (1024, "dark", True),
        (1600, "light", True),
        (1600, "dark", False),
    )
)
"""How wide a window is, which colours its reader likes, and whether scripts run: each with each, or any two of them."""


@pytest.fixture(params=WINDOWS, ids=lambda window: f"{window[0]}-{window[1]}-{'script' if window[2] else 'no script'}")
def window(request: pytest.FixtureRequest) -> tuple[int, str, bool]:
    """One of them."""
    found: tuple[int, str, bool] = request.param
    return found


@pytest.fixture
def reader(browser: Browser, window: tuple[int, str, bool]) -> Iterator[BrowserContext]:
    """A window that may ask for files only."""
    width, scheme, script = window
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=script,
        reduced_motion="reduce",
    )
    asked: list[str] = []

    def note(one: Request) -> None:
        if not one.url.startswith(("file:", "data:", "blob:")):
            asked.append(one.url)

    context.on("request", note)
    yield context
    context.close()
    assert asked == [], "something was to be had from elsewhere"


def opened(reader: BrowserContext, site_folder: Path, path: str) -> Page:
    """A page of the folder, with what goes wrong in it raised."""
    page = reader.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda one: wrong.append(one.url))
    page.goto((site_folder / path).as_uri())
    assert wrong == []
    return page


def width_of(page: Page) -> int:
    """How wide the window is."""
    size = page.viewport_size
    assert size is not None
    return size["width"]


def test_pages_fit(reader: BrowserContext, site_folder: Path) -> None:
    """Nothing sticks out of the window, and there is a title to see."""
    for path in PAGES:
        page = opened(reader, site_folder, path)
        heading = page.locator("article h1").first
        expect(heading).to_be_visible()
        box = page.locator("html").bounding_box()
        content = page.locator("article").first.bounding_box()
        assert box is not None
        assert content is not None
        assert box["width"] <= width_of(page)
        assert content["x"] >= 0
        assert content["x"] + content["width"] <= width_of(page)
        page.close()


def test_both_languages_and_their_links(reader: BrowserContext, site_folder: Path) -> None:
    """Both are there; a name leads to its definition, also on another page, and a theory's name to its lines."""
    page = opened(reader, site_folder, "engines/ticker.html")
    pair = page.locator(".dg-pair:has([id='LocalStateType'])").first
    expect(pair.locator(".dg-juvix pre")).to_be_visible()
    expect(pair.locator(".dg-isabelle pre")).to_be_visible()
    page.locator(".dg-juvix a[href$='#EngineFamily']").first.click()
    expect(page).to_have_url(re.compile(r"framework/engine\.html#EngineFamily$"))
    expect(page.locator("[id='EngineFamily']")).to_be_in_viewport()
    page.go_back()
    pair.locator(".dg-head a").first.click()
    expect(page).to_have_url(re.compile(r"theories/Ticker\.html#L\d+$"))
    line = page.locator(f"[id='{page.url.rpartition('#')[2]}']")
    expect(line).to_be_in_viewport()
    page.close()


def test_folded_code_opens(reader: BrowserContext, site_folder: Path) -> None:
    """With a click and with the keyboard."""
    page = opened(reader, site_folder, "engines/ticker.html")
    fold = page.locator("details.dg-fold").first
    code = fold.locator("pre").first
    expect(code).to_be_hidden()
    fold.locator("summary").click()
    expect(code).to_be_visible()
    fold.locator("summary").press("Enter")
    expect(code).to_be_hidden()
    page.close()


def test_types_can_be_learned(reader: BrowserContext, site_folder: Path, window: tuple[int, str, bool]) -> None:
    """By pointing and by the keyboard; where no script runs, from the browser itself."""
    page = opened(reader, site_folder, "engines/ticker.html")
    name = page.locator("[id='incrementCounter']").first
    name.scroll_into_view_if_needed()
    if window[2]:
        name.focus()
        expect(page.get_by_role("tooltip")).to_contain_text("incrementCounter : TickerAction")
        page.keyboard.press("Escape")
        expect(page.get_by_role("tooltip")).to_be_hidden()
    else:
        expect(name).to_have_attribute("title", re.compile("incrementCounter : TickerAction"))
    page.close()


def test_diagrams_are_there(reader: BrowserContext, site_folder: Path) -> None:
    """Drawn when the site was built, within the window or in a frame that scrolls, and in words."""
    page = opened(reader, site_folder, "engines/ticker.html")
    diagram = page.locator(".dg-diagram").first
    diagram.scroll_into_view_if_needed()
    expect(diagram.locator("svg").first).to_be_visible()
    frame = diagram.locator(".dg-canvas").first.bounding_box()
    assert frame is not None
    assert frame["x"] + frame["width"] <= width_of(page)
    diagram.locator("details summary").first.click()
    expect(diagram.locator("details li").first).to_be_visible()
    page.close()


def test_navigation_arrives(reader: BrowserContext, site_folder: Path) -> None:
    """Forwards at the foot of the page, whatever the width, and by the table of contents where it is shown."""
    page = opened(reader, site_folder, "engines/ticker.html")
    page.locator("a.md-footer__link--next").click()
    expect(page).not_to_have_url(re.compile(r"ticker\.html"))
    expect(page.locator("article h1").first).to_be_visible()
    page.go_back()
    contents = page.locator(".md-sidebar--secondary a[href='#message']")
    if contents.is_visible():
        contents.click()
        expect(page.locator("[id='message']")).to_be_in_viewport()
    page.close()
