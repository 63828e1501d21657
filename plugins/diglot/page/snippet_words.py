"""The words that follow `juvix` on the opening line of a snippet.

In: the text of a page and the place of an info string. Out: its words with their places, and what they say.
"""

import re

from diglot.page.backticks import LANGUAGE
from diglot.page.model import FenceOptions
from diglot.source import Span

EXTRACT = "extract-module-statements"
OPTIONS = ("hide", "fold", EXTRACT)
"""The words that can follow the language name."""

_OPTION = re.compile(r'[^\s"\']*(?:"[^"]*"|\'[^\']*\')|\S+')


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
