"""Several graphs in one picture, beside and below each other.

In: drawings without lines between them, with their sizes. Out: one drawing and its size: columns of about the same
height, read from top to bottom and from left to right, as many as fit beside each other.
"""

from collections.abc import Sequence

_WIDEST = 1040
_FEW = 4
"""Up to this number of drawings, there is one column."""
_SPACE = 14


def tile(drawings: Sequence[tuple[str, float, float]]) -> tuple[str, float, float]:
    """One drawing of all; a single one stays as it is."""
    if len(drawings) == 1:
        return drawings[0]
    widest = max((width for _, width, _ in drawings), default=0)
    count = max(1, int(_WIDEST // widest)) if len(drawings) > _FEW else 1
    full = sum(height + _SPACE for _, _, height in drawings) / count
    parts, x, y, tallest = [], 0.0, 0.0, 0.0
    for drawn, _, height in drawings:
        if y >= full:
            x, y = x + widest + _SPACE, 0.0
        parts.append(f'<g class="dg-tile" transform="translate({x:.1f} {y:.1f})">{drawn}</g>')
        y += height + _SPACE
        tallest = max(tallest, y - _SPACE)
    return "".join(parts), x + widest, tallest
