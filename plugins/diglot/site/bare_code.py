"""A page as the search sees it: code without its markup, and without what is no part of the page's words.

The search reads a page's HTML element by element and keeps its words. Our code has an element for each word, which
takes it longer than everything else; so it gets the code as mere text. It does not get the writing in diagrams, which
say the same in words below, nor buttons and lists of uses: who looks for a name wants the page that tells of it, and
not all that mention it. Afterwards the page has everything back.
"""

import re

_CODE = re.compile(r'(?s)(<div class="dg-pane[^>]*>(?:(?!<pre).)*<pre[^>]*><code)>(.*?)</code>')
_BARE = re.compile(r'(?s)<code data-dg-code="(\d+)">.*?</code>')
_ASIDE = re.compile(r'(?s)<div class="dg-(?:uses|views)".*?</div>|<svg role="group".*?</svg>')
_MARK = re.compile(r"<!--dg-aside-(\d+)-->")
_TAG = re.compile("<[^>]*>")


class BareCode:
    """The code of one page, and what else the search is not to see, put aside."""

    def __init__(self) -> None:
        self._code: list[str] = []
        self._asides: list[str] = []

    def strip(self, content: str) -> str:
        """The page's HTML for the search."""
        return _ASIDE.sub(self._put_aside, _CODE.sub(self._bare, content))

    def restore(self, content: str) -> str:
        """The page's HTML as it was."""
        whole = _MARK.sub(lambda found: self._asides[int(found[1])], content)
        return _BARE.sub(lambda found: f"<code>{self._code[int(found[1])]}</code>", whole)

    def _bare(self, found: re.Match[str]) -> str:
        self._code.append(found[2])
        return f'{found[1]} data-dg-code="{len(self._code) - 1}">{_TAG.sub("", found[2])}</code>'

    def _put_aside(self, found: re.Match[str]) -> str:
        self._asides.append(found[0])
        return f"<!--dg-aside-{len(self._asides) - 1}-->"
