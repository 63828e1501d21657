"""The English that goes with a definition.

In: a page and the place of a definition on it. Out: a sentence as Markdown, or nothing. It is found in the prose before
the snippet, back to another snippet or a heading: an item of a list that begins with the name, a sentence that mentions
the name, or the first sentence of all, if the snippet is about nothing else.
"""

from collections.abc import Iterator

from diglot.page.model import Heading, Page, Prose, Snippet
from diglot.source import Span


def sentence_about(page: Page, name: str, span: Span, *, alone: bool) -> str:
    """What the page says of a name that is defined at a place on it; `alone` if its snippet defines nothing else."""
    before = list(_prose_before(page, span))
    mention = f"`{name}`"
    mentioning = [prose for prose in before if mention in prose.text]
    items = (item.text for prose in mentioning for item in prose.items if item.text.startswith(mention))
    paragraphs = (one for prose in (before if alone else mentioning) for one in prose.paragraphs if one.kind == "text")
    sentences = (one for paragraph in paragraphs for one in paragraph.sentences if one.is_complete)
    return next(items, "") or next((one.text for one in sentences if alone or mention in one.text), "")


def _prose_before(page: Page, span: Span) -> Iterator[Prose]:
    """The nearest first."""
    number = next((n for n, b in enumerate(page.blocks) if isinstance(b, Snippet) and b.span.covers(span)), 0)
    for block in reversed(page.blocks[:number]):
        if isinstance(block, Heading | Snippet):
            break
        if isinstance(block, Prose):
            yield block
