"""A page's theory against the theory on disk, declaration by declaration.

In: both theories and the texts that their places are in. Out: diagnostics that name both places. Layout, comments and
redundant parentheses do not count, everything else does.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from diglot.diagnostic import Diagnostic
from diglot.drift.compare_parts import Declared, compare_declarations
from diglot.drift.compare_words import Words, compare_words
from diglot.drift.normalize import normalized
from diglot.drift.order import out_of_order
from diglot.drift.place import find_words, shortened, words_at
from diglot.drift.sides import Sides
from diglot.source import SourceFile, Span
from diglot.theory import ast
from diglot.theory.item_names import Key, declared_names

_MODULE_HEADER = re.compile(r"^\s*(?P<header>module\s+[^;\s]+\s*;)", re.MULTILINE)

_DECLARING = {
    "type": {"codatatype", "datatype", "quotient_type", "record", "type_synonym", "typedecl", "typedef"},
    "constant": {
        "abbreviation",
        "axiomatization",
        "consts",
        "definition",
        "fun",
        "function",
        "inductive",
        "lift_definition",
        "partial_function",
        "primcorec",
        "primrec",
        "specification",
    },
    "termination": {"termination"},
    "fact": {"corollary", "lemma", "lemmas", "proposition", "theorem"},
}
"""Commands that could be where the generated one of a name is missing, by what they declare."""


def compare_theories(
    expected: ast.Theory, actual: ast.Theory, page: SourceFile, theory_file: SourceFile
) -> tuple[Diagnostic, ...]:
    """All differences between what the page becomes and what is on disk."""
    sides = Sides(page, theory_file)
    _compare_header(sides, expected, actual)
    matched = _compare_items(sides, expected.items, actual.items)
    words = compare_words(sides, expected.items, actual.items)
    if not sides.found:
        _compare_whole_order(sides, expected.items, actual.items, matched, words)
    return tuple(sides.found)


def _compare_whole_order(
    sides: Sides,
    expected: Sequence[ast.Item],
    actual: Sequence[ast.Item],
    matched: Sequence[tuple[Declared, int]],
    words: Sequence[tuple[Words, Words]],
) -> None:
    """Where declarations are in order, and words are, whether the words are still before the same declarations."""
    places = {id(item): at for at, item in enumerate(expected)}
    declared = [(places[id(item)], 1, at, declared_names(item)[0][1]) for item, at in matched]
    said = [(here.at, 0, there.at, shortened(here.said)) for here, there in words]
    both = sorted((*declared, *said))
    for index in out_of_order([at for _, _, at, _ in both]):
        place, _, at, thing = both[index]
        sides.moved(f"`{thing}`", expected[place].source, actual[at].span, both[index - 1][3] if index else "")


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
    if tuple(name for name in actual.imports if name in expected.imports) == expected.imports:
        for name in dict.fromkeys(each for each in actual.imports if each not in expected.imports):
            sides.foreign("imports", name, find_words(sides.file, actual.header, name))
    elif expected.imports != actual.imports:
        says = (" ".join(expected.imports), " ".join(actual.imports))
        sides.means_other("The imports", header, actual.header, says)


def _compare_items(
    sides: Sides, expected: Sequence[ast.Item], actual: Sequence[ast.Item]
) -> Sequence[tuple[Declared, int]]:
    """Give each declaration of the page one in the file; whatever is left in the file does not belong there."""
    there: dict[Key, list[int]] = {}
    foreign: dict[str, list[int]] = {}
    for at, item in enumerate(actual):
        if isinstance(item, ast.Foreign):
            foreign.setdefault(item.name, []).append(at)
        for key in declared_names(item):
            there.setdefault(key, []).append(at)
    matched: list[tuple[Declared, int]] = []
    taken: set[int] = set()
    for item in _declarations(expected):
        partner = _partner(item, actual, [at for key in declared_names(item) for at in there.get(key, ())], taken)
        if partner is not None:
            taken.add(partner)
            matched.append((item, partner))
            _compare_pair(sides, item, actual[partner])
        else:
            _without_partner(sides, item, actual, foreign, taken)
    _unexpected(sides, actual, taken, {key for item in expected for key in declared_names(item)})
    for index in out_of_order([at for _, at in matched]):
        item, at = matched[index]
        after = declared_names(matched[index - 1][0])[0][1] if index else ""
        sides.moved(f"`{declared_names(item)[0][1]}`", item.source, actual[at].span, after)
    return matched


def _partner(item: Declared, actual: Sequence[ast.Item], named: Sequence[int], taken: set[int]) -> int | None:
    """The declaration of the same name: of several the one that says the same, or else the first."""
    free = [at for at in named if at not in taken]
    if len(free) > 1:
        wanted = normalized(item)
        return next((at for at in free if normalized(actual[at]) == wanted), free[0])
    return free[0] if free else None


def _declarations(items: Sequence[ast.Item]) -> Iterator[Declared]:
    for item in items:
        if not isinstance(item, ast.Heading | ast.Text | ast.Foreign):
            yield item


def _compare_pair(sides: Sides, expected: Declared, actual: ast.Item) -> None:
    here, there = normalized(expected), normalized(actual)
    if here != there and not isinstance(there, ast.Heading | ast.Text | ast.Foreign):
        compare_declarations(sides, declared_names(expected)[0][1], here, there)


def _without_partner(
    sides: Sides, item: Declared, actual: Sequence[ast.Item], foreign: Mapping[str, Sequence[int]], taken: set[int]
) -> None:
    """Missing, unless a command that cannot be read, or one of another kind, stands for it."""
    for space, name in declared_names(item):
        for at in foreign.get(name, ()):
            other = actual[at]
            if at in taken or not isinstance(other, ast.Foreign) or other.command not in _DECLARING.get(space, ()):
                continue
            taken.add(at)
            if not other.reported:
                page = words_at(sides.page, item.source) if item.source else name
                says = (page, words_at(sides.file, other.span))
                sides.differs(f"The declaration of `{name}`", item.source, other.span, says)
            return
    sides.missing(_described(item), item.source, Span(0, 0))


def _unexpected(sides: Sides, actual: Sequence[ast.Item], taken: set[int], keys: set[Key]) -> None:
    """What only the theory has: every command that was not generated, whatever its name."""
    for at, item in enumerate(actual):
        match item:
            case ast.Heading() | ast.Text():
                pass
            case _ if at in taken:
                pass
            case ast.Foreign(command, name, reported=reported):
                if not reported:
                    sides.foreign(command, name, item.span)
            case ast.Lemma(name=name):
                sides.foreign("lemma", name, item.span)
            case _:
                again = any(key in keys for key in declared_names(item))
                sides.only_in_file(_described(item, again=again), None, item.span)


def _described(item: Declared, *, again: bool = False) -> str:
    kinds = {
        "type": "type",
        "constant": "definition of",
        "attribute": "attribute",
        "termination": "termination of",
        "fact": "lemma",
    }
    space, name = declared_names(item)[0]
    return f"{'another' if again else 'the'} {kinds[space]} `{name}`"
