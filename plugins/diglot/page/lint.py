"""Where the reader of snippets and the site see a page differently, and words after fences that mean nothing.

Comes in: a page that has been read. Goes out: diagnostics only. What is checked has to be what readers see, so each
difference is an error. Of differences that make the fences pair up in another way only the first is told, because all
later ones follow from it.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from diglot.conflicts import without_conflicts
from diglot.diagnostic import Diagnostic, Problems
from diglot.page.errors import (
    DifferentEnd,
    FenceNotRead,
    FenceNotShown,
    InlineFence,
    MissingClosingFence,
    QuotedFence,
    UnevenFence,
    UnfinishedMerge,
    UnknownFenceOption,
)
from diglot.page.fences import LANGUAGE, MARKS, OPTIONS, Fence, Fences, find_fences, runs_into_opening, words_of
from diglot.page.model import Page
from diglot.page.site_view import SiteFence, site_fences
from diglot.source import SourceFile, Span
from diglot.suggest import nearest

_DERAILING = (DifferentEnd, InlineFence, MissingClosingFence)


@dataclass(frozen=True, slots=True)
class _Views:
    """A page seen by both readers."""

    source: SourceFile
    fences: Fences
    shown: tuple[SiteFence, ...]
    by_line: Mapping[int, Fence]
    """The blocks of the snippet reader by the line they begin in."""

    def line_of(self, offset: int) -> int:
        """The line of an offset, from 0."""
        return self.source.position(offset).line - 1

    def opening(self, fence: Fence) -> Span:
        """The opening line of a block, from the backticks on."""
        return Span(fence.span.start, fence.info.end)


def lint_page(page: Page, problems: Problems) -> None:
    """Put everything that is doubtful about the page's fences into the bag."""
    problems.extend(_unknown_options(page))
    fences = find_fences(page.source.text)
    problems.extend(_unfinished_merges(page, fences))
    if _all_plain(page.source.text, fences):
        return
    by_line = {page.source.position(fence.span.start).line - 1: fence for fence in fences.blocks}
    views = _Views(page.source, fences, site_fences(page.source.text), by_line)
    found = [diagnostic for rule in _RULES for diagnostic in rule(views)]
    problems.extend(_telling(views, sorted(found, key=lambda diagnostic: diagnostic.span)))


def _unfinished_merges(page: Page, fences: Fences) -> Iterator[Diagnostic]:
    """Conflict markers; a block that is no snippet may well show some."""
    for span in without_conflicts(page.source.text)[1]:
        if not any(fence.span.covers(span) and not fence.is_snippet for fence in fences.blocks):
            yield UnfinishedMerge(page.source.path, span)


def _all_plain(text: str, fences: Fences) -> bool:
    """Whether all fences stand alone at the left edge, where there is one opinion only; it saves a second reading."""
    if fences.unclosed is not None or "~~~" in text or "<!--" in text:
        return False
    return all(_is_plain(text, fence) for fence in fences.blocks)


def _is_plain(text: str, fence: Fence) -> bool:
    closing = fence.code.end
    if text[fence.span.start - 1 : fence.span.start] not in ("", "\n") or text[closing - 1] != "\n":
        return False
    end = text.find("\n", fence.span.end)
    after = text[fence.span.end : end if end != -1 else len(text)]
    info = text[fence.info.start : fence.info.end]
    return not after.strip() and "`" not in info and (fence.is_snippet or LANGUAGE not in info)


def _telling(views: _Views, found: list[Diagnostic]) -> Iterator[Diagnostic]:
    """Those diagnostics that do not merely follow from another."""
    derailed = views.fences.suspect.start if views.fences.suspect else views.fences.unclosed
    uneven = {diagnostic.opening for diagnostic in found if isinstance(diagnostic, UnevenFence)}
    for diagnostic in found:
        if derailed is not None and diagnostic.span.start >= derailed:
            return
        if not isinstance(diagnostic, DifferentEnd) or diagnostic.opening not in uneven:
            yield diagnostic
        if isinstance(diagnostic, _DERAILING):
            return


def _unknown_options(page: Page) -> Iterator[Diagnostic]:
    for snippet in page.snippets:
        if snippet.options.unknown:
            for word, span in words_of(page.source.text, snippet.info):
                if word in snippet.options.unknown:
                    yield UnknownFenceOption(page.source.path, span, word, next(iter(nearest(word, OPTIONS)), None))


def _not_read(views: _Views) -> Iterator[Diagnostic]:
    """Snippets on the site that the reader of snippets does not find."""
    starts = [fence.span.start for fence in views.fences.blocks]
    for shown in views.shown:
        fence = views.by_line.get(shown.start)
        if not shown.is_snippet or (fence is not None and fence.is_snippet):
            continue
        start = views.source.line_starts[shown.start]
        at = views.source.text.index(shown.marks, start)
        around = bisect_right(starts, at - 1) - 1
        block = views.fences.blocks[around] if around >= 0 else None
        swallowed = views.opening(block) if block is not None and block.span.end > at else None
        yield FenceNotRead(views.source.path, Span(at, at + len(shown.marks)), shown.marks, swallowed)


def _not_shown(views: _Views) -> Iterator[Diagnostic]:
    """Snippets that are checked although the site does not show them as such."""
    lines = {shown.start for shown in views.shown if shown.is_snippet or shown.marks == MARKS}
    for fence in views.fences.blocks:
        if fence.is_snippet and views.line_of(fence.span.start) not in lines:
            yield FenceNotShown(views.source.path, views.opening(fence))


def _different_ends(views: _Views) -> Iterator[Diagnostic]:
    """Blocks that begin in the same line for both, but do not end in the same."""
    for shown in views.shown:
        fence = views.by_line.get(shown.start)
        if fence is None or _is_resolved(views, shown) or not _before_is_empty(views.source, fence.span.start):
            continue
        closing = Span(fence.span.end - len(MARKS), fence.span.end)
        if runs_into_opening(views.source.text, fence):
            yield MissingClosingFence(views.source.path, closing, views.opening(fence))
        elif not _stands_alone(views.source, closing) or views.line_of(closing.start) != shown.end - 1:
            yield DifferentEnd(views.source.path, closing, views.opening(fence))


def _is_resolved(views: _Views, shown: SiteFence) -> bool:
    """Whether an example in a longer fence holds whole blocks only, none of them a snippet."""
    if len(shown.marks) == len(MARKS) or shown.is_snippet:
        return False
    end = views.source.line_starts[shown.end] if shown.end < len(views.source.line_starts) else len(views.source.text)
    inside = [fence for line, fence in views.by_line.items() if shown.start <= line < shown.end]
    return all(fence.span.end <= end and not fence.is_snippet for fence in inside)


def _inline(views: _Views) -> Iterator[Diagnostic]:
    """Backticks in the middle of a line that open a block."""
    for fence in views.fences.blocks:
        line = views.line_of(fence.span.start)
        inside = any(shown.start < line < shown.end for shown in views.shown)
        if not inside and not _before_is_empty(views.source, fence.span.start):
            yield InlineFence(views.source.path, Span(fence.span.start, fence.span.start + len(MARKS)))


def _quoted(views: _Views) -> Iterator[Diagnostic]:
    """Snippets in quotations."""
    for fence in _snippets_in_order(views):
        if ">" in _before(views.source, fence.span.start):
            yield QuotedFence(views.source.path, views.opening(fence))


def _uneven(views: _Views) -> Iterator[Diagnostic]:
    """Lines that break off an indented block on the site."""
    text = views.source.text
    for fence in _snippets_in_order(views):
        before = _before(views.source, fence.span.start)
        if ">" in before:
            continue
        width = len(before.expandtabs(4))
        at = fence.code.start
        for line in text[fence.code.start : fence.span.end].split("\n"):
            own = line.expandtabs(4)
            indent = len(own) - len(own.lstrip())
            is_closing = at + len(line) == fence.span.end
            if own.strip() and (indent < width or (is_closing and own.strip() == MARKS and indent != width)):
                start = at + len(line) - len(line.lstrip())
                yield UnevenFence(
                    views.source.path, Span(start, at + len(line)), views.opening(fence), is_closing=is_closing
                )
                break
            at += len(line) + 1


def _snippets_in_order(views: _Views) -> Iterator[Fence]:
    """The snippets that the site shows too."""
    lines = {shown.start for shown in views.shown}
    return (f for f in views.fences.blocks if f.is_snippet and views.line_of(f.span.start) in lines)


def _before(source: SourceFile, offset: int) -> str:
    return source.text[source.line_starts[source.position(offset).line - 1] : offset]


def _before_is_empty(source: SourceFile, offset: int) -> bool:
    return not _before(source, offset).strip("> \t")


def _stands_alone(source: SourceFile, closing: Span) -> bool:
    line = source.line(source.position(closing.start).line)
    return line.strip("> \t`") == ""


_RULES: tuple[Callable[[_Views], Iterator[Diagnostic]], ...] = (
    _not_read,
    _not_shown,
    _different_ends,
    _inline,
    _quoted,
    _uneven,
)
