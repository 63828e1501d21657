"""The calls that a place is in, read off the tokens before it, as what is being written cannot be parsed yet.

In: the tokens of a snippet up to a place. Out: the calls around it, the innermost first, each with its function's name
and which argument is being written.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from diglot.syntax.token import BRACKETS, DOC, DOTTED, INTEGER, NAME, PRAGMA, STRING, Token

_CLOSERS = frozenset(BRACKETS.values())
_SINGLE = frozenset((NAME, DOTTED, INTEGER, STRING, "Type", "_"))
"""The tokens that are an argument by themselves."""


@dataclass(frozen=True, slots=True)
class CallSite:
    """A function with arguments."""

    function: str
    """Its name, dotted or not."""
    number: int
    """Which explicit argument is being written, from 0."""
    entry: str = ""
    """Its name, where arguments are given by name."""


def calls_around(tokens: Sequence[Token], is_operator: Callable[[str], bool], *, touching: bool) -> Iterator[CallSite]:
    """The calls around the end of some tokens; `touching` says whether the last one may still be going on."""
    end = len(tokens)
    while True:
        atoms = _run(tokens, end, is_operator)
        opener = _enclosing(tokens, atoms[0] if atoms else end)
        written = [atom for atom in atoms[1:] if tokens[atom].kind != "{"]
        number = len(written) - (touching and bool(written) and atoms[-1] == written[-1])
        is_head = touching and len(atoms) == 1
        if atoms and not is_head and tokens[atoms[0]].kind in (NAME, DOTTED) and not _defines(tokens, atoms[0], opener):
            yield CallSite(tokens[atoms[0]].text, number)
        if opener is None:
            return
        touching, end = False, opener
        if tokens[opener].kind == "{" and opener > 1 and tokens[opener - 1].kind == "@":
            yield CallSite(tokens[opener - 2].text, 0, _entry(tokens, opener))
            end = opener - 2


def _run(tokens: Sequence[Token], end: int, is_operator: Callable[[str], bool]) -> list[int]:
    """Where the function and its arguments begin that come right before a token."""
    atoms: list[int] = []
    at = end - 1
    while at >= 0:
        token = tokens[at]
        if token.kind in _CLOSERS:
            opener = _enclosing(tokens, at)
            if opener is None:
                break
            if opener > 1 and tokens[opener - 2].kind == "@":
                at = opener - 3  # an update: it belongs to what is before it
                continue
            at = opener - 2 if opener > 1 and tokens[opener - 1].kind == "@" else opener
        elif token.kind not in _SINGLE or is_operator(token.text):
            break
        atoms.append(at)
        at -= 1
    return atoms[::-1]


def _enclosing(tokens: Sequence[Token], end: int) -> int | None:
    """The last bracket before a token that is not closed before it."""
    depth = 0
    for at in range(end - 1, -1, -1):
        kind = tokens[at].kind
        depth += (kind in _CLOSERS) - (kind in BRACKETS)
        if depth < 0:
            return at
    return None


def _defines(tokens: Sequence[Token], at: int, opener: int | None) -> bool:
    """Whether a statement begins with a token, so that it is what is being defined."""
    before = tokens[at - 1].kind if at else ";"
    return opener is None and before in (";", DOC, PRAGMA, "let", "type", "axiom")


def _entry(tokens: Sequence[Token], opener: int) -> str:
    """The name of the entry that is being written in braces."""
    at, depth = opener + 1, 0
    for index in range(opener + 1, len(tokens)):
        kind = tokens[index].kind
        depth += (kind in BRACKETS) - (kind in _CLOSERS)
        if kind == ";" and depth == 0:
            at = index + 1
    return tokens[at].text if at < len(tokens) and tokens[at].kind == NAME else ""
