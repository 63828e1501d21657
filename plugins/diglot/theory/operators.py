"""The operators of Isabelle that theories use, with their priorities.

Nothing comes in. What goes out is a table by name, as `ast.py` spells it: how tight the operator's result is, and how
tight its operands must be.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Operator(NamedTuple):
    """Priority of an operator's result and the least priorities of its operands; a prefix has no left one."""

    name: str
    priority: int
    left: int
    right: int


def _infixes(*rows: tuple[str, str, int]) -> Mapping[str, Operator]:
    table = {}
    for words, side, priority in rows:
        for word in words.split():
            left, right = priority + (side != "left"), priority + (side != "right")
            table[word] = Operator(word, priority, left, right)
    return table


INFIX = _infixes(
    ("++ !", "left", 100),
    ("` ^", "right", 80),
    ("* div mod \\<inter>", "left", 70),
    ("+ - \\<union>", "left", 65),
    ("# @", "right", 65),
    ("\\<circ>", "left", 55),
    ("=", "left", 50),
    ("\\<noteq>", "left", 50),
    ("< > \\<le> \\<ge> \\<in> \\<notin> \\<subseteq> \\<subset> dvd", "none", 50),
    ("\\<and>", "right", 35),
    ("\\<or>", "right", 30),
    ("\\<longrightarrow> \\<longleftrightarrow>", "right", 25),
    ("\\<equiv>", "none", 2),
)
PREFIX: Mapping[str, Operator] = {
    "\\<not>": Operator("\\<not>", 40, 0, 40),
    "-": Operator("-", 80, 0, 81),
}
BINDERS: Mapping[str, int] = {"\\<lambda>": 3, "if": 10, "let": 10, "case": 10}
"""Forms that reach as far to the right as they can, with their priorities."""
ATOM, APPLICATION, UPDATE, ASCRIPTION = 1000, 999, 900, 3
"""Priorities of the forms without an operator."""
