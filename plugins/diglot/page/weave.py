"""A key in each fence, by which the site generator asks for what is to be shown in its place.

Comes in: a page, and what is to be put where in its text. Goes out: that text, with nothing else changed, the front
matter included. The words after the marks of a fence are gone in it, because the site's Markdown does not take a block
with words it cannot read for a block at all; they are in the page's blocks.
"""

import hashlib
import re
from collections.abc import Iterable

from diglot.page.model import Fence, Page, Snippet
from diglot.source import Span

_UNSAFE = re.compile(r"[^\w.-]")


def weave(page: Page, changes: Iterable[tuple[Span, str]]) -> str:
    """Put texts where they belong in the page's text; the places do not overlap."""
    text = page.source.text
    parts: list[str] = []
    at = 0
    for span, new in sorted(changes):
        parts += (text[at : span.start], new)
        at = span.end
    parts.append(text[at:])
    return "".join(parts)


def woven_info(language: str, key: str) -> str:
    """What follows the marks of a woven fence."""
    return f'{language} key="{key}"'


def fence_key(page: Page, fence: Snippet | Fence) -> str:
    """Name a fence: `engines.ticker-3-9f2c81d0`, unique on the site and new whenever its text changes."""
    text = page.source.slice(fence.span)
    digest = hashlib.sha256(f"{page.module}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()
    number = fence.index if isinstance(fence, Snippet) else f"{fence.kind}-{fence.span.start}"
    return f"{_UNSAFE.sub('_', page.module)}-{number}-{digest[:8]}"
