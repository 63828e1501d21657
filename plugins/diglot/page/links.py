"""The links and images of a page, as a Markdown renderer sees them.

Comes in: the text of a page and where its Markdown begins. Goes out: each link with its places in the file and where it
leads, in order. What stands in code, comments or raw HTML is no link. The renderer meant is one of CommonMark with
admonitions; addresses in angle brackets lead out of the site and are left out.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, image, link
from markdown_it.token import Token

from diglot.page.admonition import admonition
from diglot.page.comments import find_comments
from diglot.page.model import Link
from diglot.page.raw import raw_elements
from diglot.source import Span

_TELLING = re.compile(r"\]\s*[(:\[]")
"""What every page with a link has somewhere."""
_NOT_A_LINE_END = re.compile(r"[^\n]")
_FOUND = "diglot-links"

_Raw = tuple[int, int, int, str, Span | None]
"""Start, end of the words, end, target, and the place of the target, within the text of one paragraph."""


def find_links(text: str, start: int) -> tuple[Link, ...]:
    """All links and images of a page."""
    if not _TELLING.search(text, start):
        return ()
    blank = _without_comments(text, start)
    lines = _Lines(blank)
    environment: dict[str, Any] = {}
    blocks = _MARKDOWN.parse(blank, environment)
    _drop_footnotes(environment)
    found = [found for block in blocks if block.type == "inline" for found in _in_block(block, lines, environment)]
    return _outside_raw_html(found, text, start, blocks)


def _without_comments(text: str, start: int) -> str:
    """The text with front matter and comments blanked out, each character where it was."""
    parts: list[str] = []
    at = 0
    for span in chain([Span(0, start)], (comment for comment in find_comments(text) if comment.start >= start)):
        parts += (text[at : span.start], _NOT_A_LINE_END.sub(" ", text[span.start : span.end]))
        at = span.end
    return "".join((*parts, text[at:]))


def _drop_footnotes(environment: dict[str, Any]) -> None:
    """Forget what looks like the target of `[^1]`: the site makes a footnote of it."""
    references = environment.get("references", {})
    for label in [label for label in references if label.startswith("^")]:
        del references[label]


# -- One paragraph ----------------------------------------------------------------------------------------------------


class _Lines:
    """The lines of a text, each with its offset."""

    def __init__(self, text: str) -> None:
        self.texts = text.split("\n")
        self.starts = tuple(accumulate((len(line) + 1 for line in self.texts), initial=0))


def _in_block(block: Token, lines: _Lines, environment: dict[str, Any]) -> Iterator[Link]:
    if block.map is None or "]" not in block.content:
        return
    environment[_FOUND] = []
    _MARKDOWN.inline.parse(block.content, _MARKDOWN, environment, [])
    if not environment[_FOUND]:
        return
    places = _Places(block.content, lines, block.map[0])
    for start, words, end, target, place in sorted(environment[_FOUND], key=lambda raw: raw[0]):
        is_image = block.content[start] == "!"
        first = start + (2 if is_image else 1)
        span = Span(places.of(start), places.of(end))
        inside = Span(places.of(first), places.of(words))
        shown = Span(places.of(place.start), places.of(place.end)) if place is not None else span
        yield Link(span, inside, target, shown, is_image)


class _Places:
    """Where the characters of a paragraph stand in the file; its lines have lost what stands before them there."""

    def __init__(self, content: str, lines: _Lines, first: int) -> None:
        self._starts: list[int] = []
        self._moved: list[int] = []
        at = 0
        for number, line in enumerate(content.split("\n"), first):
            bare = line.lstrip()
            column = lines.texts[number].find(bare) - (len(line) - len(bare))
            self._starts.append(at)
            self._moved.append(lines.starts[number] + max(column, 0) - at)
            at += len(line) + 1

    def of(self, at: int) -> int:
        """The offset in the file."""
        return at + self._moved[bisect_right(self._starts, at) - 1]


def _link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """Markdown-it's own rule; what it takes for a link is written down."""
    start, count = state.pos, len(state.tokens)
    if not link(state, silent):
        return False
    if not silent:
        opening = next(token for token in state.tokens[count:] if token.type == "link_open")
        _write_down(state, start, start, str(opening.attrs.get("href", "")))
    return True


def _image(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """The same for images; what stands in the words that replace an image is no link."""
    start, kept = state.pos, list(state.env.get(_FOUND, ()))
    if not image(state, silent):
        return False
    if not silent:
        state.env[_FOUND] = kept
        _write_down(state, start, start + 1, str(state.tokens[-1].attrs.get("src", "")))
    return True


def _write_down(state: StateInline, start: int, bracket: int, href: str) -> None:
    end, limit = state.pos, state.posMax
    words = state.md.helpers.parseLinkLabel(state, bracket, bracket == start)
    state.pos, state.posMax = end, limit
    at = words + 1
    if state.src[at : at + 1] != "(" or at >= end:
        state.env[_FOUND].append((start, words, end, href, None))
        return
    at += 1 + len(state.src[at + 1 :]) - len(state.src[at + 1 :].lstrip())
    target = state.md.helpers.parseLinkDestination(state.src, at, end)
    state.env[_FOUND].append((start, words, end, target.str, Span(at, target.pos)))


# -- Raw HTML ---------------------------------------------------------------------------------------------------------


def _outside_raw_html(found: Sequence[Link], text: str, start: int, blocks: Sequence[Token]) -> tuple[Link, ...]:
    """Those links that do not stand in an element that the site passes on as it is."""
    if not found or "<" not in text:
        return tuple(found)
    code = _code_lines(blocks)
    inside = [span for span in raw_elements(text, start) if text.count("\n", 0, span.start) not in code]
    return tuple(one for one in found if not any(one.span.start in span for span in inside))


def _code_lines(blocks: Sequence[Token]) -> set[int]:
    code = [block.map for block in blocks if block.type in ("fence", "code_block") and block.map]
    return {line for first, after in code for line in range(first, after)}


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark")
    markdown.disable(["html_block", "inline"])
    alternatives = ["paragraph", "blockquote", "list"]
    markdown.block.ruler.before("fence", "admonition", admonition, {"alt": alternatives})
    markdown.inline.ruler.at("link", _link)
    markdown.inline.ruler.at("image", _image)
    return markdown


_MARKDOWN = _markdown()
