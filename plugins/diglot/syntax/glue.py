"""Words that were meant to be several: `x:=1`, `n:`, `a,b`.

In this language nearly every character may be part of a word, so a missing space makes one word of two. The lexer takes
apart what nobody would use as a name.
"""

import re

_PIECE = r"(?:[\w'-]+(?:\.[\w'-]+)*)?"
_DEFINITION = re.compile(rf"({_PIECE})(:=)({_PIECE})")
_SIGNATURE = re.compile(r"([\w'-]+)(:)([\w'-]*)|(:)(\w[\w'-]*)|([\w'-]+)(::)([\w'-]+)")
_PAIR = re.compile(r"(,)([\w'-]+)")


def split_glued(word: str) -> tuple[str, ...] | None:
    """The words in a word that is certainly a slip, or None."""
    if ":" not in word and "," not in word:
        return None
    match = _DEFINITION.fullmatch(word) or _SIGNATURE.fullmatch(word) or _PAIR.fullmatch(word)
    pieces = tuple(piece for piece in match.groups() if piece) if match else ()
    return pieces if len(pieces) > 1 else None
