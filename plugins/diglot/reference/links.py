"""Where on the site a name is defined.

In: where the site puts each module's page, and the page's names. Out: `Links`, which turns a symbol into a relative
address. An anchor is the symbol's name within its module (`LocalStateType.counter`), unless a heading of the page
already has that anchor; then it begins with `def-`.
"""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from diglot.names import Symbol
from diglot.page.model import Page

_SAFE = "/:@!$'()*+,;=~-._?&"


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses of pages and definitions."""

    urls: Mapping[str, str]
    """The page of each module, relative to the root of the site; modules without a page are missing."""
    anchors: Mapping[Symbol, str]
    """The anchor of each definition on its page."""

    def href(self, target: Symbol | str, here: str) -> str | None:
        """The address of a definition or of a module, relative to the page at `here`; None when it has none."""
        if isinstance(target, str):
            url = self.urls.get(target.partition(":")[0])
            return None if url is None else relative(url, here)
        url, anchor = self.urls.get(target.module), self.anchors.get(target)
        if url is None or anchor is None:
            return None
        fragment = _fragment(anchor)
        return fragment if url == here else relative(url, here) + fragment


@lru_cache(maxsize=65536)
def _fragment(anchor: str) -> str:
    return f"#{quote(anchor, safe=_SAFE)}"


@lru_cache(maxsize=65536)
def relative(url: str, here: str) -> str:
    """The way from one page of the site to another; both are relative to its root."""
    folder = posixpath.dirname(here)
    path = posixpath.relpath(url or ".", folder or ".")
    return f"{path}/" if (url.endswith("/") or not url) and not path.endswith("/") else path


def find_anchors(pages: Iterable[tuple[Page, Iterable[Symbol]]]) -> Mapping[Symbol, str]:
    """The anchor of everything that is defined on these pages."""
    anchors: dict[Symbol, str] = {}
    for page, definitions in pages:
        taken = {heading.anchor for heading in page.headings}
        for symbol in definitions:
            name = symbol.qualified
            anchors[symbol] = f"def-{name}" if name in taken else name
    return anchors
