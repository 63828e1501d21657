"""The seam to Python-Markdown: fences whose HTML is ready before Markdown runs.

A woven fence carries a key, and the formatter returns what was made for it. A fence without a key, as in a page that is
no module, is shown as it is.
"""

from collections.abc import Mapping, MutableMapping
from html import escape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

EXTENSION = "pymdownx.superfences"
LANGUAGES = ("juvix", "diglot", "theorem")


class Fences:
    """The HTML of all woven fences, by key."""

    def __init__(self) -> None:
        self._html: Mapping[str, str] = {}

    def fill(self, html: Mapping[str, str]) -> None:
        """Begin a build with this HTML."""
        self._html = html

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
        code = f'<div class="dg-pane"><pre><code>{escape(source)}</code></pre></div>'
        return self._html.get(options.get("key", ""), f'<figure class="dg-figure">{code}</figure>')
