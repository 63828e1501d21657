"""The English that goes with a definition.

In: a page and the place of a definition on it. Out: a sentence as Markdown, or nothing. It is found in the prose before
the snippet, back to another snippet or a heading: an item of a list that begins with the name, a sentence that mentions
the name, or the first sentence of all, if the snippet is about nothing else.
"""

import re
from collections.abc import Iterator

from diglot.page.model import Heading, Page, Prose, Snippet
from diglot.source import Span

_ITEM = r"(?m)^[ \t]*[-*+][ \t]+(`{}`.*(?:\n[ \t]+(?![-*+][ \t]).*)*)"
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_NO_SENTENCE = ("-", "*", "+", "<", "|", "!", ">", "`" * 3)


def sentence_about(page: Page, name: str, span: Span, *, alone: bool) -> str:
    """What the page says of a name that is defined at a place on it; `alone` if its snippet defines nothing else."""
    before = list(_prose_before(page, span))
    mention = f"`{name}`"
    mentioning = [prose for prose in before if mention in prose.text]
    if mentioning:
        item = re.compile(_ITEM.format(re.escape(name)))
        for prose in mentioning:
            match = item.search(prose.text)
            if match is not None:
                return _readable(match[1])
    searched = (prose for prose in (before if alone else mentioning) if not prose.text.startswith(_NO_SENTENCE))
    first = (each for prose in searched for each in _sentences(prose) if alone or mention in each)
    return _readable(next(first, ""))


def _prose_before(page: Page, span: Span) -> Iterator[Prose]:
    """The nearest first."""
    number = next((n for n, b in enumerate(page.blocks) if isinstance(b, Snippet) and b.span.covers(span)), 0)
    for block in reversed(page.blocks[:number]):
        if isinstance(block, (Heading, Snippet)):
            break
        if isinstance(block, Prose):
            yield block


def _sentences(prose: Prose) -> list[str]:
    return [each for each in _SENTENCE_END.split(prose.text.strip()) if each.endswith((".", "!", "?"))]


def _readable(text: str) -> str:
    """On one line and without links, whose targets the editor would not find."""
    return " ".join(_LINK.sub(r"\1", text).split())
