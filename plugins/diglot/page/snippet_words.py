"""The words that follow `juvix` on the opening line of a snippet.

In: the text of a page and the place of an info string. Out: its words with their places, and what they say. Two of them
make a sample of a snippet, which is no part of the page's module: an illustration, or code that is expected to fail.
"""

import re
from typing import NamedTuple

from diglot.page.backticks import LANGUAGE
from diglot.page.code_options import CODE_OPTIONS, Word, WrongValue, read_code_options
from diglot.page.model import Fence, FenceOptions
from diglot.source import Span

EXTRACT = "extract-module-statements"
HIDE, FOLD = "hide", "fold"
ILLUSTRATION_WORD, FAILS_WORD = "illustration", "fails"
OPTIONS = (HIDE, FOLD, EXTRACT, *CODE_OPTIONS)
"""The words that can follow the language name of a snippet, options up to their values."""
SAMPLE_OPTIONS = (FOLD, *CODE_OPTIONS)
"""Those that can be on a sample, too."""
MAKES_SAMPLE = (ILLUSTRATION_WORD, f"{FAILS_WORD}=")
"""Those that make a sample of a snippet."""

ILLUSTRATION = f"{LANGUAGE} {ILLUSTRATION_WORD}"
"""What a sample that is only shown counts as among fences."""
FAILS = f"{LANGUAGE} {FAILS_WORD}"
"""What a sample that is expected to fail counts as."""

_OPTION = re.compile(r'[^\s"\']*(?:"[^"]*"|\'[^\']*\')|\S+')
_CODE = re.compile(r"E\d{4}")


class SnippetWords(NamedTuple):
    """What the info string of a snippet says."""

    options: FenceOptions
    unknown: tuple[Word, ...]
    """Words that mean nothing to us."""
    wrong: tuple[WrongValue, ...]


def words_of(text: str, info: Span) -> tuple[Word, ...]:
    """The words after the language name in a snippet's info string, with their places."""
    start = text.index(LANGUAGE, info.start) + len(LANGUAGE)
    return tuple((match.group(), Span(*match.span())) for match in _OPTION.finditer(text, start, info.end))


def sample_kind(words: tuple[Word, ...]) -> str:
    """What a snippet with these words counts as, if it is no part of the page's module; empty if it is."""
    for word, _ in words:
        name = word.partition("=")[0]
        if word == ILLUSTRATION_WORD:
            return ILLUSTRATION
        if name == FAILS_WORD:
            return FAILS
    return ""


def read_words(text: str, info: Span) -> SnippetWords:
    """What the info string of a snippet says about showing it."""
    words = words_of(text, info)
    if not words:
        return _PLAIN
    code, others, wrong = read_code_options(words)
    extract, unknown = None, []
    rest = iter(enumerate(others))
    for index, (word, span) in rest:
        if word == EXTRACT:
            number = others[index + 1][0] if index + 1 < len(others) else ""
            extract = int(number) if _is_number(number) else 0
            if _is_number(number):
                next(rest)
        elif word not in OPTIONS:
            unknown.append((word, span))
    names = {word for word, _ in others}
    left = tuple(word for word, _ in unknown)
    return SnippetWords(FenceOptions(HIDE in names, FOLD in names, extract, left, code), tuple(unknown), wrong)


def read_sample_words(sample: Fence) -> SnippetWords:
    """What the info string of a sample says about showing it."""
    code, others, wrong = read_code_options(sample.words)
    makes_it = next((each for each in others if sample_kind((each,))), None)
    unknown = tuple(each for each in others if each is not makes_it and each[0] != FOLD)
    left, folded = tuple(word for word, _ in unknown), any(word == FOLD for word, _ in others)
    return SnippetWords(FenceOptions(fold=folded, unknown=left, code=code), unknown, wrong)


def expected_code(sample: Fence) -> tuple[str, Span]:
    """The code that a sample is expected to fail with, and its place; empty if it names none of an error."""
    word, span = next(each for each in sample.words if each[0].partition("=")[0] == FAILS_WORD)
    code = word.partition("=")[2].strip("\"'")
    return code if _CODE.fullmatch(code) else "", span


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) < 10


_PLAIN = SnippetWords(FenceOptions(), (), ())
