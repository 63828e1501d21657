"""What axe finds wrong by WCAG 2.2 AA: nothing, on any kind of page; and the keyboard reaches everything."""

from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

TICKER = "/engines/ticker.html"
KINDS = {
    "home": "/index.html",
    "engine": TICKER,
    "guide": "/guide/writing.html",
    "diagrams": "/guide/diagrams.html",
    "references": "/guide/references.html",
    "glossary": "/glossary.html",
    "message": "/reference/errors/D0101.html",
    "messages": "/reference/errors/index.html",
    "theory": "/theories/Ticker.html",
    "theories": "/theories/index.html",
    "proof": "/proofs/ticker.html",
    "library": "/library/Stdlib/Prelude.html",
    "system": "/system.html",
    "index": "/overview/messages.html",
    "not found": "/404.html",
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """(rules) => axe.run(document, {resultTypes: ["violations"], runOnly: {type: "tag", values: rules}})"""
FOCUSED = """() => {
  const one = document.activeElement;
  const marked = one.matches("input[type=radio]") ? one.nextElementSibling : one; // The theme marks what it draws.
  const style = getComputedStyle(marked);
  const box = one.getBoundingClientRect();
  const seen = style.outlineStyle !== "none" || style.boxShadow !== "none" || one.matches("input[type=text]");
  return {
    body: one === document.body,
    name: `${one.tagName} ${one.id || one.className} ${(one.textContent ?? "").trim().slice(0, 30)}`,
    visible: seen && box.bottom > 0 && box.top < innerHeight,
  };
}"""


def violations(page: Page) -> list[str]:
    """What axe finds: which rule, where, and why."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(RUN, RULES)["violations"]
    return [
        f"{one['id']}: {node['target']}: {(node['any'] or node['all'] or node['none'])[0]['message']}"
        for one in found
        for node in one["nodes"]
    ]


def visited(browser: Browser, address: str, width: int, scheme: str) -> Page:
    """A page in a window of some width, by somebody who likes it light or dark."""
    page = opened(browser, width, scheme)
    visit(page, address)
    return page


def visit(page: Page, address: str) -> None:
    """Go to a page and wait until all of it is there."""
    page.goto(address)
    page.wait_for_load_state("networkidle")


def opened(browser: Browser, width: int, scheme: str) -> Page:
    """An empty window."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    return context.new_page()


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1024, "light"), (1600, "dark")])
def test_every_kind_of_page(browser: Browser, address: str, width: int, scheme: str) -> None:
    """In a narrow, a usual and a wide window, in light and dark colours; colours do not depend on the width."""
    page = opened(browser, width, scheme)
    for kind, path in KINDS.items():
        visit(page, address + path)
        assert violations(page) == [], f"{kind} at {width}, {scheme}"
    page.context.close()


def search(page: Page) -> None:
    """Look for something."""
    page.keyboard.press("/")
    page.keyboard.type("counter")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.wait_for_timeout(400)  # Until the box has unfolded.


def point(page: Page) -> None:
    """Point at a name in code."""
    name = page.locator("#respondWithCounter")
    name.scroll_into_view_if_needed()
    name.focus()
    expect(page.get_by_role("tooltip")).to_be_visible()


def unfold(page: Page) -> None:
    """Open everything that is closed."""
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


def choose(page: Page) -> None:
    """Show one language only."""
    page.locator(".dg-views button[data-dg-view=isabelle]").first.click()


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1600, "dark")])
@pytest.mark.parametrize("act", [search, point, unfold, choose])
def test_page_in_use(browser: Browser, address: str, act: Callable[[Page], None], width: int, scheme: str) -> None:
    """Also with the search open, with a type shown, unfolded, and with one language."""
    page = visited(browser, address + TICKER, width, scheme)
    act(page)
    assert violations(page) == []
    page.context.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_keyboard_reaches_everything(browser: Browser, address: str, width: int) -> None:
    """Tab goes on to the end of the page, is never caught, and one can see where it is."""
    page = visited(browser, address + TICKER, width, "light")
    names: list[str] = []
    hidden: list[str] = []
    for _ in range(1500):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["body"]:
            break
        names.append(focused["name"])
        if not focused["visible"]:
            hidden.append(focused["name"])
    assert "Skip to content" in names[0]
    assert hidden == []
    assert len(names) < 1500, "the keyboard is caught"
    assert any("incrementCounter" in name for name in names)
    page.context.close()


def test_escape_puts_the_explanation_of_a_term_away(browser: Browser, address: str) -> None:
    """It covers other words, so there has to be a way without moving on."""
    page = visited(browser, address + "/guide/references.html", 1440, "light")
    term = page.locator("a.dg-term").first
    shown = "getComputedStyle(document.querySelector('a.dg-term'), '::after').display"
    term.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(shown) == "block"
    page.keyboard.press("Escape")
    assert page.evaluate(shown) == "none"
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(shown) == "block"
    page.context.close()
