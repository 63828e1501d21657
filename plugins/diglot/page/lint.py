"""Where the reader of snippets and the site see a page differently, and words after fences that mean nothing.

Comes in: a page that has been read. Goes out: diagnostics only. What is checked has to be what readers see, so each
difference is an error. Of differences that make the fences pair up in another way only the first is reported, because
all later ones follow from it.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from diglot.diagnostic import Diagnostic, Problems
from diglot.page import errors
from diglot.page.backticks import (
    MARKS,
    BacktickBlock,
    BacktickBlocks,
    find_blocks,
    runs_into_opening,
    text_after,
)
from diglot.page.code_options import CodeOptions
from diglot.page.fences import EDGE, find_fences, is_plain
from diglot.page.model import Fence, Page, Snippet
from diglot.page.samples import as_snippet, samples_on
from diglot.page.snippet_words import MAKES_SAMPLE, OPTIONS, SAMPLE_OPTIONS, SnippetWords, read_sample_words, read_words
from diglot.source import SourceFile, Span
from diglot.suggest import nearest

_INSERTION = re.compile(r"""^[ \t]*(?P<mark>-+8<-+(?P<file>[ \t]+(?:"[^"\n]+"|'[^'\n]+'))?)[ \t]*$""", re.MULTILINE)
"""As `pymdownx.snippets` has it: one file in a line, or a list of files between two marks."""
_DERAILING = (errors.DifferentEnd, errors.InlineFence, errors.MissingClosingFence)


@dataclass(frozen=True, slots=True)
class _Views:
    """A page seen by both readers."""

    source: SourceFile
    blocks: BacktickBlocks
    shown: Sequence[Fence]
    by_line: Mapping[int, BacktickBlock]
    """The blocks of the snippet reader by the line they begin in."""

    def line_of(self, offset: int) -> int:
        """The line of an offset."""
        return self.source.position(offset).line

    def opening(self, block: BacktickBlock) -> Span:
        """The opening line of a block, from the backticks on."""
        return Span(block.span.start, block.info.end)

    def start_of(self, fence: Fence) -> int:
        """The line that a fence begins in."""
        return self.line_of(fence.span.start)

    def end_of(self, fence: Fence) -> int:
        """The line that a fence ends in."""
        return self.line_of(fence.span.end)


def lint_page(page: Page, problems: Problems) -> None:
    """Put everything that is doubtful about the page's snippets as fences into the bag."""
    problems.extend(_options(page))
    blocks = find_blocks(page.source.text)
    for snippet in (*page.snippets, *(as_snippet(page.source, sample) for sample in samples_on(page))):
        problems.extend(_insertions(page.source, snippet.code))
    if is_plain(page.source.text, blocks):
        return
    by_line = {page.source.position(block.span.start).line: block for block in blocks.all}
    fences, _ = find_fences(page.source, page.front_matter.end, blocks, ())
    views = _Views(page.source, blocks, fences, by_line)
    found = [diagnostic for rule in _RULES for diagnostic in rule(views)]
    problems.extend(_telling(views, sorted(found, key=lambda diagnostic: diagnostic.span)))


def _telling(views: _Views, found: list[Diagnostic]) -> Iterator[Diagnostic]:
    """Those diagnostics that do not merely follow from another."""
    derailed = views.blocks.suspect.start if views.blocks.suspect else views.blocks.unclosed
    uneven = {diagnostic.opening for diagnostic in found if isinstance(diagnostic, errors.UnevenFence)}
    for diagnostic in found:
        if derailed is not None and diagnostic.span.start >= derailed:
            return
        if not isinstance(diagnostic, errors.DifferentEnd) or diagnostic.opening not in uneven:
            yield diagnostic
        if isinstance(diagnostic, _DERAILING):
            return


def _options(page: Page) -> Iterator[Diagnostic]:
    for snippet in page.snippets:
        said = read_words(page.source.text, snippet.info)
        yield from wrong_words(page, said, snippet.kind, (*OPTIONS, *MAKES_SAMPLE))
        if snippet.options.extract is None:
            yield from wrong_lines(page, snippet.options.code, len(shown_lines(page.source, snippet.code)))
    for sample in samples_on(page):
        said = read_sample_words(sample)
        yield from wrong_words(page, said, sample.kind, SAMPLE_OPTIONS)
        code = as_snippet(page.source, sample).code
        yield from wrong_lines(page, said.options.code, len(shown_lines(page.source, code)))


def wrong_words(page: Page, said: SnippetWords, kind: str, known: Sequence[str]) -> Iterator[Diagnostic]:
    """Words after the name of a fence that say nothing, or something that makes no sense."""
    for word, span in said.unknown:
        name = word.partition("=")[0]
        close = next((each for each in nearest(name, [each.rstrip("=") for each in known])), None)
        yield errors.UnknownFenceWord(page.source.path, span, word, kind, tuple(known), close)
    for wrong in said.wrong:
        yield errors.WrongFenceValue(page.source.path, wrong.span, wrong.name, wrong.reason)


def wrong_lines(page: Page, options: CodeOptions, count: int) -> Iterator[Diagnostic]:
    """Lines that are to be highlighted, and that the code does not have."""
    wrong = options.after(count)
    if wrong is not None:
        yield errors.WrongFenceValue(page.source.path, wrong.span, wrong.name, wrong.reason)


def shown_lines(source: SourceFile, code: Span) -> list[str]:
    """The lines of some code as the site shows them: without blank lines around it."""
    return source.slice(code).strip("\n").rstrip().split("\n")


def _insertions(source: SourceFile, span: Span) -> Iterator[Diagnostic]:
    """Lines of a block in the place of which an extension of Markdown would insert files."""
    is_open = False
    for found in _INSERTION.finditer(source.text, span.start, span.end):
        if not is_open:
            yield errors.InsertedFile(source.path, Span(*found.span("mark")))
        is_open = not is_open and found["file"] is None


def _not_read(views: _Views) -> Iterator[Diagnostic]:
    """Snippets on the site that the reader of snippets does not find."""
    starts = [block.span.start for block in views.blocks.all]
    for shown in views.shown:
        block = views.by_line.get(views.start_of(shown))
        if shown.kind != Snippet.kind or (block is not None and block.is_snippet):
            continue
        at = shown.span.start
        around = bisect_right(starts, at - 1) - 1
        before = views.blocks.all[around] if around >= 0 else None
        swallowed = views.opening(before) if before is not None and before.span.end > at else None
        yield errors.FenceNotRead(views.source.path, Span(at, at + len(shown.marks)), shown.marks, swallowed)


def _not_shown(views: _Views) -> Iterator[Diagnostic]:
    """Snippets that are checked although the site does not show them as such."""
    lines = {views.start_of(each) for each in views.shown if each.kind == Snippet.kind or each.marks == MARKS}
    for block in views.blocks.all:
        if block.is_snippet and views.line_of(block.span.start) not in lines:
            yield errors.FenceNotShown(views.source.path, views.opening(block), Snippet.kind)


def _different_ends(views: _Views) -> Iterator[Diagnostic]:
    """BacktickBlocks that begin in the same line for both, but do not end in the same."""
    for shown in views.shown:
        block = views.by_line.get(views.start_of(shown))
        if block is None or _is_resolved(views, shown) or not _before_is_empty(views.source, block.span.start):
            continue
        closing = Span(block.span.end - len(MARKS), block.span.end)
        if runs_into_opening(views.source.text, block):
            yield errors.MissingClosingFence(views.source.path, closing, views.opening(block))
        elif not _is_alone(views.source, block) or views.line_of(closing.start) != views.end_of(shown):
            yield errors.DifferentEnd(views.source.path, closing, views.opening(block), "")


def _is_resolved(views: _Views, shown: Fence) -> bool:
    """Whether an example in a longer fence holds whole blocks only, none of them a snippet."""
    if len(shown.marks) == len(MARKS) or shown.kind == Snippet.kind:
        return False
    first, last = views.start_of(shown), views.end_of(shown)
    inside = [block for line, block in views.by_line.items() if first <= line <= last]
    return all(views.line_of(block.span.end) <= last and not block.is_snippet for block in inside)


def _inline(views: _Views) -> Iterator[Diagnostic]:
    """Backticks in the middle of a line that open a block."""
    for block in views.blocks.all:
        line = views.line_of(block.span.start)
        inside = any(views.start_of(shown) < line <= views.end_of(shown) for shown in views.shown)
        if not inside and not _before_is_empty(views.source, block.span.start):
            yield errors.InlineFence(views.source.path, Span(block.span.start, block.span.start + len(MARKS)))


def _quoted(views: _Views) -> Iterator[Diagnostic]:
    """Snippets in quotations."""
    for block in _snippets_in_order(views):
        if ">" in _before(views.source, block.span.start):
            yield errors.QuotedFence(views.source.path, views.opening(block))


def _uneven(views: _Views) -> Iterator[Diagnostic]:
    """Lines that break off an indented block on the site."""
    for block in _snippets_in_order(views):
        if ">" not in _before(views.source, block.span.start):
            yield from _breaks(views.source, block.span, block.info.end)


def _breaks(source: SourceFile, span: Span, info_end: int) -> Iterator[Diagnostic]:
    """The line, if there is one, that breaks off a block on the site, since it is not indented as the opening is."""
    width = len(_before(source, span.start).expandtabs(4))
    at = source.text.find("\n", info_end) + 1
    for line in source.text[at : span.end].split("\n"):
        own = line.expandtabs(4)
        indent = len(own) - len(own.lstrip())
        is_closing = at + len(line) == span.end
        is_mark = is_closing and not own.strip().strip("`~")
        if own.strip() and (indent < width or (is_mark and indent != width)):
            place = Span(at + len(line) - len(line.lstrip()), at + len(line))
            yield errors.UnevenFence(source.path, place, Span(span.start, info_end), is_closing=is_closing)
            return
        at += len(line) + 1


def _snippets_in_order(views: _Views) -> Iterator[BacktickBlock]:
    """The snippets that the site shows too."""
    lines = {views.start_of(shown) for shown in views.shown}
    return (each for each in views.blocks.all if each.is_snippet and views.line_of(each.span.start) in lines)


def _before(source: SourceFile, offset: int) -> str:
    return source.text[source.line_starts[source.position(offset).line - 1] : offset]


def _before_is_empty(source: SourceFile, offset: int) -> bool:
    return not _before(source, offset).strip(EDGE)


def _is_alone(source: SourceFile, block: BacktickBlock) -> bool:
    """Whether the marks that close a block are alone in their line, but for text that is on the page again."""
    line = source.line(source.position(block.span.end).line)
    return line.strip(f"{EDGE}`") == "" or text_after(source.text, block) is not None


def lint_fence(source: SourceFile, fence: Fence) -> Iterator[Diagnostic]:
    """Where renderers of Markdown disagree on a fence that means something to us, though it is no snippet."""
    yield from _insertions(source, Span(fence.info.end, fence.span.end))
    path, start, marks = source.path, fence.span.start, fence.marks
    opening, before = Span(start, fence.info.end), _before(source, start)
    last = source.text.rindex("\n", 0, fence.span.end) + 1 if fence.is_closed else start
    closing = source.text[last : fence.span.end].lstrip(EDGE)
    if before.strip(EDGE) and not marks.startswith(MARKS):
        yield errors.FenceNotShown(path, opening, fence.kind)
    elif not fence.is_closed and marks != MARKS:
        yield errors.UnclosedFence(path, Span(start, start + len(marks)), marks, None, is_inline=False)
    elif fence.is_closed and closing != marks:
        yield errors.DifferentEnd(path, Span(fence.span.end - len(closing), fence.span.end), opening, marks)
    elif ">" not in before:
        yield from _breaks(source, fence.span, opening.end)


_RULES: tuple[Callable[[_Views], Iterator[Diagnostic]], ...] = (
    _not_read,
    _not_shown,
    _different_ends,
    _inline,
    _quoted,
    _uneven,
)
