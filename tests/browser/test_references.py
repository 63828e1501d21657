"""Terms and shown definitions as readers see them, in a browser."""

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

GUIDE = "/guide/references.html"
SHOWN = """(link) => {
  const style = getComputedStyle(link, '::after');
  if (style.display === 'none') return null;
  let around = link.parentElement;
  while (getComputedStyle(around).position === 'static') around = around.parentElement;
  const left = around.getBoundingClientRect().left + parseFloat(style.left);
  const box = ['width', 'paddingLeft', 'paddingRight'].map((name) => parseFloat(style[name]));
  const right = left + (style.boxSizing === 'border-box' ? box[0] : box[0] + box[1] + box[2]);
  return { left, right, text: style.content, room: innerWidth, page: document.documentElement.scrollWidth };
}"""


@pytest.mark.parametrize("width", [390, 1024, 1600])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_term_is_explained(browser: Browser, address: str, width: int, scheme: str, *, script: bool) -> None:
    """With the mouse and with the keyboard, within the window, and not before."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        java_script_enabled=script,
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(address + GUIDE)
    for link in page.locator("a.dg-term").all():
        assert link.evaluate(SHOWN) is None
        link.hover()
        by_mouse = link.evaluate(SHOWN)
        page.mouse.move(0, 0)
        assert link.evaluate(SHOWN) is None
        link.focus()
        page.keyboard.press("Shift")  # What a keyboard has focused shows its focus.
        by_keyboard = link.evaluate(SHOWN)
        link.blur()
        for shown in (by_mouse, by_keyboard):
            assert shown is not None
            assert len(shown["text"]) > 40
            assert shown["left"] >= 0
            assert shown["right"] <= shown["room"] == shown["page"]
    context.close()


def test_a_term_leads_to_the_glossary(page: Page, address: str) -> None:
    """To its own heading."""
    page.goto(address + GUIDE)
    page.locator("a.dg-term", has_text="engine").click()
    expect(page).to_have_url(address + "/glossary.html#engine")
    expect(page.locator("#engine")).to_be_in_viewport()


def test_a_shown_definition_leads_to_its_page(page: Page, address: str) -> None:
    """By its head, which says where it is from."""
    page.goto(address + GUIDE)
    head = page.locator(".dg-included .dg-head").first
    expect(head).to_be_visible()
    expect(head).to_contain_text("framework.engine.GuardedAction on What an Engine Is")
    head.get_by_role("link").click()
    expect(page).to_have_url(address + "/framework/engine.html#GuardedAction")
