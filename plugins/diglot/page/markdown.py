"""The Markdown of a page, as a renderer of CommonMark with admonitions, footnotes and definitions takes it apart.

Comes in: the text of a page and where its Markdown begins. Goes out: the renderer's tokens for blocks, with the lines
of the page. Front matter, comments and what is beside closing backticks count for nothing; every other character is
where it was.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from diglot.page.admonition import admonition
from diglot.page.backticks import texts_after
from diglot.page.comments import find_comments
from diglot.source import Span

_NOT_A_LINE_END = re.compile(r"[^\n]")


@dataclass(frozen=True, slots=True)
class Markdown:
    """A page taken apart."""

    text: str
    """The text that was read, without front matter and comments."""
    tokens: tuple[Token, ...]
    references: Mapping[str, Any]
    """Where the page says, with `[name]: address`, that names lead."""


@lru_cache(maxsize=1)
def parse_markdown(text: str, start: int) -> Markdown:
    """Take a page apart; the last one is kept, since what reads a page asks for it more than once."""
    blank = _without_comments(text, start)
    environment: dict[str, Any] = {}
    tokens = tuple(_PARSER.parse(blank, environment))
    # What looks like the target of `[^1]` is a footnote on the site.
    references = {name: to for name, to in environment.get("references", {}).items() if not name.startswith("^")}
    return Markdown(blank, tokens, references)


def _without_comments(text: str, start: int) -> str:
    """The text with front matter and comments blanked out, each character where it was."""
    spans = chain([Span(0, start)], (comment for comment in find_comments(text) if comment.start >= start))
    return _blanked(_blanked(text, spans), texts_after(text, start))


def _blanked(text: str, spans: Iterable[Span]) -> str:
    parts: list[str] = []
    at = 0
    for span in spans:
        parts += (text[at : span.start], _NOT_A_LINE_END.sub(" ", text[span.start : span.end]))
        at = span.end
    return "".join((*parts, text[at:]))


def markdown_parser() -> MarkdownIt:
    """A parser of blocks only."""
    markdown = MarkdownIt("commonmark").use(deflist_plugin).use(footnote_plugin, inline=False)
    markdown.disable(["html_block", "inline", "footnote_tail"])
    alternatives = ["paragraph", "blockquote", "list"]
    markdown.block.ruler.before("fence", "admonition", admonition, {"alt": alternatives})
    return markdown


_PARSER = markdown_parser()
