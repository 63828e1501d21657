"""Names that somebody changed in a theory and nothing else with them.

In: the theory of a page and the one on disk. Out: old names with the new ones; and items in which names are replaced.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from diglot.drift.normalize import normalized
from diglot.theory import ast
from diglot.theory.item_names import declared_names

_T = TypeVar("_T")


def find_renamings(expected: Sequence[ast.Item], actual: Sequence[ast.Item]) -> Mapping[str, str]:
    """Definitions, constructors and fields that only have another name."""
    found: dict[str, str] = {}
    there = {declared_names(item): item for item in actual if declared_names(item)}
    here = {declared_names(item): item for item in expected if declared_names(item)}
    for names, item in here.items():
        if names in there:
            found.update(_members(item, there[names]))
    lost = [item for names, item in here.items() if names not in there]
    new = [item for names, item in there.items() if names not in here]
    for item in lost:
        for other in new:
            keys = zip(declared_names(item), declared_names(other), strict=False)
            pairs = {old: name for (_, old), (_, name) in keys}
            if normalized(renamed(item, found | pairs)) == normalized(other):
                found |= {old: name for old, name in pairs.items() if old != name}
                break
    return found


def _members(expected: ast.Item, actual: ast.Item) -> Iterator[tuple[str, str]]:
    """Fields, or constructors, in the same place with the same types."""
    match expected, actual:
        case ast.Record(fields=old), ast.Record(fields=new) if len(old) == len(new):
            same = all(a.type == b.type for a, b in zip(old, new, strict=True))
            pairs = [(a.name, b.name) for a, b in zip(old, new, strict=True)] if same else []
        case ast.Datatype((body,)), ast.Datatype((other,)) if len(body.constructors) == len(other.constructors):
            both = list(zip(body.constructors, other.constructors, strict=True))
            same = all(a.arguments == b.arguments for a, b in both)
            pairs = [(a.name, b.name) for a, b in both] if same else []
        case _:
            return
    if {a for a, _ in pairs}.isdisjoint({b for a, b in pairs if a != b}):
        yield from ((a, b) for a, b in pairs if a != b)


def renamed(value: _T, names: Mapping[str, str]) -> _T:
    """An item in which names are replaced, wherever they are."""
    return cast("_T", _renamed(value, names)) if names else value


def _renamed(value: object, names: Mapping[str, str]) -> object:
    if isinstance(value, str):
        head, dot, name = value.rpartition(".")
        return head + dot + names.get(name, name)
    if isinstance(value, tuple) and type(value) is tuple:
        return tuple(_renamed(element, names) for element in value)
    if not is_dataclass(value) or isinstance(value, type | ast.StringTerm | ast.TypeVariable):
        return value
    parts = {part.name: getattr(value, part.name) for part in fields(value) if part.compare}
    return replace(value, **{name: _renamed(part, names) for name, part in parts.items()})
