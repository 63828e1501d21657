"""The seam to Python-Markdown: fences whose HTML is ready before Markdown runs.

A woven fence carries a key; the formatter returns what was made for it, and counts, so that a fence that Markdown has
not seen as a fence does not go unnoticed. A fence without a key, as in a page that is no module, is shown as it is.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, MutableMapping
from html import escape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

EXTENSION = "pymdownx.superfences"
LANGUAGES = ("juvix", "diglot")


class Fences:
    """The HTML of all woven fences, and how often each was asked for."""

    def __init__(self) -> None:
        self._html: dict[str, str] = {}
        self._expected: set[str] = set()
        self._rendered: Counter[str] = Counter()

    def fill(self, html: Mapping[str, str]) -> None:
        """Begin a build with this HTML by key."""
        self._html = dict(html)
        self._expected = set()
        self._rendered = Counter()

    def expect(self, keys: Iterable[str]) -> None:
        """These keys have been woven into a page."""
        self._expected.update(keys)

    def missing(self) -> list[str]:
        """The keys that were woven, but not rendered exactly once."""
        return sorted(key for key in self._expected if self._rendered[key] != 1)

    def register(self, config: MkDocsConfig) -> None:
        """Have Markdown ask us for our fences."""
        if EXTENSION not in config.markdown_extensions:
            config.markdown_extensions.append(EXTENSION)
        options = config.mdx_configs.setdefault(EXTENSION, {})
        own = [{"name": n, "class": n, "format": self._format, "validator": self._accept} for n in LANGUAGES]
        others = [fence for fence in options.get("custom_fences", ()) if fence.get("name") not in LANGUAGES]
        options["custom_fences"] = [*others, *own]

    def _accept(
        self,
        _language: str,
        inputs: Mapping[str, str],
        options: MutableMapping[str, Any],
        _attrs: object,
        _md: object,
    ) -> bool:
        options["key"] = inputs.get("key", "")
        return True

    def _format(
        self, source: str, _language: str, _class: str, options: Mapping[str, Any], _md: object, **_others: object
    ) -> str:
        key = options.get("key", "")
        self._rendered[key] += 1
        code = f'<div class="dg-pane"><pre><code>{escape(source)}</code></pre></div>'
        return self._html.get(key, f'<figure class="dg-figure">{code}</figure>')
