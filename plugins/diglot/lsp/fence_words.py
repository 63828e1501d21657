"""The words that a fence begins with: what they mean, and which can follow.

In: a snapshot and a place. Out: what the table of fences says of the fence that begins there.
"""

import re
from collections.abc import Iterator

from lsprotocol import types

from diglot.fences import FENCES, known_fences
from diglot.lsp.session import Snapshot
from diglot.page.model import Page
from diglot.source import Span

_OPENING = re.compile(r"[ \t>]*(?:`{3,}|~{3,})[ \t]*(?:(?P<kind>\w+)[ \t]+(?:\S+[ \t]+)*)?(?P<typed>\S*)\Z")


def hover_of_fence(snapshot: Snapshot, page: Page, offset: int) -> types.Hover | None:
    """What the fence is for whose first line has a place in it."""
    for fence, kind in known_fences(page):
        if fence.span.start <= offset <= fence.info.end:
            words = ", ".join(f"`{word}`" for word in kind.words)
            text = "\n\n".join(filter(None, [f"`{kind.name}`: {kind.about}", words and f"Can be followed by {words}."]))
            place = snapshot.range(page.source.path, Span(fence.span.start, fence.info.end))
            return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), place)
    return None


def complete_fence(snapshot: Snapshot, page: Page, offset: int) -> Iterator[types.CompletionItem]:
    """The names of fences after the marks that open one, and the words that can follow a name."""
    text = page.source.text
    opening = _OPENING.match(text[text.rfind("\n", 0, offset) + 1 : offset])
    typed = opening["typed"] if opening else ""
    if opening is None or not (opening["kind"] or typed):
        return
    place = snapshot.range(page.source.path, Span(offset - len(typed), offset))
    kind = FENCES.get(opening["kind"] or "")
    words = (
        dict.fromkeys(kind.words, "") if kind else {name: row.about for name, row in FENCES.items() if " " not in name}
    )
    for word, about in words.items() if kind or not opening["kind"] else ():
        if word.startswith(typed):
            edit = types.TextEdit(place, word)
            yield types.CompletionItem(
                word, kind=types.CompletionItemKind.Keyword, detail=about or None, text_edit=edit
            )
