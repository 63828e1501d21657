"""The fenced blocks of a page as the site shows them.

Comes in: the text of a page. Goes out: the blocks that a Markdown renderer takes for fenced code, with their lines. The
renderer meant is one of CommonMark with front matter and admonitions; HTML tags do not hide a block, comments do.
"""

import re
from typing import NamedTuple

from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from diglot.page.admonition import admonition
from diglot.page.comments import find_comments

_SNIPPET = re.compile(r"\s*\{?\s*\.?juvix(?![\w-])")


class SiteFence(NamedTuple):
    """A fenced block on the site."""

    start: int
    """Its first line, from 0."""
    end: int
    """The line after its last."""
    marks: str
    is_snippet: bool


def site_fences(text: str) -> tuple[SiteFence, ...]:
    """All fenced blocks that the site shows."""
    found = (token for token in _MARKDOWN.parse(_without_comments(text)) if token.type == "fence" and token.map)
    return tuple(
        SiteFence(token.map[0], token.map[1], token.markup, _SNIPPET.match(token.info) is not None)
        for token in found
        if token.map
    )


def _without_comments(text: str) -> str:
    """The text with its comments emptied, line by line, so that nothing in them counts."""
    parts: list[str] = []
    at = 0
    for comment in find_comments(text):
        parts += (text[at : comment.start], "\n" * text.count("\n", *comment))
        at = comment.end
    return "".join((*parts, text[at:]))


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark").use(front_matter_plugin)
    markdown.disable(["html_block", "inline", "reference"])
    alternatives = ["paragraph", "blockquote", "list"]
    markdown.block.ruler.before("fence", "admonition", admonition, {"alt": alternatives})
    return markdown


_MARKDOWN = _markdown()
