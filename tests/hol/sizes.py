"""How the prover measures arguments: which types it can look into.

It makes measures for lists, options and pairs out of measures for what is in them. For any other type that a recursive
type is inside of it knows `size`, which does not count that, unless a theory declares what does.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from hol.read_inner import Apply, Lambda, Name, Term, read_term
from hol.scope import Scope
from hol.types import Derived, Type, mentioned

_MAIN = {"list": "size_list", "option": "size_option", "sum": "size_sum"}


@dataclass(frozen=True, slots=True)
class _Size:
    text: str
    """The measure that counts all."""
    counted: frozenset[str]
    """The recursive types that it counts."""
    made: bool
    """Whether the prover makes it itself."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """What is known in a theory."""

    scope: Scope
    declared: frozenset[Term]
    """Measures that were declared, in full names."""

    def looks_into(self, type_: Derived) -> bool:
        """Whether a measure counts all that is inside of a type, and that recursion may go down to."""
        assert isinstance(type_, Type)
        if type_.name == "prod":
            return all(map(self.looks_into, type_.arguments))
        size = self._size(type_)
        if size is None or size.made:
            return True
        return type_.name != "sum" and full(read_term(size.text, 0), self.scope) in self.declared

    def is_recursive(self, type_: Derived) -> bool:
        """Whether a type has values of itself inside."""
        assert isinstance(type_, Type)
        return type_.name in {*self._inside(type_.name)}

    def _size(self, type_: Derived) -> _Size | None:
        if not isinstance(type_, Type) or type_.name.startswith("'"):
            return None
        parts = [self._size(argument) for argument in type_.arguments]
        counted = frozenset[str]().union(*[part.counted for part in parts if part])
        owner = self.scope.owners.get(type_.name)
        if owner is not None:
            counted = frozenset(each for each in counted if type_.name in {*self._inside(each)})
        if not counted:
            is_leaf = owner is not None and self.is_recursive(type_)
            return _Size("size", frozenset({type_.name}), made=True) if is_leaf else None
        made = all(part is None or part.made for part in parts)
        if type_.name == "prod":
            sizes = [f"{part.text} ({end} p)" for part, end in zip(parts, ("fst", "snd"), strict=True) if part]
            return _Size(f"(\\<lambda>p. Suc ({' + '.join(sizes)}))", counted, made)
        name = _MAIN.get(type_.name)
        if name is None and (owner is None or not owner.constructors):
            return None
        if owner is not None:
            name = ".".join((*owner.path, f"size_{owner.path[-1]}"))
        whole = " ".join(part.text if part else "(\\<lambda>_. 0)" for part in parts)
        inside = type_.arguments[0]
        made &= type_.name == "list" or (type_.name == "option" and isinstance(inside, Type) and inside.name != "prod")
        return _Size(f"({name} {whole})", counted, made)

    def _inside(self, name: str) -> Iterator[str]:
        """The types inside of a type."""
        waiting, found = [name], set[str]()
        while waiting:
            owner = self.scope.owners.get(waiting.pop())
            for made in owner.constructors if owner else ():
                type_ = made.type
                while isinstance(type_, Type) and type_.name == "fun":
                    domain, type_ = type_.arguments
                    new = {*mentioned(domain)} - found
                    found |= new
                    waiting += new
        yield from found


def full(term: Term, scope: Scope) -> Term:
    """A measure with the full names of its constants."""
    match term:
        case Name(name):
            constant = scope.constant(name, 0)
            return Name(constant.name) if constant else term
        case Apply(function, argument):
            return Apply(full(function, scope), full(argument, scope))
        case Lambda(pattern, body):
            return Lambda(pattern, full(body, scope))
        case _:
            return term
