"""The English of a page as values: paragraphs and items of lists, their sentences, and what is in these.

Comes in: a block of prose. Goes out: its paragraphs in order. Each word, number, code word and link has the place in
the file at which exactly this is written. What is in comments, in code or in raw HTML is no English.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal, NamedTuple

from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from diglot.page.comments import find_comments
from diglot.page.inline import FOOTNOTE, Inline, Lines, Link, read_inline
from diglot.page.markdown import markdown_parser
from diglot.page.raw import raw_elements
from diglot.source import Excerpt, Span

Kind = Literal["text", "item", "quote", "cell", "inside"]
"""Where a paragraph is: on its own, first in an item of a list, in a quotation, in a table, or elsewhere in a block."""

_MARKUP, _CODE = "\1", "\2"
"""Stand for signs that are no words, and for code, where sentences and words are looked for."""
_END = re.compile(rf"[.!?]+[\"')\]”’{_MARKUP}]*(?=\s|\Z)")
_NO_END = re.compile(r"(?<!\w)(?:e\.g|i\.e|cf|vs|approx|resp|Fig|Sec|Eq|Dr|Mr|Mrs|Ms|Prof|etc(?=\.\s+[a-z]))\.")
"""Abbreviations, after which a sentence goes on."""
_WORD = re.compile(r"[^\W\d_]\w*(?:['’-]\w+)*")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:,\d{3})*(?:\.\d+)?(?!\w)")
_NOT_A_LINE_END = re.compile(r"[^\n]")
_TAB = 4
_SIGNS = ("html_inline", FOOTNOTE)
"""What is in the text, but no part of what it says."""
_CONTAINERS: dict[str, Kind] = {
    "blockquote_open": "quote",
    "list_item_open": "item",
    "admonition_open": "inside",
    "dd_open": "inside",
    "footnote_reference_open": "inside",
}


class EnglishWord(NamedTuple):
    """A word with its place."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, or a whole paragraph."""

    span: Span
    text: str
    """The Markdown on one line, without links, tags and marks of footnotes."""
    words: tuple[EnglishWord, ...]
    code: tuple[EnglishWord, ...]
    """What is between single backticks, without them."""
    numbers: tuple[EnglishWord, ...]
    links: tuple[Link, ...]

    @property
    def is_complete(self) -> bool:
        """Whether it ends as sentences do."""
        return self.text.rstrip("\"')]”’*_").endswith((".", "!", "?"))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, an item of a list up to its first blank line, or a cell of a table."""

    kind: Kind
    whole: Passage
    sentences: tuple[Passage, ...]
    plain: str
    """The words as readers see them, on one line."""


def read_english(text: str, start: int, margin: int, references: Sequence[tuple[str, str]]) -> tuple[Paragraph, ...]:
    """The paragraphs of a block that begins at a place, and whose further lines have a margin.

    `references` are the names to which the page gives addresses, with these.
    """
    excerpt = Excerpt.of_lines(_without_margin(_without_html(text), start, margin))
    known = {normalizeReference(name): {"href": to, "title": ""} for name, to in references}
    lines, found = Lines(excerpt), list[Paragraph]()
    column = (-1, 0)
    for kind, token in _inline_tokens(_PARSER.parse(excerpt.text)):
        if token.map is None:
            continue
        number = token.map[0]
        if kind == "cell":
            at = lines.texts[number].find(token.content, column[1] if column[0] == number else 0)
            if at == -1:
                continue
            column = (number, at + len(token.content))
            place = lines.starts[number] + at
            paragraph = Excerpt.of(token.content, excerpt.place(place))
        else:
            paragraph = lines.paragraph(token.content, number)
        found.append(_paragraph(kind, paragraph, read_inline(paragraph, known), (text, start)))
    return tuple(found)


# -- Blocks -----------------------------------------------------------------------------------------------------------


def _without_html(text: str) -> str:
    """The text with comments and raw HTML blanked out, each character where it was."""
    if "<" not in text:
        return text
    for span in sorted(chain(find_comments(text), raw_elements(text, 0))):
        text = text[: span.start] + _NOT_A_LINE_END.sub(" ", text[span.start : span.end]) + text[span.end :]
    return text


def _without_margin(text: str, start: int, margin: int) -> Iterator[tuple[str, int]]:
    """The lines and where they begin; all but the first lose up to `margin` columns of blanks."""
    first = True
    for line in text.split("\n"):
        cut = 0
        while not first and line[cut : cut + 1] in (" ", "\t") and len(line[:cut].expandtabs(_TAB)) < margin:
            cut += 1
        yield line[cut:], start + cut
        start += len(line) + 1
        first = False


def _inline_tokens(tokens: Sequence[Token]) -> Iterator[tuple[Kind, Token]]:
    """The paragraphs and cells with their kinds."""
    around: list[Kind] = []
    fresh = False
    for token in tokens:
        if token.type in _CONTAINERS:
            around.append(_CONTAINERS[token.type])
            fresh = True
        elif token.type.replace("_close", "_open") in _CONTAINERS:
            around.pop()
        elif token.type in ("th_open", "td_open"):
            around.append("cell")
        elif token.type in ("th_close", "td_close"):
            around.pop()
        elif token.type == "inline":
            kind: Kind = around[-1] if around else "text"
            yield ("inside" if kind == "item" and not fresh else kind), token
            fresh = False


# -- Sentences --------------------------------------------------------------------------------------------------------


def _paragraph(kind: Kind, paragraph: Excerpt, inline: Inline, written: tuple[str, int]) -> Paragraph:
    signs = _signs(paragraph.text, inline)
    # A comment in code has been blanked out, and then the code is not what is in the file.
    code = tuple(w for w in _code_words(paragraph, inline) if written[0].startswith(w.text, w.span.start - written[1]))

    def passage(start: int, end: int) -> Passage:
        span = paragraph.span(start, end)
        return Passage(
            span,
            _readable(paragraph.text, inline, start, end),
            tuple(EnglishWord(m[0], paragraph.span(*m.span())) for m in _WORD.finditer(signs, start, end)),
            tuple(word for word in code if word.span.start in span),
            tuple(EnglishWord(m[0], paragraph.span(*m.span())) for m in _NUMBER.finditer(signs, start, end)),
            tuple(link for link in inline.links if link.span.start in span),
        )

    sentences = tuple(passage(*edges) for edges in _sentences(paragraph.text, signs))
    plain = "".join([m.content or " " * m.kind.endswith("break") for m in inline.marks if m.kind not in _SIGNS])
    return Paragraph(kind, passage(0, len(paragraph.text)), sentences, " ".join(plain.split()))


def _signs(text: str, inline: Inline) -> str:
    """The text in which all that is no English is a sign that is in no word."""
    signs = [_MARKUP if not sign.isspace() else sign for sign in text]
    for mark in inline.marks:
        end = mark.start + len(mark.content)
        if mark.kind == "text" and text[mark.start : end] == mark.content:
            signs[mark.start : end] = mark.content
        elif mark.kind == "code_inline":
            signs[mark.start : end] = _CODE * len(mark.content)
    return "".join(signs)


def _code_words(paragraph: Excerpt, inline: Inline) -> Iterator[EnglishWord]:
    """The code in a paragraph, where it is written as it is shown; two backticks quote something that is no name."""
    text = paragraph.text
    for mark in inline.marks:
        at = mark.start
        if mark.kind == "code_inline" and text[max(at - 2, 0) : at] != "``":
            at += text[at] == " " != mark.content[:1]
            if text[at : at + len(mark.content)] == mark.content:
                yield EnglishWord(mark.content, paragraph.span(at, at + len(mark.content)))


def _sentences(text: str, signs: str) -> Iterator[tuple[int, int]]:
    start = 0
    goes_on = {match.end() for match in _NO_END.finditer(signs)}
    for match in _END.finditer(signs):
        if match.start() + 1 not in goes_on:
            yield start + len(text[start:]) - len(text[start:].lstrip()), match.end()
            start = match.end()
    rest = text[start:].strip()
    if rest:
        at = text.index(rest, start)
        yield at, at + len(rest)


def _readable(text: str, inline: Inline, start: int, end: int) -> str:
    """A part of the text on one line, without tags and marks of footnotes, and of links only the words."""
    cuts = [(mark.start, mark.start + len(mark.content)) for mark in inline.marks if mark.kind in _SIGNS]
    for span, words in inline.edges:
        cuts += [(span.start, words.start), (words.end, span.end)]
    parts: list[str] = []
    for cut, after in sorted(cuts):
        parts.append(text[start : max(min(cut, end), start)])
        start = max(start, min(after, end))
    return " ".join("".join([*parts, text[start:end]]).split())


_PARSER = markdown_parser().enable("table")
