"""A block rule for markdown-it: the indented contents of `!!!`, `???` and `===` blocks, as Python-Markdown reads them.

Comes in: markdown-it's block state. Goes out: an `admonition_open` and an `admonition_close` token with the contents
between them. Blank lines, however many, do not end such a block; a line that is not indented does.
"""

import re

from markdown_it.rules_block import StateBlock

_MARKER = re.compile(r"(?:!!!|\?\?\?\+?|===[!+]?) ?[\w\"]")
_INDENT = 4


def admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """Take the block that begins in line `start`, if one does."""
    if state.is_code_block(start):
        return False
    first = state.bMarks[start] + state.tShift[start]
    if state.src[first : first + 1] not in ("!", "?", "=") or not _MARKER.match(state.src, first):
        return False
    if not silent:
        _take(state, start, end)
    return True


def _take(state: StateBlock, start: int, end: int) -> None:
    old = (state.parentType, state.lineMax, state.blkIndent)
    indent = state.sCount[start] + _INDENT
    after = start + 1
    while after < end and (state.isEmpty(after) or state.sCount[after] >= indent):
        after += 1
    opening = state.push("admonition_open", "div", 1)
    opening.map = [start, after]
    state.parentType, state.lineMax, state.blkIndent = "admonition", after, indent
    state.md.block.tokenize(state, start + 1, after)
    state.push("admonition_close", "div", -1)
    state.parentType, state.lineMax, state.blkIndent = old
    state.line = after
