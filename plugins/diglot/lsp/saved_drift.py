"""Where generated files differ from pages, as it was when all pages had been saved last.

In: drift, and the files that it is about as they were then. Out: its places in the files as they are now. While a page
is being edited, nobody can have updated its files yet, so it is compared with them only when it is saved.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from diglot.diagnostic import Diagnostic
from diglot.source import SourceFile, Span


@dataclass(frozen=True, slots=True)
class SavedDrift:
    """Drift with the files that it was found in."""

    problems: tuple[Diagnostic, ...] = ()
    sources: Mapping[str, SourceFile] = field(default_factory=dict)

    def place(self, path: str, span: Span, now: Mapping[str, SourceFile]) -> Span | None:
        """Where a place is now; None if the text around it has changed, or is gone."""
        if path not in self.sources:
            return span  # A file that should be there.
        if path not in now:
            return None
        before, after = self.sources[path].text, now[path].text
        if before == after:
            return span
        start = _same(before, after)
        end = _same(before[start:][::-1], after[start:][::-1])
        if span.end <= start:
            return span
        if span.start >= len(before) - end:
            shift = len(after) - len(before)
            return Span(span.start + shift, span.end + shift)
        return None


def _same(one: str, other: str) -> int:
    """How many characters at the beginning of two texts are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (here, there) in pairs if here != there), min(len(one), len(other)))
