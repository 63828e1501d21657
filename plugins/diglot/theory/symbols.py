r"""Isabelle's symbols as single characters.

Layout counts columns as an editor shows them, where `\<Rightarrow>` is one character. So terms are laid out with the
characters and the escapes are put in at the very end; everything else in a term is ASCII.
"""

SYMBOLS = {
    "\\<Rightarrow>": "⇒",
    "\\<times>": "×",
    "\\<lambda>": "λ",
    "\\<lparr>": "⦇",
    "\\<rparr>": "⦈",
    "\\<and>": "∧",
    "\\<or>": "∨",
    "\\<not>": "¬",
    "\\<longrightarrow>": "⟶",
    "\\<longleftrightarrow>": "⟷",
    "\\<noteq>": "≠",
    "\\<le>": "≤",
    "\\<ge>": "≥",
    "\\<in>": "∈",
    "\\<notin>": "∉",
    "\\<subseteq>": "⊆",
    "\\<subset>": "⊂",
    "\\<union>": "∪",
    "\\<inter>": "∩",
    "\\<circ>": "∘",
    "\\<equiv>": "≡",
}
_ESCAPES = str.maketrans({character: escape for escape, character in SYMBOLS.items()})


def as_escapes(text: str) -> str:
    """The text with every symbol as its escape."""
    return text.translate(_ESCAPES)


def as_character(operator: str) -> str:
    """An operator as it is laid out."""
    return SYMBOLS.get(operator, operator)
