"""Where the boxes of a conversation are: parties in every other column, and their messages in between.

In: a box for each party, and arrows with messages. Out: the columns and lines of a graph. A message to a column further
away is led around the boxes on its way.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from diglot.render.graph import Box, BoxRow, Line
from diglot.render.layers import layer_nodes


@dataclass(frozen=True, slots=True)
class MessageArrow:
    """All messages from one party to another, by the keys of their boxes."""

    source: str
    target: str
    rows: tuple[BoxRow, ...]
    dashed: bool = False
    head: bool = True
    """Whether it shows where it leads."""


@dataclass(frozen=True, slots=True)
class MessagePlan:
    """Boxes by column, and the lines between them."""

    columns: Sequence[list[Box]]
    lines: list[Line]


def plan_messages(parties: Sequence[Box], arrows: Sequence[MessageArrow]) -> MessagePlan:
    """The whole plan."""
    layers = layer_nodes([box.key for box in parties], [(arrow.source, arrow.target) for arrow in arrows])
    plan = MessagePlan([[] for _ in range(2 * max(layers.values(), default=0) + 2)], [])
    for box in parties:
        plan.columns[2 * layers[box.key]].append(box)
    for number, arrow in enumerate(arrows):
        _add_arrow(plan, arrow, f"message {number}", (2 * layers[arrow.source], 2 * layers[arrow.target]))
    return plan


def _add_arrow(plan: MessagePlan, arrow: MessageArrow, key: str, columns: tuple[int, int]) -> None:
    forth = columns[0] < columns[1]
    left, right = (arrow.source, arrow.target) if forth else (arrow.target, arrow.source)
    first, last = min(columns), max(columns)
    plan.columns[first + 1].append(Box(key, "", rows=arrow.rows, style="dg-messages"))
    way = [key]
    for column in range(first + 2, last):
        way.append(f"{key} {column}")
        plan.columns[column].append(Box(way[-1], ""))
    plan.lines.append(Line(left, key, "none" if forth or not arrow.head else "left", arrow.dashed))
    if first == last:
        return  # It talks to itself: its messages are beside it.
    for here, there in zip(way, [*way[1:], right], strict=True):
        tip = "right" if forth and arrow.head and there == right else "none"
        plan.lines.append(Line(here, there, tip, arrow.dashed))
