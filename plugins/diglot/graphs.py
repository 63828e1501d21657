"""What can be reached in a graph, and its strongly connected components. The depth of the graph does not matter."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

Node = TypeVar("Node")


def closure(start: Iterable[Node], following: Callable[[Node], Iterable[Node]]) -> dict[Node, None]:
    """All nodes that can be reached from some, which are among them: depth first, in the order of what follows."""
    found: dict[Node, None] = {}
    waiting = [*start][::-1]
    while waiting:
        node = waiting.pop()
        if node not in found:
            found[node] = None
            waiting += [each for each in following(node) if each not in found][::-1]
    return found


def components(dependencies: Sequence[Iterable[int]]) -> list[tuple[int, ...]]:
    """The components of the graph in which node `i` depends on the nodes `dependencies[i]`.

    The nodes of each are in ascending order. Each component comes after all that it depends on, and otherwise as near
    to the numbering as that allows.
    """
    search = _Search(dependencies)
    for node in range(len(dependencies)):
        if node not in search.index:
            search.visit(node)
    return search.found


class _Search:
    """Tarjan's algorithm with its own stack of nodes and of what is left to look at from each."""

    def __init__(self, dependencies: Sequence[Iterable[int]]) -> None:
        self.dependencies = dependencies
        self.index: dict[int, int] = {}
        self.low: dict[int, int] = {}
        self.open: list[int] = []
        self.is_open: set[int] = set()
        self.found: list[tuple[int, ...]] = []

    def visit(self, root: int) -> None:
        path = [root]
        todo = [self._enter(root)]
        while path:
            node = path[-1]
            following = next(todo[-1], None)
            if following is None:
                self._leave(path, todo)
            elif following not in self.index:
                path.append(following)
                todo.append(self._enter(following))
            elif following in self.is_open:
                self.low[node] = min(self.low[node], self.index[following])

    def _enter(self, node: int) -> Iterator[int]:
        self.index[node] = self.low[node] = len(self.index)
        self.open.append(node)
        self.is_open.add(node)
        return iter(sorted(self.dependencies[node]))

    def _leave(self, path: list[int], todo: list[Iterator[int]]) -> None:
        node = path.pop()
        todo.pop()
        if path:
            self.low[path[-1]] = min(self.low[path[-1]], self.low[node])
        if self.low[node] != self.index[node]:
            return
        start = len(self.open) - 1
        while self.open[start] != node:
            start -= 1
        members = self.open[start:]
        del self.open[start:]
        self.is_open.difference_update(members)
        self.found.append(tuple(sorted(members)))
