"""The library computes the right things: its sets, maps, lists and numbers against Python's."""

from collections import deque
from functools import cache
from heapq import merge
from math import gcd
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library.evaluate import FALSE, TRUE, Evaluator, Value, int_value, whole_number

from diglot.pipeline import compile_site
from diglot.settings import Settings
from diglot.workspace import Workspace, read_library

PROGRAM = Path(__file__).parent / "program.md"

SOME = settings(deadline=None, max_examples=40)
"""Evaluation is slow, and the shapes of small trees are soon exhausted."""

naturals = st.integers(0, 12)
lists = st.lists(naturals, max_size=14)
bindings = st.lists(st.tuples(naturals, naturals), max_size=10)
integers = st.integers(-20, 20)


@cache
def evaluator() -> Evaluator:
    """The program beside this file as one more page of the library, because it has no theory."""
    pages = {**read_library(), "program": PROGRAM.read_text(encoding="utf-8")}
    site = compile_site(Workspace({}), Settings(), pages, whole_library=True)
    return Evaluator(site.core.values())


def run(name: str, *arguments: Value) -> Value:
    """The answer of one of the program's functions."""
    return evaluator().run(f"program:{name}", *arguments)


def truth(value: Value) -> bool:
    """A truth value as Python's."""
    assert value in (TRUE, FALSE)
    return bool(value == TRUE)


@SOME
@given(lists, lists)
def test_a_set_is_sorted_and_balanced(added: list[int], removed: list[int]) -> None:
    """After any insertions and deletions."""
    built = run("build", added, removed)
    assert run("elements", built) == sorted(set(added) - set(removed))
    assert truth(run("balanced", built))


@SOME
@given(lists, lists, naturals)
def test_sets_combine(xs: list[int], ys: list[int], x: int) -> None:
    """As Python's sets do."""
    left, right = set(xs), set(ys)
    assert run("setUnion", xs, ys) == run("setUnionLeft", xs, ys) == sorted(left | right)
    assert run("setIntersection", xs, ys) == sorted(left & right)
    assert run("setDifference", xs, ys) == sorted(left - right)
    assert run("setDisjoint", xs, ys) == ([] if left & right else sorted(left | right))
    assert truth(run("setIsSubset", xs, ys)) == (left <= right)
    assert truth(run("setEqual", xs, ys)) == (left == right)
    assert truth(run("setIsMember", x, xs)) == (x in left)
    assert run("setSize", xs) == len(left)
    assert run("setEnds", xs) == ([min(left), max(left)] if left else [])


@SOME
@given(bindings, bindings, lists, naturals)
def test_maps(xs: list[tuple[int, int]], ys: list[tuple[int, int]], unwanted: list[int], key: int) -> None:
    """As Python's dictionaries do, sorted by key; of two values the later one counts."""
    left, right = dict(xs), dict(ys)
    assert run("lastOf", xs) == sorted(left.items())
    assert run("sumsOf", xs) == sorted((k, sum(v for other, v in xs if other == k)) for k in left)
    assert run("without", unwanted, xs) == sorted((k, v) for k, v in left.items() if k not in unwanted)
    assert run("valueAt", key, xs) == ([left[key]] if key in left else [])
    assert run("mapUnion", xs, ys) == sorted((left | right).items())
    assert run("mapUnionLeft", xs, ys) == sorted((right | left).items())
    assert run("mapSum", xs) == sum(left.values())
    assert run("mapDoubled", xs) == sorted((k, 2 * v) for k, v in left.items())


@SOME
@given(lists, lists, naturals)
def test_lists(xs: list[int], ys: list[int], n: int) -> None:
    """As Python's lists do."""
    assert run("sortedByMerging", xs) == run("sortedQuickly", xs) == sorted(xs)
    assert run("rotated", n, xs) == xs[n:] + xs[:n]
    assert run("split", n, xs) == (xs[:n], xs[n:])
    assert run("backwards", xs) == xs[::-1]
    assert run("smallAndLarge", xs) == ([x for x in xs if x < 5], [x for x in xs if x >= 5])
    assert truth(run("listLess", xs, ys)) == (xs < ys)
    assert run("pairs", xs, ys) == [(x, y) for x in xs for y in ys]
    assert run("allPresent", xs) == ([] if 0 in xs else [xs])
    assert run("shown", xs) == (f"({' :: '.join(map(str, xs))} :: nil)" if xs else "nil")
    assert run("shownMaybe", xs) == next((f"just {x}" for x in xs if x > 5), "nothing")


keyed = st.lists(st.tuples(st.integers(0, 3), naturals), max_size=8)


@SOME
@given(keyed, keyed)
def test_of_equal_elements_the_second_comes_first(xs: list[tuple[int, int]], ys: list[tuple[int, int]]) -> None:
    """Also where they can be told apart: `heapq.merge` and `sorted` keep the order of such elements."""

    def key(pair: tuple[int, int]) -> int:
        return pair[0]

    left, right = sorted(xs, key=key), sorted(ys, key=key)
    assert run("mergedByKey", left, right) == list(merge(right, left, key=key))
    backwards = xs[::-1]
    assert run("sortedByKey", xs) == sorted(backwards, key=key)
    for x, y in zip(xs, ys, strict=False):
        assert run("leastByKey", x, y) == min(y, x, key=key)
        assert run("greatestByKey", x, y) == max(y, x, key=key)


@SOME
@given(lists, lists, naturals)
def test_queues_and_plain_sets(xs: list[int], ys: list[int], n: int) -> None:
    """A queue is what Python calls a deque, whichever of its two lists an element is in."""
    assert run("throughQueue", xs, ys) == xs + ys
    waiting, expected = deque(xs), []
    for _ in range(n if xs else 0):
        expected.append(waiting[0])
        waiting.rotate(-1)
    assert run("served", n, xs) == expected
    assert run("plainSet", xs) == sorted(set(xs))
    assert truth(run("isInPlainSet", n, xs)) == (n in xs)


DRAWING = """\
1
|
+- 2
|  |
|  +- 3
|  |
|  `- 4
|     |
|     `- 5
|
`- 6"""


def test_trees_and_sets_are_drawn() -> None:
    """One element on each line; the lines lead to the children."""
    assert run("drawing", 3) == DRAWING
    assert run("prettySet", []) == "empty"
    assert run("prettySet", [2, 1, 3]) == "2\n|\n+- 1\n|\n`- 3"
    assert run("debugSet", [1, 2]) == "(_ h1 1 (_ h0 2 _))"


@SOME
@given(st.lists(st.lists(naturals, min_size=1, max_size=4), min_size=1, max_size=4))
def test_columns_end_with_the_shortest_row(rows: list[list[int]]) -> None:
    """`transpose` is `zip` of the rows."""
    assert run("columns", rows) == [list(column) for column in zip(*rows, strict=False)]


@SOME
@given(naturals, st.integers(1, 12))
def test_natural_numbers(n: int, m: int) -> None:
    """Division rounds down, subtraction stops at zero."""
    assert run("quotient", n, m) == n // m
    assert run("remainder", n, m) == n % m
    assert run("monus", n, m) == max(n - m, 0)
    assert run("sumTo", n) == sum(range(n + 1))
    assert run("divisor", n, m) == gcd(n, m)
    assert run("everyThird", n) == list(range(0, n + 1, 3))


@SOME
@given(integers, integers)
def test_whole_numbers(n: int, m: int) -> None:
    """The usual ring; division rounds towards zero."""
    a, b = int_value(n), int_value(m)
    assert whole_number(run("plus", a, b)) == n + m
    assert whole_number(run("minus", a, b)) == n - m
    assert whole_number(run("times", a, b)) == n * m
    assert truth(run("intLess", a, b)) == (n < m)
    assert truth(run("intEqual", a, b)) == (n == m)
    if m:
        quotient = whole_number(run("intQuotient", a, b))
        assert quotient == int(n / m)
        assert whole_number(run("intRemainder", a, b)) == n - quotient * m


@pytest.mark.parametrize("size", [0, 1, 2, 3, 7, 8, 20])
def test_a_set_of_sorted_elements_is_not_deep(size: int) -> None:
    """The worst order for a plain search tree."""
    built = run("build", list(range(size)), [])
    assert truth(run("balanced", built))
    assert 2 ** (run("height", built) / 1.4405) <= size + 2
