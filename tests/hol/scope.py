"""What names mean: the constants and types of `Main`, of the imported theories and of the theory itself.

A constructor `c` of the type `T` in the theory `N` answers to `c`, `T.c`, `N.c` and `N.T.c`. Isabelle lets the newest
meaning win; here a name with two meanings is refused, as nobody should depend on the order.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from hol.read_inner import Term, read_type
from hol.read_outer import main_constants
from hol.refused import RefusedError
from hol.types import CLASSES, Derived, Meta, Type, substitute, variables


@dataclass(frozen=True, slots=True)
class Constant:
    """Something that terms mention."""

    path: tuple[str, ...]
    """Theory, type (of constructors and fields) and name."""
    type: Derived
    kind: str = "constant"
    """`constructor`, `field` or `constant`."""
    meaning: tuple[tuple[str, ...], Term] | None = None
    """Parameters and body of an abbreviation."""

    @property
    def name(self) -> str:
        """The full name."""
        return ".".join(self.path)


@dataclass(frozen=True, slots=True)
class TypeName:
    """A type constructor."""

    path: tuple[str, ...]
    parameters: tuple[str, ...]
    synonym: Derived | None = None
    constructors: tuple[Constant, ...] = ()
    fields: tuple[Constant, ...] = ()
    """Of a record, in their order."""
    live: frozenset[str] = frozenset()
    """The parameters that a datatype may recurse through."""
    needed: bool = False
    """Whether it has a value only if its arguments have."""

    @property
    def name(self) -> str:
        """The full name."""
        return ".".join(self.path)


def _accesses(path: tuple[str, ...]) -> Iterator[str]:
    theory, *owner, name = path
    yield name
    yield f"{theory}.{name}"
    for one in owner:
        yield f"{one}.{name}"
        yield f"{theory}.{one}.{name}"


@dataclass
class Scope:
    """All that a place in a theory can see."""

    constants: dict[str, set[Constant]] = field(default_factory=dict)
    types: dict[str, set[TypeName]] = field(default_factory=dict)
    owners: dict[str, TypeName] = field(default_factory=dict)
    """Types by full name."""

    def add(self, entity: Constant | TypeName) -> None:
        """Make something visible."""
        table: dict[str, set[Constant]] | dict[str, set[TypeName]]
        table = self.constants if isinstance(entity, Constant) else self.types
        for access in _accesses(entity.path):
            table.setdefault(access, set()).add(entity)  # type: ignore[arg-type]
        if isinstance(entity, TypeName):
            self.owners[entity.name] = entity

    def constant(self, name: str, line: int) -> Constant | None:
        """What a name means in a term; None for a variable."""
        found = self.constants.get(name, set())
        if len(found) > 1:
            raise RefusedError(f"{name} has two meanings", line)
        if found:
            return next(iter(found))
        if name in main():
            return main()[name]
        if name in main_constants():
            raise RefusedError(f"{name} is a constant of Main", line)
        if "." in name:
            raise RefusedError(f"undefined constant {name}", line)
        return None

    def type_name(self, name: str, line: int) -> TypeName:
        """What a name means in a type."""
        found = self.types.get(name, set())
        if len(found) > 1:
            raise RefusedError(f"the type {name} has two meanings", line)
        known = next(iter(found), None) or main_types().get(name)
        if known is None:
            raise RefusedError(f"undefined type name {name}", line)
        return known

    def owner(self, full_name: str) -> TypeName:
        """The type with a full name."""
        return self.owners.get(full_name) or main_types()[full_name]

    def type(self, type_: Derived, line: int) -> Type:
        """A type as it is written, with full names and without synonyms."""
        assert isinstance(type_, Type)
        if type_.name.startswith("'"):
            return type_
        arguments = tuple(self.type(argument, line) for argument in type_.arguments)
        if type_.name in {"fun", "prod"}:
            return Type(type_.name, arguments)
        known = self.type_name(type_.name, line)
        if len(arguments) != len(known.parameters):
            raise RefusedError(f"bad number of arguments for {type_.name}", line)
        if known.synonym is None:
            return Type(known.name, arguments)
        expanded = substitute(known.synonym, dict(zip(known.parameters, arguments, strict=True)))
        assert isinstance(expanded, Type)
        return expanded


def instance(type_: Derived) -> Derived:
    """The type with fresh unknowns for its variables."""
    return substitute(type_, {name: Meta(CLASSES.get(name)) for name in variables(type_)})


_CONSTRUCTORS = {
    "bool": ("True", "False"),
    "unit": ("Unity",),
    "list": ("[]", "#"),
    "option": ("None", "Some"),
    "prod": ("Pair",),
    "sum": ("Inl", "Inr"),
    "nat": ("0", "Suc"),
}


@cache
def main() -> dict[str, Constant]:
    """The constants of `Main` that generated theories use."""
    scope, found = Scope(), {}
    made = {name for names in _CONSTRUCTORS.values() for name in names}
    for line in Path(__file__).with_name("main.txt").read_text("utf-8").splitlines():
        name, _, written = line.partition(" :: ")
        kind = "constructor" if name in made else "constant"
        found[name] = Constant((name,), scope.type(read_type(written, 0), 0), kind)
    found["0"] = Constant(("0",), Type("nat"), "constructor")
    return found


@cache
def main_types() -> dict[str, TypeName]:
    """The types of `Main` that generated theories use."""
    found = {"string": TypeName(("string",), (), Type("list", (Type("char"),)))}
    option = Type("option", (Type("'b"),))
    found["map"] = TypeName(("map",), ("'a", "'b"), Type("fun", (Type("'a"), option)))
    for name in ("bool", "nat", "int", "char", "unit"):
        found[name] = TypeName((name,), ())
    for name in ("list", "option"):
        found[name] = TypeName((name,), ("'a",), live=frozenset({"'a"}))
    found["set"] = TypeName(("set",), ("'a",))
    found["itself"] = TypeName(("itself",), ("'a",))
    found["sum"] = TypeName(("sum",), ("'a", "'b"), live=frozenset({"'a", "'b"}), needed=True)
    return found


def constructors(scope: Scope, constant: Constant) -> tuple[Constant, ...]:
    """All constructors of the type that one of them makes."""
    for names in _CONSTRUCTORS.values():
        if constant.name in names:
            return tuple(main()[name] for name in names)
    return scope.owner(".".join(constant.path[:-1])).constructors
