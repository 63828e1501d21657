"""Spelling: how a name of the page, or a string, is written in a theory.

What comes in are names and strings as on the page; what goes out is ASCII. A name is spelled like this, and always the
same way:

1. ASCII letters, digits, `_` and `'` stay. `-` and `.` between them become `_`.
2. Any other run of ASCII signs is spelled in words: `>>=` is `greater_greater_eq`, `++str` is `plus_plus_str`.
3. Any other character becomes `_uXXXX`, its code point in hexadecimal.
4. A leading `_`, `'` or digit gets an `x` in front; a final `_` gets a prime after it.
5. A keyword of Isabelle gets a prime; `before`, a word of Standard ML, gets an `x` in front.
6. What a page defines by a pattern, `(low,high)`, is called by its variables: `low_high_pattern`.

Two names can still meet (`a-b` and `a_b`); `names` keeps them apart with further primes in source order.
"""

import re
from functools import lru_cache

from diglot.theory.reserved import ML_INFIXES, keywords

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_']*(?<!_)")
_PIECE = re.compile(r"[A-Za-z0-9_']+|(?<=[A-Za-z0-9_'])[-.](?=[A-Za-z0-9_'])|[\x21-\x7e]|.", re.DOTALL)
_BRACKETS = len("()")
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_'")
_SIGNS = {
    "!": "bang",
    '"': "quote",
    "#": "hash",
    "$": "dollar",
    "%": "percent",
    "&": "and",
    "(": "open",
    ")": "close",
    "*": "times",
    "+": "plus",
    ",": "comma",
    "-": "minus",
    ".": "dot",
    "/": "slash",
    ":": "colon",
    ";": "semicolon",
    "<": "less",
    "=": "eq",
    ">": "greater",
    "?": "question",
    "@": "at",
    "[": "bra",
    "\\": "backslash",
    "]": "ket",
    "^": "hat",
    "`": "backtick",
    "{": "lbrace",
    "|": "bar",
    "}": "rbrace",
    "~": "tilde",
}


@lru_cache(maxsize=65536)
def escape_name(name: str) -> str:
    """The name in Isabelle's letters, and none that cannot be one there."""
    spelled = name if _PLAIN.fullmatch(name) else spell(name)
    if spelled.rstrip("'") in ML_INFIXES:
        return "x" + spelled
    return spelled + "'" if spelled in keywords() else spelled


def escape_type_variable(name: str) -> str:
    """The name of a type parameter, with the quote in front; keywords do no harm there."""
    return "'" + (name if _PLAIN.fullmatch(name) else spell(name))


def spell(name: str) -> str:
    """The name in letters, digits, `_` and primes; it may still be a keyword."""
    if name.startswith("(") and name.endswith(")") and len(name) > _BRACKETS:
        return "_".join(spell(variable) for variable in name[1:-1].split(",")) + "_pattern"
    spelled = ""
    after_sign = False
    for piece in _PIECE.findall(name):
        sign = "" if piece in ("-", ".") and spelled and not after_sign and name != piece else _SIGNS.get(piece)
        if sign is None:
            spelled += "_" if after_sign else ""
            spelled += piece if _LETTERS.issuperset(piece) else f"_u{ord(piece):04X}"
        elif spelled and not spelled.endswith("_"):
            spelled += "_" + sign
        else:
            spelled += sign
        after_sign = bool(sign)
    return _closed(spelled)


def _closed(spelled: str) -> str:
    """A spelling with an allowed beginning and end."""
    if not spelled or not spelled[0].isalpha():
        spelled = "x" + spelled
    return spelled + "'" if spelled.endswith("_") else spelled


_QUOTABLE = re.compile(r"[ -&(-\[\]-~]|'(?=[ -&(-\[\]-~])")
"""A character that can be between two pairs of quotes; a quote only in the middle and only alone."""


def string_pieces(value: str) -> tuple[str, ...]:
    """A string as terms to be joined by `@`: `''…''` where it can be, lists of `CHR` bytes elsewhere."""
    pieces: list[str] = []
    plain: list[str] = []
    codes: list[str] = []

    def flush() -> None:
        if plain:
            pieces.append("''" + "".join(plain).replace('"', '\\"') + "''")
        if codes:
            pieces.append("[" + ", ".join(codes) + "]")
        plain.clear()
        codes.clear()

    for index, character in enumerate(value):
        if _QUOTABLE.match(value, index) and (plain or character != "'"):
            if codes:
                flush()
            plain.append(character)
        else:
            if plain:
                flush()
            codes.extend(f"CHR 0x{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))
    flush()
    return tuple(pieces) or ("''''",)
