"""Values of this build and the last one, by what they were made from.

In: values by key, as a build asks for them. Out: those that the build before made. A value that a whole build did not
ask for is dropped, so at most two builds are kept.
"""

from collections.abc import Mapping
from typing import Generic, TypeVar

Value = TypeVar("Value")


class TwoBuilds(Generic[Value]):
    """Values of one kind."""

    def __init__(self) -> None:
        self._last: Mapping[str, Value] = {}
        self._now: dict[str, Value] = {}
        self.changed = False
        """Whether this build has made a new value."""

    def begin(self, last: Mapping[str, Value] | None = None) -> None:
        """Begin a build; the first one of a process can start from what another process has kept."""
        if last is not None:
            self._last = last
        self._now = {}
        self.changed = False

    def get(self, key: str) -> Value | None:
        """The value under a key, if either build has it."""
        value = self._now.get(key)
        if value is None:
            value = self._last.get(key)
            if value is not None:
                self._now[key] = value
        return value

    def put(self, key: str, value: Value) -> None:
        """Keep a new value."""
        self._now[key] = value
        self.changed = True

    def finish(self) -> Mapping[str, Value]:
        """End a build; every value that it asked for or made."""
        self._last = self._now
        return self._now
