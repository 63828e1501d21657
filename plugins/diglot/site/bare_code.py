"""A page as the search reads it: code without markup, and without what is not text of the page.

The search reads a page's HTML element by element and keeps its words. Our code has an element for each word, which
would take longer than everything else, so the search gets the code as plain text. It gets neither the text in diagrams,
which is repeated in words below them, nor buttons and lists of uses: a search for a name should find the page that
explains it, not every page that mentions it. Afterwards the page gets everything back.
"""

import re

_CODE = re.compile(r'(?s)(<div class="dg-pane[^>]*>(?:(?!<pre).)*<pre[^>]*><code[^>]*)>(.*?)</code>')
_BARE = re.compile(r'(?s)(<code[^>]*) data-dg-code="(\d+)">.*?</code>')
_ASIDE = re.compile(r'(?s)<div class="dg-(?:uses|views)".*?</div>|<svg role="group".*?</svg>')
_MARK = re.compile(r"<!--dg-aside-(\d+)-->")
_TAG = re.compile("<[^>]*>")


class BareCode:
    """The code of one page, and everything else that is hidden from the search."""

    def __init__(self) -> None:
        self._code: list[str] = []
        self._asides: list[str] = []

    def strip(self, content: str) -> str:
        """The page's HTML for the search."""
        return _ASIDE.sub(self._put_aside, _CODE.sub(self._bare, content))

    def restore(self, content: str) -> str:
        """The original HTML of the page."""
        whole = _MARK.sub(lambda found: self._asides[int(found[1])], content)
        return _BARE.sub(lambda found: f"{found[1]}>{self._code[int(found[2])]}</code>", whole)

    def _bare(self, found: re.Match[str]) -> str:
        self._code.append(found[2])
        return f'{found[1]} data-dg-code="{len(self._code) - 1}">{_TAG.sub("", found[2])}</code>'

    def _put_aside(self, found: re.Match[str]) -> str:
        self._asides.append(found[0])
        return f"<!--dg-aside-{len(self._asides) - 1}-->"
