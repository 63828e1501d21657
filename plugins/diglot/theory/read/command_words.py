"""The words that begin a command of Isabelle outside proofs."""

from functools import cache
from importlib.resources import files


@cache
def commands() -> frozenset[str]:
    """All of them."""
    text = files("diglot.theory").joinpath("names", "commands.txt").read_text(encoding="utf-8")
    return frozenset(text.split())
