"""What an unfinished merge leaves in a file.

In: a text. Out: where its conflict markers begin, and the text with only the first version of each conflict, every
place as it was. A version that the two sides have in common (`|||||||`) goes with the second.
"""

from collections.abc import Callable
from itertools import accumulate

from diglot.source import Span

_OURS, _BASE, _THEIRS, _END = "<<<<<<<", "|||||||", "=======", ">>>>>>>"


def without_conflicts(
    text: str, filler: str = " ", is_shown: Callable[[Span], bool] = lambda _: False, *, second_versions: bool = False
) -> tuple[str, tuple[Span, ...]]:
    """The text with the first versions only, the rest filled with blanks, and the line that begins each conflict.

    A conflict that is shown on purpose, going by the line that begins it, is left as it is. On demand, the second
    versions are kept instead.
    """
    if _OURS not in text:
        return text, ()
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    found: list[Span] = []
    begun = second = middle = -1
    for at, line in enumerate(lines):
        if _is_marker(line, _OURS):
            begun, second, middle = at, -1, -1
        elif begun != -1 and second == -1 and _is_marker(line, _BASE):
            second = at
        elif begun != -1 and middle == -1 and line == _THEIRS:
            second, middle = at if second == -1 else second, at
        elif begun != -1 and middle != -1 and _is_marker(line, _END):
            span = Span(starts[begun], starts[begun] + len(lines[begun]))
            if not is_shown(span):
                found.append(span)
                dropped = (*range(begun, middle + 1), at) if second_versions else (begun, *range(second, at + 1))
                for blank in dropped:
                    lines[blank] = filler * len(lines[blank])
            begun = second = middle = -1
    return "\n".join(lines), tuple(found)


def _is_marker(line: str, marker: str) -> bool:
    return line == marker or line.startswith(f"{marker} ")
