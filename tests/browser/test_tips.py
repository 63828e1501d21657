"""Tips over names in code: readers who need time, or read them enlarged, can put the pointer on them."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, FloatRect, Locator, Page, expect

pytestmark = pytest.mark.browser

TICKER = "/engines/ticker.html"
WHILE = 700
"""Longer than a tip may take to go, in milliseconds."""


@pytest.fixture
def tip(page: Page) -> Locator:
    """What there is one of, on each page."""
    return page.locator("#dg-tip")


def box_of(place: Locator) -> FloatRect:
    """Where something is in the window."""
    box = place.bounding_box()
    assert box is not None
    return box


def point_at(page: Page, place: Locator) -> None:
    """Move the pointer onto something in the middle of the window, step by step as a hand does."""
    place.evaluate("element => element.scrollIntoView({block: 'center', behavior: 'instant'})")
    box = box_of(place)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)


def move_onto(page: Page, tip: Locator) -> None:
    """Move the pointer from a name to its tip, slowly."""
    box = box_of(tip)
    page.mouse.move(box["x"] + min(box["width"] / 2, 40), box["y"] + box["height"] / 2, steps=12)


def test_stay_while_they_are_read(page: Page, address: str, tip: Locator) -> None:
    """The pointer can rest on a tip; when it leaves both, the tip goes, and comes again."""
    page.goto(address + TICKER)
    name = page.locator("#incrementCounter")
    for _ in range(2):
        point_at(page, name)
        expect(tip).to_be_visible()
        expect(tip).to_contain_text("incrementCounter : TickerAction")
        move_onto(page, tip)
        page.wait_for_timeout(WHILE)
        expect(tip).to_contain_text("incrementCounter : TickerAction")
        page.mouse.move(5, 450, steps=3)
        expect(tip).to_be_hidden()
        expect(name).to_have_attribute("title", re.compile("^incrementCounter : TickerAction"))


@pytest.mark.parametrize("path", [TICKER, "/theories/Ticker.html"])
def test_every_name_lets_the_pointer_on_to_its_tip(page: Page, address: str, tip: Locator, path: str) -> None:
    """Also past other names on the way, in side by side rows, in theories, and at the window's edges."""
    page.set_viewport_size({"width": 1440, "height": 500})
    page.goto(address + path)
    names = page.locator(".dg-figure code a[title]:visible")
    texts = names.evaluate_all("all => all.map(each => each.title)")
    assert len(texts) > 20
    places = list(names.all())
    for number in range(0, len(places), max(len(places) // 12, 1)):
        # Who has a tip open has no title meanwhile, which changes what `names` finds.
        page.mouse.move(5, 250)
        expect(tip).to_be_hidden()
        point_at(page, names.nth(number))
        expect(tip).to_be_visible()
        expect(tip).to_have_text(texts[number])
        move_onto(page, tip)
        page.wait_for_timeout(WHILE // 2)
        expect(tip).to_have_text(texts[number])


def test_two_in_a_row(page: Page, address: str, tip: Locator) -> None:
    """Who points at the next name sees the next tip, and what was there before is as it was."""
    page.goto(address + TICKER)
    first = page.locator("#incrementCounter")
    second = page.locator(".dg-juvix pre:has(#incrementCounter) a[href='#TickerAction']")
    point_at(page, first)
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("incrementCounter : TickerAction")
    expect(first).to_have_attribute("aria-describedby", "dg-tip")
    box = box_of(second)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)
    expect(tip).to_contain_text("TickerAction := GuardedAction")
    expect(second).to_have_attribute("aria-describedby", "dg-tip")
    assert first.get_attribute("aria-describedby") is None
    expect(first).to_have_attribute("title", re.compile("^incrementCounter : TickerAction"))


def test_other_things_may_scroll(page: Page, address: str, tip: Locator) -> None:
    """The contents follow the page by scrolling themselves, which is no reason for a tip to go."""
    page.set_viewport_size({"width": 1440, "height": 400})
    page.goto(address + TICKER)
    point_at(page, page.locator("#incrementCounter"))
    expect(tip).to_be_visible()
    page.locator(".md-sidebar--secondary .md-sidebar__scrollwrap").evaluate("frame => frame.scrollBy(0, 40)")
    page.wait_for_timeout(WHILE)
    expect(tip).to_be_visible()


@pytest.mark.parametrize("focused", [True, False], ids=["focus", "pointer"])
def test_the_page_scrolls(page: Page, address: str, tip: Locator, *, focused: bool) -> None:
    """A tip moves with its name, and goes when that has left the window."""
    page.goto(address + TICKER)
    name = page.locator("#incrementCounter")
    point_at(page, name)
    expect(tip).to_be_visible()
    if focused:
        page.mouse.move(5, 450)
        expect(tip).to_be_hidden()
        name.focus()
        expect(tip).to_be_visible()
    page.evaluate("window.scrollBy({top: 4, behavior: 'instant'})")
    page.wait_for_timeout(WHILE)
    expect(tip).to_be_visible()
    assert abs(box_of(tip)["y"] - box_of(name)["y"] - box_of(name)["height"]) < 6
    page.evaluate("window.scrollBy({top: 1500, behavior: 'instant'})")
    expect(tip).to_be_hidden()


def test_escape(page: Page, address: str, tip: Locator) -> None:
    """Escape puts a tip away, for the pointer and for the focus, until they have been elsewhere."""
    page.goto(address + TICKER)
    name = page.locator("#incrementCounter")
    point_at(page, name)
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    box = box_of(name)
    page.mouse.move(box["x"] + 3, box["y"] + box["height"] / 2, steps=3)
    page.wait_for_timeout(WHILE)
    expect(tip).to_be_hidden()
    page.mouse.move(5, 450)
    point_at(page, name)
    expect(tip).to_be_visible()
    page.mouse.move(5, 450)
    expect(tip).to_be_hidden()
    name.focus()
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(name).to_be_focused()
    expect(tip).to_be_visible()


def test_the_focus_keeps_a_tip(page: Page, address: str, tip: Locator) -> None:
    """The pointer may wander while somebody reads with the keyboard; leaving the name with the keyboard ends it."""
    page.goto(address + TICKER)
    name = page.locator("#incrementCounter")
    name.focus()
    expect(tip).to_be_visible()
    page.mouse.move(5, 400, steps=3)
    page.mouse.move(5, 450, steps=3)
    page.wait_for_timeout(WHILE)
    expect(tip).to_be_visible()
    page.keyboard.press("Tab")
    expect(tip).not_to_contain_text("incrementCounter : TickerAction")


def test_text_can_be_taken_from_a_tip(page: Page, address: str, tip: Locator) -> None:
    """A click in it, which takes the focus from its name, leaves it there."""
    page.goto(address + TICKER)
    name = page.locator("#incrementCounter")
    name.focus()
    point_at(page, name)
    expect(tip).to_be_visible()
    move_onto(page, tip)
    page.mouse.dblclick(box_of(tip)["x"] + 40, box_of(tip)["y"] + 14)
    page.wait_for_timeout(WHILE)
    expect(tip).to_be_visible()
    assert page.evaluate("String(getSelection())").strip() == "incrementCounter"


@pytest.mark.parametrize("width", [390, 1440])
def test_tips_fit_into_the_window(page: Page, address: str, tip: Locator, width: int) -> None:
    """At its edges too, and where a name is at the very bottom."""
    page.set_viewport_size({"width": width, "height": 500})
    page.goto(address + TICKER)
    name = page.locator("#incrementCounter")
    for block in ("end", "start"):
        page.mouse.move(2, 250)
        expect(tip).to_be_hidden()
        name.evaluate("(element, block) => element.scrollIntoView({block, behavior: 'instant'})", block)
        if block == "start":
            page.evaluate("window.scrollBy({top: -80, behavior: 'instant'})")
        name.hover()
        expect(tip).to_be_visible()
        box = box_of(tip)
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= 500


@pytest.fixture
def hand(browser: Browser) -> Iterator[BrowserContext]:
    """A telephone."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    yield context
    context.close()


def test_touch(hand: BrowserContext, address: str) -> None:
    """A tap shows the tip of a name, until something else is tapped."""
    page = hand.new_page()
    page.goto(address + TICKER)
    tip = page.locator("#dg-tip")
    name = page.locator("#incrementCounter")
    name.evaluate("element => element.scrollIntoView({block: 'center', behavior: 'instant'})")
    name.tap()
    expect(tip).to_be_visible()
    page.wait_for_timeout(WHILE)
    expect(tip).to_be_visible()
    page.locator("article h2").first.tap()
    expect(tip).to_be_hidden()
