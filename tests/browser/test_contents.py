"""The table of contents of a page, without any script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A wide window that runs no scripts."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_parts_of_an_engine_are_listed_where_they_stand(plain: Page, address: str) -> None:
    """Its state, its messages and its guarded actions, each once and under its heading."""
    plain.goto(address + "/engines/ticker.html")
    contents = plain.locator(".md-sidebar--secondary nav").first
    named = contents.locator("a:has(code)")
    assert [text.strip() for text in named.all_inner_texts()] == [
        "LocalStateType",
        "Increment",
        "Count",
        "Result",
        "incrementCounter",
        "respondWithCounter",
    ]
    under = contents.locator("li:has(> a[href='#incoming-message-type']) a:has(code)")
    assert [text.strip() for text in under.all_inner_texts()] == ["Increment", "Count"]
    named.filter(has_text="respondWithCounter").click()
    expect(plain.locator("[id='respondWithCounter']")).to_be_in_viewport()


def test_other_pages_list_headings_only(plain: Page, address: str) -> None:
    """Also those that define messages for engines elsewhere, or what an engine is."""
    for path in ("/lease/messages.html", "/framework/engine.html", "/guide/reading.html"):  # No heading has a dot.
        plain.goto(address + path)
        assert plain.locator(".md-sidebar--secondary nav a").count() > 2
        assert plain.locator(".md-sidebar--secondary nav a[href*='.']").count() == 0
