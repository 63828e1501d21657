"""Results that can be used again, by a digest of everything they were made from.

In: a key and a way to make the value. Out: the value, made at most once as long as it is remembered. What is asked for
least recently is forgotten first.

Big parts of a result stand in it as `Later`: read back from a store, they stay bytes until somebody asks for them.
"""

import pickle
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from typing import Generic, Self, TypeVar

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


class Later(Generic[Value]):
    """A value that may still be bytes."""

    __slots__ = ("_stored", "_value")

    _value: Value

    def __init__(self, value: Value) -> None:
        self._stored: bytes | None = None
        self._value = value

    @classmethod
    def stored(cls, data: bytes) -> Self:
        """A value that has been pickled; only `cache/` hands out such bytes, and only those that it wrote."""
        later = cls.__new__(cls)
        later._stored = data
        return later

    def get(self) -> Value:
        """The value itself."""
        if self._stored is not None:
            self._value = pickle.loads(self._stored)  # noqa: S301 - see `stored`
            self._stored = None
        return self._value

    def __reduce__(self) -> tuple[Callable[[bytes], "Later[Value]"], tuple[bytes]]:
        data = self._stored
        return Later.stored, (pickle.dumps(self._value, pickle.HIGHEST_PROTOCOL) if data is None else data,)


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
