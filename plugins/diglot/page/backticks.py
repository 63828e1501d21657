"""The blocks between backticks on a page, found exactly as the official reader of the snippet language finds them.

Comes in: the text of a page. Goes out: its blocks, in order and without overlap, and the opening that nothing closes.
It is a plain search for three backticks, wherever they are: indentation, lists, comments and the number of further
backticks mean nothing to it. Where a Markdown renderer sees it differently, `lint.py` says so.
"""

from typing import NamedTuple

from diglot.source import Span

MARKS = "```"
LANGUAGE = "juvix"


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


def text_after(text: str, block: BacktickBlock) -> Span | None:
    """What is beside the marks that close a block, if they are the first in their line: it is on the page again.

    Where it follows directly, only HTML counts, since a word would rather be that of a block that begins here.
    """
    start, line_end = block.span.end, text.find("\n", block.span.end)
    rest = text[start : line_end if line_end != -1 else len(text)]
    before = text[text.rfind("\n", 0, block.code.end) + 1 : block.code.end]
    if not rest.strip() or MARKS in rest or before.strip(" \t>") or not rest.startswith((" ", "\t", "<")):
        return None
    return Span(start + len(rest) - len(rest.lstrip()), start + len(rest.rstrip()))


def texts_after(text: str, start: int) -> list[Span]:
    """What is beside closing marks anywhere on a page."""
    found = (text_after(text, block) for block in find_blocks(text).all if block.span.start >= start)
    return [span for span in found if span is not None]


def runs_into_opening(text: str, block: BacktickBlock) -> bool:
    """Whether the backticks that close a block look like the opening of a snippet."""
    return text.startswith(LANGUAGE, block.span.end)
