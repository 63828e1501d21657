"""Words in backticks that name a definition, as links to it.

In: for the page that Markdown is about to render, what its words refer to. Out: `<code>` within `<a>`. Code in links
and headings stays as it is. An extension that colours code has put ready HTML aside, and a mark in its place.
"""

import re
from collections.abc import Mapping
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE
from mkdocs.config.defaults import MkDocsConfig

_CLOSED = frozenset(("a", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "summary"))
_TAG = re.compile("<[^>]*>")


class NamedWords:
    """The words of the page that is being rendered."""

    def __init__(self) -> None:
        self.words: Mapping[str, tuple[str, str]] = {}
        """For each word the address of its definition, and its description."""

    def register(self, config: MkDocsConfig) -> None:
        """Have Markdown call us for words."""
        config.markdown_extensions.append(_WordExtension(self))  # type: ignore[arg-type]


class _WordExtension(Extension):
    def __init__(self, named: NamedWords) -> None:
        super().__init__()
        self._named = named

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - as Python-Markdown calls it
        # After MkDocs (0), which would take each address for that of a source file.
        md.treeprocessors.register(_WordProcessor(md, self._named), "diglot-words", -10)


class _WordProcessor(Treeprocessor):
    md: Markdown

    def __init__(self, md: Markdown, named: NamedWords) -> None:
        super().__init__(md)
        self._named = named

    def run(self, root: Element) -> None:
        """Put links around the words of a page."""
        words = self._named.words
        if words:
            self._visit(root, words)

    def _visit(self, parent: Element, words: Mapping[str, tuple[str, str]]) -> None:
        for at, child in enumerate(parent):
            named = words.get(self._text(child)) if child.tag == "code" else None
            if named is not None:
                parent[at] = _link(child, *named)
            elif child.tag not in _CLOSED:
                self._visit(child, words)

    def _text(self, code: Element) -> str:
        """What a reader sees of an element that has only text, or ready HTML in the place of it."""
        return HTML_PLACEHOLDER_RE.sub(self._stashed, code.text or "")

    def _stashed(self, mark: re.Match[str]) -> str:
        blocks = self.md.htmlStash.rawHtmlBlocks
        html = blocks[int(mark[1])] if int(mark[1]) < len(blocks) else ""
        return unescape(_TAG.sub("", html)) if isinstance(html, str) else ""


def _link(code: Element, href: str, hover: str) -> Element:
    link = Element("a", {"class": "dg-word", "href": href})
    if hover:
        link.set("title", hover)
    link.tail, code.tail = code.tail, None
    link.append(code)
    return link
