"""Literals: from their spelling to their value, and back."""

import re
from typing import NamedTuple

_NAMED = {
    **dict(zip(("NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL"), map(chr, range(8)), strict=True)),
    **dict(zip(("BS", "HT", "LF", "VT", "FF", "CR", "SO", "SI"), map(chr, range(8, 16)), strict=True)),
    **dict(zip(("DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB"), map(chr, range(16, 24)), strict=True)),
    **dict(zip(("CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US", "SP"), map(chr, range(24, 33)), strict=True)),
    "DEL": "\x7f",
}
_SIMPLE = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"} | {c: c for c in "\\\"'"}
_WORDS = "|".join(sorted(_NAMED, key=len, reverse=True))
_ESCAPE = re.compile(
    rf"""\\(?:
      (?P<simple> [abfnrtv\\"'] )
    | (?P<empty> & | \s+\\ )
    | (?P<decimal> [0-9]{{1,8}} ) | x(?P<hex> [0-9a-fA-F]{{1,8}} ) | o(?P<octal> [0-7]{{1,8}} )
    | (?P<word> {_WORDS} )
    | \^(?P<control> [@-_] )
    | (?P<other> .?)
    )""",
    re.VERBOSE | re.DOTALL,
)
_LAST_CHARACTER = 0x10FFFF


class WrongEscape(NamedTuple):
    """An escape that means nothing."""

    offset: int
    """From the beginning of the literal."""
    text: str


class Decoded(NamedTuple):
    """The value of a string literal, the wrong escapes left out."""

    value: str
    wrong: tuple[WrongEscape, ...]


def decode_string(literal: str) -> Decoded:
    """The value of a literal, given with its quotes."""
    inner = literal[1:-1]
    if "\\" not in inner:
        return Decoded(inner, ())
    wrong: list[WrongEscape] = []

    def replace(match: re.Match[str]) -> str:
        value = _escaped(match)
        if value is None:
            wrong.append(WrongEscape(match.start() + 1, match[0]))
        return value or ""

    return Decoded(_ESCAPE.sub(replace, inner), tuple(wrong))


def _escaped(match: re.Match[str]) -> str | None:
    kind, text = match.lastgroup, match[match.lastgroup or 0]
    match kind:
        case "simple":
            return _SIMPLE[text]
        case "empty":
            return ""
        case "word":
            return _NAMED[text]
        case "control":
            return chr(ord(text) - 64)
        case "decimal" | "hex" | "octal":
            code = int(text, {"decimal": 10, "hex": 16, "octal": 8}[kind])
            return chr(code) if code <= _LAST_CHARACTER and not 0xD800 <= code < 0xE000 else None
        case _:
            return None


_PLAIN = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def encode_string(value: str) -> str:
    """A literal, with its quotes, that has this value."""
    spelled = "".join(_PLAIN.get(c) or (c if c.isprintable() else f"\\{ord(c)}\\&") for c in value)
    return f'"{spelled}"'


def integer_value(text: str) -> int:
    """The value of an integer literal."""
    digits = text.removeprefix("-")
    base = {"0x": 16, "0o": 8, "0b": 2}.get(digits[:2], 10)
    value = int(digits if base == 10 else digits[2:], base)
    return -value if text[0] == "-" else value
