"""The headings and the prose between the fences of a page.

Comes in: the text, its fences, and where the Markdown begins. Goes out: headings and prose in order, with their
places. Headings are those that Python-Markdown sees at the top level and in admonitions, tabs, lists and quotations;
lines in fenced blocks, comments and raw HTML are never headings.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from diglot.page.anchors import Anchors, plain_text, split_attributes
from diglot.page.comments import find_comments
from diglot.page.fences import EDGE
from diglot.page.model import Fence, Heading, Prose, Snippet
from diglot.source import Span

_HASHES = re.compile(r"(#{1,6})((?:\\.|[^\\#\n]|#+(?=[^#\n]))*?)#*$")
_UNDERLINE = re.compile(r"(?:=+|-+) *$")
_ITEM = re.compile(r"(?:[*+-]|\d+\.)[ ]+")
_CONTAINER = re.compile(r"(?:!!!|\?\?\?\+?|===[!+]?)[ ]")
_QUOTE = re.compile(r"[ ]{0,3}(?:>[ ]?)+")
_REFERENCE = re.compile(r"^[ ]{0,3}\[(?!\^)([^\[\]]*)\]:[ \t]*<?([^\s>]*)", re.MULTILINE)
_TAB = 4


@dataclass(frozen=True, slots=True)
class _Title:
    """A heading whose anchor is not known yet."""

    span: Span
    level: int
    source: str


@dataclass(slots=True)
class _Scan:
    """One walk over the lines of a page."""

    text: str
    references: tuple[tuple[str, str], ...]
    found: list[_Title | Prose] = field(default_factory=list)
    start: int = -1
    """Where the prose under way begins, or -1."""
    base: int = 0
    """The column where the contents around it begin."""
    end: int = -1
    before: tuple[int, int] = (-1, -1)
    """`start` and `end` before the line in `first`."""
    first: Span | None = None
    """The line before, when it is the first of its paragraph: an underline makes it a heading."""
    fresh: bool = True
    """Whether the next line begins a paragraph."""
    indents: list[int] = field(default_factory=lambda: [0])
    """Columns where the contents of the lists and admonitions around begin, the innermost last."""

    def line(self, start: int, end: int) -> None:
        """Take in one line."""
        line = self.text[start:end].expandtabs(_TAB)
        bare = line.lstrip(" ")
        if not bare:
            self.fresh, self.first = True, None
            return
        indent = len(line) - len(bare)
        self.leave(indent)
        if indent >= self.indents[-1] + _TAB:
            self.prose(start, end, continues=True)
        elif not self.heading(bare if indent == self.indents[-1] else line, start, end):
            self.paragraph(bare, indent, start, end)

    def heading(self, line: str, start: int, end: int) -> bool:
        """Take in the line as a heading, if it is one."""
        if self.first is not None and line[0] in "=-" and _UNDERLINE.match(line):
            self.start, self.end = self.before
            self.title(self.first, 1 if line[0] == "=" else 2)
            return True
        inner = _inner_start(line)
        match = _HASHES.match(line, inner) if line.startswith("#", inner) else None
        if match is None:
            return False
        if inner and _ITEM.match(line):
            self.indents.append(self.indents[-1] + _TAB)
        at = self.text.index("#", start) + len(match[1])
        closing = len(line) - match.end(2)
        self.title(Span(at, end - closing), len(match[1]))
        return True

    def title(self, span: Span, level: int) -> None:
        """Put a heading in."""
        self.flush()
        source = self.text[span.start : span.end]
        stripped = source.strip()
        at = span.start + source.index(stripped) if stripped else span.start
        self.found.append(_Title(Span(at, at + len(stripped)), level, stripped))
        self.fresh, self.first = True, None

    def paragraph(self, bare: str, indent: int, start: int, end: int) -> None:
        """Take in a line of prose at the left edge of its container."""
        before, begins = (self.start, self.end), self.fresh
        is_item = _ITEM.match(bare) is not None
        self.prose(start, end, continues=indent > 0 or self.goes_on(bare, is_item=is_item))
        self.before = before if self.start == before[0] else (-1, -1)
        self.first = Span(start, end) if begins else None
        opens = _CONTAINER.match(bare) is not None
        if opens or is_item:
            self.indents.append(indent + _TAB)
        self.fresh = opens

    def block(self, span: Span, *, is_prose: bool) -> None:
        """Take in a stretch without headings."""
        before = self.text[self.text.rfind("\n", 0, span.start) + 1 : span.start].expandtabs(_TAB)
        if not before.strip():
            self.leave(len(before))
        if is_prose:
            self.prose(span.start, span.end, continues=before != "")
        else:
            self.flush()
        self.fresh, self.first = True, None

    def leave(self, indent: int) -> None:
        """End the containers whose contents begin further to the right."""
        while indent < self.indents[-1]:
            self.indents.pop()

    def goes_on(self, bare: str, *, is_item: bool) -> bool:
        """Whether a line after a blank one belongs to the same list or quotation."""
        if self.start == -1:
            return False
        if is_item:
            return _ITEM.match(self.text, self.start) is not None
        return bare[0] == ">" and self.text[self.start] == ">"

    def prose(self, start: int, end: int, *, continues: bool) -> None:
        """Add a line to the prose under way, or begin the next after a blank line."""
        if self.fresh and not continues:
            self.flush()
        if self.start == -1:
            self.start, self.base = start, self.indents[-1]
        self.end = end
        self.fresh, self.first = False, None

    def flush(self) -> None:
        """End the prose under way."""
        if self.start != -1:
            text = self.text[self.start : self.end]
            left = self.start + len(text) - len(text.lstrip())
            before = self.text[self.text.rfind("\n", 0, left) + 1 : left]
            margin = len(before.expandtabs(_TAB)) if not before.strip() else 0
            span, is_code = Span(left, self.start + len(text.rstrip())), margin >= self.base + _TAB
            self.found.append(Prose(span, text.strip(), margin, self.references, is_code))
        self.start = self.end = -1

    def lines(self, start: int, end: int) -> None:
        """Take in a stretch of lines."""
        while start < end:
            line_end = self.text.find("\n", start, end)
            line_end = end if line_end == -1 else line_end
            self.line(start, line_end)
            start = line_end + 1


def _inner_start(line: str) -> int:
    """Where the content of a list item or a quotation begins; 0 for other lines."""
    match = _ITEM.match(line) or _QUOTE.match(line)
    return match.end() if match else 0


def outline(
    text: str, start: int, fences: Sequence[Snippet | Fence], raw: Iterable[Span]
) -> tuple[Heading | Prose, ...]:
    """The headings and the prose of a page, in order; `raw` are the places of HTML that Markdown passes on."""
    references = _references(text)
    scan = _Scan(text, references)
    at = start
    for span, is_prose in _opaque(text, start, fences, raw):
        if span.start < at:
            continue
        margin = text[text.rfind("\n", 0, span.start) + 1 : span.start]
        scan.lines(at, span.start if is_prose or margin.strip(EDGE) else span.start - len(margin))
        scan.block(span, is_prose=is_prose)
        at = span.end
    scan.lines(at, len(text))
    scan.flush()
    return _with_anchors(scan.found, frozenset(name for name, _ in references))


def _opaque(text: str, start: int, fences: Sequence[Snippet | Fence], raw: Iterable[Span]) -> list[tuple[Span, bool]]:
    """The stretches without headings, in order, and whether they are prose: fences, comments, raw HTML."""
    found = [(fence.span, False) for fence in fences if fence.span.start >= start]
    spans = [fence.span for fence in fences]
    snippets = [fence.span.start for fence in fences if isinstance(fence, Snippet)]
    for span in (*_long_comments(text, start), *raw):
        if bisect_left(snippets, span.start) == bisect_left(snippets, span.end):
            inside = spans[bisect_left(spans, span) : bisect_left(spans, Span(span.end, 0))]
            edges = [span.start, *(edge for fence in inside for edge in fence), span.end]
            found += ((Span(*piece), True) for piece in zip(edges[::2], edges[1::2], strict=True))
    return sorted(found)


def _long_comments(text: str, start: int) -> Iterator[Span]:
    return (comment for comment in find_comments(text) if comment.start >= start and "\n" in text[slice(*comment)])


def _references(text: str) -> tuple[tuple[str, str], ...]:
    """The names for which a page says elsewhere, with `[name]: address`, where they lead, and the addresses."""
    return tuple((" ".join(name.lower().split()), to) for name, to in _REFERENCE.findall(text))


def _with_anchors(found: Sequence[_Title | Prose], references: frozenset[str]) -> tuple[Heading | Prose, ...]:
    split = [split_attributes(item.source) if isinstance(item, _Title) else ("", None) for item in found]
    anchors = Anchors(frozenset(chosen for _, chosen in split if chosen))
    result: list[Heading | Prose] = []
    for item, (source, chosen) in zip(found, split, strict=True):
        if isinstance(item, Prose):
            result.append(item)
            continue
        words = plain_text(source, references)
        span = Span(item.span.start, item.span.start + len(source))
        result.append(Heading(span, item.level, words, chosen or anchors.give(words)))
    return tuple(result)
