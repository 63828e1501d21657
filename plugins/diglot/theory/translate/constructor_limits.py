"""Types with very many constructors.

In: the declarations of a module. Out: which types are large, and their constructors in groups. Isabelle's effort for
a datatype grows so fast with the number of its constructors that one with a hundred is never done. So a large type
becomes a datatype of groups, each group a datatype of its own, and abbreviations give every constructor its name back,
in terms and in patterns.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from diglot.core.ast import ConstructorInfo, DataType, Declaration, TypeGroup
from diglot.theory import ast

LARGE = 40
"""More constructors than this are grouped."""

_MANY = 8
"""With more constructors than this, what grows fastest is left out."""
_TRANSFER = ("transfer", "lifting")

_GROUP = 12


@dataclass(frozen=True, slots=True)
class GroupName:
    """What one group is called."""

    type: str
    constructor: str
    """The constructor of the whole type that holds the group."""


def grouped_types(declarations: Iterable[Declaration]) -> Iterator[DataType]:
    """The types that are grouped."""
    for declaration in declarations:
        if isinstance(declaration, TypeGroup) and not declaration.recursive:
            yield from (type_ for type_ in declaration.types if len(type_.constructors) > LARGE)


def left_out(types: Sequence[ast.DatatypeBody]) -> tuple[str, ...]:
    """The plugins of Isabelle that a group of data types does without.

    What `transfer` proves takes most of the time for a type with many constructors. Of a type without parameters it
    says only that its relator is equality.
    """
    many = any(len(type_.constructors) > _MANY for type_ in types)
    return _TRANSFER if many and not any(type_.parameters for type_ in types) else ()


def groups(type_: DataType) -> Sequence[tuple[ConstructorInfo, ...]]:
    """The constructors of a large type, in groups."""
    count = len(type_.constructors)
    return [type_.constructors[start : start + _GROUP] for start in range(0, count, _GROUP)]


def inner_name(name: str) -> str:
    """What a constructor is called in its group."""
    return name + "_'"
