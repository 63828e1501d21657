"""The system's diagram, in a browser."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [390, 1280])
def test_parts_are_opened_by_keyboard(page: Page, address: str, width: int) -> None:
    """Each part has a picture of its own, which is folded first, and scrolls in its own frame if it must."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + "/system.html")
    parts = page.locator("details.dg-part")
    assert parts.count() > 1
    part = parts.filter(has=page.get_by_text("lease", exact=True)).first
    expect(part.locator("svg").first).to_be_hidden()
    part.locator("> summary").focus()
    page.keyboard.press("Enter")
    expect(part.locator("svg").first).to_be_visible()
    frame = part.locator(".dg-canvas").first.bounding_box()
    assert frame is not None
    assert frame["x"] >= 0
    assert frame["x"] + frame["width"] <= width
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('details.dg-part')?.open")
    part.locator("> summary").focus()
    page.keyboard.press("Space")
    expect(part.locator("svg").first).to_be_hidden()


def test_the_whole_fits_beside_the_navigation(page: Page, address: str) -> None:
    """A page without headings leaves the room for their list to the picture."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address + "/system.html")
    frame = page.locator(".dg-canvas").first
    assert frame.evaluate("element => element.scrollWidth <= element.clientWidth")
    page.goto(address + "/engines/ticker.html")
    expect(page.locator(".md-sidebar--secondary")).to_be_visible()
