"""What a definition marked `builtin` has to look like.

Nothing comes in. What goes out is a table by name. Types are written as pages write them, except that a small word is
the definition with that mark (`nat`, `list`), and a word with a capital letter is a type variable.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["type", "trait", "function", "method", "axiom"]
"""What kind of declaration may have the mark. A method is a field of a trait."""


@dataclass(frozen=True, slots=True)
class DataShape:
    """A data type: its constructors in order, each with the types of its arguments."""

    parameters: tuple[str, ...]
    constructors: tuple[tuple[str, ...], ...]
    example: str
    """How it may be written."""


@dataclass(frozen=True, slots=True)
class TypedShape:
    """Anything that has a type; what is implicit in that does not count."""

    kind: Kind
    type: str


TYPES: Mapping[str, DataShape] = {
    "nat": DataShape((), ((), ("nat",)), "type Nat := zero | suc Nat"),
    "bool": DataShape((), ((), ()), "type Bool := false | true"),
    "int": DataShape((), (("nat",), ("nat",)), "type Int := ofNat Nat | negSuc Nat"),
    "list": DataShape(("A",), ((), ("A", "list A")), "type List A := nil | :: A (List A)"),
    "maybe": DataShape(("A",), ((), ("A",)), "type Maybe A := nothing | just A"),
    "pair": DataShape(("A", "B"), (("A", "B"),), "type Pair A B := , A B"),
    "ordering": DataShape((), ((), (), ()), "type Ordering := LessThan | Equal | GreaterThan"),
}
TRAITS = ("eq", "ord")
"""Traits of one type."""


def _typed(kind: Kind, type_: str, names: str) -> dict[str, TypedShape]:
    return {name: TypedShape(kind, type_) for name in names.split()}


TYPED: Mapping[str, TypedShape] = {
    **_typed("function", "bool -> bool", "assert"),
    **_typed("function", "A -> B -> B", "seq"),
    **_typed("function", "bool -> A -> A -> A", "bool-if"),
    **_typed("function", "bool -> bool -> bool", "bool-or bool-and"),
    **_typed("function", "nat -> nat -> nat", "nat-plus nat-sub nat-mul nat-udiv nat-div nat-mod"),
    **_typed("function", "nat -> nat -> bool", "nat-le nat-lt nat-eq"),
    **_typed("function", "int -> int -> int", "int-plus int-sub int-mul int-div int-mod"),
    **_typed("function", "int -> int -> bool", "int-eq int-le int-lt"),
    **_typed("function", "nat -> nat -> int", "int-sub-nat"),
    **_typed("function", "nat -> int", "int-neg-nat"),
    **_typed("function", "int -> int", "int-neg"),
    **_typed("function", "int -> bool", "int-nonneg"),
    **_typed("method", "A -> A -> bool", "isEqual"),
    **_typed("method", "A -> A -> ordering", "compare"),
    **_typed("method", "nat -> A", "from-nat"),
    **_typed("method", "int -> A", "from-int"),
    **_typed("method", "M A -> (A -> M B) -> M B", "monad-bind"),
    **_typed("axiom", "Type", "string byte field IO"),
    **_typed("axiom", "string -> A", "fail"),
    **_typed("axiom", "string -> string -> string", "string-concat"),
    **_typed("axiom", "string -> string -> bool", "string-eq"),
    **_typed("axiom", "string -> nat", "string-to-nat"),
    **_typed("axiom", "nat -> string", "nat-to-string"),
    **_typed("axiom", "int -> string", "int-to-string"),
    **_typed("axiom", "IO -> IO -> IO", "IO-sequence"),
    **_typed("axiom", "(string -> IO) -> IO", "IO-readline"),
    **_typed("axiom", "nat -> IO", "nat-print"),
    **_typed("axiom", "bool -> IO", "bool-print"),
    **_typed("axiom", "int -> IO", "int-print"),
    **_typed("axiom", "string -> IO", "string-print"),
    **_typed("axiom", "field -> field -> bool", "field-eq"),
    **_typed("axiom", "field -> field -> field", "field-add field-sub field-mul field-div"),
    **_typed("axiom", "int -> field", "field-from-int"),
    **_typed("axiom", "field -> nat", "field-to-nat"),
    **_typed("axiom", "byte -> byte -> bool", "byte-eq"),
    **_typed("axiom", "nat -> byte", "byte-from-nat"),
    **_typed("axiom", "byte -> nat", "byte-to-nat"),
}

OTHERS = (
    "json",
    "trace",
    "bytearray",
    "anoma",
    "poseidon",
    "ec",
    "random",
    "nockma",
    "range-check",
    "keccak256",
)
"""Names, or their first words, that the language knows and that mean nothing to a specification: they are let pass."""


def is_known(name: str) -> bool:
    """Whether the language has a definition with this mark."""
    if name in TYPES or name in TRAITS or name in TYPED:
        return True
    return any(name == word or name.startswith((f"{word}-", f"{word}_")) for word in OTHERS)


def known_names() -> tuple[str, ...]:
    """The names that can be meant."""
    return (*TYPES, *TRAITS, *TYPED)
