"""Figures of the last build of `mkdocs serve`.

In: what a figure is made from: values of the compiled site, which are the same objects as long as nothing in them has
changed, and a digest of everything else. Out: the figure, which is made again only if one of these has changed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure with everything that it was made from."""

    things: tuple[object, ...]
    digest: str
    value: object


class FigureCache:
    """Figures of this build and the last one, each under a name."""

    def __init__(self) -> None:
        self._last: dict[str, _Figure] = {}
        self._now: dict[str, _Figure] = {}

    def begin(self) -> None:
        """Begin a build, and drop what the last one did not ask for."""
        self._last, self._now = self._now, {}

    def get_or_make(self, name: str, things: tuple[object, ...], digest: str, make: Callable[[], Value]) -> Value:
        """The value under a name, from the last build if it was made from the same; one name has values of one type."""
        figure = self._last.get(name)
        same = figure is not None and figure.digest == digest and _same(figure.things, things)
        if figure is None or not same:
            figure = _Figure(things, digest, make())
        self._now[name] = figure
        return figure.value  # type: ignore[return-value]


def _same(some: tuple[object, ...], others: tuple[object, ...]) -> bool:
    return len(some) == len(others) and all(one is other for one, other in zip(some, others, strict=True))
