"""Names in the English and in code, in a browser."""

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

TICKER = "/engines/ticker.html"


def test_pointing_at_a_word_lights_its_uses(page: Page, address: str) -> None:
    """Who points at a name in the English sees it in both languages, and the other way round."""
    page.goto(address + TICKER)
    word = page.locator("li a.dg-word", has_text="Increment").first
    word.hover()
    expect(page.locator("#IMessageType\\.Increment")).to_have_class("no dg-lit")
    expect(page.locator(".dg-isabelle a.dg-lit").first).to_have_text("Increment")
    expect(page.locator("#dg-tip")).to_contain_text("Increment : IMessageType")
    page.locator("#IMessageType\\.Count").hover()
    expect(page.locator("li.dg-lit")).to_have_count(1)
    expect(page.locator("li.dg-lit")).to_contain_text("Count asks for the present value")
    page.mouse.move(5, 5)
    page.locator("#incrementCounter").focus()
    expect(page.locator(".dg-english.dg-lit")).to_contain_text("The counter is raised by one")


def test_words_without_script(browser: Browser, address: str) -> None:
    """A name in the English is a link to its definition."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + TICKER)
    page.locator("li a.dg-word", has_text="Increment").first.click()
    expect(page).to_have_url(address + TICKER + "#IMessageType.Increment")
    context.close()
