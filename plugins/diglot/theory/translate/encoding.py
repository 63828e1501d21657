"""Which types become `record` and which `datatype`.

In: the declarations of one module, and the types that those of other modules recurse through. Out: the types that
become records. A type in record style stays a datatype (with selectors) where Isabelle's `record` cannot say it: no
fields, recursive, another type is recursive through it, or a field has a name that `record` keeps for itself.
"""

from collections.abc import Container, Iterable, Iterator

from diglot.core.ast import DataType, Declaration, TypeGroup
from diglot.names import Symbol
from diglot.theory.escape import escape_name
from diglot.typed.types import Constructed, Type, parts

RECORD_OPERATIONS = frozenset({"more", "more_update", "make", "extend", "truncate", "fields"})
"""Names that every `record` declares."""


def record_types(declarations: Iterable[Declaration], recursed: Container[str]) -> frozenset[Symbol]:
    """The types of a module that become records; `recursed` are the identities of those that others recurse through."""
    groups = [declaration for declaration in declarations if isinstance(declaration, TypeGroup)]
    nested = {symbol for group in groups if group.recursive for symbol in _nested_through(group)}
    return frozenset(
        type_.symbol
        for group in groups
        if not group.recursive
        for type_ in group.types
        if type_.symbol not in nested and type_.symbol.id not in recursed and _fits_record(type_)
    )


def _fits_record(type_: DataType) -> bool:
    if not type_.is_record:
        return False
    names = {escape_name(field.name) for field in type_.constructors[0].fields if field.name is not None}
    clash = any(name + "_update" in names or name in RECORD_OPERATIONS for name in names)
    return bool(names) and not clash


def _nested_through(group: TypeGroup) -> Iterator[Symbol]:
    """The type constructors under which a type of the group mentions the group."""
    members = {type_.symbol for type_ in group.types}
    for type_ in group.types:
        for constructor in type_.constructors:
            for field in constructor.fields:
                for around in enclosing_types(field.type, members):
                    yield around.symbol


def enclosing_types(type_: Type, members: Iterable[Symbol]) -> tuple[Constructed, ...]:
    """The applied types that have one of the members somewhere in their arguments."""
    found: list[Constructed] = []
    _mentions(type_, frozenset(members), found)
    return tuple(found)


def _mentions(type_: Type, members: frozenset[Symbol], found: list[Constructed]) -> bool:
    inside = sum([_mentions(part, members, found) for part in parts(type_)]) > 0
    if not isinstance(type_, Constructed):
        return inside
    if inside:
        found.append(type_)
    return inside or type_.symbol in members


def projections(type_: DataType) -> Iterator[Symbol]:
    """The fields of a type that are functions, in order."""
    for constructor in type_.constructors:
        for field_ in constructor.fields:
            if field_.projection is not None:
                yield field_.projection
