"""Puns: a name in braces that stands for a field and for its value at once, as `x` in `mkPoint@{x; y}`.

In: a module of a site, and a name. Out: the puns of that name. The references of a page know only the value.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from diglot.lsp.lookup import Target
from diglot.names import Symbol
from diglot.pipeline import Site
from diglot.scope.ast import DataType
from diglot.source import Span
from diglot.syntax import ast as syntax


@dataclass(frozen=True, slots=True)
class Pun:
    """One pun."""

    span: Span
    field: Symbol | None
    """None where the braces are not those of a record."""
    value: Target | None


def find_puns(site: Site, module: str, name: str) -> Iterator[Pun]:
    """The puns of a name in a module."""
    targets = {each.span: each.target for each in site.scoped[module].references}
    for owner, word in _words(site.parsed[module]):
        if word.text == name:
            record = targets.get(owner.last.span)
            yield Pun(word.span, _field(site, record, name), targets.get(word.span))


def _field(site: Site, record: Target | None, name: str) -> Symbol | None:
    """The field of a name that a record type, or its constructor, has."""
    if not isinstance(record, Symbol) or record.module not in site.scoped:
        return None
    for declaration in site.scoped[record.module].declarations:
        if isinstance(declaration, DataType):
            for constructor in declaration.constructors:
                if record in (constructor.symbol, declaration.symbol):
                    return next((f.projection for f in constructor.fields if f.name == name), None)
    return None


def _words(tree: object) -> Iterator[tuple[syntax.Name, syntax.Word]]:
    """All puns in a tree, each with the name before its braces."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        match node:
            case syntax.NamedApplication():
                yield from ((node.name, entry.name) for entry in node.arguments if entry.function is None)
            case syntax.RecordPattern():
                yield from ((node.name, entry.field) for entry in node.fields if entry.pattern is None)
            case syntax.RecordUpdate():
                yield from ((node.type_name, entry.field) for entry in node.fields if entry.value is None)
            case _:
                pass
        if isinstance(node, tuple):
            waiting.extend(node)
        elif is_dataclass(node):
            waiting.extend(getattr(node, each.name) for each in fields(node))
