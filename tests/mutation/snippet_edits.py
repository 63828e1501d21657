"""Edits of extracted modules that change what these say, a word or a statement at a time.

In: a path and a text as committed. Out: every edit that one of the rules can make in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from mutation.edit import Edit

from diglot.diagnostic import Problems
from diglot.source import Span
from diglot.syntax.lexer import lex
from diglot.syntax.token import Token


def snippet_edits(path: str, text: str) -> Iterator[Edit]:
    """Every edit of an extracted module."""
    tokens = lex(path, text, Span(0, len(text)), Problems()).tokens[:-1]
    for token in tokens:
        for kind, new in _other_words(token):
            yield replace(_replaced(kind, path, text, token.span, new), word=token.text)
    yield from _neighbours(path, text, tokens)
    for statement in _statements(text, tokens):
        written = text[statement.start : statement.end]
        yield _replaced("statement dropped", path, text, statement, "")
        yield _replaced("statement doubled", path, text, statement, f"{written}\n{written}")
        yield _replaced("merge in a module", path, text, statement, f"<<<<<<< HEAD\n{written}\n=======\n>>>>>>> other")


def _other_words(token: Token) -> Iterator[tuple[str, str]]:
    word = token.text
    if word.isdigit():
        yield "number changed in a module", str(int(word) + 1)
    elif word.startswith('"'):
        yield "string changed in a module", f'"x{word[1:]}'
    elif word[0].isalpha() and word.isalnum():
        yield "name changed in a module", word + "Other"
    elif word in {"+", "-", "<", ">", "==", "&&", "||"}:
        yield "operator changed in a module", "*"


def _neighbours(path: str, text: str, tokens: Sequence[Token]) -> Iterator[Edit]:
    for one, other in pairwise(tokens):
        both = Span(one.span.start, other.span.end)
        if one.text != other.text and one.text.isalnum() and other.text.isalnum():
            yield _replaced("words swapped in a module", path, text, both, f"{other.text} {one.text}")


def _statements(text: str, tokens: Sequence[Token]) -> Iterator[Span]:
    """What is between two semicolons at the ends of lines that nothing is indented after."""
    start = 0
    for token in tokens:
        if token.text == ";" and text[token.span.end : token.span.end + 2] in {"\n\n", "\n"}:
            yield Span(start, token.span.end)
            start = token.span.end


def _replaced(kind: str, path: str, text: str, span: Span, new: str) -> Edit:
    return Edit(kind, path, text[: span.start] + new + text[span.end :], place=Span(span.start, span.start + len(new)))
