"""Which types others recurse through, on all pages together.

In: the data types of each module. Out: those that a type has itself inside of, as in `node (List Tree)`, directly or in
the arguments of others. What a page can say of its own types is a `Nesting`, which is small; the answer needs them all,
since the page of a type knows nothing of those that import it.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from diglot.graphs import closure, components
from diglot.names import Symbol, Variable
from diglot.typed.ast import DataType
from diglot.typed.types import Constructed, Type, mentions_variable, subtypes, symbols_of_type

Place = tuple[str, int]
"""A parameter of a type: the identity of the type, and which parameter it is."""


@dataclass(frozen=True, slots=True)
class Nesting:
    """What the types of one module are inside of."""

    parameters: Mapping[Place, tuple[Place, ...]]
    """For a parameter of a type of the module, the places in which the type has it."""
    recursive: tuple[Place, ...]
    """The places in which types of the module have themselves."""


def nesting_of(types: Iterable[DataType]) -> Nesting:
    """What the types of a module are inside of."""
    declared = tuple(types)
    own = {data.symbol: number for number, data in enumerate(declared)}
    graph = [sorted({own[s] for type_ in _held(data) for s in symbols_of_type(type_) if s in own}) for data in declared]
    members: dict[int, frozenset[Symbol]] = {}
    for group in components(graph):
        if len(group) > 1 or group[0] in graph[group[0]]:
            members |= dict.fromkeys(group, frozenset(declared[number].symbol for number in group))
    recursive = [
        place
        for number, group_members in members.items()
        for type_ in _held(declared[number])
        for place in _around_members(type_, group_members)
    ]
    parameters = {
        (data.symbol.id, index): found
        for data in declared
        for index, parameter in enumerate(data.parameters)
        if (found := tuple(dict.fromkeys(_around_variable(data, parameter.variable))))
    }
    return Nesting(parameters, tuple(dict.fromkeys(recursive)))


def recursed_through(nestings: Iterable[Nesting], modules: Container[str]) -> frozenset[str]:
    """The identities of the types of some modules that any type recurses through."""
    following: dict[Place, tuple[Place, ...]] = {}
    start: list[Place] = []
    for nesting in nestings:
        following |= nesting.parameters
        start += nesting.recursive
    found = closure(start, lambda place: following.get(place, ()))
    return frozenset(type_ for type_, _ in found if type_.partition(":")[0] in modules)


def _held(data: DataType) -> Iterator[Type]:
    return (field.type for constructor in data.constructors for field in constructor.fields)


def _applied(root: Type) -> Iterator[tuple[str, int, Type]]:
    """Every argument of every type constructor in a type."""
    for part in subtypes(root):
        if isinstance(part, Constructed):
            yield from ((part.symbol.id, index, argument) for index, argument in enumerate(part.arguments))


def _around_members(type_: Type, members: frozenset[Symbol]) -> Iterator[Place]:
    for symbol, index, argument in _applied(type_):
        if any(each in members for each in symbols_of_type(argument)):
            yield symbol, index


def _around_variable(data: DataType, variable: Variable) -> Iterator[Place]:
    for type_ in _held(data):
        for symbol, index, argument in _applied(type_):
            if mentions_variable(argument, variable):
                yield symbol, index
