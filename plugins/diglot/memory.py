"""Results that can be used again, by a digest of everything they were made from.

In: a key and a way to make the value. Out: the value, made at most once as long as it is remembered. What is asked for
least recently is forgotten first.
"""

from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

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
            self._kept[key] = value
            if len(self._kept) > CAPACITY:
                self._kept.popitem(last=False)
        return value
