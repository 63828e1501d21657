"""How deeply the parts of a definition are in one another.

In: what a definition becomes. Out: how many functions, cases, conditions and local definitions are around the innermost
part. Each takes room at the beginning of every line inside of it, so a theory's size grows with the square of this.
"""

from dataclasses import fields, is_dataclass

from diglot.theory import ast

MOST_NESTED = 300
"""As many as a theory may have."""
_NESTING = (ast.Abstraction, ast.CaseTerm, ast.IfTerm, ast.LetTerm)


def nesting(item: ast.Item) -> int:
    """The number of such terms around the innermost one, itself included."""
    deepest = 0
    waiting: list[tuple[object, int]] = [(item, 0)]
    while waiting:
        part, depth = waiting.pop()
        if isinstance(part, tuple):
            waiting.extend((element, depth) for element in part)
        elif is_dataclass(part):
            inner = depth + isinstance(part, _NESTING)
            deepest = max(deepest, inner)
            waiting.extend((getattr(part, field.name), inner) for field in fields(part) if field.compare)
    return deepest
