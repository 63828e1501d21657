"""The braces that a place is in, read off the tokens before it.

In: the tokens of a snippet up to a place. Out: the braces if a name is wanted there: the first word after `@{`, after
`using {`, or after a semicolon in them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from diglot.syntax.token import BRACKETS, DOTTED, NAME, Token


@dataclass(frozen=True, slots=True)
class Braces:
    """Open braces that hold names."""

    kind: Literal["fields", "filter"]
    owner: str
    """What is applied or updated; the module that is imported or opened."""
    names: frozenset[str]
    """The names that are there already."""


def braces_at_end(tokens: Sequence[Token]) -> Braces | None:
    """The braces in which the next token would be a name; None where it need not be one."""
    opened: list[tuple[int, set[str]]] = []
    for number, token in enumerate(tokens):
        if token.kind in BRACKETS:
            opened.append((number, set()))
        elif token.kind in BRACKETS.values():
            del opened[-1:]
        elif opened and token.kind == NAME and tokens[number - 1].kind in ("{", ";"):
            opened[-1][1].add(token.text)
    if not opened or tokens[-1].kind not in ("{", ";"):
        return None
    at, names = opened[-1]
    return _braces(tokens[: at + 1], frozenset(names))


def _braces(tokens: Sequence[Token], names: frozenset[str]) -> Braces | None:
    kinds = [token.kind for token in tokens[-3:]]
    match kinds:
        case [("name" | "dotted name"), "@", "{"]:
            return Braces("fields", tokens[-3].text, names)
        case ["@", ("name" | "dotted name"), "{"]:
            return Braces("fields", tokens[-2].text, names)
        case [_, ("using" | "hiding"), "{"]:
            return _filter(tokens, names)
        case _:
            return None


def _filter(tokens: Sequence[Token], names: frozenset[str]) -> Braces | None:
    """The braces of `using` or `hiding`: their module is the name after the last `import` or `open` that has one."""
    for number in range(len(tokens) - 2, -1, -1):
        if tokens[number].kind in ("import", "open") and tokens[number + 1].kind in (NAME, DOTTED):
            return Braces("filter", tokens[number + 1].text, names)
    return None
