"""A page's theory against the theory on disk, declaration by declaration.

In: both theories and the texts that their places are in. Out: diagnostics that name both places. Layout, comments and
redundant parentheses do not count, everything else does.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from diglot.diagnostic import Diagnostic
from diglot.drift.compare_parts import Declared, compare_declarations
from diglot.drift.compare_words import compare_words
from diglot.drift.normalize import normalized
from diglot.drift.order import out_of_order
from diglot.drift.place import words_at
from diglot.drift.sides import Sides
from diglot.source import SourceFile, Span
from diglot.theory import ast
from diglot.theory.item_names import Key, declared_names

_MODULE_HEADER = re.compile(r"^\s*(?P<header>module\s+[^;\s]+\s*;)", re.MULTILINE)

_GENERATED = {
    "type_synonym",
    "record",
    "datatype",
    "typedecl",
    "consts",
    "definition",
    "abbreviation",
    "fun",
    "function",
    "partial_function",
    "declare",
    "section",
    "subsection",
    "subsubsection",
    "paragraph",
    "subparagraph",
    "text",
}
"""Commands that are foreign only because they could not be read, which has been reported."""


def compare_theories(
    expected: ast.Theory, actual: ast.Theory, page: SourceFile, theory_file: SourceFile
) -> tuple[Diagnostic, ...]:
    """All differences between what the page becomes and what is on disk."""
    sides = Sides(page, theory_file)
    _compare_header(sides, expected, actual)
    _compare_items(sides, expected.items, actual.items)
    compare_words(sides, expected.items, actual.items)
    return tuple(sides.found)


def first_difference(expected: ast.Theory, actual: ast.Theory) -> Span | None:
    """Where the first item that differs is in the second theory; None where they are equal."""
    if actual == expected:
        return None
    pairs = zip_longest(expected.items, actual.items)
    return next((item.span for wanted, item in pairs if item and wanted != item), actual.header)


def _compare_header(sides: Sides, expected: ast.Theory, actual: ast.Theory) -> None:
    if not actual.name:
        return
    match = _MODULE_HEADER.search(sides.page.text)
    header = Span(*match.span("header")) if match else None
    if expected.name != actual.name:
        says = (f"theory {expected.name}", f"theory {actual.name}")
        sides.means_other("The name of the theory", header, actual.header, says)
    if expected.imports != actual.imports:
        says = (" ".join(expected.imports), " ".join(actual.imports))
        sides.means_other("The imports", header, actual.header, says)


def _compare_items(sides: Sides, expected: Sequence[ast.Item], actual: Sequence[ast.Item]) -> None:
    there: dict[Key, int] = {}
    for at, item in enumerate(actual):
        for key in declared_names(item):
            there.setdefault(key, at)
    matched: list[tuple[Declared, int]] = []
    taken: set[int] = set()
    for item in _declarations(expected):
        partners = [there[key] for key in declared_names(item) if key in there]
        if partners and partners[0] not in taken:
            taken.add(partners[0])
            matched.append((item, partners[0]))
            _compare_pair(sides, item, actual[partners[0]])
        else:
            _without_partner(sides, item, actual)
    _unexpected(sides, actual, taken, expected)
    for index in out_of_order([at for _, at in matched]):
        item, at = matched[index]
        after = declared_names(matched[index - 1][0])[0][1] if index else ""
        sides.moved(f"`{declared_names(item)[0][1]}`", item.source, actual[at].span, after)


def _declarations(items: Sequence[ast.Item]) -> Iterator[Declared]:
    for item in items:
        if not isinstance(item, ast.Heading | ast.Text | ast.Foreign):
            yield item


def _compare_pair(sides: Sides, expected: Declared, actual: ast.Item) -> None:
    here, there = normalized(expected), normalized(actual)
    if here != there and not isinstance(there, ast.Heading | ast.Text | ast.Foreign):
        compare_declarations(sides, declared_names(expected)[0][1], here, there)


def _without_partner(sides: Sides, item: Declared, actual: Sequence[ast.Item]) -> None:
    """Missing, unless a command of another kind declares the name."""
    names = {name for _, name in declared_names(item)}
    for other in actual:
        if isinstance(other, ast.Foreign) and other.name in names:
            if other.command not in _GENERATED:
                page = words_at(sides.page, item.source) if item.source else other.name
                says = (page, words_at(sides.file, other.span))
                sides.differs(f"The declaration of `{other.name}`", item.source, other.span, says)
            return
    sides.missing(_described(item), item.source, Span(0, 0))


def _unexpected(sides: Sides, actual: Sequence[ast.Item], matched: set[int], expected: Sequence[ast.Item]) -> None:
    """What only the theory has."""
    keys = {key for item in expected for key in declared_names(item)}
    names = {name for _, name in keys}
    for at, item in enumerate(actual):
        match item:
            case ast.Heading() | ast.Text():
                pass
            case ast.Foreign(command, name):
                known = ("fact", name) in keys or (name in names and command not in _ABOUT_OTHERS)
                if command not in _GENERATED and not known:
                    sides.foreign(command, name, item.span)
            case ast.Lemma(name=name) if at not in matched:
                sides.foreign("lemma", name, item.span)
            case _ if at not in matched:
                sides.only_in_file(_described(item), None, item.span)
            case _:
                pass


_ABOUT_OTHERS = {"lemma", "theorem", "corollary", "termination", "value", "thm", "export_code", "lemmas", "proposition"}
"""Commands that mention a name without declaring it."""


def _described(item: ast.Item) -> str:
    kinds = {
        "type": "the type",
        "constant": "the definition of",
        "attribute": "the attribute",
        "termination": "the termination of",
        "fact": "the lemma",
    }
    space, name = declared_names(item)[0]
    return f"{kinds[space]} `{name}`"
