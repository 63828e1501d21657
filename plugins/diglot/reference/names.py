"""What a name in the prose stands for: a definition or a page.

In: all definitions and pages. Out: for a name, all that it can stand for. A name is the end of a full dotted name,
`engines.ticker.TickerState.counter`, and may be as short as it likes, as long as only one thing ends so.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain

from diglot.names import Symbol
from diglot.suggest import nearest

Thing = Symbol | str
"""A definition, or the module name of a page."""


class Names:
    """All things that can be named."""

    def __init__(
        self, definitions: Mapping[str, Sequence[Symbol]], pages: Iterable[str], library: Collection[str]
    ) -> None:
        """`definitions` by module; `pages` are the module names of all pages; `library` those that are not ours."""
        self._definitions = definitions
        self._pages = tuple(pages)
        self._library = library

    @cached_property
    def _by_ending(self) -> Mapping[str, Sequence[Thing]]:
        found: dict[str, list[Thing]] = defaultdict(list)
        things: list[Thing] = [*self._pages, *chain.from_iterable(self._definitions.values())]
        for thing in things:
            ending = full_name(thing)
            found[ending].append(thing)
            while "." in ending:
                ending = ending.partition(".")[2]
                found[ending].append(thing)
        return dict(found)

    def find(self, name: str, module: str) -> tuple[Thing, ...]:
        """All that a name on a page can stand for: one thing, if all is well.

        A full name stands for itself. Otherwise what the page itself defines goes before what others define, those
        before the library's, and on each page a thing goes before what lies within another one.
        """
        found = self._by_ending.get(name, ())
        exact = [thing for thing in found if full_name(thing) == name]
        own = [thing for thing in found if isinstance(thing, Symbol) and thing.module == module]
        ours = [thing for thing in found if _module(thing) not in self._library]
        return _outermost(exact or own or ours or found)

    def close(self, name: str) -> tuple[str, ...]:
        """Names that may be meant; those of the library only where no other will do."""
        alike = {ending: things for ending, things in self._by_ending.items() if ending.count(".") == name.count(".")}
        ours = (e for e, things in alike.items() if any(_module(thing) not in self._library for thing in things))
        return nearest(name, ours) or nearest(name, alike)


def full_name(thing: Thing) -> str:
    """The whole dotted name, with the page's in front."""
    return thing if isinstance(thing, str) else f"{thing.module}.{thing.qualified}"


def _module(thing: Thing) -> str:
    return thing if isinstance(thing, str) else thing.module


def _outermost(things: Iterable[Thing]) -> tuple[Thing, ...]:
    by_module: dict[str, list[Thing]] = defaultdict(list)
    for thing in dict.fromkeys(things):
        by_module[_module(thing)].append(thing)
    return tuple(
        thing
        for among in by_module.values()
        for thing in among
        if full_name(thing).count(".") == min(full_name(each).count(".") for each in among)
    )
