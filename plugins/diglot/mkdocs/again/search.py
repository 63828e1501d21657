"""What the search has made of each page, kept for the next build.

In: the search of this build, and each page as the search is about to read it. Out: the page's entries, as the search
makes them or as they were kept. Only the searches of MkDocs and of Material are known; others stay as they are.
"""

import pickle
import sys
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from diglot.site.two_builds import TwoBuilds
from diglot.typed.digest import digest_of

_KNOWN = (
    "material.plugins.search.plugin",
    "mkdocs.contrib.search.search_index",
    "properdocs.contrib.search.search_index",
)
_SEARCHES = ("material.plugins.search.", "mkdocs.contrib.search", "properdocs.contrib.search")
_OURS = "diglot.mkdocs.plugin"


class SearchCache:
    """The search entries of the last build."""

    def __init__(self) -> None:
        self.entries = TwoBuilds[bytes]()
        """By a digest of the page: the entries, pickled, since the search may change them."""
        self.is_alone = False
        """Whether no other plugin reads the pages at the same event."""
        self._options: str | None = None
        self._key = ""
        self._content: str | None = None

    def install(self, config: MkDocsConfig) -> None:
        """Wrap the search of this build."""
        self._options = None
        listeners = [getattr(one, "__module__", "") for one in config.plugins.events["page_context"]]
        self.is_alone = all(home.startswith(_SEARCHES) or home == _OURS for home in listeners)
        for plugin in config.plugins.values():
            index = getattr(plugin, "search_index", None)
            home = type(index).__module__
            if home in _KNOWN and getattr(sys.modules[home], "jieba", None) is None:
                self._options = repr(sorted(plugin.config.items()))
                self._wrap_index(index)

    def knows(self, page: Page) -> bool:
        """Whether the entries of the page as it is now have been kept."""
        self._content = None
        if self._options is None:
            return False
        about = (self._options, page.url, str(page.title), repr(page.meta), str(page.toc), page.content or "")
        self._key = digest_of(about)
        self.expect(page)
        return self.entries.get(self._key) is not None

    def expect(self, page: Page) -> None:
        """Expect the search to read the page's content as it is now."""
        self._content = page.content if self._options is not None else None

    def _wrap_index(self, index: Any) -> None:  # noqa: ANN401 - one of two classes with no common base
        read = index.add_entry_from_context
        found: list[object] = index.entries if hasattr(index, "entries") else index._entries  # noqa: SLF001 - MkDocs'

        def add_entry_from_context(page: Page) -> None:
            if page.content is not self._content:
                read(page)
                return
            kept = self.entries.get(self._key)
            if kept is not None:
                found.extend(pickle.loads(kept))  # noqa: S301 - the store gives only what this user has written
                return
            start = len(found)
            read(page)
            self.entries.put(self._key, pickle.dumps(found[start:]))

        index.add_entry_from_context = add_entry_from_context
