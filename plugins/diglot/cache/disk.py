"""A cache that outlives the process.

In: the project's folder. Out: what `Cache` gives, looked up on disk before it is made. A value that cannot be pickled,
because it is nested too deeply, is made in each run.
"""

import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diglot.cache.origin import user_key, version_digest
from diglot.cache.store import Store
from diglot.caching import Cache, Lazy, Stored, Value, join, split
from diglot.links import stays_below
from diglot.recursion import deep_recursion

_LAST = "{} last"
"""The name of what the last run used."""
_FEW = 20
"""How many results may be missing in what is kept of the last run: reading a few files is faster than writing all."""
_DEPTH = 3000
"""How many calls pickling may nest: unlike Python's own, its calls take the machine's stack."""


@dataclass(frozen=True, slots=True)
class CacheFolder:
    """Where a project's results are kept."""

    store: Store
    version: str
    """Of everything that makes results."""


def open_cache_folder(root: Path) -> CacheFolder | None:
    """The cache of the project in a folder; None where this user cannot keep anything."""
    folder = root / ".cache" / "diglot"
    key = user_key(root) if stays_below(root, folder) else None
    return CacheFolder(Store(folder, key), version_digest()) if key is not None else None


def open_cache(root: Path, *, compiles_once: bool = True) -> Cache:
    """A cache for the project in a folder, which outlives this process where that is possible."""
    cache = open_cache_folder(root)
    return DiskCache(cache, compiles_once=compiles_once) if cache is not None else Cache()


class DiskCache(Cache):
    """Results by key, of this process and of earlier ones.

    Each result has a file of its own. The small parts of those that the last run used are also in one file, so
    that a run reads the others only when it needs their big parts.
    """

    def __init__(self, cache: CacheFolder, *, compiles_once: bool = True) -> None:
        super().__init__()
        self._gathers = compiles_once
        self._store = cache.store
        self._version = cache.version
        self._last = _LAST.format(cache.version)
        self._known: dict[str, bytes] = self._load(self._last) or {}
        self._used: dict[str, bytes] = {}
        """What is small of the results that were used; only their names if this is not gathered."""
        self.writes = True
        """Whether what is made now is kept for other processes."""

    def get_or_make(
        self, key: tuple[str, ...], make: Callable[[], Value], *, cache_if: Callable[[Value], bool]
    ) -> Value:
        """The value of a key; one that is made now is kept if `cache_if` says that it depends on the key alone."""
        return super().get_or_make(key, lambda: self._from_disk(key, make, cache_if), cache_if=cache_if)

    def _from_disk(self, key: tuple[str, ...], make: Callable[[], Value], cache_if: Callable[[Value], bool]) -> Value:
        name = "\0".join((self._version, *key))
        value: Value
        known = self._known.get(name)
        if known is not None:
            self._use(name, known)
            value = join(known, lambda number: Lazy(_Part(self.parts, name, number, make)))
            return value
        found = self._load(name)
        if found is not None:
            known, parts = found
            self._use(name, known)
            value = join(known, lambda number: Lazy(parts[number]))
            return value
        value = make()
        if self.writes and cache_if(value):
            self._put(name, value)
        return value

    def _load(self, name: str) -> Any:  # noqa: ANN401 - whatever was put in under the name
        data = self._store.get(name)
        return pickle.loads(data) if data is not None else None  # noqa: S301 - the store gives what this user wrote

    def parts(self, name: str, make: Callable[[], object]) -> list[Lazy[Any]]:
        """The big parts of a result; if its file is gone, they are made again."""
        found = self._load(name)
        if found is not None:
            return [Lazy(part) for part in found[1]]
        with deep_recursion():
            return split(make())[1]

    def _put(self, name: str, value: object) -> None:
        try:
            with _calls(_DEPTH):
                known, parts = split(value)
                data = pickle.dumps((known, [part.bytes() for part in parts]), pickle.HIGHEST_PROTOCOL)
        except RecursionError:
            return
        self._store.put(name, data)
        self._use(name, known)

    def _use(self, name: str, known: bytes) -> None:
        self._used[name] = known if self._gathers else b""

    def close(self) -> None:
        """Keep what the next run will probably use, and keep the folder from growing without end.

        The cache can be used further, but only what was used so far is gathered.
        """
        if self._gathers and self.writes and len(self._used.keys() - self._known.keys()) > _FEW:
            self._store.put(self._last, pickle.dumps(self._used, pickle.HIGHEST_PROTOCOL))
        self._gathers = False
        self._used = dict.fromkeys(self._used, b"")
        self._store.trim([*self._used, self._last])


@dataclass(frozen=True, slots=True)
class _Part(Stored):
    """A big part of a result in the result's own file."""

    parts: Callable[[str, Callable[[], object]], list[Lazy[Any]]]
    name: str
    number: int
    make: Callable[[], object]
    """Makes the whole result again."""

    def load(self) -> Lazy[Any]:
        """The part, which may still be bytes."""
        return self.parts(self.name, self.make)[self.number]


@contextmanager
def _calls(limit: int) -> Iterator[None]:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(limit)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
