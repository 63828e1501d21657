"""Columns for the nodes of a graph, so that arrows lead from left to right where possible.

In: nodes and the arrows between them. Out: a number for each node; no arrow joins two nodes with the same number.
"""

from collections.abc import Iterable, Mapping, Sequence


def layer_nodes(nodes: Sequence[str], arrows: Iterable[tuple[str, str]]) -> Mapping[str, int]:
    """The column of each node. Arrows that would close a cycle count as reversed."""
    following: dict[str, list[str]] = {node: [] for node in nodes}
    for source, target in arrows:
        if source != target:
            following[source].append(target)
    order = _finished(nodes, following)
    rank = {node: at for at, node in enumerate(reversed(order))}
    layers = dict.fromkeys(nodes, 0)
    pairs = sorted(
        ((min(a, b, key=rank.__getitem__), max(a, b, key=rank.__getitem__)) for a in nodes for b in following[a]),
        key=lambda pair: rank[pair[0]],
    )
    for left, right in pairs:
        layers[right] = max(layers[right], layers[left] + 1)
    return layers


def _finished(nodes: Sequence[str], following: Mapping[str, Sequence[str]]) -> list[str]:
    """The nodes in the order in which a walk along the arrows finishes them."""
    done: dict[str, None] = {}
    seen: set[str] = set()
    for root in nodes:
        path = [] if root in seen else [(root, iter(following[root]))]
        seen.add(root)
        while path:
            node, rest = path[-1]
            step = next((target for target in rest if target not in seen), None)
            if step is None:
                done[node] = None
                path.pop()
            else:
                seen.add(step)
                path.append((step, iter(following[step])))
    return list(done)
