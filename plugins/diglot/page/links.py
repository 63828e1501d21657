"""The links and images of a page, as a Markdown renderer sees them.

Comes in: the text of a page and where its Markdown begins. Goes out: each link with its places in the file and where it
leads, in order. What is in code, comments or raw HTML is no link. The renderer meant is one of CommonMark with
admonitions; addresses in angle brackets lead out of the site and are left out.
"""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from diglot.page.inline import Lines, Link, read_inline
from diglot.page.markdown import Markdown, parse_markdown
from diglot.source import Excerpt, Span

_TELLING = re.compile(r"\]\s*[(:\[]")
"""What every page with a link has somewhere."""


def find_links(text: str, start: int, raw: Sequence[Span]) -> tuple[Link, ...]:
    """All links and images of a page; `raw` are the places of HTML that Markdown passes on as it is."""
    if not _TELLING.search(text, start):
        return ()
    markdown = parse_markdown(text, start)
    lines = Lines(Excerpt.of(markdown.text, 0))
    found: list[Link] = []
    for token in markdown.tokens:
        if token.type == "inline" and token.map is not None and "]" in token.content:
            found += read_inline(lines.paragraph(token.content, token.map[0]), markdown.references).links
    return _outside(found, text, raw, markdown)


def _outside(found: Sequence[Link], text: str, raw: Sequence[Span], markdown: Markdown) -> tuple[Link, ...]:
    """Those links that are not in an element that the site passes on as it is."""
    if not found or not raw:
        return tuple(found)
    code = _code_lines(markdown.tokens)
    inside = [span for span in raw if text.count("\n", 0, span.start) not in code]
    return tuple(one for one in found if not any(one.span.start in span for span in inside))


def _code_lines(blocks: Sequence[Token]) -> set[int]:
    code = [block.map for block in blocks if block.type in ("fence", "code_block") and block.map]
    return {line for first, after in code for line in range(first, after)}
