"""Results that can be used again, by a digest of everything they were made from.

In: a key and a way to make the value. Out: the value, made at most once as long as it is remembered. What is asked for
least recently is forgotten first.

Big parts of a result are `Lazy`: read back from a store, they stay there until they are asked for.
"""

import io
import pickle
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from operator import attrgetter
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")

CAPACITY = 8192
"""How many results are kept by default: several for each page of a big specification."""


class Cache:
    """Results by key. One cache serves one process and one version of this package."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, ...], object] = OrderedDict()
        self.capacity = CAPACITY

    def get_or_make(
        self, key: tuple[str, ...], make: Callable[[], Value], *, cache_if: Callable[[Value], bool]
    ) -> Value:
        """The value of a key; one that is made now is kept if `cache_if` says that it depends on the key alone."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]  # type: ignore[return-value]
        value = make()
        if cache_if(value):
            self.put(key, value)
        return value

    def put(self, key: tuple[str, ...], value: object) -> None:
        """Keep a value, and forget another if there are too many."""
        self._kept[key] = value
        while len(self._kept) > self.capacity:
            self._kept.popitem(last=False)

    def close(self) -> None:
        """Tidy up after a run; this one leaves nothing behind."""


class Pickled(bytes):
    """A value as bytes; only `cache/` reads such bytes, and only those that it wrote."""


class Stored:
    """A value that is kept somewhere else; no abstract class, which would be slow to ask for."""

    def load(self) -> "Lazy[Any]":
        """The value, which may still be bytes."""
        raise NotImplementedError


class Lazy(Generic[Value]):
    """A value that may still be bytes, or elsewhere."""

    __slots__ = ("_held",)

    def __init__(self, value: Value | Pickled | Stored) -> None:
        self._held = value

    def get(self) -> Value:
        """The value itself."""
        held = self._held
        if isinstance(held, Pickled):
            value: Value = pickle.loads(held)  # noqa: S301 - see `Pickled`
        elif isinstance(held, Stored):
            value = held.load().get()
        else:
            return held
        self._held = value
        return value

    def bytes(self) -> Pickled:
        """The value as bytes."""
        held = self._held
        return held if isinstance(held, Pickled) else pickled(self.get())

    def __reduce__(self) -> tuple[type["Lazy[Value]"], tuple[Pickled]]:
        return Lazy, (self.bytes(),)


def pickled(value: object) -> Pickled:
    """A value as bytes."""
    buffer = io.BytesIO()
    _Pickler(buffer, pickle.HIGHEST_PROTOCOL).dump(value)
    return Pickled(buffer.getvalue())


def split(value: object) -> tuple[Pickled, list[Lazy[Any]]]:
    """A value as bytes without its big parts, and these in order."""
    buffer = io.BytesIO()
    pickler = _Splitter(buffer, pickle.HIGHEST_PROTOCOL)
    pickler.dump(value)
    return Pickled(buffer.getvalue()), pickler.parts


def join(data: bytes, parts: Callable[[int], Lazy[Any]]) -> Any:  # noqa: ANN401 - whatever was split
    """The value that was split into some bytes and big parts, which are given by their numbers."""
    return _Joiner(data, parts).load()


class _Reducers(dict[type, Callable[[Any], Any]]):
    """How to make the objects of a class again, for each class that it is asked for."""

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        reducer = _reducer(kind)
        if reducer is None:
            raise KeyError(kind)
        self[kind] = reducer
        return reducer


def _reducer(kind: type) -> Callable[[Any], Any] | None:
    if issubclass(kind, Enum):
        return lambda value: (getattr, (kind, value.name))
    if issubclass(kind, tuple):
        return lambda value: (_NEW, (kind, tuple(value)))
    if not is_dataclass(kind) or any(not field.init or field.kw_only for field in fields(kind)):
        return None
    names = [field.name for field in fields(kind)]
    if len(names) < 2:
        return lambda value: (kind, tuple([getattr(value, name) for name in names]))
    values = attrgetter(*names)
    return lambda value: (kind, values(value))


_NEW = tuple.__new__
_REDUCERS = _Reducers()


class _Pickler(pickle.Pickler):
    """Takes a dataclass for its class and its fields, which is much faster than what dataclasses do by themselves."""

    dispatch_table = _REDUCERS


class _Splitter(_Pickler):
    """Leaves the big parts out."""

    def __init__(self, file: io.BytesIO, protocol: int) -> None:
        super().__init__(file, protocol)
        self.parts: list[Lazy[Any]] = []

    def persistent_id(self, value: object) -> int | None:
        """The number of a big part."""
        if not isinstance(value, Lazy):
            return None
        self.parts.append(value)
        return len(self.parts) - 1


class _Joiner(pickle.Unpickler):
    """Puts the big parts in again."""

    def __init__(self, data: bytes, parts: Callable[[int], Lazy[Any]]) -> None:
        super().__init__(io.BytesIO(data))
        self._parts = parts

    def persistent_load(self, number: int) -> Lazy[Any]:
        """The big part with a number."""
        return self._parts(number)


class LazyMap(Mapping[str, Value]):
    """Values by name, each brought when it is first asked for."""

    def __init__(self, entries: Mapping[str, Lazy[Value]]) -> None:
        self._entries = entries

    def __getitem__(self, name: str) -> Value:
        return self._entries[name].get()

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)
