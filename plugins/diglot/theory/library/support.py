"""The support theory: what the standard library needs and `Main` does not have.

In: `library/Diglot_Base.thy`, a file of this package. Out: the theory, which is written beside the generated ones when
one of them imports it. Its text is the file's, and the file is read only when its declarations are needed. The
library's modules get no theories: its functions become HOL's own, and what HOL does not have is in this one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from diglot.caching import Lazy, Stored
from diglot.diagnostic import InternalError, Problems
from diglot.theory.ast import Theory
from diglot.theory.print.theory import PrintedTheory
from diglot.theory.read.theory import read_theory
from diglot.theory.reserved import SUPPORT_THEORY

_FILE = f"{SUPPORT_THEORY}.thy"
_QUOTED = re.compile(r'"[^"]*"')
_COMMAND = re.compile(r"(?ms)^(\w+)(.*?)(?=^\w|\Z)")
_TYPE = ("datatype", "record", "type_synonym", "typedecl")
_BEFORE_COLONS = re.compile(r"(\w+)\s*::")
_CONSTANT = {
    **dict.fromkeys(("consts", "definition", "fun", "record"), _BEFORE_COLONS),
    "datatype": re.compile(r"(?:[=|]\s+|\()(\w+)"),
}


@cache
def support_theory() -> PrintedTheory:
    """The theory itself."""
    text = files("diglot").joinpath("library", _FILE).read_text(encoding="utf-8")
    _, name, _, *imports = text.partition("begin")[0].split()
    return PrintedTheory(name, tuple(imports), text, Lazy(_Read(text)), Lazy({}))


@cache
def support_constants() -> frozenset[str]:
    """Every constant that it declares: functions, constructors, fields and selectors."""
    found = (_CONSTANT[command].findall(rest) for command, rest in _commands() if command in _CONSTANT)
    return frozenset(name for names in found for name in names)


@cache
def support_types() -> frozenset[str]:
    """Every type that it declares."""
    heads = (rest.partition("=")[0] for command, rest in _commands() if command in _TYPE)
    return frozenset(head.split()[-1] for head in heads)


def _commands() -> list[tuple[str, str]]:
    """Each command with what follows it outside quotes: only names are wanted, and reading all the rest takes long."""
    return _COMMAND.findall(_QUOTED.sub("", support_theory().text))


def needed_support(theories: Iterable[PrintedTheory]) -> PrintedTheory | None:
    """The support theory, if one of the theories imports it."""
    return support_theory() if any(SUPPORT_THEORY in printed.imports for printed in theories) else None


@dataclass(frozen=True, slots=True)
class _Read(Stored):
    """The theory that the file holds."""

    text: str

    def load(self) -> Lazy[Theory]:
        """Read it; it has no mistakes."""
        problems = Problems()
        theory = read_theory(_FILE, self.text, problems)
        if len(problems):
            raise InternalError("; ".join(problem.message for problem in problems))
        return Lazy(theory)
