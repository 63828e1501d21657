"""The smallest place where two terms or types differ.

In: two values of `theory/ast.py` that are not equal. Out: the parts of them that differ, as small as still makes sense
to a reader: a name or a number is shown with what is around it.
"""

from collections.abc import Iterator
from dataclasses import fields
from typing import get_args

from diglot.theory import ast

Node = ast.Term | ast.Type
_NODES = (*get_args(ast.Term), *get_args(ast.Type))
_BARE = (ast.Identifier, ast.Wildcard, ast.Numeral, ast.StringTerm, ast.TypeVariable)


def smallest_difference(expected: Node, actual: Node) -> tuple[Node, Node]:
    """The parts that differ while everything around them is equal."""
    pair = (expected, actual)
    while (inner := _only_difference(*pair)) is not None:
        if isinstance(inner[0], _BARE) and isinstance(inner[1], _BARE) and not _has_branches(pair[0]):
            return pair
        pair = inner
    return pair


def all_differences(expected: Node, actual: Node, *, bare: bool = False) -> tuple[tuple[Node, Node], ...]:
    """The places where two trees of one shape differ; names and numbers only when `bare`, else with what is around."""
    found: list[tuple[Node, Node]] = []
    waiting = [(expected, actual)]
    while waiting:
        pair = waiting.pop()
        inner = _differing_parts(*pair)
        keep = not bare and any(isinstance(part, _BARE) for parts in inner for part in parts)
        if not inner or (keep and not _has_branches(pair[0])):
            found.append(pair)
        else:
            waiting.extend(reversed(inner))
    return tuple(found)


def nodes(tree: Node) -> Iterator[Node]:
    """A tree and all its parts, in the order in which they are written."""
    waiting: list[Node] = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(part for part in reversed([*_parts(node)]) if isinstance(part, _NODES))


def _has_branches(node: Node) -> bool:
    """Whether a term is so large that a part of it says more than the whole."""
    return isinstance(node, ast.CaseTerm | ast.LetTerm | ast.IfTerm | ast.RecordTerm)


def _only_difference(expected: Node, actual: Node) -> tuple[Node, Node] | None:
    """The one pair of parts that differs, if the rest is equal."""
    different = _differing_parts(expected, actual)
    return different[0] if len(different) == 1 else None


def _differing_parts(expected: Node, actual: Node) -> list[tuple[Node, Node]]:
    """The pairs of parts that differ; none where the trees differ in anything else."""
    if type(expected) is not type(actual):
        return []
    left, right = list(_parts(expected)), list(_parts(actual))
    if len(left) != len(right):
        return []
    found: list[tuple[Node, Node]] = []
    for a, b in zip(left, right, strict=True):
        if a != b:
            if not isinstance(a, _NODES) or not isinstance(b, _NODES):
                return []
            found.append((a, b))
    return found


def _parts(value: object) -> Iterator[object]:
    """The direct parts of a node, tuples opened, with marks so that other shapes give other parts."""
    for field in fields(value):  # type: ignore[arg-type]
        yield from _opened(getattr(value, field.name))


def _opened(value: object) -> Iterator[object]:
    if isinstance(value, tuple):
        yield len(value)
        for element in value:
            yield from _opened(element)
    else:
        yield value
