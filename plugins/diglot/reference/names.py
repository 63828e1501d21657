"""What a name in the prose means: a definition or a page.

In: all definitions and pages. Out: for a name, all that it can mean. A name is the end of a full dotted name,
`engines.ticker.TickerState.counter`. It can be as short as the writer likes, as long as only one full name ends with
it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain

from diglot.letters import composed
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
        """All that a name on a page can mean: one thing, if nothing is wrong.

        A full name means itself. Otherwise the definitions of the page itself go first, then those of other pages, then
        those of the library, and on each page a definition goes before the parts of another one.
        """
        name = composed(name)
        found = self._by_ending.get(name, ())
        exact = [thing for thing in found if full_name(thing) == name]
        own = [thing for thing in found if isinstance(thing, Symbol) and thing.module == module]
        ours = [thing for thing in found if _module(thing) not in self._library]
        return _outermost(exact or own or ours or found)

    def close(self, name: str) -> tuple[str, ...]:
        """Names that may be meant; those of the library only if there are no others."""
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
