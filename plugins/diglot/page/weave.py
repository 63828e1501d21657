"""A key in each fence, by which the site generator asks for what is to be shown in its place.

In: a page, what is to be put where in its text, and the text that the generator is about to render: that of the file,
or what other plugins have made of it. Out: that text with the changes. A woven fence has a key and nothing else: what
is in it has been read, and nothing that is done to the text from now on can change what is shown.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from diglot.page.backticks import MARKS, texts_after
from diglot.page.model import Fence, Page, Snippet
from diglot.source import Span

_UNSAFE = re.compile(r"[^\w.-]")


class Change(NamedTuple):
    """Something to put into a page's text."""

    span: Span
    """What it replaces, in the file."""
    text: str
    whole: Span
    """What has to be in the text as it is in the file for that: all of a fence, of a link, of a heading."""


class WovenText(NamedTuple):
    """A text with the changes."""

    text: str
    lost: tuple[Change, ...]
    """Changes for which there is no place, because the text differs from the file there."""


def fence_change(page: Page, fence: Snippet | Fence, language: str, key: str) -> Change:
    """A fence with its key, and with nothing in it."""
    source, end = page.source.text, fence.info.end
    closing = source.rfind("\n", 0, fence.span.end) + 1
    if closing > fence.info.end and not source[closing : fence.span.end].strip(" \t>`~"):
        end = closing - 1
    return Change(Span(fence.info.start, end), woven_info(language, key), fence.span)


def weave(source: str, changes: Iterable[Change], text: str) -> WovenText:
    """Make the changes in a text; their places in the file do not overlap."""
    if source.endswith(text):
        # Nothing but the front matter is gone.
        gone = len(source) - len(text)
        return WovenText(_replaced(text, [(Span(at - gone, to - gone), new) for (at, to), new, _ in changes]), ())
    found: list[tuple[Span, str]] = []
    lost = []
    last, at = Span(0, 0), 0
    for change in sorted(changes, key=lambda change: (change.whole, change.span)):
        whole = change.whole
        if change.whole.start >= last.end:
            at += len(source[last.start : last.end])
        start = text.find(source[whole.start : whole.end], at)
        if start == -1:
            lost.append(change)
            continue
        last, at = whole, start
        gone = whole.start - start
        found.append((Span(change.span.start - gone, change.span.end - gone), change.text))
    return WovenText(_replaced(text, found), tuple(lost))


def _replaced(text: str, changes: Iterable[tuple[Span, str]]) -> str:
    parts: list[str] = []
    at = 0
    for span, new in sorted(changes):
        parts += (text[at : span.start], new)
        at = span.end
    return "".join((*parts, text[at:]))


def line_ends(page: Page) -> Iterator[Change]:
    """A line end before what is beside the closing marks of a fence, as the site's Markdown wants these alone."""
    text = page.source.text
    for span in texts_after(text, page.front_matter.end):
        line = text.rfind("\n", 0, span.start) + 1
        yield Change(Span(span.start, span.start), "\n" + text[line : text.index(MARKS, line)], span)


def woven_info(language: str, key: str) -> str:
    """What follows the marks of a woven fence."""
    return f'{language} key="{key}"'


def fence_key(page: Page, fence: Snippet | Fence) -> str:
    """Name a fence: `engines.ticker-3-9f2c81d0`, unique on the site and new whenever its text changes."""
    text = page.source.slice(fence.span)
    digest = hashlib.sha256(f"{page.module}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()
    number = fence.index if isinstance(fence, Snippet) else f"{_UNSAFE.sub('_', fence.kind)}-{fence.span.start}"
    return f"{_UNSAFE.sub('_', page.module)}-{number}-{digest[:8]}"
