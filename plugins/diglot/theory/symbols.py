r"""Isabelle's symbols as single characters.

Layout counts columns as an editor shows them, where `\<Rightarrow>` is one character. So terms are laid out with the
characters and the escapes are put in at the very end; everything else in a term is ASCII.

Proofs, and what Isabelle says, have more signs than the terms that we print; these are in `SIGNS`.
"""

import re
import sys

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
SIGNS = {
    "Rightarrow": "⇒",
    "rightarrow": "→",
    "longrightarrow": "⟶",
    "Longrightarrow": "⟹",
    "leftrightarrow": "↔",
    "longleftrightarrow": "⟷",
    "equiv": "≡",
    "noteq": "≠",
    "le": "≤",
    "ge": "≥",
    "and": "∧",
    "or": "∨",
    "not": "¬",
    "forall": "∀",
    "exists": "∃",
    "lambda": "λ",
    "times": "×",
    "circ": "∘",
    "in": "∈",
    "notin": "∉",
    "subseteq": "⊆",
    "subset": "⊂",
    "union": "∪",
    "inter": "∩",
    "Union": "⋃",
    "Inter": "⋂",
    "lparr": "⦇",
    "rparr": "⦈",
    "open": "‹",
    "close": "›",
    "bottom": "⊥",
    "top": "⊤",
    "And": "⋀",
    "lbrakk": "⟦",
    "rbrakk": "⟧",
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "Longleftrightarrow": "⟺",
    "leadsto": "↝",
    "mapsto": "↦",
    "some": "ε",
    "dots": "…",
    "emptyset": "∅",
    "sum": "∑",
    "infinity": "∞",
    "delta": "δ",
    "epsilon": "ε",
    "mu": "μ",
    "pi": "π",
    "sigma": "σ",
    "tau": "τ",
    "phi": "φ",
    "psi": "ψ",
    "omega": "ω",
    "langle": "⟨",
    "rangle": "⟩",
}
"""The signs that Isabelle shows for `\\<name>`."""
_ESCAPE = re.compile(r"\\<(\w+)>")
_CODE = re.compile(r"u([0-9A-F]{4,6})")
_ESCAPES = str.maketrans({character: escape for escape, character in SYMBOLS.items()})


def as_escapes(text: str) -> str:
    """The text with every symbol as its escape."""
    return text.translate(_ESCAPES)


def as_character(operator: str) -> str:
    """An operator as it is laid out."""
    return SYMBOLS.get(operator, operator)


def as_signs(text: str) -> str:
    """A text for reading, in which each escape that has a sign is that sign."""
    return _ESCAPE.sub(lambda match: sign_of(match[1]) or match[0], text)


def sign_of(name: str) -> str | None:
    r"""The character that `\<name>` shows; a code point names itself, as in `\<u00EF>`."""
    code = _CODE.fullmatch(name)
    if code is not None and int(code[1], 16) <= sys.maxunicode:
        return chr(int(code[1], 16))
    return SIGNS.get(name)
