"""Clauses to decision trees.

In: the clauses of one match, checked for coverage. Out: a tree that looks at one place at a time and reaches the first
clause that fits. As in the clauses, what comes first is looked at first; `_` becomes the default of a switch.

The size of the tree is linear in the clauses. A clause with a variable where others have constructors belongs to
several branches of a switch; such copies are handed out from an allowance. When that is used up, the clauses are cut
after the ones that test the switched place: the rest becomes a tree of its own, which branches resume when they fail.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from diglot.typed.ast import ConstructorInfo, DataType
from diglot.typed.matrix import Occurrence, PatternRow, split
from diglot.typed.types import Type

COPIES_PER_ROW = 3
COPIES_AT_LEAST = 24
"""How often rows may be copied into branches: so often in any match, and so often for each of its rows."""


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """A clause is reached: `otherwise` is where its side conditions lead when none holds, or None when one must."""

    row: PatternRow
    otherwise: "Tree | None"


@dataclass(frozen=True, slots=True, eq=False)
class Switch:
    """One place is looked at; branches are in declared order, `default` takes the other constructors."""

    place: Occurrence
    branches: "tuple[tuple[ConstructorInfo, Tree], ...]"
    default: "Tree | None"


@dataclass(frozen=True, slots=True, eq=False)
class Deferred:
    """A tree with a rest that it resumes in several places; the rest matches the given place again."""

    number: int
    place: Occurrence
    rest: "Tree"
    body: "Tree"


@dataclass(frozen=True, slots=True, eq=False)
class Resume:
    """On to the rest of the deferred tree with a number, which matches the given place again."""

    number: int
    place: Occurrence


@dataclass(frozen=True, slots=True, eq=False)
class NoMatch:
    """No clause is left: coverage has shown that no value comes here."""


Tree = Leaf | Switch | Deferred | Resume | NoMatch


class TreeBuilder:
    """Builds the tree of one match."""

    def __init__(
        self, rows: Sequence[PatternRow], covers: Sequence[bool], data_type: Callable[[Type], DataType | None]
    ) -> None:
        """Take what all parts of the tree need.

        `covers` says of each clause whether it is taken when its patterns fit; `data_type` gives None for a record.
        """
        self._covers = covers
        self._data_type = data_type
        self._allowance = COPIES_AT_LEAST + COPIES_PER_ROW * len(rows)
        self._deferred = 0

    def build(self, rows: Sequence[PatternRow], fallback: Tree) -> Tree:
        """The tree that takes the first row that fits, or goes on to the fallback."""
        taken: list[PatternRow] = []
        rows = self._past_records(rows)
        while rows and not rows[0].tests:
            taken.append(rows[0])
            rows = () if self._covers[rows[0].index] else self._past_records(rows[1:])
        if taken and self._covers[taken[-1].index]:
            tree: Tree = Leaf(taken.pop(), None)
        else:
            tree = self._switch(rows, fallback) if rows else fallback
        for row in reversed(taken):
            tree = Leaf(row, tree)
        return tree

    def _past_records(self, rows: Sequence[PatternRow]) -> Sequence[PatternRow]:
        """The rows with the first row's tests of records replaced by tests of their fields."""
        while rows:
            place = next((p for p in rows[0].tests if self._data_type(p.type) is None), None)
            if place is None:
                break
            rows = [row.past(place, row.tests[place]) if place in row.tests else row for row in rows]
        return rows

    def _switch(self, rows: Sequence[PatternRow], fallback: Tree) -> Tree:
        place = next(iter(rows[0].tests))
        by_constructor, others = split(rows, place)
        copies = sum(map(len, by_constructor.values())) + len(others) - len(rows)
        if copies > self._allowance:
            return self._cut(rows, place, fallback)
        self._allowance -= copies
        data = self._data_type(place.type)
        constructors = data.constructors if data else ()
        branches = [
            (c, self.build(by_constructor[c.symbol], fallback)) for c in constructors if c.symbol in by_constructor
        ]
        default = self.build(others, fallback) if len(branches) < len(constructors) else None
        return Switch(place, tuple(branches), default)

    def _cut(self, rows: Sequence[PatternRow], place: Occurrence, fallback: Tree) -> Tree:
        """The rows that test the place, then the others as a rest; nothing is copied."""
        count = next((at for at, row in enumerate(rows) if place not in row.tests), len(rows))
        rest = self.build(rows[count:], fallback)
        if isinstance(rest, NoMatch | Resume):
            return self._switch(rows[:count], rest)
        number = self._deferred
        self._deferred += 1
        return Deferred(number, place, rest, self._switch(rows[:count], Resume(number, place)))


def nodes(tree: Tree) -> Iterator[Tree]:
    """All nodes of a tree, in the order in which clauses are tried."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        match node:
            case Leaf(_, otherwise) if otherwise is not None:
                waiting.append(otherwise)
            case Switch(_, branches, default):
                waiting.extend([default] if default is not None else [])
                waiting.extend(branch for _, branch in reversed(branches))
            case Deferred(_, _, rest, body):
                waiting.extend((rest, body))
            case _:
                pass
