"""Boxes in columns, and lines between neighbouring columns, as inline SVG.

In: columns of boxes from left to right, and lines. Out: SVG that takes its colours from the page, in which boxes, their
rows and the labels of lines may be links. Within a column the boxes are put in an order in which few lines cross.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from statistics import fmean

from diglot.render.html import drawn_link, svg_start

_ROW, _HEAD, _SPACE, _MARGIN = 22, 34, 18, 8
_GAP, _WAYPOINT = 42, 8
_LINE, _LONG = 18, 16
"""Height of a further line of a title; how many characters a title may have to stay on one line."""
_CHARACTER = 7.9
"""Width of a character in the font of code."""


@dataclass(frozen=True, slots=True)
class BoxRow:
    """A line of text in a box, in the font of code; perhaps a link."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A box with a title and rows. One without a title only leads lines around the other boxes of its column."""

    key: str
    title: str
    href: str = ""
    remark: str = ""
    """In small letters below the title."""
    rows: tuple[BoxRow, ...] = ()
    style: str = "dg-partner"

    @property
    def lines(self) -> tuple[str, ...]:
        """The title, a long one on two lines."""
        breaks = [at for at, character in enumerate(self.title) if character == " "]
        if len(self.title) <= _LONG or not breaks:
            return (self.title,) if self.title else ()
        best = min(breaks, key=lambda at: max(at, len(self.title) - at - 1))
        return self.title[:best], self.title[best + 1 :]

    @property
    def height(self) -> float:
        """How high it is drawn."""
        head = (_HEAD + (len(self.lines) - 1) * _LINE if self.title else 8) + (16 if self.remark else 0)
        return head + len(self.rows) * _ROW + (8 if self.rows else 0) if self.title or self.rows else _WAYPOINT

    @property
    def width(self) -> float:
        """How wide it has to be."""
        titles = [len(line) * 8.6 for line in self.lines]
        rows = [len(row.text) * _CHARACTER for row in self.rows]
        return max(*titles, *rows, len(self.remark) * 6.8, 0) + 28 if self.title or self.rows else 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line from a box to one in the next column."""

    left: str
    right: str
    head: str = "right"
    """At which end the arrow's head is: `left`, `right`, or neither."""
    dashed: bool = False
    label: str = ""
    href: str = ""
    row: int | None = None
    """The row of the left box that it begins at."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a box is drawn."""

    box: Box
    x: float
    y: float
    width: float

    def port(self, share: float, row: int | None) -> float:
        """The height at which a line meets the box."""
        if row is None:
            return self.y + self.box.height * share
        return self.y + self.box.height - 8 - (len(self.box.rows) - row - 0.5) * _ROW


def graph_svg(columns: Sequence[Sequence[Box]], lines: Sequence[Line], title: str, description: str) -> str:
    """The picture."""
    return framed(*draw_graph(columns, lines), title, description)


def framed(drawn: str, width: float, height: float, title: str, description: str) -> str:
    """The picture of what is drawn already."""
    words = f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
    return f"{svg_start(width, height)}{words}{drawn}</svg>"


def draw_graph(columns: Sequence[Sequence[Box]], lines: Sequence[Line]) -> tuple[str, float, float]:
    """What the picture consists of, its width and its height."""
    places, width, height = _placed(_ordered(columns, lines), lines)
    drawn = "".join(_line(line, ends, places) for line, ends in _ports(lines, places))
    boxes = "".join(_box(place) for place in places.values() if place.box.title or place.box.rows)
    return drawn + boxes, width, height


# -- Where things go --------------------------------------------------------------------------------------------------


def _ordered(columns: Sequence[Sequence[Box]], lines: Sequence[Line]) -> list[list[Box]]:
    """The columns, each sorted by where its neighbours are: a few times to and fro."""
    ordered = [list(column) for column in columns]
    neighbours: dict[str, list[str]] = {}
    for line in lines:
        neighbours.setdefault(line.left, []).append(line.right)
        neighbours.setdefault(line.right, []).append(line.left)
    forth = range(1, len(ordered))
    back = range(len(ordered) - 2, -1, -1)
    for sweep, step in ((forth, -1), (back, 1), (forth, -1)):
        for at in sweep:
            beside = {box.key: index for index, box in enumerate(ordered[at + step])}
            ordered[at] = _by_neighbours(ordered[at], beside, neighbours)
    return ordered


def _by_neighbours(column: list[Box], beside: Mapping[str, int], neighbours: Mapping[str, list[str]]) -> list[Box]:
    def middle(entry: tuple[int, Box]) -> float:
        index, box = entry
        found = [beside[key] for key in neighbours.get(box.key, ()) if key in beside]
        return fmean(found) if found else index

    return [box for _, box in sorted(enumerate(column), key=middle)]


def _placed(columns: Sequence[Sequence[Box]], lines: Sequence[Line]) -> tuple[dict[str, _Place], float, float]:
    heights = [sum(box.height for box in column) + _SPACE * max(len(column) - 1, 0) for column in columns]
    tallest = max(heights, default=0)
    places: dict[str, _Place] = {}
    x = float(_MARGIN)
    for column, height in zip(columns, heights, strict=True):
        width = max((box.width for box in column), default=0)
        y = _MARGIN + (tallest - height) / 2
        for box in column:
            places[box.key] = _Place(box, x, y, width)
            y += box.height + _SPACE
        keys = {box.key for box in column}
        labels = [len(line.label) * _CHARACTER + 36 for line in lines if line.left in keys]
        x += width + max(_GAP, *labels, 0)
    last = max((place.x + place.width for place in places.values()), default=0)
    return places, last + _MARGIN, tallest + 2 * _MARGIN


def _ports(lines: Sequence[Line], places: Mapping[str, _Place]) -> Iterable[tuple[Line, tuple[float, float]]]:
    """Where each line begins and ends: those at one side of a box are spread over it, in the order of their ends."""
    leaving: dict[str, list[Line]] = {}
    arriving: dict[str, list[Line]] = {}
    for line in lines:
        leaving.setdefault(line.left, []).append(line)
        arriving.setdefault(line.right, []).append(line)
    starts = {key: sorted(found, key=lambda line: places[line.right].y) for key, found in leaving.items()}
    ends = {key: sorted(found, key=lambda line: places[line.left].y) for key, found in arriving.items()}
    for line in lines:
        start = places[line.left].port(_share(line, starts[line.left]), line.row)
        yield line, (start, places[line.right].port(_share(line, ends[line.right]), None))


def _share(line: Line, lines: Sequence[Line]) -> float:
    return (lines.index(line) + 1) / (len(lines) + 1)


# -- Drawing ----------------------------------------------------------------------------------------------------------


def _line(line: Line, ends: tuple[float, float], places: Mapping[str, _Place]) -> str:
    left, right = places[line.left], places[line.right]
    start, end = left.x + left.width * bool(left.box.title or left.box.rows), right.x
    (y, to), half = ends, (start + end) / 2
    dashed = ' stroke-dasharray="5 4"' if line.dashed else ""
    curve = f"M{start:.1f} {y:.1f}C{half:.1f} {y:.1f} {half:.1f} {to:.1f} {end:.1f} {to:.1f}"
    drawn = f'<path class="dg-curve" d="{curve}"{dashed}/>'
    tips = {"right": f"M{end:.1f} {to:.1f}l-9 -4.5v9z", "left": f"M{start:.1f} {y:.1f}l9 -4.5v9z"}
    head = f'<path d="{tips[line.head]}"/>' if line.head in tips else ""
    label = (
        f'<text class="dg-label" x="{half:.1f}" y="{(y + to) / 2 + 4:.1f}">{escape(line.label)}</text>'
        if line.label
        else ""
    )
    return f'<g class="dg-arrow">{drawn}{head}{drawn_link(label, line.href)}</g>'


def _box(place: _Place) -> str:
    box, centre = place.box, place.x + place.width / 2
    rectangle = (
        f'<rect x="{place.x:.1f}" y="{place.y:.1f}" width="{place.width:.1f}" height="{box.height:.1f}" rx="6"/>'
    )
    more = (len(box.lines) - 1) * _LINE
    title_y = place.y + (21 if box.rows or box.remark else (box.height - more) / 2 + 5)
    parts = [
        f'<text class="dg-name" x="{centre:.1f}" y="{title_y + at * _LINE:.1f}">{escape(line)}</text>'
        for at, line in enumerate(box.lines)
    ]
    if box.remark:
        y = place.y + 38 + more
        parts.append(f'<text class="dg-remark" x="{centre:.1f}" y="{y:.1f}">{escape(box.remark)}</text>')
    rows = []
    for at, row in enumerate(box.rows):
        y = place.port(0, at) + 4.5
        text = f'<text class="dg-label" x="{centre:.1f}" y="{y:.1f}">{escape(row.text)}</text>'
        rows.append(drawn_link(text, row.href))
    return f'<g class="{box.style}">{drawn_link(rectangle + "".join(parts), box.href)}{"".join(rows)}</g>'
