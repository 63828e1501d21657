"""What was made for the pages of a site by the last build of `mkdocs serve`.

In: what something is made from: values of the compiled site, which are the same objects as long as nothing in them has
changed, and a digest of all else. Out: what was made of them, made again only if any of this is not as it was.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class _Made:
    """Something with all that it was made from."""

    things: tuple[object, ...]
    digest: str
    value: object


class FigureMemory:
    """Pieces of a site, of this build and the last one, each under a name."""

    def __init__(self) -> None:
        self._last: dict[str, _Made] = {}
        self._now: dict[str, _Made] = {}

    def begin(self) -> None:
        """Begin a build: what the last one did not ask for is forgotten."""
        self._last, self._now = self._now, {}

    def recall(self, name: str, things: tuple[object, ...], digest: str, make: Callable[[], Value]) -> Value:
        """What was made under a name from the same things; what is called the same is always of the same type."""
        made = self._last.get(name)
        same = made is not None and made.digest == digest and _same(made.things, things)
        if made is None or not same:
            made = _Made(things, digest, make())
        self._now[name] = made
        return made.value  # type: ignore[return-value]


def _same(some: tuple[object, ...], others: tuple[object, ...]) -> bool:
    return len(some) == len(others) and all(one is other for one, other in zip(some, others, strict=True))
