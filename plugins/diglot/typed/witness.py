"""What coverage checking found, for messages: values that are left out, and clauses that hide others.

In: the places of a match, and constructors known at some of them. Out: patterns in the words of the language, infix
where constructors are operators, and the clauses that have to do with a redundant one.
"""

from collections.abc import Mapping, Sequence
from itertools import islice

from diglot.names import Symbol
from diglot.typed import ast
from diglot.typed.matrix import Occurrence, PatternRow
from diglot.typed.types import Constructed, Type

Witness = Mapping[Occurrence, ast.ConstructorInfo]
"""A value that is left out, as far as it is known: the constructors at some places."""

MANY = 5
"""How many clauses are named that hide one together."""


def fits_some(rows: Sequence[PatternRow], witness: Witness) -> bool:
    """Whether a left-out value fits a clause (then that has a side condition)."""
    return any(_fits(row, witness) for row in rows)


def _fits(row: PatternRow, witness: Witness) -> bool:
    while row.tests:
        place, pattern = next(iter(row.tests.items()))
        constructor = witness.get(place)
        if constructor is None or constructor.symbol != pattern.constructor:
            return False
        row = row.past(place, pattern)
    return True


def show_witness(places: Sequence[Occurrence], witness: Witness, types: Mapping[Symbol, ast.DataType]) -> str:
    """The patterns of a clause that would take a left-out value; instance arguments are not written."""
    explicit = [place for place in places if not _is_trait(place.type, types)]
    return " ".join([_show(place, witness, "argument" if len(explicit) > 1 else "") for place in explicit])


def _is_trait(type_: Type, types: Mapping[Symbol, ast.DataType]) -> bool:
    data = types.get(type_.symbol) if isinstance(type_, Constructed) else None
    return data is not None and data.trait


def _show(place: Occurrence, witness: Witness, around: str) -> str:
    """A place's pattern; `around` is an operator, `argument` or nothing: what decides about parentheses."""
    constructor = witness.get(place)
    if constructor is None:
        return "_"
    name = constructor.symbol.name
    arguments = [
        place.below(constructor.symbol, index, field.type)
        for index, field in enumerate(constructor.fields)
        if not field.instance
    ]
    if not arguments:
        return name
    if len(arguments) == 2 and not (name[0].isalpha() or name[0] == "_"):
        left, right = _show(arguments[0], witness, "operand"), _show(arguments[1], witness, name)
        text = f"{left}, {right}" if name == "," else f"{left} {name} {right}"
        return f"({text})" if around not in ("", name) else text
    text = " ".join([name, *[_show(argument, witness, "argument") for argument in arguments]])
    return f"({text})" if around == "argument" else text


def hiders(before: Sequence[ast.Clause], hidden: ast.Clause) -> tuple[ast.Clause, ...]:
    """Of the covering clauses before a redundant one: the one that takes all of it, else some that take a part."""
    for clause in before:
        if all(map(_is_more_general, clause.patterns, hidden.patterns)):
            return (clause,)
    return tuple(islice((c for c in before if all(map(_overlaps, c.patterns, hidden.patterns))), MANY))


def misread_constructor(clauses: Sequence[ast.Clause], types: Mapping[Symbol, ast.DataType]) -> str:
    """A variable in clauses that has the name of a constructor of its type; empty when there is none."""
    waiting = [pattern for clause in clauses for pattern in clause.patterns]
    while waiting:
        pattern = waiting.pop()
        match pattern:
            case ast.ConstructorPattern(_, _, arguments):
                waiting.extend(arguments)
            case ast.AsPattern(_, _, inner):
                waiting.append(inner)
            case ast.VariablePattern(_, variable, Constructed(symbol)):
                data = types.get(symbol)
                if data is not None and any(c.symbol.name == variable.name for c in data.constructors):
                    return variable.name
            case ast.WildcardPattern() | ast.VariablePattern():
                pass
    return ""


def _is_more_general(general: ast.Pattern, special: ast.Pattern) -> bool:
    general, special = _inner(general), _inner(special)
    if not isinstance(general, ast.ConstructorPattern):
        return True
    if not isinstance(special, ast.ConstructorPattern) or special.constructor != general.constructor:
        return False
    return all(map(_is_more_general, general.arguments, special.arguments))


def _overlaps(one: ast.Pattern, other: ast.Pattern) -> bool:
    one, other = _inner(one), _inner(other)
    if not isinstance(one, ast.ConstructorPattern) or not isinstance(other, ast.ConstructorPattern):
        return True
    return one.constructor == other.constructor and all(map(_overlaps, one.arguments, other.arguments))


def _inner(pattern: ast.Pattern) -> ast.Pattern:
    while isinstance(pattern, ast.AsPattern):
        pattern = pattern.pattern
    return pattern
