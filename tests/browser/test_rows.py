"""English on the left and what is formal on the right, in a browser."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser

TICKER = "/engines/ticker.html"


def box(part: Locator) -> tuple[float, float, float]:
    """Left side, upper side and right side."""
    found = part.bounding_box()
    assert found is not None
    return found["x"], found["y"], found["x"] + found["width"]


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(("width", "beside"), [(390, False), (1024, False), (1600, True)])
def test_side_by_side(browser: Browser, address: str, width: int, beside: bool, script: bool) -> None:  # noqa: FBT001
    """Next to each other where there is room, otherwise below each other; no script is needed."""
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=script)
    page = context.new_page()
    page.goto(address + TICKER)
    rows = page.locator(".dg-row").filter(has=page.locator(".dg-pair"))
    assert rows.count() >= 8
    for row in rows.all():
        english, formal = row.locator(".dg-english"), row.locator(".dg-formal")
        if beside:
            assert box(english)[2] <= box(formal)[0]
            assert abs(box(english)[1] - box(formal)[1]) < 3
        else:
            assert box(english)[1] < box(formal)[1]
            assert abs(box(english)[0] - box(formal)[0]) < 3
    if script:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_only_english(page: Page, address: str) -> None:
    """The formal side can be put away; that is remembered, and there is a way back on each row."""
    page.set_viewport_size({"width": 1600, "height": 900})
    page.goto(address + TICKER)
    first = page.locator(".dg-pair").first
    first.get_by_role("button", name="None").click()
    expect(first.locator(".dg-panes")).to_be_hidden()
    page.goto(f"{address}/lease/worker.html")
    expect(page.locator(".dg-panes").first).to_be_hidden()
    page.locator(".dg-pair").first.get_by_role("button", name="Juvix").click()
    expect(page.locator(".dg-pair .dg-juvix pre").first).to_be_visible()


def test_on_paper_below_each_other(page: Page, address: str) -> None:
    """However wide the sheet is, a row begins with its English."""
    page.set_viewport_size({"width": 1700, "height": 900})
    page.goto(address + TICKER)
    page.emulate_media(media="print")
    row = page.locator(".dg-row").filter(has=page.locator(".dg-pair")).first
    assert box(row.locator(".dg-english"))[1] < box(row.locator(".dg-formal"))[1]
