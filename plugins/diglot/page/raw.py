"""Elements that are HTML in a page.

Comes in: text. Goes out: the places of the elements that Markdown passes on as they are, in order; one that is never
closed is none, and neither is one that asks for Markdown inside.
"""

import re
from collections.abc import Iterator

from diglot.source import Span

_RAW = re.compile(
    r"^[ ]{0,3}<(address|article|aside|blockquote|details|div|dl|fieldset|figure|footer|form|header|iframe"
    r"|main|math|nav|ol|p|pre|script|section|style|svg|table|textarea|ul)\b([^>\n]*)>",
    re.MULTILINE | re.IGNORECASE,
)


def raw_elements(text: str, start: int) -> Iterator[Span]:
    """The elements that Markdown passes on as they are."""
    unclosed: set[str] = set()
    at = start
    while (match := _RAW.search(text, at)) is not None:
        at = match.end()
        tag = match[1].lower()
        if "markdown" in match[2] or tag in unclosed:
            continue
        end = _closing_tag(text, tag, match.start(1) - 1)
        if end == -1:
            unclosed.add(tag)
        else:
            at = end
            yield Span(match.start(), end)


def _closing_tag(text: str, tag: str, start: int) -> int:
    """Offset after the tag that closes the one at `start`, or -1."""
    depth = 0
    for match in re.compile(rf"<(/?){tag}\b", re.IGNORECASE).finditer(text, start):
        depth += -1 if match[1] else 1
        if depth == 0:
            return text.find(">", match.end()) + 1 or len(text)
    return -1
