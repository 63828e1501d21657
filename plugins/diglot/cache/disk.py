"""A memory that outlives the process.

In: the project's folder. Out: what `Memory` gives, looked up on disk before it is
made. A value that cannot be pickled, because it is nested too deeply, is made anew each time.
"""

import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from diglot.cache.origin import user_key, version_digest
from diglot.cache.store import Store
from diglot.memory import Memory, Value, pickled

_DEPTH = 3000
"""How many calls pickling may nest: unlike Python's own, its calls take the machine's stack."""


@dataclass(frozen=True, slots=True)
class Cache:
    """Where a project's results are kept."""

    store: Store
    version: str
    """Of everything that makes results."""


def open_cache(root: Path) -> Cache | None:
    """The cache of the project in a folder; None where this user cannot keep anything."""
    key = user_key()
    return Cache(Store(root / ".cache" / "diglot", key), version_digest()) if key is not None else None


class DiskMemory(Memory):
    """Results by key, of this process and of earlier ones."""

    def __init__(self, cache: Cache) -> None:
        super().__init__()
        self._store = cache.store
        self._version = cache.version
        self._used: set[str] = set()
        self.writes = True
        """Whether what is made now is kept for other processes."""

    def recall(self, key: tuple[str, ...], make: Callable[[], Value], *, keep: Callable[[Value], bool]) -> Value:
        """The value of a key; one that is made now is kept if `keep` says that it depends on the key alone."""
        return super().recall(key, lambda: self._from_disk(key, make, keep), keep=keep)

    def _from_disk(self, key: tuple[str, ...], make: Callable[[], Value], keep: Callable[[Value], bool]) -> Value:
        name = "\0".join((self._version, *key))
        self._used.add(name)
        data = self._store.get(name)
        if data is not None:
            value: Value = pickle.loads(data)  # noqa: S301 - the store gives only what this user has written
            return value
        value = make()
        if self.writes and keep(value):
            self._put(name, value)
        return value

    def _put(self, name: str, value: object) -> None:
        try:
            with _calls(_DEPTH):
                data = pickled(value)
        except RecursionError:
            return
        self._store.put(name, data)

    def close(self) -> None:
        """Keep the folder from growing without end."""
        self._store.trim(self._used)


@contextmanager
def _calls(limit: int) -> Iterator[None]:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(limit)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
