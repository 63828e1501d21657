"""The search, in a folder opened from disk: pages from `file:` get no worker and may not read JSON."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def disk(browser: Browser) -> Iterator[tuple[BrowserContext, list[str]]]:
    """A reader without a network, and all that is asked for."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    context.on("request", lambda one: asked.append(one.url))
    yield context, asked
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def searched(page: Page, word: str) -> None:
    """Ask for a word, with the keyboard only."""
    page.keyboard.press("/")
    expect(page.locator("input.md-search__input")).to_be_focused()
    page.keyboard.type(word)
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def test_a_name_is_found_by_keyboard(disk: tuple[BrowserContext, list[str]], site_folder: Path) -> None:
    """It says what kind of thing it is, and leads there."""
    page = disk[0].new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto((site_folder / "lease" / "index.html").as_uri())
    searched(page, "Increment")
    found = page.locator(".md-search-result__link", has_text="Increment (message to Ticker Family Engine)")
    expect(found).to_be_visible()
    for _ in range(8):
        page.keyboard.press("ArrowDown")
        if found.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"^file:.*/engines/ticker\.html.*#IMessageType\.Increment$"))
    expect(page.locator("[id='IMessageType.Increment']").first).to_be_in_viewport()
    assert wrong == []


def test_the_index_is_read_only_when_it_is_asked_for(
    disk: tuple[BrowserContext, list[str]], site_folder: Path, address: str
) -> None:
    """A page from disk starts without it; one from a server never reads the script."""
    page = disk[0].new_page()
    page.goto((site_folder / "index.html").as_uri())
    page.wait_for_load_state("networkidle")
    assert not [url for url in disk[1] if "search_index" in url]
    searched(page, "lease")
    assert [url.rpartition("/")[2] for url in disk[1] if "search_index" in url] == ["search_index.js"]
    context = page.context.browser
    assert context is not None
    served = context.new_context().new_page()
    asked: list[str] = []
    served.on("request", lambda one: asked.append(one.url))
    served.goto(address + "/index.html")
    searched(served, "lease")
    served.context.close()
    assert [url.rpartition("/")[2] for url in asked if "search_index" in url] == ["search_index.json"]
    assert served.url.startswith(address)
