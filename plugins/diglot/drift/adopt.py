"""Edits of a page that would take over what somebody changed in its theory.

In: the page, the theory that it becomes, the theory on disk, and what the theory's names are called on the page. Out:
proposals, each a few words to put in the place of others. A proposal is a guess; it counts only when the edited page
becomes the edited theory, which the caller has to see.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from diglot.drift.compare import declared_names
from diglot.drift.difference import Node, smallest_difference
from diglot.drift.normalize import normalized
from diglot.source import SourceFile, Span
from diglot.theory import ast
from diglot.theory.to_syntax import Writer

_NEXT_CONSTRUCTOR = re.compile(r"[|;]|\Z")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A place on the page and what to write there."""

    thing: str
    """What it changes: "the field `counter` of `LocalState`"."""
    span: Span
    text: str
    file: Span
    """Where the theory says it."""


def proposals(
    page: SourceFile, expected: ast.Theory, actual: ast.Theory, names: Mapping[str, str]
) -> tuple[Proposal, ...]:
    """All that can be proposed for a page, in its order, none overlapping another."""
    there = {declared_names(item): normalized(item) for item in actual.items if declared_names(item)}
    adoption = _Adoption(page, Writer(names))
    found: list[Proposal] = []
    for item in expected.items:
        other = there.get(declared_names(item))
        here = normalized(item)
        if item.source is not None and other is not None and here != other:
            found += adoption.declaration(here, other, item.source)
    kept: list[Proposal] = []
    for proposal in sorted(found, key=lambda proposal: proposal.span):
        if not kept or proposal.span.start >= kept[-1].span.end:
            kept.append(proposal)
    return tuple(kept)


def edited(text: str, chosen: Sequence[Proposal]) -> str:
    """A page's text with some proposals carried out."""
    for proposal in sorted(chosen, key=lambda proposal: proposal.span, reverse=True):
        text = text[: proposal.span.start] + proposal.text + text[proposal.span.end :]
    return text


class _Adoption:
    """Proposals for one page."""

    def __init__(self, page: SourceFile, writer: Writer) -> None:
        self._page = page
        self._writer = writer

    def declaration(self, expected: ast.Item, actual: ast.Item, source: Span) -> Iterator[Proposal]:
        """What can be proposed for one declaration."""
        match expected, actual:
            case ast.Record(), ast.Record():
                yield from self._fields(expected, actual)
            case ast.Datatype((body,)), ast.Datatype((other,)):
                yield from self._constructors(body, other, source)
            case ast.TypeSynonym(name=name), ast.TypeSynonym():
                yield from self._words(f"the type `{name}`", source, expected.body, actual.body, actual.span)
            case ast.Definition(name=name), ast.Definition():
                yield from self._words(f"the type of `{name}`", source, expected.type, actual.type, actual.span)
                if expected.parameters == actual.parameters:
                    yield from self._words(f"`{name}`", source, expected.body, actual.body, actual.span)
            case ast.Fun(), ast.Fun() if len(expected.equations) == len(actual.equations):
                for one, other_one in zip(expected.equations, actual.equations, strict=True):
                    if one.patterns == other_one.patterns:
                        thing = f"an equation of `{one.function}`"
                        yield from self._words(thing, source, one.body, other_one.body, other_one.span)

    def _words(self, thing: str, inside: Span, expected: Node, actual: Node, file: Span) -> Iterator[Proposal]:
        """The smallest part that differs, where the page says it once and in the plain way."""
        if expected == actual:
            return
        part, other = smallest_difference(expected, actual)
        old, new = self._write(part), self._write(other)
        if old is None or new is None:
            return
        if part is not expected and " " in new and " " not in old:
            new = f"({new})"
        pattern = r"(?<![\w'])" + r"\s*".join(re.escape(sign) for sign in old if not sign.isspace()) + r"(?![\w'])"
        matches = list(re.finditer(pattern, self._page.slice(inside)))
        if len(matches) == 1:
            start, end = (inside.start + at for at in matches[0].span())
            yield Proposal(thing, Span(start, end), new, file)

    def _write(self, node: Node) -> str | None:
        if isinstance(node, ast.TypeVariable | ast.TypeApplication | ast.FunctionType | ast.ProductType):
            return self._writer.type(node)
        return self._writer.term(node)

    def _fields(self, expected: ast.Record, actual: ast.Record) -> Iterator[Proposal]:
        places = {field.name: field.source for field in expected.fields if field.source is not None}
        if len(places) != len(expected.fields):
            return
        written = {field.name: self._field(field) for field in actual.fields}
        kept = set(expected.fields) & set(actual.fields)
        members = _Members("field", expected.name, places, written, {field.name for field in kept}, ";")
        yield from self._members(members, [(field.name, field.span) for field in actual.fields])

    def _field(self, field: ast.RecordField) -> str | None:
        type_ = self._writer.type(field.type)
        return f"{field.name} : {type_}" if type_ is not None else None

    def _constructors(self, body: ast.DatatypeBody, other: ast.DatatypeBody, inside: Span) -> Iterator[Proposal]:
        places = {}
        for constructor in body.constructors:
            if constructor.source is None:
                return
            places[constructor.name] = self._whole(constructor.source, inside)
        written = {constructor.name: self._constructor(constructor) for constructor in other.constructors}
        kept = {constructor.name for constructor in set(body.constructors) & set(other.constructors)}
        members = _Members("constructor", body.name, places, written, kept, "|")
        yield from self._members(members, [(constructor.name, constructor.span) for constructor in other.constructors])

    def _whole(self, name: Span, inside: Span) -> Span:
        """A constructor with its arguments; where they have names, these are left alone with their braces."""
        match = _NEXT_CONSTRUCTOR.search(self._page.text, name.end, inside.end)
        end = match.start() if match else inside.end
        return Span(name.start, name.start + len(self._page.text[name.start : end].rstrip()))

    def _constructor(self, constructor: ast.DatatypeConstructor) -> str | None:
        arguments = [self._writer.argument(argument.type) for argument in constructor.arguments]
        words = [word for word in arguments if word is not None]
        return " ".join([constructor.name, *words]) if len(words) == len(arguments) else None

    def _members(self, members: "_Members", actual: Sequence[tuple[str, Span]]) -> Iterator[Proposal]:
        """Each member that differs by itself where as many are there; else those after the last that is the same."""
        old = {name: self._page.slice(place) for name, place in members.places.items()}
        new = [old[name] if name in members.kept else members.written[name] or "" for name, _ in actual]
        places, lines = list(members.places.values()), list(old.values())
        if not all(new) or lines == new or not places:
            return
        if len(lines) == len(new):
            for place, before, after, (name, file) in zip(places, lines, new, actual, strict=True):
                if before != after and "@" not in before:
                    yield Proposal(f"the {members.kind} `{name}` of `{members.owner}`", place, after, file)
            return
        between = self._between(places, members.separator)
        thing, file = f"the {members.kind}s of `{members.owner}`", actual[-1][1]
        if lines == new[: len(lines)]:
            end = places[-1].end
            yield Proposal(thing, Span(end, end), "".join(between + line for line in new[len(lines) :]), file)
        elif self._plain(places, members.separator) and not any("@" in line and line not in new for line in lines):
            yield Proposal(thing, places[0].to(places[-1]), between.join(new), file)

    def _between(self, places: Sequence[Span], separator: str) -> str:
        """What to write between two members: what stands there already, without its words."""
        written = self._page.text[places[0].end : places[1].start] if len(places) > 1 else ""
        before, _, after = written.partition(separator)
        if not written or before.strip() or after.strip():
            return f" {separator} " if separator == "|" else f"{separator} "
        return written

    def _plain(self, places: Sequence[Span], separator: str) -> bool:
        """Whether nothing but separators is between the members: no comment that would be lost."""
        return all(self._page.text[a.end : b.start].split() == [separator] for a, b in pairwise(places))


@dataclass(frozen=True, slots=True)
class _Members:
    """Fields or constructors of a type."""

    kind: str
    owner: str
    places: Mapping[str, Span]
    """Where the page has them, in its order."""
    written: Mapping[str, str | None]
    """How the page would say those of the theory; None where it cannot."""
    kept: set[str]
    """Those that both sides have alike."""
    separator: str
