"""The order in which modules are scoped: each after all that it imports.

Takes what each module imports, by name and in any order; gives names in dependency order, the same for the same set.
Modules on an import cycle are left out, and so is whatever imports one of them: one problem per cycle says it all.
Imports of unknown modules are no matter here; scoping reports them.
"""

from collections.abc import Iterable, Mapping, Sequence

from diglot.diagnostic import Label, Problems
from diglot.graphs import components
from diglot.scope.errors import ImportCycle
from diglot.syntax import ast


def order_modules(
    imported: Mapping[str, Iterable[str]], modules: Mapping[str, ast.Module], problems: Problems
) -> tuple[str, ...]:
    """The names of the modules, imports first; a module itself is looked at only where it is on a cycle."""
    # Modules with an unknown import come last, so that the suggestions for it know all others.
    names = sorted(imported, key=lambda name: (any(each not in imported for each in imported[name]), name))
    numbers = {name: number for number, name in enumerate(names)}
    imports = [[numbers[each] for each in imported[name] if each in numbers] for name in names]
    ordered: list[str] = []
    dropped: set[int] = set()
    for group in components(imports):
        if len(group) > 1 or group[0] in imports[group[0]]:
            problems.add(_cycle(group, names, modules, imports))
            dropped.update(group)
        elif dropped.isdisjoint(imports[group[0]]):
            ordered.append(names[group[0]])
        else:
            dropped.add(group[0])
    return tuple(ordered)


def _cycle(
    group: tuple[int, ...],
    names: Sequence[str],
    modules: Mapping[str, ast.Module],
    imports: Sequence[Iterable[int]],
) -> ImportCycle:
    way = _shortest_circle(group, imports)
    steps = []
    for place, number in enumerate(way):
        module, following = modules[names[number]], names[way[(place + 1) % len(way)]]
        span = next(each.path.span for each in ast.imports_in(module.statements) if each.path.text == following)
        steps.append(Label(module.path, span, f"`{module.name.text}` imports `{following}`"))
    return ImportCycle(steps[0].path, steps[0].span, tuple(names[number] for number in way), tuple(steps))


def _shortest_circle(group: tuple[int, ...], imports: Sequence[Iterable[int]]) -> tuple[int, ...]:
    """The shortest way from the group's first module back to itself, by breadth-first search."""
    start = group[0]
    inside = set(group)
    came_from: dict[int, int] = {}
    border = [start]
    while start not in came_from:
        reached = []
        for node in border:
            for following in sorted(inside.intersection(imports[node])):
                if following not in came_from:
                    came_from[following] = node
                    reached.append(following)
        border = reached
    way = [came_from[start]]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return tuple(reversed(way))
