"""The connection to Python-Markdown: fences whose HTML is ready before Markdown runs.

A woven fence carries a key, and the formatter returns the HTML for this key. A fence without a key was not on the page
when it was read. While placeholders are in use, Markdown gets an empty tag for each figure, which it
treats in the same way; the figures are filled in afterwards.
"""

import re
from collections.abc import Callable, Mapping, MutableMapping
from hashlib import blake2b
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from diglot.fences import FENCES

EXTENSION = "pymdownx.superfences"
LANGUAGES = tuple(dict.fromkeys(kind.language for kind in FENCES.values()))

_TAG = re.compile(r"<([a-z]+)[ >]")
_PLACEHOLDER = re.compile(r'<[a-z]+ data-dg-place="[0-9a-f]{16}"(?: data-dg-pair)?>')


class FenceHtml:
    """The HTML of all woven fences, by key."""

    def __init__(self, without_key: Callable[[str, str], str]) -> None:
        """`without_key` gives the HTML of a fence without a key, by its name and what is in it."""
        self._without_key = without_key
        self._html: Mapping[str, str] = {}
        self._placeholders: dict[str, str] | None = None

    def fill(self, html: Mapping[str, str]) -> None:
        """Begin a build with this HTML."""
        self._html = html

    def register(self, config: MkDocsConfig) -> None:
        """Have Markdown call us for our fences."""
        if EXTENSION not in config.markdown_extensions:
            config.markdown_extensions.append(EXTENSION)
        options = config.mdx_configs.setdefault(EXTENSION, {})
        own = [{"name": n, "class": n, "format": self._format, "validator": self._accept} for n in LANGUAGES]
        others = [fence for fence in options.get("custom_fences", ()) if fence.get("name") not in LANGUAGES]
        options["custom_fences"] = [*others, *own]

    # -- Placeholders --------------------------------------------------------------------------------------------------

    def use_placeholders(self) -> None:
        """From now on, give Markdown a placeholder for each figure."""
        self._placeholders = {}

    def placeholders(self) -> Mapping[str, str]:
        """The placeholders since `use_placeholders`, by key; from now on, give Markdown the figures themselves."""
        found, self._placeholders = self._placeholders or {}, None
        return found

    def fits(self, placeholders: Mapping[str, str]) -> bool:
        """Whether Markdown would get the same placeholders again."""
        return all(key in self._html and _placeholder(key, self._html[key]) == one for key, one in placeholders.items())

    def fill_placeholders(self, content: str, placeholders: Mapping[str, str]) -> str:
        """A page's HTML with the figures in the place of their placeholders."""
        figures = {one: self._html[key] for key, one in placeholders.items()}
        return _PLACEHOLDER.sub(lambda found: figures.get(found[0], found[0]), content) if figures else content

    # -- What Markdown calls ------------------------------------------------------------------------------------------

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
        self, source: str, language: str, _class: str, options: Mapping[str, Any], _md: object, **_others: object
    ) -> str:
        key = options.get("key", "")
        html = self._html.get(key)
        if html is None:
            return self._without_key(language, source)
        if self._placeholders is None:
            return html
        return self._placeholders.setdefault(key, _placeholder(key, html))


def is_pair(html: str) -> bool:
    """Whether HTML, or its placeholder, is that of a snippet in both languages."""
    start = html[:400]
    return "data-dg-pair" in start or ("dg-pair" in start and "<figure" in start)


def _placeholder(key: str, html: str) -> str:
    """The placeholder of a figure; HTML that begins with text, or with a character reserved by Markdown, is kept."""
    tag = _TAG.match(html)
    if tag is None or "\x02" in html:
        return html
    name = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return f'<{tag[1]} data-dg-place="{name}"{" data-dg-pair" if is_pair(html) else ""}>'
