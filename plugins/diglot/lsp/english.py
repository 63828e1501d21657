"""The English that goes with a definition.

In: a page and the place of a definition on it. Out: a sentence, or nothing. It is the item of a list before the snippet
that begins with the name, or else the first sentence of what stands directly before the snippet.
"""

import re

from diglot.page.anchors import plain_text
from diglot.page.model import Heading, Page, Prose, Snippet
from diglot.source import Span

_SENTENCE = re.compile(r"(?s)(.*?[.!?:])(?:\s|$)")
_ITEM = r"(?m)^[ \t]*[-*+][ \t]+(`{}`.*(?:\n[ \t]+(?![-*+][ \t]).*)*)"


def sentence_about(page: Page, name: str, span: Span) -> str:
    """What the page says of a name that is defined at a place on it, as plain text."""
    before = _prose_before(page, span)
    item = re.compile(_ITEM.format(re.escape(name)))
    for prose in before:
        match = item.search(prose.text)
        if match is not None:
            return plain_text(match[1])
    if not before or before[0].text.lstrip().startswith(("-", "*", "+", "<", "|", "!", ">")):
        return ""
    text = plain_text(before[0].text)
    sentence = _SENTENCE.match(text)
    return sentence[1] if sentence else text


def _prose_before(page: Page, span: Span) -> list[Prose]:
    """The prose between a place's snippet and the snippet or heading before it, the nearest first."""
    number = next((n for n, b in enumerate(page.blocks) if isinstance(b, Snippet) and b.span.covers(span)), 0)
    found: list[Prose] = []
    for block in reversed(page.blocks[:number]):
        if isinstance(block, (Heading, Snippet)):
            break
        found.append(block)
    return found
