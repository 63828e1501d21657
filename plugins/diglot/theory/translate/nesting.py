"""How deeply the parts of a definition are in one another.

In: what a definition becomes. Out: how many functions, cases, conditions and local definitions are around the innermost
part. Each takes room at the beginning of every line inside of it, so a theory's size grows with the square of this.
"""

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from diglot.theory import ast

MOST_NESTED = 300
"""As many as a theory may have."""
_WITHOUT_TERMS = (str, int, ast.Type, "Type", tuple[str, ...])
_NESTING = (ast.Abstraction, ast.CaseTerm, ast.IfTerm, ast.LetTerm)


def nesting(item: ast.Item) -> int:
    """The number of such terms around the innermost one, itself included."""
    deepest = 0
    waiting: list[tuple[Any, int]] = [(item, 0)]
    while waiting:
        part, depth = waiting.pop()
        if isinstance(part, tuple):
            waiting += [(element, depth) for element in part]
        elif names := _parts(part.__class__):
            if isinstance(part, _NESTING):
                depth += 1
                deepest = max(deepest, depth)
            waiting += [(getattr(part, name), depth) for name in names]
    return deepest


@cache
def _parts(form: type) -> tuple[str, ...]:
    """The names of the parts of a form in which there may be terms; none for what is no form."""
    if not is_dataclass(form):
        return ()
    return tuple(field.name for field in fields(form) if field.compare and field.type not in _WITHOUT_TERMS)
