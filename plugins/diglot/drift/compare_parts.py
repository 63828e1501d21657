"""Two declarations of the same name, compared down to the field, constructor, equation or smallest subterm.

In: an expected and an actual item of a theory. Out: diagnostics in `Sides`. Spans and layout do not count.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from operator import itemgetter
from typing import Protocol

from diglot.drift.difference import Node, smallest_difference
from diglot.drift.order import out_of_order, pair_by_name
from diglot.drift.place import words_at
from diglot.drift.show import show_node
from diglot.drift.sides import Sides
from diglot.source import Span
from diglot.theory import ast

Declared = (
    ast.TypeSynonym
    | ast.Record
    | ast.Datatype
    | ast.Typedecl
    | ast.Consts
    | ast.Definition
    | ast.Abbreviation
    | ast.Fun
    | ast.PartialFunction
    | ast.Declare
    | ast.Termination
    | ast.Lemma
)

_Defined = ast.Definition | ast.Abbreviation | ast.PartialFunction


class _Named(Protocol):
    """A field or a constructor."""

    @property
    def name(self) -> str: ...
    @property
    def span(self) -> Span: ...
    @property
    def source(self) -> Span | None: ...


def compare_declarations(sides: Sides, name: str, expected: Declared, actual: Declared) -> None:
    """Compare two declarations of one name."""
    compared = _Comparison(sides, name, expected.source, actual.span)
    match expected, actual:
        case ast.TypeSynonym(), ast.TypeSynonym():
            compared.parameters(expected.parameters, actual.parameters)
            compared.node(f"The type `{name}`", expected.body, actual.body)
        case ast.Record(), ast.Record():
            compared.parameters(expected.parameters, actual.parameters)
            compared.members("field", expected.fields, actual.fields)
        case ast.Datatype(), ast.Datatype():
            _compare_datatypes(sides, expected, actual)
        case ast.Typedecl(), ast.Typedecl():
            compared.parameters(expected.parameters, actual.parameters)
        case ast.Consts(), ast.Consts():
            compared.node(f"The type of `{name}`", expected.type, actual.type)
        case (ast.Fun(), ast.Fun()) if expected.partial == actual.partial:
            compared.functions(expected, actual)
        case ast.Definition(), ast.Definition():
            compared.definition(expected, actual)
        case ast.Abbreviation(), ast.Abbreviation():
            compared.definition(expected, actual)
        case ast.PartialFunction(), ast.PartialFunction():
            compared.definition(expected, actual)
        case ast.Lemma(), ast.Lemma():
            compared.node(f"The statement of `{name}`", expected.statement, actual.statement)
            compared.words(f"The proof of `{name}`", expected.proof, actual.proof)
        case ast.Termination(), ast.Termination():
            compared.whole(f"What gets smaller in `{name}`")
        case _:
            compared.whole(f"The declaration of `{name}`")


def _compare_datatypes(sides: Sides, expected: ast.Datatype, actual: ast.Datatype) -> None:
    """Compare the types of a group one by one."""
    if expected.without != actual.without:
        says = (" ".join(expected.without) or "nothing", " ".join(actual.without) or "nothing")
        sides.means_other("What Isabelle is not to make of the type", expected.source, actual.span, says)
    pairing = pair_by_name(expected.types, actual.types, lambda body: body.name)
    for body, partner in zip(expected.types, pairing.partners, strict=True):
        compared = _Comparison(sides, body.name, expected.source, actual.span)
        if partner is None:
            sides.missing(f"the type `{body.name}` in this group", expected.source, actual.span)
            continue
        other = actual.types[partner]
        compared.parameters(body.parameters, other.parameters)
        compared.members("constructor", body.constructors, other.constructors)
    names = [body.name for body in expected.types]
    for at in pairing.extra:
        name, which = actual.types[at].name, "another" if actual.types[at].name in names else "the"
        span = _beginning(sides, actual.span, [body.name for body in actual.types], at, "=")
        sides.only_in_file(f"{which} type `{name}` in this group", expected.source, span)
    found = [actual.types[at].name for at in sorted(at for at in pairing.partners if at is not None)]
    _compare_group_order(sides, "types", expected, actual, (names, found))


def _compare_group_order(
    sides: Sides, what: str, expected: Declared, actual: Declared, names: tuple[Sequence[str], Sequence[str]]
) -> None:
    """The names on both sides in their order; where one is missing, that has been said."""
    here, there = names
    if here != there and sorted(here) == sorted(there):
        at = next(at for at, (name, other) in enumerate(zip(here, there, strict=True)) if name != other)
        span = _beginning(sides, actual.span, there, at, "=" if what == "types" else "::")
        sides.means_other(f"The order of the {what}", expected.source, span, (", ".join(here), ", ".join(there)))


def _beginning(sides: Sides, group: Span, names: Sequence[str], at: int, sign: str) -> Span:
    """Where one of a group's types or functions is introduced: its name, with the sign behind it."""
    pattern = rf"(?<![\w'.]){re.escape(names[at])}\s*{sign}"
    found = list(re.finditer(pattern, sides.file.slice(group)))
    again = names[:at].count(names[at])
    return Span(*(group.start + end for end in found[again].span())) if again < len(found) else group


class _Comparison:
    """One declaration on both sides."""

    def __init__(self, sides: Sides, name: str, source: Span | None, span: Span) -> None:
        self._sides = sides
        self._name = name
        self._source = source
        self._span = span

    def whole(self, thing: str) -> None:
        """The declarations are of different kinds: show how they begin."""
        page = words_at(self._sides.page, self._source) if self._source else thing
        self._sides.differs(thing, self._source, self._span, (page, words_at(self._sides.file, self._span)))

    def parameters(self, expected: Sequence[str], actual: Sequence[str]) -> None:
        """Type parameters count by name and order."""
        if expected != actual:
            says = (" ".join(expected) or "none", " ".join(actual) or "none")
            self._sides.means_other(f"The type parameters of `{self._name}`", self._source, self._span, says)

    def words(self, thing: str, expected: str, actual: str) -> None:
        """What Isabelle alone understands."""
        if expected != actual:
            self._sides.means_other(thing, self._source, self._span, (expected, actual))

    def node(self, thing: str, expected: Node, actual: Node, span: Span | None = None) -> None:
        """A type or a term: show the smallest parts that differ."""
        if expected != actual:
            left, right = smallest_difference(expected, actual)
            says = show_node(left), show_node(right)
            self._sides.means_other(thing, self._source, span or self._span, says)

    def definition(self, expected: _Defined, actual: _Defined) -> None:
        """Type, arguments and right side."""
        self.node(f"The type of `{self._name}`", expected.type, actual.type)
        self.arguments(f"`{self._name}`", expected.parameters, actual.parameters, self._span)
        self.node(f"The definition of `{self._name}`", expected.body, actual.body)

    def arguments(self, thing: str, expected: Sequence[ast.Term], actual: Sequence[ast.Term], span: Span) -> None:
        """What is left of the equals sign."""
        if tuple(expected) != tuple(actual):
            says = (_show_all(expected), _show_all(actual))
            self._sides.means_other(f"The arguments of {thing}", self._source, span, says)

    # -- Fields and constructors --------------------------------------------------------------------------------------

    def members(self, kind: str, expected: Sequence[_Named], actual: Sequence[_Named]) -> None:
        """Fields or constructors: by name; one that was renamed in place is one difference."""
        renamed = _renamed(expected, actual)
        pairing = pair_by_name(expected, actual, lambda member: member.name)
        matched: list[tuple[_Named, int]] = []
        for at, (member, partner) in enumerate(zip(expected, pairing.partners, strict=True)):
            thing = f"{kind} `{member.name}` of `{self._name}`"
            if partner is not None:
                matched.append((member, partner))
            other = actual[partner] if partner is not None else actual[at] if at in renamed else None
            if other is None:
                self._sides.missing(f"the {thing}", member.source or self._source, self._span)
            elif member != other:
                self._member(thing, member, other)
        names = {member.name for member in expected}
        for at in pairing.extra:
            if at not in renamed:
                member, which = actual[at], "another" if actual[at].name in names else "the"
                thing = f"{which} {kind} `{member.name}` of `{self._name}`"
                self._sides.only_in_file(thing, self._source, member.span)
        self._member_order(kind, matched, actual)

    def _member(self, thing: str, expected: _Named, actual: _Named) -> None:
        source, span = expected.source, actual.span
        file = words_at(self._sides.file, span)
        if source is None:
            self._sides.means_other(f"The {thing}", self._source, span, (_show_member(expected), file))
        else:
            self._sides.differs(f"The {thing}", source, span, (words_at(self._sides.page, source), file))

    def _member_order(self, kind: str, matched: Sequence[tuple[_Named, int]], actual: Sequence[_Named]) -> None:
        for index in out_of_order([at for _, at in matched]):
            member, at = matched[index]
            after = matched[index - 1][0].name if index else ""
            thing = f"The {kind} `{member.name}`"
            self._sides.moved(thing, member.source or self._source, actual[at].span, after)

    # -- Equations ----------------------------------------------------------------------------------------------------

    def functions(self, expected: ast.Fun, actual: ast.Fun) -> None:
        """Types by name, then the equations."""
        pairing = pair_by_name(expected.signatures, actual.signatures, itemgetter(0))
        names = [name for name, _ in expected.signatures]
        for (name, type_), partner in zip(expected.signatures, pairing.partners, strict=True):
            if partner is not None:
                self.node(f"The type of `{name}`", type_, actual.signatures[partner][1])
            else:
                self._sides.missing(f"the function `{name}` in this group", self._source, self._span)
        for at in pairing.extra:
            name, which = actual.signatures[at][0], "another" if actual.signatures[at][0] in names else "the"
            span = _beginning(self._sides, self._span, [name for name, _ in actual.signatures], at, "::")
            self._sides.only_in_file(f"{which} function `{name}` in this group", self._source, span)
        found = [actual.signatures[at][0] for at in sorted(at for at in pairing.partners if at is not None)]
        _compare_group_order(self._sides, "functions", expected, actual, (names, found))
        before = len(self._sides.found)
        for name in names:
            self._equations(
                name,
                [equation for equation in expected.equations if equation.function == name],
                [equation for equation in actual.equations if equation.function == name],
            )
        if len(self._sides.found) == before:
            self._equation_order(expected.equations, actual.equations)

    def _equation_order(self, expected: Sequence[ast.Equation], actual: Sequence[ast.Equation]) -> None:
        """The same equations of each function, between those of the others."""
        pairs = zip(expected, actual, strict=False)
        place = next((at for at, (here, there) in enumerate(pairs) if here.function != there.function), None)
        if place is not None:
            after = f"{_show_left(expected[place - 1])} = …" if place else ""
            at = next(at for at, there in enumerate(actual[place:], place) if there == expected[place])
            thing = f"The equation `{_show_left(expected[place])} = …`"
            self._sides.moved(thing, self._source, actual[at].span, after)

    def _equations(self, name: str, expected: Sequence[ast.Equation], actual: Sequence[ast.Equation]) -> None:
        """By place when there are as many, else by their patterns."""
        pairs = list(zip(expected, actual, strict=False))
        if len(expected) != len(actual):
            pairs = self._same_patterns(expected, actual)
        for number, (here, there) in enumerate(pairs, 1):
            self.arguments(f"equation {number} of `{name}`", here.patterns, there.patterns, there.span)
            thing = f"The equation `{_show_left(here)} = …`"
            self.node(thing, here.body, there.body, there.span)

    def _same_patterns(
        self, expected: Sequence[ast.Equation], actual: Sequence[ast.Equation]
    ) -> list[tuple[ast.Equation, ast.Equation]]:
        """The equations that are on both sides, in order; the others are reported."""
        patterns = [equation.patterns for equation in expected], [equation.patterns for equation in actual]
        pairs: list[tuple[ast.Equation, ast.Equation]] = []
        for kind, low, high, from_, to in SequenceMatcher(None, *patterns, autojunk=False).get_opcodes():
            if kind == "equal":
                pairs += zip(expected[low:high], actual[from_:to], strict=True)
                continue
            for equation in expected[low:high]:
                self._sides.missing(f"the equation `{_show_left(equation)} = …`", self._source, self._span)
            for equation in actual[from_:to]:
                self._sides.only_in_file(f"the equation `{_show_left(equation)} = …`", self._source, equation.span)
        return pairs


def _renamed(expected: Sequence[_Named], actual: Sequence[_Named]) -> frozenset[int]:
    """Places of members that have a new name in the same place, where nothing else was added or removed."""
    here, there = {member.name for member in expected}, {member.name for member in actual}
    if not len(expected) == len(actual) == len(there):
        return frozenset()
    pairs = enumerate(zip(expected, actual, strict=True))
    return frozenset(at for at, (left, right) in pairs if left.name not in there and right.name not in here)


def _show_all(terms: Sequence[ast.Term]) -> str:
    return " ".join(show_node(term, argument=True) for term in terms) or "none"


def _show_left(equation: ast.Equation) -> str:
    return f"{equation.function} {_show_all(equation.patterns)}" if equation.patterns else equation.function


def _show_member(member: _Named) -> str:
    match member:
        case ast.RecordField(name, type_):
            return f"{name} :: {show_node(type_)}"
        case ast.DatatypeConstructor(name, arguments):
            return " ".join([name, *(show_node(argument.type, argument=True) for argument in arguments)])
        case _:
            return member.name
