"""Results that can be used again, by a digest of everything they were made from.

In: a key and a way to make the value. Out: the value, made at most once as long as it is remembered. What is asked for
least recently is forgotten first.

Big parts of a result stand in it as `Later`: read back from a store, they stay bytes until somebody asks for them.
"""

import pickle
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

Value = TypeVar("Value")

CAPACITY = 8192
"""How many results are kept: several for each page of a big specification."""


class Memory:
    """Results by key. One memory serves one process and one version of this package."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, ...], object] = OrderedDict()

    def recall(self, key: tuple[str, ...], make: Callable[[], Value], *, keep: Callable[[Value], bool]) -> Value:
        """The value of a key; one that is made now is kept if `keep` says that it depends on the key alone."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]  # type: ignore[return-value]
        value = make()
        if keep(value):
            self.remember(key, value)
        return value

    def remember(self, key: tuple[str, ...], value: object) -> None:
        """Keep a value, and forget another if there are too many."""
        self._kept[key] = value
        if len(self._kept) > CAPACITY:
            self._kept.popitem(last=False)


class Pickled(bytes):
    """A value as bytes; only `cache/` reads such bytes, and only those that it wrote."""


class Later(Generic[Value]):
    """A value that may still be bytes."""

    __slots__ = ("_held",)

    def __init__(self, value: Value | Pickled) -> None:
        self._held = value

    def get(self) -> Value:
        """The value itself."""
        held = self._held
        if isinstance(held, Pickled):
            value: Value = pickle.loads(held)  # noqa: S301 - see `Pickled`
            self._held = value
            return value
        return held

    def __reduce__(self) -> tuple[type["Later[Value]"], tuple[Pickled]]:
        held = self._held
        return Later, (held if isinstance(held, Pickled) else Pickled(pickle.dumps(held, pickle.HIGHEST_PROTOCOL)),)


class Lookup(Mapping[str, Value]):
    """Values by name, each brought when it is first asked for."""

    def __init__(self, entries: Mapping[str, Later[Value]]) -> None:
        self._entries = entries

    def __getitem__(self, name: str) -> Value:
        return self._entries[name].get()

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)
