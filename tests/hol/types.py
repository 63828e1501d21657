"""Types while they are derived: unification, and the classes of HOL that a type may have to be in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hol.refused import RefusedError

CLASSES: Mapping[str, frozenset[str]] = {
    "'number": frozenset({"nat", "int"}),
    "'minus": frozenset({"nat", "int", "set"}),
    "'order": frozenset({"nat", "int", "bool", "set"}),
    "'linorder": frozenset({"nat", "int", "bool"}),
}
"""Variables in the table of HOL's constants that stand for some types only."""


@dataclass(frozen=True, slots=True)
class Type:
    """A type constructor with its arguments; the name of a variable begins with a quote."""

    name: str
    arguments: "tuple[Derived, ...]" = ()


class Meta:
    """A type that is not known yet."""

    def __init__(self, allowed: frozenset[str] | None = None) -> None:
        self.allowed = allowed
        self.known: Derived | None = None


Derived = Type | Meta


def fun(*types: Derived) -> Derived:
    """A curried function."""
    *domains, found = types
    for domain in reversed(domains):
        found = Type("fun", (domain, found))
    return found


def resolve(type_: Derived) -> Derived:
    """The type with what is known of its head."""
    while isinstance(type_, Meta) and type_.known is not None:
        type_ = type_.known
    return type_


def substitute(type_: Derived, values: Mapping[str, Derived]) -> Derived:
    """The type with variables replaced."""
    type_ = resolve(type_)
    if isinstance(type_, Meta):
        return type_
    if type_.name in values:
        return values[type_.name]
    return Type(type_.name, tuple(substitute(argument, values) for argument in type_.arguments))


def variables(type_: Derived) -> Iterator[str]:
    """The names of all type variables."""
    type_ = resolve(type_)
    if isinstance(type_, Type):
        if type_.name.startswith("'"):
            yield type_.name
        for argument in type_.arguments:
            yield from variables(argument)


def mentioned(type_: Derived) -> Iterator[str]:
    """The names of all type constructors."""
    type_ = resolve(type_)
    if isinstance(type_, Type):
        yield type_.name
        for argument in type_.arguments:
            yield from mentioned(argument)


def is_open(type_: Derived) -> bool:
    """Whether something in it is still unknown."""
    type_ = resolve(type_)
    return isinstance(type_, Meta) or any(map(is_open, type_.arguments))


def unify(left: Derived, right: Derived, line: int) -> None:
    """Make two types one."""
    left, right = resolve(left), resolve(right)
    if left is right:
        return
    if isinstance(left, Meta):
        _bind(left, right, line)
    elif isinstance(right, Meta):
        _bind(right, left, line)
    elif left.name != right.name or len(left.arguments) != len(right.arguments):
        raise RefusedError(f"type clash of {show(left)} and {show(right)}", line)
    else:
        for one, other in zip(left.arguments, right.arguments, strict=True):
            unify(one, other, line)


def _bind(meta: Meta, type_: Derived, line: int) -> None:
    if _occurs(meta, type_):
        raise RefusedError("a type that contains itself", line)
    if meta.allowed is not None:
        if isinstance(type_, Meta):
            type_.allowed = meta.allowed if type_.allowed is None else meta.allowed & type_.allowed
        elif type_.name not in meta.allowed:
            raise RefusedError(f"{show(type_)} is not in the class that is needed", line)
    meta.known = type_


def _occurs(meta: Meta, type_: Derived) -> bool:
    type_ = resolve(type_)
    return type_ is meta or (isinstance(type_, Type) and any(_occurs(meta, argument) for argument in type_.arguments))


def show(type_: Derived) -> str:
    """A type for messages."""
    type_ = resolve(type_)
    if isinstance(type_, Meta):
        return "?"
    return f"{type_.name}({', '.join(map(show, type_.arguments))})" if type_.arguments else type_.name
