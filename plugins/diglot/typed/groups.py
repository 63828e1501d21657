"""Which declarations belong together: statement groups for instance visibility, and recursion."""

from collections.abc import Sequence

from diglot.graphs import components
from diglot.names import Symbol
from diglot.scope import ast as scoped


def statement_groups(
    declarations: Sequence[scoped.Declaration], uses: Sequence[frozenset[Symbol]]
) -> tuple[tuple[scoped.Declaration, ...], ...]:
    """Declarations in textual order, cut wherever nothing before refers to anything after.

    An instance can be used by its own group and by the ones after it.
    """
    position = {declaration.symbol: index for index, declaration in enumerate(declarations)}
    groups: list[tuple[scoped.Declaration, ...]] = []
    start, reach = 0, 0
    for index, used in enumerate(uses):
        reach = max([reach, index, *(position[symbol] for symbol in used if symbol in position)])
        if reach == index:
            groups.append(tuple(declarations[start : index + 1]))
            start = index + 1
    return tuple(groups)


def recursive_symbols(
    declarations: Sequence[scoped.Declaration], uses: Sequence[frozenset[Symbol]]
) -> frozenset[Symbol]:
    """The declarations that mention themselves, directly or through others."""
    position = {declaration.symbol: index for index, declaration in enumerate(declarations)}
    graph = [[position[symbol] for symbol in used if symbol in position] for used in uses]
    found: set[Symbol] = set()
    for component in components(graph):
        if len(component) > 1 or component[0] in graph[component[0]]:
            found.update(declarations[index].symbol for index in component)
    return frozenset(found)
