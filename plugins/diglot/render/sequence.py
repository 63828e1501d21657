"""A sequence of messages as inline SVG: the parties side by side, and the messages below them in their order.

In: boxes from left to right, and steps from top to bottom. Out: SVG that takes its colours from the page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from diglot.render.graph import Box
from diglot.render.html import drawn_link, svg_start

_MARGIN, _STEP, _HEIGHT, _SPACE = 8, 42, 52, 28
_CHARACTER, _LINE = 7.9, 18
_LOOP = 46
"""How far a message to oneself reaches out."""


@dataclass(frozen=True, slots=True)
class Message:
    """An arrow from one party to another, by the keys of their boxes; without ends, only words."""

    source: str
    target: str
    text: str
    href: str = ""
    dashed: bool = False


def sequence_svg(boxes: Sequence[Box], messages: Sequence[Message], title: str, description: str) -> str:
    """The picture."""
    centres, width = _centres(boxes, messages)
    bottom = _MARGIN + _HEIGHT + _STEP * len(messages) + 24
    drawn = "".join(_lifeline(centre, bottom) for centre in centres.values())
    drawn += "".join(_box(box, centres[box.key]) for box in boxes)
    for at, message in enumerate(messages):
        y = _MARGIN + _HEIGHT + _STEP * (at + 1)
        drawn += _arrow(message, centres, y) if message.source else _words(message.text, width, y)
    words = f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
    return f"{svg_start(width, bottom + _MARGIN)}{words}{drawn}</svg>"


def _centres(boxes: Sequence[Box], messages: Sequence[Message]) -> tuple[Mapping[str, float], float]:
    """The middle of each party, wide enough apart for boxes and words, and the width of the whole."""
    order = {box.key: at for at, box in enumerate(boxes)}
    gaps = [(left.width + right.width) / 2 + _SPACE for left, right in pairwise(boxes)]
    gaps.append(boxes[-1].width / 2 if boxes else 0)
    for message in messages:
        if not message.source:
            continue
        first, last = sorted((order[message.source], order[message.target]))
        needed = len(message.text) * _CHARACTER + (24 if first < last else _LOOP + 16)
        share = needed / max(last - first, 1)
        for at in range(first, max(last, first + 1)):
            gaps[at] = max(gaps[at], share)
    centres: dict[str, float] = {}
    x = _MARGIN + (boxes[0].width / 2 if boxes else 0)
    for box, gap in zip(boxes, gaps, strict=False):
        centres[box.key] = x
        x += gap
    remarks = [len(message.text) * 6.8 + 20 for message in messages if not message.source]
    return centres, max(x, *remarks, 0) + _MARGIN


def _lifeline(x: float, bottom: float) -> str:
    line = f'<path class="dg-curve" stroke-dasharray="2 5" d="M{x:.1f} {_MARGIN + _HEIGHT}V{bottom:.1f}"/>'
    return f'<g class="dg-arrow">{line}</g>'


def _box(box: Box, centre: float) -> str:
    rectangle = (
        f'<rect x="{centre - box.width / 2:.1f}" y="{_MARGIN}" width="{box.width:.1f}" height="{_HEIGHT}" rx="6"/>'
    )
    first = _MARGIN + _HEIGHT / 2 + 5 - (len(box.lines) - 1) * _LINE / 2
    text = "".join(
        f'<text class="dg-name" x="{centre:.1f}" y="{first + at * _LINE:.1f}">{escape(line)}</text>'
        for at, line in enumerate(box.lines)
    )
    return f'<g class="{box.style}">{drawn_link(rectangle + text, box.href)}</g>'


def _arrow(message: Message, centres: Mapping[str, float], y: float) -> str:
    start, end = centres[message.source], centres[message.target]
    way = f"M{start:.1f} {y:.1f}H{end:.1f}"
    middle, sign = (start + end) / 2, 9 if end < start else -9
    if start == end:
        way = f"M{start:.1f} {y - 9:.1f}h{_LOOP - 12}v14H{end:.1f}"
        y, sign = y + 5, 9
        middle = start + _LOOP + len(message.text) * _CHARACTER / 2 - 4
    dashed = ' stroke-dasharray="5 4"' if message.dashed else ""
    tip = f'<path d="M{end:.1f} {y:.1f}l{sign} -4.5v9z"/>'
    at = y - 8 if start != end else y + 2
    words = f'<text class="dg-label" x="{middle:.1f}" y="{at:.1f}">{escape(message.text)}</text>'
    return f'<g class="dg-arrow"><path class="dg-curve" d="{way}"{dashed}/>{tip}{drawn_link(words, message.href)}</g>'


def _words(text: str, width: float, y: float) -> str:
    wide = len(text) * 6.8 + 20
    rectangle = f'<rect x="{(width - wide) / 2:.1f}" y="{y - 16:.1f}" width="{wide:.1f}" height="24" rx="6"/>'
    remark = f'<text class="dg-remark" x="{width / 2:.1f}" y="{y:.1f}">{escape(text)}</text>'
    return f'<g class="dg-messages">{rectangle}{remark}</g>'
