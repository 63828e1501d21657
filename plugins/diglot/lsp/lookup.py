"""What is named at a place, and where else the same thing is named.

In: a snapshot and a place, or a thing. Out: references. A thing is looked for by its identity in the modules as they
are now, so that no place is older than the text.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lsprotocol import types

from diglot.lsp.session import Snapshot
from diglot.names import Symbol, Variable
from diglot.scope.ast import Reference
from diglot.source import Span

Target = Symbol | Variable | str
"""A global thing, a local variable of one module, or a module."""


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name on a page."""

    path: str
    module: str
    span: Span
    target: Target


def find_name(snapshot: Snapshot, uri: str, position: types.Position) -> FoundName | None:
    """The name at a place, also when the place is just behind it."""
    path = snapshot.places.path(uri)
    module = snapshot.module(path) if path is not None else None
    if path is None or module is None:
        return None
    offset = snapshot.offset(path, position)
    near = [each for each in snapshot.site.scoped[module].references if each.span.start <= offset <= each.span.end]
    if not near:
        return None
    best = max(near, key=lambda each: (offset < each.span.end, isinstance(each.target, Symbol)))
    return FoundName(path, module, best.span, best.target)


def occurrences(snapshot: Snapshot, found: FoundName) -> Iterator[tuple[str, Reference]]:
    """Every place where a thing is named, with the page's path: the project's pages first."""
    local = isinstance(found.target, Variable)
    for module in [found.module] if local else [*snapshot.site.modules, *snapshot.site.library]:
        scoped = snapshot.site.scoped.get(module)
        if scoped is not None:
            yield from ((scoped.path, each) for each in scoped.references if each.target == found.target)


def definition(snapshot: Snapshot, found: FoundName) -> tuple[str, Span] | None:
    """Where a thing is defined, with the page's path."""
    scoped = snapshot.site.scoped.get(home(found))
    if scoped is not None and isinstance(found.target, Variable):
        return scoped.path, found.target.span
    if scoped is not None:
        for each in scoped.references:
            if each.definition and each.target == found.target:
                return scoped.path, each.span
    return None


def home(found: FoundName) -> str:
    """The module that defines a thing."""
    match found.target:
        case Symbol():
            return found.target.module
        case Variable():
            return found.module
        case str():
            return found.target.partition(":")[0]
