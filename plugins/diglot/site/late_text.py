"""Text that other plugins and extensions of Markdown put onto pages after these have been read and checked.

In: the text of each page as plugins give it, and the HTML that Markdown makes of it. Out: the woven text, which keeps
what others have made of it, and problems: blocks that have not been checked, and references that lead nowhere.
"""

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from diglot.page.errors import ForeignFence
from diglot.reference.errors import ForeignReference
from diglot.render.html import block_html
from diglot.render.problem import problem_html
from diglot.site.content import PageContent
from diglot.source import SourceFile, Span

if TYPE_CHECKING:
    from diglot.diagnostic import Diagnostic

_REFERENCE = re.compile(r'(?i)<a\s[^>]*?\bhref="((?:ref|term):[^"]*)"')
_TAG = re.compile("<[^>]*>")
_ID = re.compile(r'\sid="[^"]*"')


class LateText:
    """What comes late in one build."""

    def __init__(self) -> None:
        self.problems: list[Diagnostic] = []
        self.sources: dict[str, SourceFile] = {}
        self._content: PageContent | None = None
        self._path = ""
        self._lost: list[Span] = []

    def begin(self) -> None:
        """Begin a build."""
        self.problems = []

    def weave(self, content: PageContent | None, uri: str, text: str) -> str:
        """The text of a page with its changes. A page without content comes from another plugin."""
        self._content, self._path, self._lost = content, uri, []
        if content is None:
            return text
        self._path = content.source.path
        self.sources[self._path] = content.source
        woven = content.woven(text)
        fences = frozenset(content.fences.values())
        self._lost = [change.whole for change in woven.lost if change.whole in fences]
        return woven.text

    def fence(self, kind: str, code: str) -> str:
        """A block on this page that has no key, as HTML; it is reported."""
        span = self._lost.pop(0) if self._lost else None
        first = next((line.strip() for line in code.split("\n") if line.strip()), "")
        if span is None and self._content is not None and self._content.problems and first in self._content.source.text:
            # Under `mkdocs serve`: a fence that is read in another way than it is shown, which has been reported.
            return block_html(escape(code))
        problem = ForeignFence(self._path, span or Span(0, 0), kind, first, span is not None)
        self.problems.append(problem)
        return problem_html(problem, self.sources.get(self._path) if span else None) + block_html(escape(code))

    def check(self, html: str) -> None:
        """Look for references in the HTML of this page, in which all that were on the page are links."""
        known = self._content.unresolved if self._content is not None else frozenset()
        for target in dict.fromkeys(unescape(each) for each in _REFERENCE.findall(html)):
            if target not in known:
                self.problems.append(ForeignReference(self._path, Span(0, 0), target))


def is_shown(figure: str, html: str) -> bool:
    """Whether a figure is on a page, even if what is around its words has been written in another way."""
    if figure in html:
        return True
    words = _words(figure)
    return words in _words(html) if words else all(each in html for each in _ID.findall(figure))


def _words(html: str) -> str:
    return "".join(unescape(_TAG.sub("", html)).split())
