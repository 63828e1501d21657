r"""English in theories: written with ASCII only, and read back.

In: a heading, a paragraph, a path or a note as on the page. Out: the same for a `text` block or a comment, in which
nothing can end the block or call an antiquotation. And the other way round: what is in a block, as on the page.

A sign that Isabelle knows has Isabelle's name (`\<alpha>`), typographic quotes and dashes become plain ones, and any
other character its code point: `na\<u00EF>ve`. So the page's words can be had back, but for blanks and the shape of
quotes and dashes, which count nowhere.
"""

import re
from urllib.parse import quote

from diglot.theory.symbols import SIGNS, sign_of

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛", "'"),
        **dict.fromkeys("“”„‟", '"'),
        **dict.fromkeys("‐‑", "-"),
        "–": "--",
        "—": "---",
        "\u00ad": "",
    }
)
"""Typographic signs and what typewriters have for them."""
_NAMES = {sign: name for name, sign in reversed(SIGNS.items()) if name not in {"open", "close"}}
_OTHER = re.compile(r"[^\n -~]")
_RUN = re.compile(r"[^ -~]+")
_SYMBOL = re.compile(r"\\<(\w+)>")


def escape_text(text: str) -> str:
    """English for a `text` block or a heading."""
    apart = text.translate(_PLAIN).replace("\\<", "\\ <").replace("@{", "@ {")
    return apart if apart.isascii() and apart.isprintable() else _OTHER.sub(_as_symbol, apart)


def _as_symbol(match: re.Match[str]) -> str:
    character = match[0]
    if character.isspace():
        return " "
    return f"\\<{_NAMES.get(character) or f'u{ord(character):04X}'}>"


def comparable_text(words: str) -> str:
    """What a block says, in one line: blanks do not count, nor how a sign is written, but what was escaped stays so."""
    found = _SYMBOL.sub(_as_character, words) if "\\<" in words else words
    return " ".join(found.translate(_PLAIN).split())


def unescape_text(words: str) -> str:
    """The same as on the page: what was escaped is whole again."""
    return comparable_text(words).replace("\\ <", "\\<").replace("@ {", "@{")


def _as_character(match: re.Match[str]) -> str:
    return match[0] if match[1] in {"open", "close"} else sign_of(match[1]) or match[0]


def escape_path(path: str) -> str:
    """A path or an address for a comment, spelled as in a link."""
    return escape_comment(_RUN.sub(lambda match: quote(match[0], errors="surrogatepass"), path))


def escape_comment(text: str) -> str:
    """Words for `(* … *)`: comment signs are taken apart, and other letters are spelled as in names."""
    spelled = _RUN.sub(lambda match: "".join(map(_as_letters, match[0])), text.replace("\\<", "\\ <"))
    return " ".join(re.sub(r"\((?=\*)|\*(?=\))", r"\g<0> ", spelled).split())


def _as_letters(character: str) -> str:
    return " " if character.isspace() else f"_u{ord(character):04X}"
