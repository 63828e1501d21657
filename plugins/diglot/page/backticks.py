"""The blocks between backticks on a page, found exactly as the official reader of the snippet language finds them.

Comes in: the text of a page. Goes out: its blocks, in order and without overlap, and the opening that nothing closes.
It is a plain search for three backticks, wherever they are: indentation, lists, comments and the number of further
backticks mean nothing to it. Where a Markdown renderer sees it differently, `lint.py` says so.
"""

import re
from typing import NamedTuple

from diglot.page.model import FenceOptions
from diglot.source import Span

MARKS = "```"
LANGUAGE = "juvix"

EXTRACT = "extract-module-statements"
OPTIONS = ("hide", "fold", EXTRACT)
"""The words that can follow the language name."""

_OPTION = re.compile(r'[^\s"\']*(?:"[^"]*"|\'[^\']*\')|\S+')


class BacktickBlock(NamedTuple):
    """One block from its opening backticks to its closing ones."""

    span: Span
    info: Span
    code: Span
    is_snippet: bool


class BacktickBlocks(NamedTuple):
    """All blocks of a page."""

    all: tuple[BacktickBlock, ...]
    unclosed: int | None
    """Offset of the backticks that nothing closes."""
    suspect: Span | None
    """Opening of the block that probably lacks its end, when something is unclosed."""


def find_blocks(text: str) -> BacktickBlocks:
    """Find all blocks; when they do not pair up, find those that still make sense."""
    blocks, unclosed = _pair_up(text, repair=False)
    if unclosed is None:
        return BacktickBlocks(tuple(blocks), None, None)
    suspect = next((block for block in blocks if runs_into_opening(text, block)), None)
    if suspect is None:
        return BacktickBlocks(tuple(blocks), unclosed, None)
    repaired, unclosed_after = _pair_up(text, repair=True)
    where = unclosed if unclosed_after is None else unclosed_after
    return BacktickBlocks(tuple(repaired), where, Span(suspect.span.start, suspect.info.end))


def _pair_up(text: str, *, repair: bool) -> tuple[list[BacktickBlock], int | None]:
    blocks: list[BacktickBlock] = []
    start = text.find(MARKS)
    while start != -1:
        line_end = text.find("\n", start)
        end = text.find(MARKS, line_end + 1) if line_end != -1 else -1
        if end == -1:
            return blocks, start
        block = _block(text, start, line_end, end)
        if repair and runs_into_opening(text, block):
            start = end
            continue
        blocks.append(block)
        start = text.find(MARKS, end + len(MARKS))
    return blocks, None


def _block(text: str, start: int, line_end: int, end: int) -> BacktickBlock:
    info = Span(start + len(MARKS), line_end)
    is_snippet = text[info.start : info.end].strip().startswith(LANGUAGE)
    return BacktickBlock(Span(start, end + len(MARKS)), info, Span(line_end + 1, end), is_snippet)


def runs_into_opening(text: str, block: BacktickBlock) -> bool:
    """Whether the backticks that close a block look like the opening of a snippet."""
    return text.startswith(LANGUAGE, block.span.end)


def words_of(text: str, info: Span) -> tuple[tuple[str, Span], ...]:
    """The words after the language name in a snippet's info string, with their places."""
    start = text.index(LANGUAGE, info.start) + len(LANGUAGE)
    return tuple((match.group(), Span(*match.span())) for match in _OPTION.finditer(text, start, info.end))


def options_of(text: str, info: Span) -> FenceOptions:
    """What the info string of a snippet says about showing it."""
    words = [word for word, _ in words_of(text, info)]
    if not words:
        return _PLAIN
    extract, unknown = None, []
    rest = iter(enumerate(words))
    for index, word in rest:
        if word == EXTRACT:
            number = words[index + 1] if index + 1 < len(words) else ""
            extract = int(number) if _is_number(number) else 0
            if _is_number(number):
                next(rest)
        elif word not in OPTIONS:
            unknown.append(word)
    return FenceOptions("hide" in words, "fold" in words, extract, tuple(unknown))


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) < 10


_PLAIN = FenceOptions()
