"""Take pictures of pages of a built site: `python scripts/screenshots.py SITE FOLDER`.

Each picture begins at some element of its page and is as large as it says, so that it looks the same on every machine.
"""  # noqa: INP001 - a script, not a package

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

BROWSERS = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True, slots=True)
class Picture:
    """What to take a picture of."""

    name: str
    path: str
    start: str
    """The element at the upper edge, as a selector."""
    width: int = 1360
    height: int = 860
    dark: bool = False


PICTURES = (
    Picture("ticker", "engines/ticker.html", "#guarded-action-increment-counter", width=1600, height=1260),
    Picture("ticker-dark", "engines/ticker.html", "article h1", dark=True),
    Picture("system", "system.html", "article h1", height=760),
    Picture("index", "overview/messages.html", "article h1", height=620),
)


def main(site: Path, folder: Path) -> None:
    """Take all pictures."""
    executable = next(filter(None, map(shutil.which, filter(None, BROWSERS))), None)
    if executable is None:
        sys.exit("There is no Chromium here; CHROMIUM=/path/to/chrome says where one is.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for picture in PICTURES:
            take(browser, picture, site, folder)
        browser.close()


def take(browser: Browser, picture: Picture, site: Path, folder: Path) -> None:
    """Take one picture."""
    page = browser.new_page(
        viewport={"width": picture.width, "height": picture.height},
        color_scheme="dark" if picture.dark else "light",
        reduced_motion="reduce",
    )
    page.goto((site / picture.path).absolute().as_uri())
    page.locator(picture.start).first.evaluate("(one) => window.scrollTo(0, one.offsetTop - 80)")
    page.wait_for_timeout(400)  # Until the theme has marked where the reader is.
    page.screenshot(path=folder / f"{picture.name}.png")
    page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
