"""Characters that look like those that the snippet language uses: what a word processor makes of quotes and dashes.

Comes in: a word. Goes out: the word with plain characters, and which ones were not.
"""

import unicodedata

_PLAIN = {
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "∶": ":",
    "꞉": ":",
    "≔": ":=",
    "⟶": "->",
    "⇒": "=>",
    "∣": "|",
    "∗": "*",
    "⁄": "/",
    "∕": "/",
    "‹": "<",
    "›": ">",
}
_NO_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")


def plain_word(word: str) -> str:
    """The word with each such character replaced by the one that it looks like; invisible ones are left out."""
    if word.isascii():
        return word
    return "".join([_plain(character) for character in word])


def odd_character(word: str) -> str:
    """The first character of a word that is not what it looks like, by its name; empty when there is none."""
    odd = next((character for character in word if _plain(character) != character), "")
    return unicodedata.name(odd, f"U+{ord(odd):04X}").lower() if odd else ""


def _plain(character: str) -> str:
    if character.isascii():
        return character
    if character in _NO_WIDTH:
        return ""
    if "\uff01" <= character <= "\uff5e":
        return chr(ord(character) - 0xFEE0)
    return _PLAIN.get(character, character)
