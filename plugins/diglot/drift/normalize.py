"""One form for terms that mean the same and read the same.

In: an item made from a page. Out: the item as it would be read back from a file: string pieces that are appended are
joined, and tuples that nest to the right are flat.
"""

from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from diglot.theory.ast import Infix, TupleTerm
from diglot.theory.read.join_strings import join_strings

_T = TypeVar("_T")


def normalized(value: _T) -> _T:
    """The same item, term or type in its one form."""
    return cast("_T", _normalized(value))


def _normalized(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(_normalized(element) for element in value) if type(value) is tuple else value
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {}
    for field in fields(value):
        part = getattr(value, field.name)
        new = _normalized(part)
        if new is not part:
            changed[field.name] = new
    whole = replace(value, **changed) if changed else value
    match whole:
        case Infix("@", left, right):
            return join_strings(left, right)
        case TupleTerm((*front, TupleTerm((_, _, *_) as back))):
            return TupleTerm((*front, *back))
        case _:
            return whole
