"""The links and images of a page, as a Markdown renderer sees them.

Comes in: the text of a page and where its Markdown begins. Goes out: each link with its places in the file and where it
leads, in order. What stands in code, comments or raw HTML is no link. The renderer meant is one of CommonMark with
admonitions; addresses in angle brackets lead out of the site and are left out.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, image, link
from markdown_it.token import Token

from diglot.page.markdown import Markdown, parse_markdown
from diglot.page.model import Link
from diglot.source import Span

_TELLING = re.compile(r"\]\s*[(:\[]")
"""What every page with a link has somewhere."""
_FOUND = "diglot-links"

_Raw = tuple[int, int, int, str, Span | None]
"""Start, end of the words, end, target, and the place of the target, within the text of one paragraph."""


def find_links(text: str, start: int, raw: Sequence[Span]) -> tuple[Link, ...]:
    """All links and images of a page; `raw` are the places of HTML that Markdown passes on as it is."""
    if not _TELLING.search(text, start):
        return ()
    markdown = parse_markdown(text, start)
    lines = _Lines(markdown.text)
    environment = {"references": markdown.references}
    inline = (block for block in markdown.tokens if block.type == "inline")
    return _outside([link for block in inline for link in _in_block(block, lines, environment)], text, raw, markdown)


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
    _INLINE.inline.parse(block.content, _INLINE, environment, [])
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


def _inline() -> MarkdownIt:
    markdown = MarkdownIt("commonmark")
    markdown.inline.ruler.at("link", _link)
    markdown.inline.ruler.at("image", _image)
    return markdown


_INLINE = _inline()
