"""English beside formal text: each figure in one row with the prose before it.

In: the tree that Markdown has made of a page. Out: the same tree, in which the prose since the last heading or figure
is in one `<div>` with the figure after it. The style sheet puts both next to each other where there is room.
"""

from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE
from mkdocs.config.defaults import MkDocsConfig

from diglot.mkdocs.fence import is_pair

_PROSE = frozenset(("p", "ul", "ol", "dl", "blockquote", "table"))


def register(config: MkDocsConfig) -> None:
    """Have Markdown make rows."""
    config.markdown_extensions.append(_RowExtension())  # type: ignore[arg-type]


class _RowExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - as Python-Markdown calls it
        md.treeprocessors.register(_RowProcessor(md), "diglot-rows", -20)


class _RowProcessor(Treeprocessor):
    md: Markdown

    def run(self, root: Element) -> None:
        """Put rows around figures."""
        made: list[Element] = []
        prose: list[Element] = []
        for child in root:
            if self._is_figure(child) and prose:
                made.append(_row(prose, child))
                prose = []
            elif child.tag in _PROSE and not _placeholder(child):
                prose.append(child)
            else:
                made += (*prose, child)
                prose = []
        root[:] = [*made, *prose]

    def _is_figure(self, element: Element) -> bool:
        """Whether the HTML that Markdown has stashed here is a snippet in both languages."""
        number = _placeholder(element)
        html = self.md.htmlStash.rawHtmlBlocks[int(number)] if number else ""
        return isinstance(html, str) and is_pair(html)


def _placeholder(element: Element) -> str:
    """The number of the HTML that is to be put in the place of an element."""
    found = HTML_PLACEHOLDER_RE.fullmatch((element.text or "").strip()) if element.tag == "p" else None
    return found[1] if found and not len(element) else ""


def _row(prose: list[Element], figure: Element) -> Element:
    row = Element("div", {"class": "dg-row"})
    row.tail = "\n"  # As after every block of Markdown; some plugins look at lines.
    SubElement(row, "div", {"class": "dg-english"}).extend(prose)
    SubElement(row, "div", {"class": "dg-formal"}).append(figure)
    return row
