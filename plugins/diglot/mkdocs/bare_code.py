"""Code without its markup, for as long as the search looks at a page.

The search reads a page's HTML element by element and keeps its words. Our code has an element for each word, which
takes it longer than everything else; so it gets the code as mere text, and the page has its markup back afterwards.
"""

import re

_CODE = re.compile(r'(?s)(<div class="dg-pane[^>]*>(?:(?!<pre).)*<pre[^>]*><code)>(.*?)</code>')
_BARE = re.compile(r'(?s)<code data-dg-code="(\d+)">.*?</code>')
_TAG = re.compile("<[^>]*>")


class BareCode:
    """The code of one page, put aside."""

    def __init__(self) -> None:
        self._code: list[str] = []

    def strip(self, content: str) -> str:
        """The page's HTML, in which our code is only text."""
        return _CODE.sub(self._bare, content)

    def restore(self, content: str) -> str:
        """The page's HTML, in which our code is what it was."""
        return _BARE.sub(lambda found: f"<code>{self._code[int(found[1])]}</code>", content)

    def _bare(self, found: re.Match[str]) -> str:
        self._code.append(found[2])
        return f'{found[1]} data-dg-code="{len(self._code) - 1}">{_TAG.sub("", found[2])}</code>'
