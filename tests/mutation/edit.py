"""One edit of one file, as somebody could have made it by hand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zlib import crc32

from diglot.source import Span

_START = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Edit:
    """A file's new text, and where its difference should be seen."""

    kind: str
    path: str
    text: str
    name: str = ""
    """The declaration that was edited; empty where it has no name."""
    page: Span | None = None
    """Where the declaration is on the page."""
    place: Span = _START
    """Where the edit is in the new text."""
    word: str = ""
    """The one word that was changed; empty where it was not one word."""

    @property
    def label(self) -> str:
        """For the test's own messages."""
        return f"{self.kind} in {self.path}: {self.name} {self.text[self.place.start : self.place.end][:300]}"


def chosen(edits: Iterable[Edit], seed: int, most: int) -> Iterator[Edit]:
    """At most so many edits of each kind, spread evenly by a seed."""
    by_kind: dict[str, list[Edit]] = {}
    for edit in edits:
        by_kind.setdefault(edit.kind, []).append(edit)
    for found in by_kind.values():
        found.sort(key=lambda edit: (hash_of(seed, edit), edit.path))
        yield from found[:most]


def hash_of(seed: int, edit: Edit) -> int:
    """The same number in each run."""
    return crc32(f"{seed} {edit.path} {edit.text[edit.place.start : edit.place.end]} {edit.name}".encode())
