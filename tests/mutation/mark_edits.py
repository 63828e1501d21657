"""Quotation marks and delimiters that are missing or doubled.

In: a theory's path and text as committed. Out: an edit for each of its marks.
"""

import re
from collections.abc import Iterator

from mutation.edit import Edit

from diglot.source import Span

_MARK = re.compile(r"\"|\\<open>|\\<close>|\(\*|\*\)")
_INSIDE = re.compile(r"''[^']*''")


def mark_edits(path: str, text: str) -> Iterator[Edit]:
    """Each mark missing, and each mark twice."""
    strings = [Span(*match.span()) for match in _INSIDE.finditer(text)]
    for match in _MARK.finditer(text):
        if not any(match.start() in span for span in strings):
            mark, (start, end) = match[0], match.span()
            yield Edit(f"{mark} missing", path, text[:start] + text[end:], place=Span(start, start))
            yield Edit(f"{mark} doubled", path, text[:start] + 2 * mark + text[end:], place=Span(start, start))
