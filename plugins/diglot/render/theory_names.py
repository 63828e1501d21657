"""The definitions that the names in one theory refer to."""

from collections.abc import Iterator, Mapping

from diglot.names import Symbol
from diglot.theory.translate.names import IsabelleNames


class TheoryNames(Mapping[str, Symbol]):
    """Definitions by their names in a theory, each looked up on demand."""

    def __init__(self, references: IsabelleNames | None, library: Mapping[str, Symbol]) -> None:
        """A theory may use a name of the library for something else."""
        self._references = references
        self._library = library
        self._known: dict[str, Symbol | None] = {}

    def __getitem__(self, name: str) -> Symbol:
        if name not in self._known:
            own = self._references.thing(name) if self._references is not None else None
            self._known[name] = own or self._library.get(name)
        found = self._known[name]
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        own = self._references.values() if self._references is not None else ()
        return iter(dict.fromkeys((*self._library, *own)))

    def __len__(self) -> int:
        return sum(1 for _ in self)
