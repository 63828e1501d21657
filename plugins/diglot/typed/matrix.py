"""Clauses as a matrix: what coverage checking and the compilation of matches have in common.

A row is a clause that may still apply: the constructor tests that it has left, from left to right, and the places that
its variables stand for. Looking at one place splits the rows by constructor. Rows keep their order throughout.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from diglot.names import Symbol, Variable
from diglot.typed.ast import AsPattern, Clause, ConstructorPattern, Pattern, VariablePattern, WildcardPattern
from diglot.typed.types import Type


@dataclass(eq=False, slots=True)
class Occurrence:
    """A position in the matched values: one of them, or an argument of a constructor at another place."""

    type: Type
    parent: "Occurrence | None" = None
    constructor: Symbol | None = None
    """The parent's constructor that this is an argument of."""
    index: int = 0
    _below: "dict[tuple[Symbol, int], Occurrence]" = field(default_factory=dict)

    def below(self, constructor: Symbol, index: int, type_: Type) -> "Occurrence":
        """The place of a constructor's argument; the same one each time."""
        found = self._below.get((constructor, index))
        if found is None:
            found = self._below[constructor, index] = Occurrence(type_, self, constructor, index)
        return found


@dataclass(frozen=True, slots=True)
class PatternRow:
    """A clause that may still apply."""

    index: int
    """Its number among the clauses."""
    tests: dict[Occurrence, ConstructorPattern]
    """What is left to test, from left to right."""
    bindings: tuple[tuple[Variable, Occurrence], ...]
    """The variables bound so far."""

    def past(self, place: Occurrence, pattern: ConstructorPattern) -> "PatternRow":
        """The row once its test at a place has succeeded: the tests of the arguments take its place."""
        tests: dict[Occurrence, ConstructorPattern] = {}
        bindings = list(self.bindings)
        for other, test in self.tests.items():
            if other is not place:
                tests[other] = test
                continue
            for index, argument in enumerate(pattern.arguments):
                _add(tests, bindings, place.below(pattern.constructor, index, argument.type), argument)
        return PatternRow(self.index, tests, tuple(bindings))


def places_of(patterns: Sequence[Pattern]) -> tuple[Occurrence, ...]:
    """One place for each pattern of a clause."""
    return tuple([Occurrence(pattern.type) for pattern in patterns])


def rows_of(clauses: Sequence[Clause], places: Sequence[Occurrence]) -> list[PatternRow]:
    """The rows of clauses that match values at the given places."""
    rows = []
    for index, clause in enumerate(clauses):
        tests: dict[Occurrence, ConstructorPattern] = {}
        bindings: list[tuple[Variable, Occurrence]] = []
        for place, pattern in zip(places, clause.patterns, strict=True):
            _add(tests, bindings, place, pattern)
        rows.append(PatternRow(index, tests, tuple(bindings)))
    return rows


def _add(
    tests: dict[Occurrence, ConstructorPattern],
    bindings: list[tuple[Variable, Occurrence]],
    place: Occurrence,
    pattern: Pattern,
) -> None:
    while isinstance(pattern, AsPattern):
        bindings.append((pattern.variable, place))
        pattern = pattern.pattern
    match pattern:
        case VariablePattern():
            bindings.append((pattern.variable, place))
        case ConstructorPattern():
            tests[place] = pattern
        case WildcardPattern():
            pass


def split(rows: Sequence[PatternRow], place: Occurrence) -> tuple[dict[Symbol, list[PatternRow]], list[PatternRow]]:
    """The rows that are left for each constructor tested at a place, and for any other constructor."""
    by_constructor: dict[Symbol, list[PatternRow]] = {}
    others: list[PatternRow] = []
    for row in rows:
        pattern = row.tests.get(place)
        if pattern is None:
            others.append(row)
            for group in by_constructor.values():
                group.append(row)
        else:
            group = by_constructor.setdefault(pattern.constructor, [])
            group.extend(others if not group else ())
            group.append(row.past(place, pattern))
    return by_constructor, others
