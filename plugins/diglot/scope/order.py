"""The order in which modules are scoped: each after all that it imports.

Takes the parsed modules by name, in any order; gives names in dependency order, the same for the same set. Modules on
an import cycle are left out, and so is whatever imports one of them: one problem per cycle says it all. Imports of
unknown modules are no matter here; scoping reports them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from diglot.diagnostic import Label, Problems
from diglot.scope.errors import ImportCycle
from diglot.scope.groups import components
from diglot.syntax import ast


def order_modules(modules: Mapping[str, ast.Module], problems: Problems) -> tuple[str, ...]:
    """The names of the modules, imports first."""
    # Modules with an unknown import come last, so that the suggestions for it know all others.
    names = sorted(modules, key=lambda name: (any(each not in modules for each in modules[name].imports), name))
    numbers = {name: number for number, name in enumerate(names)}
    imports = [_imports_by_module(modules[name].statements, numbers) for name in names]
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


def imports_in(statements: Iterable[ast.Statement]) -> Iterator[ast.Import]:
    """All imports, in the order of the text, those in local modules and `with` blocks too."""
    for statement in statements:
        match statement:
            case ast.Import():
                yield statement
            case ast.LocalModule():
                yield from imports_in(statement.statements)
            case ast.TypeDeclaration():
                yield from imports_in(statement.members)
            case _:
                pass


def _imports_by_module(statements: Iterable[ast.Statement], numbers: Mapping[str, int]) -> dict[int, ast.Import]:
    found: dict[int, ast.Import] = {}
    for statement in imports_in(statements):
        number = numbers.get(statement.path.text)
        if number is not None:
            found.setdefault(number, statement)
    return found


def _cycle(
    group: tuple[int, ...],
    names: Sequence[str],
    modules: Mapping[str, ast.Module],
    imports: Sequence[Mapping[int, ast.Import]],
) -> ImportCycle:
    way = _shortest_circle(group, imports)
    steps = []
    for place, number in enumerate(way):
        following = way[(place + 1) % len(way)]
        span = imports[number][following].path.span
        steps.append(Label(modules[names[number]].path, span, f"`{names[number]}` imports `{names[following]}`"))
    return ImportCycle(steps[0].path, steps[0].span, tuple(names[number] for number in way), tuple(steps))


def _shortest_circle(group: tuple[int, ...], imports: Sequence[Mapping[int, ast.Import]]) -> tuple[int, ...]:
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
