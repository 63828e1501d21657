"""HTML comments in a page.

Comes in: text. Goes out: the places of its comments, in order; one that is never closed is none.
"""

from collections.abc import Iterator

from diglot.source import Span

_OPENING = "<!--"
_CLOSING = "-->"


def find_comments(text: str) -> Iterator[Span]:
    """Find the comments, both marks included."""
    start = text.find(_OPENING)
    while start != -1:
        end = text.find(_CLOSING, start + len(_OPENING))
        if end == -1:
            return
        yield Span(start, end + len(_CLOSING))
        start = text.find(_OPENING, end)
