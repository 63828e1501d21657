"""What readers see of the built site, in a browser."""

import gzip
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser

TICKER = "/engines/ticker.html"
DIAGRAMS = 3
"""On the page of the ticker."""
HOVERS = 30_000
"""Bytes of hover data that a page may have, compressed."""
SCHEMES = ("light", "dark")
WIDTHS = (390, 1024, 1600)
CONTRASTS = """() => {
  const rgb = (colour) => colour.match(/[0-9.]+/g).map(Number);
  const back = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = rgb(getComputedStyle(e).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const light = (colour) => {
    const linear = (c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    const part = colour.slice(0, 3).map((c) => linear(c / 255));
    return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
  };
  const worst = {};
  for (const element of document.querySelectorAll('.dg-figure code [class], .dg-head, .dg-views button')) {
    const [one, two] = [light(rgb(getComputedStyle(element).color)), light(back(element))];
    const ratio = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    const name = element.className || element.tagName;
    worst[name] = Math.min(worst[name] ?? 99, ratio);
  }
  return worst;
}"""


def all_pages(folder: Path) -> list[str]:
    """The addresses of all pages of the site."""
    return sorted(
        f"/{path.relative_to(folder).as_posix()}" for path in folder.rglob("*.html") if path.name != "404.html"
    )


def figures(page: Page) -> list[str]:
    """Which languages the figures of the page show at the moment."""
    shown = {name: page.locator(f".dg-pair .dg-{name}").first.is_visible() for name in ("juvix", "isabelle")}
    return [name for name, visible in shown.items() if visible]


# -- The whole site ---------------------------------------------------------------------------------------------------


class Document(HTMLParser):
    """What a page of the site has for readers without any script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.prose: list[str] = []
        self._inside: Counter[str] = Counter()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of ids and links."""
        given = dict(attrs)
        self.ids.update(filter(None, [given.get("id")]))
        self.links.extend(filter(None, [given.get("href") or given.get("xlink:href") if tag == "a" else None]))
        self._inside[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        self._inside[tag] -= 1

    def handle_data(self, data: str) -> None:
        """Take note of words in the page itself, code apart."""
        if self._inside["article"] > 0 and self._inside["pre"] <= 0:
            self.prose.append(data)


@pytest.fixture(scope="module")
def documents(site_folder: Path) -> dict[str, Document]:
    """All pages by address."""
    return {path: Document((site_folder / path[1:]).read_text(encoding="utf-8")) for path in all_pages(site_folder)}


def test_every_link_arrives(documents: dict[str, Document], site_folder: Path) -> None:
    """Each link of each page leads to a page of the site and, with a fragment, to something that is there."""
    found = {(path, urlsplit(urljoin(path, link))) for path, page in documents.items() for link in page.links}
    links = {(source, link.path, unquote(link.fragment)) for source, link in found if not link.scheme}
    pages = documents | {"/": documents["/index.html"], "": documents["/index.html"]}
    missing = (link for link in links if link[1] not in pages and not (site_folder / link[1][1:]).is_file())
    assert sorted(missing) == []
    assert sorted(link for link in links if link[2] and link[2] not in pages[link[1]].ids) == []
    assert len(links) > 1000


def test_no_raw_fence_and_no_double_id(documents: dict[str, Document]) -> None:
    """Every snippet became a figure, and every id is one."""
    for path, page in documents.items():
        assert "```" not in "".join(page.prose), path
        assert [one for one, count in page.ids.items() if count > 1] == [], path


def test_no_request_leaves_this_machine(context: BrowserContext, address: str) -> None:
    """Fonts, scripts and styles all come from the site; nothing fails and no script complains."""
    page = context.new_page()
    requests: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("response", lambda response: wrong.append(response.url) if response.status >= 400 else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    for path in ("/index.html", TICKER, "/theories/Ticker.html", "/library/index.html"):
        page.goto(address + path)
    page.locator("input.md-search__input").fill("counter")
    page.wait_for_load_state("networkidle")
    assert [url for url in requests if not url.startswith((address, "data:", "blob:"))] == []
    assert wrong == []
    assert any(url.endswith("diglot.js") for url in requests)


def test_reads_from_a_folder(page: Page, site_folder: Path) -> None:
    """Without any server: styles, figures and links work."""
    page.goto((site_folder / "engines/ticker.html").as_uri())
    expect(page.locator(".dg-pair .dg-isabelle").first).to_be_visible()
    page.locator(".dg-pair .dg-head a").first.click()
    expect(page.locator("h1")).to_have_text(re.compile(r"Ticker\.thy"))


# -- Figures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [*WIDTHS, 1440])
def test_widths_and_schemes(browser: Browser, address: str, width: int, scheme: str) -> None:
    """Nothing sticks out of the window, languages are side by side only where there is room, and all can be read."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.goto(address + TICKER)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    figure = page.locator(".dg-pair").first
    juvix, isabelle = (figure.locator(f".dg-{name}").bounding_box() for name in ("juvix", "isabelle"))
    assert juvix is not None
    assert isabelle is not None
    if width == 1440:
        assert isabelle["x"] >= juvix["x"] + juvix["width"] - 1
        assert isabelle["y"] == pytest.approx(juvix["y"], abs=2)
    if width in {390, 1600}:  # There the English is beside both.
        assert isabelle["y"] >= juvix["y"] + juvix["height"] - 1
    dark = page.evaluate("getComputedStyle(document.body).getPropertyValue('--dg-back')").strip()
    assert dark == ("#20242d" if scheme == "dark" else "#f7f8fa")
    contrasts = page.evaluate(CONTRASTS)
    assert {name: ratio for name, ratio in contrasts.items() if ratio < 4.5} == {}
    context.close()


def test_choosing_a_language_with_the_mouse(page: Page, address: str) -> None:
    """One click counts for all figures, is remembered, and leaves the clicked button where it is."""
    page.goto(address + TICKER)
    assert figures(page) == ["juvix", "isabelle"]
    views = page.locator(".dg-views").nth(4)
    views.scroll_into_view_if_needed()
    button = views.get_by_role("button", name="Isabelle")
    before = button.bounding_box()
    button.click()
    after = button.bounding_box()
    assert figures(page) == ["isabelle"]
    assert before is not None
    assert after is not None
    assert after["y"] == pytest.approx(before["y"], abs=3)
    page.goto(address + "/framework/engine.html")
    assert figures(page) == ["isabelle"]
    expect(page.locator(".dg-views button[data-dg-view=isabelle]").first).to_have_attribute("aria-pressed", "true")


def test_choosing_a_language_with_the_keyboard(page: Page, address: str) -> None:
    """Tab reaches the buttons, Enter and the space bar press them."""
    page.goto(address + TICKER)
    views = page.locator(".dg-views").first
    views.get_by_role("button", name="Juvix").focus()
    page.keyboard.press("Enter")
    assert figures(page) == ["juvix"]
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert figures(page) == ["isabelle"]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert figures(page) == ["juvix", "isabelle"]


def test_reads_without_script(browser: Browser, address: str) -> None:
    """Both languages, types on hovering, links, folded snippets and the diagram need no script."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + TICKER)
    assert figures(page) == ["juvix", "isabelle"]
    assert not page.locator(".dg-views").first.is_visible()
    assert page.locator("#incrementCounter").get_attribute("title")
    for diagram in page.locator(".dg-canvas svg").all():
        expect(diagram).to_be_visible()
    assert page.locator(".dg-canvas svg").count() == DIAGRAMS
    fold = page.locator("details.dg-fold").first
    assert not fold.locator("pre").is_visible()
    fold.locator("summary").click()
    assert fold.locator("pre").is_visible()
    page.locator(".dg-juvix a[href='#LocalStateType.counter']").last.click()
    expect(page).to_have_url(re.compile(r"#LocalStateType\.counter$"))
    context.close()


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_types_are_shown(page: Page, address: str, way: str) -> None:
    """Pointing at a name or moving the focus to it shows its type; Escape takes it away."""
    page.goto(address + TICKER)
    name = page.locator("#respondWithCounter")
    name.scroll_into_view_if_needed()
    if way == "mouse":
        name.hover()
        page.mouse.move(*_centre(page, "#respondWithCounter"))
    else:
        name.focus()
    tip = page.get_by_role("tooltip")
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("respondWithCounter : TickerAction")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(name).to_have_attribute("title", re.compile("respondWithCounter : TickerAction"))


def _centre(page: Page, selector: str) -> tuple[float, float]:
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_link_into_a_folded_snippet_opens_it(page: Page, address: str, site_folder: Path) -> None:
    """Otherwise the reader would not see where the link has led."""
    folded = re.compile(r'<details class="dg-fold">(?:(?!</details>).)*?id="([\w.]+)"', re.DOTALL)
    found = [
        (path, match[1])
        for path in all_pages(site_folder)
        if (match := folded.search((site_folder / path[1:]).read_text(encoding="utf-8")))
    ]
    for path, anchor in found[:3]:
        page.goto(f"{address}{path}#{anchor}")
        expect(page.locator(f'[id="{anchor}"]')).to_be_visible()


def test_copying_gives_what_isabelle_reads(context: BrowserContext, address: str) -> None:
    """Signs are shown, and copied as the escapes that theory files have."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + TICKER)
    pane = page.locator(".dg-pair:has(#incrementCounter) .dg-isabelle")
    expect(pane).to_contain_text("⇒")
    pane.hover()
    pane.get_by_role("button", name="Copy").click()
    expect(pane.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert r"\<Rightarrow>" in copied
    assert "⇒" not in copied


def test_copying_everywhere(context: BrowserContext, address: str) -> None:
    """A whole theory without its line numbers, the source of a diagram, and a snippet that has no counterpart."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/theories/Ticker.html")
    pane = page.locator(".dg-theory .dg-pane")
    pane.get_by_role("button", name="Copy").focus()
    page.keyboard.press("Enter")
    expect(pane.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith("(* generated from docs/engines/ticker.md")
    page.goto(address + TICKER)
    source = page.locator(".dg-source").first
    source.locator("summary").click()
    source.get_by_role("button", name="Copy").click()
    expect(source.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith("flowchart")
    folded = page.locator("details.dg-fold").first
    folded.locator("summary").click()
    folded.get_by_role("button", name="Copy").click()
    expect(folded.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith("module engines.ticker;")


# -- The diagram ------------------------------------------------------------------------------------------------------


def test_diagram(page: Page, address: str) -> None:
    """It has a name for those who cannot see it, its labels are links, and the words below say the same."""
    page.goto(f"{address}{TICKER}#conversation-partner-diagram")
    image = page.get_by_role("group", name="Conversation partners")
    expect(image).to_be_visible()
    figure = page.locator("figure").filter(has=image)
    figure.get_by_text("The same in words").click()
    expect(figure.locator(".dg-words li")).to_have_count(3)
    image.get_by_text("Count", exact=True).click()
    expect(page).to_have_url(re.compile(r"#IMessageType\.Count$"))


def test_hovers_are_small(site_folder: Path) -> None:
    """All that a page says in hovers, repetitions included, is less than 30 kB as it is sent."""
    for page in site_folder.rglob("*.html"):
        said = "\n".join(re.findall(r' title="([^"]*)"', page.read_text(encoding="utf-8")))
        assert len(gzip.compress(said.encode())) < HOVERS, page
