"""Indexes and the search, in a browser."""

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

MESSAGES = "/overview/messages.html"


def names(page: Page) -> list[str]:
    """The first column."""
    return page.locator(".dg-index tbody th").all_inner_texts()


@pytest.mark.parametrize("width", [390, 1024, 1600])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_sorting_by_keyboard(browser: Browser, address: str, width: int, scheme: str) -> None:
    """The heads of columns are buttons that sort, and sort the other way round the second time."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.goto(address + MESSAGES)
    first = names(page)
    assert first == sorted(first, key=str.lower)
    page.get_by_role("button", name="Message").focus()
    page.keyboard.press("Enter")
    assert names(page) == first[::-1]
    expect(page.locator(".dg-index th[aria-sort]")).to_have_attribute("aria-sort", "descending")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    senders = page.locator(".dg-index tbody tr td:nth-child(2)").all_inner_texts()
    assert senders == sorted(senders, key=str.lower)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_without_script(browser: Browser, address: str) -> None:
    """The table is complete and sorted by name, and its links lead to the definitions."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + MESSAGES)
    assert {"Increment", "Count", "Acquire"} <= set(names(page))
    page.get_by_role("link", name="Increment").click()
    expect(page).to_have_url(address + "/engines/ticker.html#IMessageType.Increment")
    context.close()


def test_search_says_what_it_finds(page: Page, address: str) -> None:
    """Who looks for a message finds its definition, and sees that it is a message."""
    page.goto(address + MESSAGES)
    page.keyboard.press("/")
    page.keyboard.type("Increment")
    result = page.locator(".md-search-result__link", has_text="message to Ticker Family Engine").first
    expect(result).to_be_attached()
    assert (result.get_attribute("href") or "").endswith("#IMessageType.Increment")
