"""The words that begin a command of Isabelle outside proofs."""

from functools import cache
from importlib.resources import files

PROOF = frozenset(
    (
        *("by", "proof", "qed", "done", "sorry", "oops", "apply", "apply_end", "back", "defer", "prefer", "supply"),
        *("subgoal", "also", "finally", "moreover", "ultimately", "then", "from", "with", "using", "unfolding", "note"),
        *("let", "write", "include", "including", "have", "hence", "show", "thus", "consider", "obtain", "interpret"),
        *("assume", "case", "define", "fix", "presume", "next", "ML_prf"),
    )
)
"""Commands inside of proofs."""
PARTS = frozenset(
    (
        *("and", "assumes", "attach", "avoids", "binder", "checking", "conclusion", "congproc", "congs", "constant"),
        *("constrains", "datatypes", "defines", "equations", "file", "file_prefix", "fixes", "for", "functions"),
        *("identifier", "if", "in", "includes", "infix", "infixl", "infixr", "is", "methods", "module_name", "monos"),
        *("morphisms", "notes", "obtains", "open", "opening", "output", "overloaded", "parametric", "passive"),
        *("pervasive", "premises", "private", "qualified", "rewrites", "shows", "structure", "unchecked", "uses"),
        *("weak_congproc", "when", "where", "begin", "end", "constrains", "lazy", "permissive"),
    )
)
"""Words inside of commands."""


@cache
def commands() -> frozenset[str]:
    """All of them."""
    text = files("diglot.theory").joinpath("names", "commands.txt").read_text(encoding="utf-8")
    return frozenset(text.split())
