"""Edits of a page that would take over what somebody changed in its theory.

In: the page, the theory that it becomes, the theory on disk, and a writer of the page's language. Out: proposals, each
a few words to put in the place of others. A proposal is a guess; it counts only when the edited page becomes the
edited theory, which the caller has to see.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from diglot.diagnostic import Problems
from diglot.drift.difference import Node, all_differences, nodes, smallest_difference
from diglot.drift.normalize import normalized
from diglot.drift.renaming import find_renamings, renamed
from diglot.page.read import read_page
from diglot.source import SourceFile, Span
from diglot.syntax.lexer import lex
from diglot.theory import ast
from diglot.theory.item_names import declared_names
from diglot.theory.translate.to_syntax import Writer

_NEXT_CONSTRUCTOR = re.compile(r"[|;]|\Z")
_SIGN = re.compile(r"[\w'.]+|\S")
_OPTIONAL = {"{": r"\{?", "}": r"\}?", ";": ";?", "|": r"\|?"}
"""Signs that a page may leave out."""


class Edit(NamedTuple):
    """A place on the page and what to write there."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that the page could take over."""

    thing: str
    """What it changes: "the field `counter` of `LocalState`"."""
    edits: tuple[Edit, ...]
    file: Span
    """Where the theory says it."""
    others: tuple[tuple[Edit, ...], ...] = ()
    """Other ways to say it."""

    @property
    def ways(self) -> tuple["Proposal", ...]:
        """The same with each of the ways to say it."""
        return (self, *(replace(self, edits=edits, others=()) for edits in self.others))


@dataclass(frozen=True, slots=True)
class PageProposals:
    """What can be proposed for a page, and the changes for which nothing can."""

    proposals: tuple[Proposal, ...] = ()
    unsaid: tuple[tuple[str, Span], ...] = ()


def proposals(page: SourceFile, expected: ast.Theory, actual: ast.Theory, writer: Writer) -> PageProposals:
    """All that can be proposed for a page, in its order, none overlapping another."""
    renamings = find_renamings(expected.items, actual.items)
    there = {declared_names(item): normalized(item) for item in actual.items if declared_names(item)}
    adoption = _Adoption(page, writer)
    found: list[Proposal] = list(adoption.names(renamings, actual))
    unsaid: list[tuple[str, Span]] = []
    for item in expected.items:
        here = normalized(renamed(item, renamings))
        other = there.get(declared_names(here))
        if item.source is not None and other is not None and here != other:
            own = list(adoption.declaration(here, other, item.source))
            found += own
            unsaid += [] if own else [(declared_names(here)[0][1], other.span)]
    kept: list[Proposal] = []
    for proposal in sorted(found, key=lambda proposal: min(proposal.edits)):
        if not any(_overlap(proposal, other) for other in kept):
            kept.append(proposal)
    return PageProposals(tuple(kept), tuple(unsaid))


def _overlap(one: Proposal, other: Proposal) -> bool:
    return any(a.start < b.end and b.start < a.end for a, _ in one.edits for b, _ in other.edits)


def edited(text: str, chosen: Sequence[Proposal]) -> str:
    """A page's text with some proposals carried out."""
    for span, new in sorted((edit for proposal in chosen for edit in proposal.edits), reverse=True):
        text = text[: span.start] + new + text[span.end :]
    return text


class _Adoption:
    """Proposals for one page."""

    def __init__(self, page: SourceFile, writer: Writer) -> None:
        self._page = page
        self._writer = writer

    def names(self, renamings: Mapping[str, str], actual: ast.Theory) -> Iterator[Proposal]:
        """New names for things, wherever the page's snippets mention them."""
        words = self._snippet_words() if renamings else ()
        for old, new in renamings.items():
            said = self._writer.name(old)
            ends = [span.end for text, span in words if text == said or text.endswith(f".{said}")]
            if ends:
                edits = tuple(Edit(Span(end - len(said), end), new) for end in ends)
                yield Proposal(f"the name `{new}` for `{old}`", edits, actual.header)

    def _snippet_words(self) -> tuple[tuple[str, Span], ...]:
        page = read_page(self._page.path, self._page.text, Problems())
        lexed = (lex(self._page.path, self._page.text, snippet.code, Problems()) for snippet in page.snippets)
        return tuple((token.text, token.span) for tokens in lexed for token in tokens.tokens)

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
                        whole = tuple(equation.body for equation in expected.equations)
                        yield from self._words(thing, source, one.body, other_one.body, other_one.span, whole)

    def _words(
        self,
        thing: str,
        inside: Span,
        expected: Node,
        actual: Node,
        file: Span,
        whole: Sequence[Node] = (),
    ) -> Iterator[Proposal]:
        """Edits for the parts that differ, or else for the smallest part that all of them are in."""
        if expected == actual:
            return
        for pairs in _differences(expected, actual):
            ways = [self._edit(inside, pair, whole or (expected,)) for pair in pairs]
            if ways and all(ways):
                first = tuple(edits[0] for edits in ways)
                count = max(map(len, ways))
                others = tuple(tuple(edits[min(at, len(edits) - 1)] for edits in ways) for at in range(1, count))
                yield Proposal(thing, first, file, others)
                return

    def _edit(self, inside: Span, pair: tuple[Node, Node], whole: Sequence[Node]) -> tuple[Edit, ...]:
        """One edit in all the ways to say it; none where the page does not say the old part in a plain way."""
        part, other = pair
        place = next(filter(None, (self._place(inside, old, part, whole) for old in self._write(part))), None)
        if place is None:
            return ()
        wrap = part not in whole and " " not in self._page.slice(place)
        return tuple(Edit(place, f"({new})" if wrap and " " in new else new) for new in self._write(other))

    def _place(self, inside: Span, old: str, part: Node, whole: Sequence[Node]) -> Span | None:
        """Where the page says something: the only place, or the one with the number that it has in the theory."""
        matches = [*_pattern(old).finditer(self._page.slice(inside))]
        alike = [node for tree in whole for node in nodes(tree) if node == part]
        number = next((at for at, node in enumerate(alike) if node is part), 0)
        if len(matches) != 1 and len(matches) != len(alike):
            return None
        match = matches[0 if len(matches) == 1 else number]
        return Span(inside.start + match.start(), inside.start + match.end())

    def _write(self, node: Node) -> tuple[str, ...]:
        if isinstance(node, ast.TypeVariable | ast.TypeApplication | ast.FunctionType | ast.ProductType):
            words = self._writer.type(node)
            return () if words is None else (words,)
        return self._writer.all_terms(node)

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
                    thing = f"the {members.kind} `{name}` of `{members.owner}`"
                    yield Proposal(thing, (Edit(place, after),), file)
            return
        between = self._between(places, members.separator)
        thing, file = f"the {members.kind}s of `{members.owner}`", actual[-1][1]
        if lines == new[: len(lines)]:
            end = places[-1].end
            yield Proposal(thing, (Edit(Span(end, end), "".join(between + line for line in new[len(lines) :])),), file)
        elif self._plain(places, members.separator) and not any("@" in line and line not in new for line in lines):
            yield Proposal(thing, (Edit(places[0].to(places[-1]), between.join(new)),), file)

    def _between(self, places: Sequence[Span], separator: str) -> str:
        """What to write between two members: what is there already, without its words."""
        written = self._page.text[places[0].end : places[1].start] if len(places) > 1 else ""
        before, _, after = written.partition(separator)
        if not written or before.strip() or after.strip():
            return f" {separator} " if separator == "|" else f"{separator} "
        return written

    def _plain(self, places: Sequence[Span], separator: str) -> bool:
        """Whether nothing but separators is between the members: no comment that would be lost."""
        return all(self._page.text[a.end : b.start].split() == [separator] for a, b in pairwise(places))


def _differences(expected: Node, actual: Node) -> Iterator[tuple[tuple[Node, Node], ...]]:
    """What differs, in smaller and larger parts: the first of them that can be said is taken."""
    yield all_differences(expected, actual)
    yield (smallest_difference(expected, actual),)
    yield all_differences(expected, actual, bare=True)


def _pattern(old: str) -> re.Pattern[str]:
    """A pattern for words however they are laid out, with names in full or not."""
    pattern, before = "", ""
    for sign in _SIGN.findall(old):
        is_word = sign[0].isalnum() or sign[0] == "_"
        gap = r"\s+" if is_word and before and (before[0].isalnum() or before[0] == "_") else r"\s*"
        full = r"(?:[A-Za-z][\w'-]*\.)*" if is_word and sign[0].isalpha() else ""
        pattern += (gap if pattern else "") + full + _OPTIONAL.get(sign, re.escape(sign))
        before = sign
    return re.compile(rf"(?<![\w'.]){pattern}(?![\w'])")


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
