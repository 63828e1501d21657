"""Words that Isabelle has taken: lists kept as package data, read once.

Nothing comes in. What goes out are sets of words, as they are in Isabelle/HOL with `imports Main`.
"""

from functools import cache
from pathlib import Path

SUPPORT_THEORY = "Diglot_Base"
"""The theory of what the standard library needs beyond `Main`; see `library/support`."""
_FOLDER = Path(__file__).parent / "names"


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset((_FOLDER / f"{name}.txt").read_text("utf-8").split())


@cache
def keywords() -> frozenset[str]:
    """Words of the outer and the inner syntax: neither can be a name."""
    return _words("outer_keywords") | _words("inner_keywords")


ML_INFIXES = frozenset({"before"})
"""Infix operators of Standard ML that Isabelle's code generator does not keep free, primes or not."""


def main_constants() -> frozenset[str]:
    """Constants that `Main` makes visible: no local variable can have such a name."""
    return _words("main_consts")


def hol_theories() -> frozenset[str]:
    """Theories of Isabelle/HOL: no page's theory can be called so."""
    return _words("theories")
