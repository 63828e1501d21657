"""What stands for the library in Isabelle means what the library means: both are run on the same values."""

from collections.abc import Mapping
from functools import cache, reduce
from pathlib import Path
from random import Random
from typing import Any

import pytest
from library import hol, test_library
from library.evaluate import FALSE, TRUE, Data, Evaluator, int_value, whole_number
from library.mapping import has_counterpart, library_names

from diglot.core.ast import Function, FunctionGroup, Global
from diglot.core.subexpressions import subexpressions
from diglot.pipeline import Site, compile_site
from diglot.report.terminal import plain_text
from diglot.settings import Settings
from diglot.typed.show import show_type
from diglot.typed.types import Constructed, Type
from diglot.workspace import Workspace, read_library

USES = Path(__file__).parent / "uses.md"
ROUNDS = 15
LEFT_OPEN = (
    "Stdlib.System.",
    "Stdlib.Data.Field",
    "Stdlib.Trait.Numeric",
    "Stdlib.Debug",
    "Stdlib.Data.Nat:stringToNat",
)
"""What is an axiom in the library too."""
BUILDING = {
    *(
        f"Juvix.Builtin.V1.Trait.{name}"
        for name in ("FromNatural:FromNatural.mkFromNatural", "Natural:Natural.mkNatural")
    ),
    *(f"Stdlib.Trait.{trait}:{trait}.mk" for trait in ("DivMod", "Eq", "Integral", "Partial", "Show")),
    *(f"Stdlib.Trait.Functor.Monomorphic:{name}" for name in ("Functor.mk", "fromPolymorphicFunctor")),
}
"""What builds instances; a page's own instances are in `tests/spec/theory`."""
Own = Any
"""A value of one of the two sides."""
Plain = Any
"""A value that both sides can be given: numbers, truth values, strings, tuples, and sets and maps as sorted tuples."""


@cache
def site() -> Site:
    """The page of uses."""
    pages = {"uses.md": USES.read_text(encoding="utf-8")}
    return compile_site(Workspace.of(pages), Settings(docs_dir="."), read_library())


@cache
def library() -> Evaluator:
    """The library's own definitions; a page of uses is one more of its pages here."""
    pages = {**read_library(), "uses": USES.read_text(encoding="utf-8")}
    return Evaluator(compile_site(Workspace({}), Settings(), pages, whole_library=True).core.values())


@cache
def model() -> hol.Model:
    """What the theory says."""
    return hol.Model([site().own_theories()["uses"].theory])


def functions() -> Mapping[str, Function]:
    """All uses, by name."""
    groups = (item for item in site().core["uses"].declarations if isinstance(item, FunctionGroup))
    return {function.symbol.name: function for group in groups for function in group.functions}


def is_plain(function: Function) -> bool:
    """Whether a use can be tried: it is for no type of its own, and takes no instance."""
    types = [parameter.type for parameter in function.parameters]
    return not function.type_parameters and not any(show_type(type_) == "Partial" for type_ in types)


def made(type_: Type, random: Random) -> Plain:
    """Any small value of a type."""
    assert isinstance(type_, Constructed)
    inside = type_.arguments
    match type_.symbol.name:
        case "Nat":
            return random.randrange(10)
        case "Int":
            return random.randrange(-9, 10)
        case "Bool":
            return random.random() < 0.5
        case "Unit":
            return ()
        case "String":
            return "".join(random.choice('ab \n"é') for _ in range(random.randrange(4)))
        case "List":
            return tuple(made(inside[0], random) for _ in range(random.randrange(6)))
        case "Set":
            return tuple(sorted({made(inside[0], random) for _ in range(random.randrange(6))}, key=repr))
        case "Map":
            return tuple({made(inside[0], random): made(inside[1], random) for _ in range(random.randrange(6))}.items())
        case "Maybe":
            return (made(inside[0], random),) if random.random() < 0.7 else ()
        case "Pair":
            return made(inside[0], random), made(inside[1], random)
        case "Result":
            side = random.randrange(2)
            return side, made(inside[side], random)
    raise AssertionError(type_)


# -- The library's side -----------------------------------------------------------------------------------------------


def to_library(type_: Type, value: Plain) -> Own:
    """A value as the library's definitions take it."""
    assert isinstance(type_, Constructed)
    inside = type_.arguments
    match type_.symbol.name:
        case "Int":
            return int_value(value)
        case "Bool":
            return TRUE if value else FALSE
        case "Unit":
            return Data("Unit.unit")
        case "List":
            return [to_library(inside[0], x) for x in value]
        case "Set":
            elements = [to_library(inside[0], x) for x in value]
            return library().run("Stdlib.Data.Set:fromList", order(inside[0]), elements)
        case "Map":
            bindings = [(to_library(inside[0], k), to_library(inside[1], v)) for k, v in value]
            return library().run("Stdlib.Data.Map:fromList", order(inside[0]), bindings)
        case "Maybe":
            return Data("Maybe.just", (to_library(inside[0], value[0]),)) if value else Data("Maybe.nothing")
        case "Pair":
            return to_library(inside[0], value[0]), to_library(inside[1], value[1])
        case "Result":
            side, content = value
            return Data(("Result.error", "Result.ok")[side], (to_library(inside[side], content),))
    return value


def order(type_: Type) -> Own:
    """The library's order of a type."""
    assert isinstance(type_, Constructed)
    module, name = {
        "Nat": ("Nat", "ordNatI"),
        "Int": ("Int", "ordIntI"),
        "Bool": ("Bool", "ordBoolI"),
        "List": ("List", "ordListI"),
        "Maybe": ("Maybe", "ordMaybeI"),
        "Pair": ("Pair", "ordProductI"),
        "Result": ("Result", "ordResultI"),
    }[type_.symbol.name]
    return library().run(f"Stdlib.Data.{module}:{name}", *map(order, type_.arguments))


def from_library(type_: Type, value: Own) -> Plain:
    """The library's answer, so that it can be compared."""
    assert isinstance(type_, Constructed)
    inside = type_.arguments
    match type_.symbol.name:
        case "Int":
            return whole_number(value)
        case "Bool":
            return bool(value == TRUE)
        case "Ordering":
            return value.constructor.removeprefix("Ordering.")
        case "Unit":
            return ()
        case "List":
            return tuple(from_library(inside[0], x) for x in value)
        case "Set":
            return frozenset(from_library(inside[0], x) for x in elements(value))
        case "Map":
            bindings = [binding.arguments for binding in elements(value.arguments[0])]
            return {from_library(inside[0], k): from_library(inside[1], v) for k, v in bindings}
        case "Maybe":
            return tuple(from_library(inside[0], x) for x in value.arguments)
        case "Pair":
            return from_library(inside[0], value[0]), from_library(inside[1], value[1])
        case "Result":
            side = int(value.constructor == "Result.ok")
            return side, from_library(inside[side], value.arguments[0])
    return value


def elements(tree: Data) -> list[Own]:
    """What a search tree holds."""
    if not tree.arguments:
        return []
    element, _, left, right = tree.arguments
    return [*elements(left), element, *elements(right)]


# -- The theory's side ------------------------------------------------------------------------------------------------


def to_theory(type_: Type, value: Plain) -> Own:
    """A value as the theory's definitions take it."""
    assert isinstance(type_, Constructed)
    inside = type_.arguments
    match type_.symbol.name:
        case "Nat":
            return hol.Nat(value)
        case "Unit":
            return hol.UNIT
        case "String":
            return hol.string(value)
        case "List":
            return tuple(to_theory(inside[0], x) for x in value)
        case "Set":
            return frozenset(to_theory(inside[0], x) for x in value)
        case "Map":
            known = {to_theory(inside[0], k): to_theory(inside[1], v) for k, v in value}
            return lambda key: hol.some(known[key]) if key in known else hol.NONE
        case "Maybe":
            return hol.some(to_theory(inside[0], value[0])) if value else hol.NONE
        case "Pair":
            return hol.Pair(to_theory(inside[0], value[0]), to_theory(inside[1], value[1]))
        case "Result":
            side, content = value
            return hol.Con(("Inl", "Inr")[side], (to_theory(inside[side], content),))
    return value


def from_theory(type_: Type, value: Own) -> Plain:
    """The theory's answer, so that it can be compared."""
    assert isinstance(type_, Constructed)
    inside = type_.arguments
    match type_.symbol.name:
        case "Nat" | "Int":
            return int(value)
        case "String":
            return bytes(value).decode()
        case "Ordering":
            return value.name
        case "Unit":
            return ()
        case "List":
            return tuple(from_theory(inside[0], x) for x in value)
        case "Set":
            return frozenset(from_theory(inside[0], x) for x in value)
        case "Map":
            known = {key: value(key).arguments for key in hol.KEYS}
            return {key: from_theory(inside[1], found[0]) for key, found in known.items() if found}
        case "Maybe":
            return tuple(from_theory(inside[0], x) for x in value.arguments)
        case "Pair":
            return from_theory(inside[0], value.first), from_theory(inside[1], value.second)
        case "Result":
            side = int(value.name == "Inr")
            return side, from_theory(inside[side], value.arguments[0])
    return value


# -- The comparison ---------------------------------------------------------------------------------------------------


def test_all_uses_translate() -> None:
    """Nothing is wrong with the page, and it has a definition for each use."""
    assert plain_text(site().problems, site().sources) == ""
    assert set(functions()) <= {name.rstrip("'") for name in model().definitions}


def test_each_name_is_used() -> None:
    """The page has a use of every name that has a counterpart; what is left open has no meaning to be compared."""
    everything = test_library.site()
    parts = (part for function in functions().values() for part in subexpressions(function.body))
    used = {part.symbol for part in parts if isinstance(part, Global)}
    unused = {
        symbol.id
        for symbol in library_names(everything)
        if symbol not in used and has_counterpart(symbol, everything.typed[symbol.module].interface.constants[symbol])
    }
    assert {name for name in unused if not name.startswith(LEFT_OPEN)} == BUILDING


@pytest.mark.parametrize("name", [name for name, function in functions().items() if is_plain(function)])
def test_both_mean_the_same(name: str) -> None:
    """On values that are made by chance."""
    function, random = functions()[name], Random(name)  # noqa: S311 (no secrets)
    written = name if name in model().definitions else name + "'"
    for _ in range(ROUNDS):
        values = [made(parameter.type, random) for parameter in function.parameters]
        given = zip(function.parameters, values, strict=True)
        expected = library().run(f"uses:{name}", *(to_library(p.type, value) for p, value in given))
        given = zip(function.parameters, values, strict=True)
        answer = reduce(lambda f, a: f(a), (to_theory(p.type, v) for p, v in given), model().constant(written))
        assert from_theory(function.result, answer) == from_library(function.result, expected), values
