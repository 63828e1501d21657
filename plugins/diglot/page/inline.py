"""What is inside a paragraph, as markdown-it takes it apart, with the place of everything.

Comes in: the text of a paragraph, which knows where each character is in the file. Goes out: its tokens, each with its
place in that text, and its links and images with their places in the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, image, link
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_ref

from diglot.source import Excerpt, Span

FOOTNOTE = "footnote_ref"
"""The kind of a footnote's mark, such as `[^1]`."""
_FOUND = "diglot-links"


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image in the prose."""

    span: Span
    """All of it, brackets and parentheses included."""
    words: Span
    """What is between the brackets."""
    target: str
    """Where it leads, as it is written."""
    place: Span
    """Where the target is; all of the link, when the target is given elsewhere on the page."""
    is_image: bool = False


class Mark(NamedTuple):
    """A token with its place in the text of the paragraph."""

    kind: str
    """As markdown-it calls it: `text`, `code_inline`, `softbreak`, …"""
    content: str
    start: int


class Inline(NamedTuple):
    """A paragraph taken apart."""

    marks: tuple[Mark, ...]
    links: tuple[Link, ...]
    """In order."""
    edges: tuple[tuple[Span, Span], ...]
    """Of each link, its span and that of its words, in the text of the paragraph."""


class Lines:
    """The lines of an excerpt, in which the lines of paragraphs are found again."""

    def __init__(self, excerpt: Excerpt) -> None:
        self._excerpt = excerpt
        self.texts = excerpt.text.split("\n")
        self.starts = tuple(accumulate((len(line) + 1 for line in self.texts), initial=0))

    def paragraph(self, content: str, first: int) -> Excerpt:
        """What markdown-it makes of the lines from one on; they have lost what is before them in the file."""
        lines = []
        for number, line in enumerate(content.split("\n"), first):
            bare = line.lstrip()
            column = self.texts[number].find(bare) - (len(line) - len(bare))
            lines.append((line, self._excerpt.place(self.starts[number] + max(column, 0))))
        return Excerpt.of_lines(lines)


def read_inline(paragraph: Excerpt, references: Mapping[str, Any]) -> Inline:
    """Take a paragraph apart; the references are those that markdown-it has found on the page."""
    environment: dict[str, Any] = {"references": references, _FOUND: []}
    state = _LocatedState(paragraph.text, _INLINE, environment, [])
    _INLINE.inline.tokenize(state)
    for rule in _INLINE.inline.ruler2.getRules(""):
        rule(state)
    marks = tuple(Mark(token.type, token.content, _start(token)) for token in state.tokens)
    found = sorted(environment[_FOUND], key=lambda raw: raw.start)
    edges = tuple((Span(raw.start, raw.end), Span(raw.first, raw.words)) for raw in found)
    return Inline(marks, tuple(raw.link(paragraph) for raw in found), edges)


# -- Places -----------------------------------------------------------------------------------------------------------


class _LocatedState(StateInline):
    """Markdown-it's state, in which each token knows where it begins."""

    _pending_at = 0
    _last_at = 0
    _repeated = 0

    def append_pending(self, text: str) -> None:
        """Literal text begins here, if there is none yet."""
        if not self.pending:
            self._pending_at = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802 (markdown-it's name)
        """Literal text is over."""
        token = super().pushPending()
        token.meta = {"at": self._pending_at}
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """A token that is no literal text; the signs of a row of stars are pushed from one place."""
        token = super().push(ttype, tag, nesting)
        self._repeated = self._repeated + 1 if ttype == "text" and self._last_at == self.pos else 0
        self._last_at = self.pos
        token.meta = {"at": self.pos + self._repeated}
        return token


def _start(token: Token) -> int:
    """Where what is in a token begins."""
    at: int = token.meta["at"]
    return at + len(token.markup) if token.type == "code_inline" else at


# -- Links ------------------------------------------------------------------------------------------------------------


class _RawLink(NamedTuple):
    """A link, within the text of one paragraph."""

    start: int
    first: int
    """Where its words begin."""
    words: int
    """Where they end."""
    end: int
    target: str
    place: Span | None
    is_image: bool

    def link(self, paragraph: Excerpt) -> Link:
        """The link in the file."""
        span = paragraph.span(self.start, self.end)
        words = Span(paragraph.place(self.first), paragraph.place(self.words))
        place = paragraph.span(*self.place) if self.place is not None else span
        return Link(span, words, self.target, place, self.is_image)


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
    """The same for images; what is in the words that replace an image is no link."""
    start, kept = state.pos, list(state.env.get(_FOUND, ()))
    if not image(state, silent):
        return False
    if not silent:
        state.env[_FOUND] = kept
        _write_down(state, start, start + 1, str(state.tokens[-1].attrs.get("src", "")))
    return True


def _footnote(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """The mark of a footnote, wherever that is."""
    start = state.pos
    if not footnote_ref(state, silent, always_match=True):
        return False
    if not silent:
        token = state.tokens[-1]
        token.content, token.meta = state.src[start : state.pos], {"at": start}
    return True


def _write_down(state: StateInline, start: int, bracket: int, href: str) -> None:
    end, limit = state.pos, state.posMax
    words = state.md.helpers.parseLinkLabel(state, bracket, bracket == start)
    state.pos, state.posMax = end, limit
    at = words + 1
    target, place = href, None
    if state.src[at : at + 1] == "(" and at < end:
        at += 1 + len(state.src[at + 1 :]) - len(state.src[at + 1 :].lstrip())
        found = state.md.helpers.parseLinkDestination(state.src, at, end)
        target, place = found.str, Span(at, found.pos)
    state.env[_FOUND].append(_RawLink(start, bracket + 1, words, end, target, place, bracket > start))


def _inline() -> MarkdownIt:
    markdown = MarkdownIt("commonmark")
    markdown.inline.ruler.at("link", _link)
    markdown.inline.ruler.at("image", _image)
    markdown.inline.ruler.after("image", FOOTNOTE, _footnote)
    markdown.inline.ruler2.disable("fragments_join")  # A token that is made of others has lost its place.
    return markdown


_INLINE = _inline()
