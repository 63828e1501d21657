"""The fences of a page as the site shows them.

Comes in: the text of a page and what the official reader of snippets finds in it. Goes out: the blocks that a Markdown
renderer takes for fenced code, in order. What only looks like one is kept apart: in comments and in HTML in which code
is text, because renderers disagree on it, and where the margin makes code or a paragraph of it.
Other tags around a fence make no difference, as on the site.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from markdown_it.token import Token

from diglot.page.backticks import LANGUAGE, MARKS, BacktickBlock, BacktickBlocks
from diglot.page.markdown import parse_markdown
from diglot.page.model import Fence
from diglot.source import SourceFile, Span

EDGE = " \t>"
"""What can be before a fence in its line: the margin of lists and quotations."""

_ATTRIBUTE = r"(?:#[^\s{}]+|[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s{}]+))"
_KIND = re.compile(rf"(?:\{{[ \t]*(?:{_ATTRIBUTE}[ \t]+)*)?\.?(?P<kind>[\w+#-][\w.+#-]*)")
"""The first word, which may also be the first class of an attribute list: `{title="Agreement" .theorem}`."""
_WORD = re.compile(r"""[^\s{}"']*(?:"[^"\n]*"|'[^'\n]*')|[^\s{}]+""")
_OPENING = re.compile(r"^[ \t>]*(?P<marks>`{3,}|~{3,})[^\n`]*$", re.MULTILINE)
_CODE_IS_TEXT = re.compile(r"[ ]*<(?:pre|script|style|textarea)\b", re.IGNORECASE)


def find_fences(
    source: SourceFile, start: int, blocks: BacktickBlocks, raw: Iterable[Span]
) -> tuple[tuple[Fence, ...], tuple[Fence, ...]]:
    """All fences that the site shows, and what only looks like one.

    `raw` are the places of HTML that Markdown passes on as it is.
    """
    text = source.text
    plain = is_plain(text, blocks)
    found = [_plain_fence(text, block) for block in blocks.all] if plain else list(_shown(source, start))
    shown = tuple(_outside(found, [span for span in raw if _CODE_IS_TEXT.match(text, span.start)]))
    spans = {fence.span for fence in shown}
    hidden = [fence for fence in found if fence.span not in spans]
    if not plain:
        hidden += _text_like_fences(text, start, found)
    return shown, tuple(sorted(hidden, key=lambda fence: fence.span))


def is_plain(text: str, blocks: BacktickBlocks) -> bool:
    """Whether all fences are alone at the left edge, where there is one opinion only; it saves a second reading."""
    if blocks.unclosed is not None or "~~~" in text or "<!--" in text:
        return False
    return all(_is_plain(text, block) for block in blocks.all)


def _is_plain(text: str, block: BacktickBlock) -> bool:
    closing = block.code.end
    if text[block.span.start - 1 : block.span.start] not in ("", "\n") or text[closing - 1] != "\n":
        return False
    end = text.find("\n", block.span.end)
    after = text[block.span.end : end if end != -1 else len(text)]
    info = text[block.info.start : block.info.end]
    return not after.strip() and "`" not in info and (block.is_snippet or LANGUAGE not in info)


def _plain_fence(text: str, block: BacktickBlock) -> Fence:
    rows = rows_of(text, block.code) if not block.is_snippet else ()
    return _fence(text, block.span, MARKS, rows, is_closed=True)


def rows_of(text: str, code: Span) -> tuple[Span, ...]:
    """The lines of some code, each with its margin."""
    lines = text[code.start : code.end].split("\n")[:-1]
    starts = accumulate((len(line) + 1 for line in lines), initial=code.start)
    return tuple(Span(start, start + len(line)) for line, start in zip(lines, starts, strict=False))


def _shown(source: SourceFile, start: int) -> Iterator[Fence]:
    for token in parse_markdown(source.text, start).tokens:
        if token.type == "fence" and token.map:
            yield _read(source, token, *token.map)


def _text_like_fences(text: str, start: int, fences: Sequence[Fence]) -> Iterator[Fence]:
    """What begins as a fence does, but is in no fence; the site finds it in comments, too."""
    found = (
        _fence(text, Span(match.start("marks"), match.end()), match["marks"], (), is_closed=True)
        for match in _OPENING.finditer(text, start)
    )
    return beside(found, [fence.span for fence in fences])


def _read(source: SourceFile, token: Token, first: int, after: int) -> Fence:
    opening, last = source.line_starts[first], after - 1
    start = source.text.index(token.markup, opening)
    closing = source.line(last + 1).strip(EDGE)
    is_closed = last > first and closing.startswith(token.markup) and not closing.strip(token.markup[0])
    contents = token.content.split("\n")[:-1]
    rows = tuple(_row(source, number, content) for number, content in enumerate(contents, first + 2))
    end = source.line_starts[last] + len(source.line(last + 1).rstrip())
    return _fence(
        source.text, Span(start, max(end, start + len(token.markup))), token.markup, rows, is_closed=is_closed
    )


def _row(source: SourceFile, number: int, content: str) -> Span:
    """A line of a fence without the margin of what is around; that of a tab may be cut in two."""
    line = source.line(number)
    bare = content if line.endswith(content) else content.lstrip(" ")
    end = source.line_starts[number - 1] + len(line)
    return Span(end - len(bare), end)


def _fence(text: str, span: Span, marks: str, rows: tuple[Span, ...], *, is_closed: bool) -> Fence:
    after, line_end = span.start + len(marks), text.find("\n", span.start)
    whole = text[after : line_end if line_end != -1 else len(text)]
    at = after + len(whole) - len(whole.lstrip())
    info = Span(at, max(after + len(whole.rstrip()), at))
    kind = _KIND.match(text, info.start, info.end)
    found = _WORD.finditer(text, kind.end(), info.end) if kind else ()
    has_attributes = "{" in text[info.start : info.end]
    words = (word for word in found if not (has_attributes and word[0][0] in ".#"))
    return Fence(
        kind=kind["kind"] if kind else "",
        span=span,
        info=info,
        words=tuple((word.group(), Span(*word.span())) for word in words),
        rows=rows,
        marks=marks,
        is_closed=is_closed,
    )


def _outside(fences: Sequence[Fence], hidden: Sequence[Span]) -> Iterator[Fence]:
    """The fences that are outside of these places, of which those that are themselves in a fence do not count."""
    starts = [fence.span.start for fence in fences]
    at = 0
    ends: list[Span] = []
    for span in hidden:
        around = bisect_right(starts, span.start) - 1
        if around < 0 or fences[around].span.end <= span.start:
            ends.append(span)
    for fence in fences:
        while at < len(ends) and ends[at].end <= fence.span.start:
            at += 1
        if at == len(ends) or fence.span.start < ends[at].start:
            yield fence


def beside(fences: Iterable[Fence], spans: Sequence[Span]) -> Iterator[Fence]:
    """The fences that have nothing in common with these places, which are in order."""
    starts = [span.start for span in spans]
    for fence in fences:
        before = bisect_right(starts, fence.span.end - 1) - 1
        if before < 0 or spans[before].end <= fence.span.start:
            yield fence
