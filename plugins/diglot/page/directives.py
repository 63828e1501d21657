"""The places on a page where something derived is to stand.

A fence with the word `diglot` asks for it: what follows that word says what. In: the text of a page. Out: these fences
with their places, and the text in which each carries a key, for the site's Markdown to ask for the HTML by. A fence
that stands inside another one is an example and does not count.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from diglot.source import Span

LANGUAGE = "diglot"
PARTNERS, ACTIONS, DECISIONS, STATE, SYSTEM, INCLUDE = (
    "conversation-partners",
    "guarded-actions",
    "decision-table",
    "state",
    "system",
    "include",
)
WORDS = (PARTNERS, ACTIONS, DECISIONS, STATE, SYSTEM, INCLUDE)
"""What can be asked for. `system` takes more words, the folders or pages that it is to show; `include` takes names."""

_FENCE = re.compile(r"(?P<lead>[ \t>]*)(?P<marks>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*?)[ \t]*\n?")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Directive:
    """One fence."""

    info: Span
    """All words behind the marks."""
    words: tuple[tuple[str, Span], ...]
    """The words after `diglot`, with their places."""

    @property
    def names(self) -> tuple[tuple[str, Span], ...]:
        """What follows, with the places."""
        return self.words[1:]

    @property
    def wanted(self) -> str:
        """What it asks for; empty when it does not say."""
        return self.words[0][0] if self.words else ""


def find_directives(text: str) -> tuple[Directive, ...]:
    """All fences of a page that ask for something derived."""
    if LANGUAGE not in text:
        return ()
    found: list[Directive] = []
    opened, at = "", 0
    for line in text.splitlines(keepends=True):
        match = _FENCE.fullmatch(line)
        if match and not opened:
            opened = match["marks"]
            language, *words = _words(line, match.start("info"), match.end("info"), at) or [("", Span(0, 0))]
            if language[0] == LANGUAGE:
                found.append(Directive(Span(at + match.start("info"), at + match.end("info")), tuple(words)))
        elif match and match["marks"].startswith(opened) and not match["info"]:
            opened = ""
        at += len(line)
    return tuple(found)


def _words(line: str, start: int, end: int, at: int) -> list[tuple[str, Span]]:
    return [(word.group(), Span(at + word.start(), at + word.end())) for word in _WORD.finditer(line, start, end)]


def weave_directives(text: str, keys: Sequence[str]) -> str:
    """The text in which the fences carry these keys, in their order."""
    parts: list[str] = []
    at = 0
    for directive, key in zip(find_directives(text), keys, strict=True):
        parts += (text[at : directive.info.start], f'{LANGUAGE} key="{key}"')
        at = directive.info.end
    return "".join((*parts, text[at:]))
