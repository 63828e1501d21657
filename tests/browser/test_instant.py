"""A site whose theme opens pages without loading them: every page opens, and its links and buttons work."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

LINK = re.compile(r"\[([^\]]*)\]\(\.\./reference/[^)]*\)")
"""A link from a guide to the pages that are left out."""
ROOT = Path(__file__).parent.parent.parent
SETTINGS = """
site_name: Small
site_url: {address}/
use_directory_urls: false
theme:
  name: material
  font: false
  features: [navigation.instant, navigation.instant.prefetch, navigation.instant.preview, navigation.instant.progress]
plugins:
  - search
  - diglot
"""
PAGES = {
    "engines/ticker.html": "Ticker Family Engine",
    "lease/server.html": "Lock Server Family Engine",
    "system.html": "The Whole System",
    "guide/diagrams.html": "Diagrams",
    "overview/messages.html": "Messages",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """The first page of a site that has diagrams of every kind, with links in them."""
    root = tmp_path_factory.mktemp("instant")
    shutil.copytree(ROOT / "theories/proofs", root / "theories/proofs")
    shutil.copytree(ROOT / "docs", root / "docs", ignore=shutil.ignore_patterns("reference"))
    for guide in (root / "docs/guide").iterdir():
        guide.write_text(LINK.sub(r"\1", guide.read_text(encoding="utf-8")), encoding="utf-8")
    links = [f"- [{title}]({path.replace('.html', '.md')})\n" for path, title in PAGES.items()]
    (root / "docs/index.md").write_text("# Home\n\n" + "".join(links), encoding="utf-8")
    address = serve(root / "site")
    (root / "mkdocs.yml").write_text(SETTINGS.format(address=address), encoding="utf-8")
    config = load_config(str(root / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return f"{address}/index.html"


def opened(page: Page, home: str) -> list[str]:
    """Open the first page and mark it, so that a page that was loaded can be told; gives a list of what goes wrong."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(home)
    page.wait_for_function("typeof document$ !== 'undefined'")
    page.wait_for_load_state("networkidle")
    page.evaluate("window.marked = true")
    return wrong


@pytest.mark.parametrize("path", PAGES)
def test_each_page_opens(page: Page, home: str, path: str) -> None:
    """It is shown, without being loaded, and its own diagrams have links."""
    wrong = opened(page, home)
    page.locator(f"article a[href$='{path}']").click()
    expect(page.locator("article h1")).to_contain_text(PAGES[path])
    assert page.evaluate("window.marked") is True
    assert wrong == []
    if path != "overview/messages.html":
        assert page.locator("article svg a").count() > 0


def test_links_in_diagrams(page: Page, home: str) -> None:
    """A link in a drawing leads where it says, also from a page that was not loaded, and by the keyboard."""
    wrong = opened(page, home)
    page.locator("article a[href$='system.html']").click()
    expect(page.locator("article h1")).to_contain_text("The Whole System")
    link = page.locator("article svg a:has-text('Worker')").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("article h1")).to_contain_text("Worker Family Engine")
    assert page.url.partition("#")[0].endswith("/lease/worker.html")
    assert wrong == []


def test_buttons_on_an_opened_page(page: Page, home: str) -> None:
    """What a script adds to a page is there on each that opens, and also where the reader comes back to one."""
    wrong = opened(page, home)
    page.locator("article a[href$='engines/ticker.html']").click()
    expect(page.locator("article h1")).to_contain_text("Ticker")
    expect(page.locator(".dg-views").first).to_be_visible()
    page.go_back()
    # By the keyboard, as a preview of another page may cover the link.
    page.locator("article a[href$='overview/messages.html']").press("Enter")
    expect(page.locator("table.dg-index th button").first).to_have_text("Message")
    page.go_back()
    expect(page.locator("article h1")).to_contain_text("Home")
    assert wrong == []
