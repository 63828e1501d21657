"""The places on a page where theorems are to be shown.

A fence with the word `theorem` holds names, one on a line: `Ticker_Proofs.increments_add_up`. In: the text of a page.
Out: these fences with their places, and the text in which each carries a key, for the site's Markdown to ask for the
HTML by. A fence that stands inside another one is an example and does not count.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from diglot.source import Span

WORD = "theorem"

_FENCE = re.compile(r"(?P<lead>[ \t>]*)(?P<marks>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*?)[ \t]*\n?")


@dataclass(frozen=True, slots=True)
class TheoremFence:
    """One fence."""

    info: Span
    """The word behind the marks."""
    names: tuple[tuple[str, Span], ...]
    """The names in it, with their places."""


def find_theorems(text: str) -> tuple[TheoremFence, ...]:
    """All fences of a page that ask for theorems; one that is not closed is none."""
    if WORD not in text:
        return ()
    found: list[TheoremFence] = []
    opened, info, names, at = "", None, list[tuple[str, Span]](), 0
    for line in text.splitlines(keepends=True):
        match = _FENCE.fullmatch(line)
        if not opened and match:
            opened, names = match["marks"], []
            is_ours = match["info"].strip() == WORD
            info = Span(at + match.start("info"), at + match.end("info")) if is_ours else None
        elif opened and match and match["marks"].startswith(opened) and not match["info"]:
            if info is not None:
                found.append(TheoremFence(info, tuple(names)))
            opened, info = "", None
        elif info is not None and line.strip(" \t>\r\n"):
            name = line.strip(" \t>\r\n")
            start = at + line.index(name)
            names.append((name, Span(start, start + len(name))))
        at += len(line)
    return tuple(found)


def weave_theorems(text: str, keys: Sequence[str]) -> str:
    """The text in which the fences carry these keys, in their order."""
    parts: list[str] = []
    at = 0
    for fence, key in zip(find_theorems(text), keys, strict=True):
        parts += (text[at : fence.info.start], f'{WORD} key="{key}"')
        at = fence.info.end
    return "".join((*parts, text[at:]))
