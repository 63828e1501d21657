"""Variables that were perhaps meant to be constructors.

In: a definition as scoped, and all types that can be seen from it. Out: a variable that takes everything although
clauses follow, and that is called like a constructor which is not in scope under that name.
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from diglot.names import Symbol
from diglot.scope import ast as scoped
from diglot.typed.ast import DataType


def misread_variable(definition: scoped.Definition, types: Iterable[object]) -> tuple[str, str] | None:
    """The variable and the constructor, as it could be written; None if there is no such variable."""
    names = dict.fromkeys(_catching_all(definition))
    if not names:
        return None
    for data in types:
        for constructor in data.constructors if isinstance(data, DataType) else ():
            if constructor.symbol.name in names:
                return constructor.symbol.name, constructor.symbol.qualified
    return None


def _catching_all(part: object) -> Iterator[str]:
    """The names of the variables that are a whole pattern of a clause with others after it."""
    waiting = [part]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, tuple):
            waiting += reversed(inner)
            for clause in inner[:-1]:
                yield from _variables(clause) if isinstance(clause, scoped.Clause) else ()
        elif is_dataclass(inner) and not isinstance(inner, type | Symbol):
            waiting += [getattr(inner, each.name) for each in reversed(fields(inner))]


def _variables(clause: scoped.Clause) -> Iterator[str]:
    patterns = (argument.pattern for argument in clause.patterns)
    return (pattern.variable.name for pattern in patterns if isinstance(pattern, scoped.VariablePattern))
