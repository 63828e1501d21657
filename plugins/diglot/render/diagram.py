"""The conversation of an engine as a picture and in words.

In: a `Conversation`. Out: a `Diagram`, and from it inline SVG that takes its colours from the page, with the same facts
as a list beneath. Partners stand on the left, the engine on the right, and there is one row for each kind of message.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from diglot.engine.model import Recipient, Requester
from diglot.engine.partner_words import partner_words
from diglot.engine.partners import Conversation, Exchange, OtherEngine, Partner
from diglot.names import Symbol
from diglot.reference.links import Links
from diglot.render.html import linked, svg_start
from diglot.render.mermaid import Flowchart
from diglot.render.picture import picture_html
from diglot.render.problem import with_code

_ROW, _GAP, _MARGIN = 58, 22, 1
_CHARACTER = 7.9
"""Width of a character of the labels, in the font of code."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands in a box: a name, and below it what that is; perhaps a link."""

    name: str
    remark: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """A row: a kind of message, and the guarded actions that have to do with it."""

    label: str
    href: str
    remark: str
    incoming: bool
    dashed: bool


@dataclass(frozen=True, slots=True)
class Diagram:
    """Partners with their rows, from top to bottom, and the engine that they all lead to."""

    engine: Caption
    partners: tuple[tuple[Caption, tuple[Arrow, ...]], ...]
    sentences: tuple[str, ...]
    """The same in words, as HTML."""


def conversation_diagram(
    conversation: Conversation, title: str, titles: Mapping[str, str], links: Links, here: str
) -> Diagram:
    """The diagram of an engine whose page has this title; `titles` has those of all modules' pages."""
    words = _Words(title, titles, links, here)
    rows: dict[Caption, list[Arrow]] = {}
    for exchange in conversation.exchanges:
        rows.setdefault(words.caption(exchange.partner), []).append(words.arrow(exchange))
    if conversation.timers:
        arrow = Arrow("elapsed", "", words.set_off(conversation.timers), incoming=True, dashed=False)
        rows.setdefault(Caption("Timers", "set by itself"), []).append(arrow)
    partners = tuple((caption, tuple(arrows)) for caption, arrows in rows.items())
    return Diagram(Caption(title, ""), partners, tuple(words.sentences(conversation)))


@dataclass(frozen=True, slots=True)
class _Words:
    """How things are called in one diagram."""

    title: str
    titles: Mapping[str, str]
    links: Links
    here: str

    def caption(self, partner: Partner) -> Caption:
        """What stands in a partner's box."""
        if isinstance(partner, OtherEngine):
            return Caption(self.title_of(partner), "engine", self.links.href(partner.module, self.here) or "")
        words = partner_words(partner)
        return Caption(words.name, words.remark)

    def title_of(self, engine: OtherEngine) -> str:
        """The title of another engine's page."""
        return self.titles.get(engine.module, engine.module)

    def arrow(self, exchange: Exchange) -> Arrow:
        """The row of one exchange."""
        names = ", ".join(action.name for action in exchange.actions)
        remark = self.set_off(exchange.actions) if exchange.incoming else _sent_by(names, exchange.through)
        label = exchange.message.name if exchange.message else "any message" if exchange.incoming else "some message"
        label += " …" if exchange.many else ""
        return Arrow(label, self.href(exchange.message), remark, exchange.incoming, not exchange.always)

    def set_off(self, actions: Sequence[Symbol]) -> str:
        """What is said of a message or timer that sets actions off."""
        return f"for {', '.join(action.name for action in actions)}"

    def href(self, symbol: Symbol | None) -> str:
        """Where a thing is defined."""
        return (self.links.href(symbol, self.here) or "") if symbol else ""

    def code(self, symbol: Symbol | None, otherwise: str) -> str:
        """A thing's name as HTML, with its link."""
        return linked(f"<code>{escape(symbol.name)}</code>", self.href(symbol)) if symbol else otherwise

    def codes(self, symbols: Sequence[Symbol]) -> str:
        """Several names, joined."""
        return " and ".join(self.code(symbol, "") for symbol in symbols)

    def sentences(self, conversation: Conversation) -> Sequence[str]:
        """Everything that the picture shows, and what does not fit into it."""
        found = [self.sentence(exchange) for exchange in conversation.exchanges]
        if conversation.timers:
            found.append(f"When timers have elapsed, {self.codes(conversation.timers)} may happen.")
        found.extend(f"{self.code(message, '')} sets nothing off." for message in conversation.ignored)
        if not conversation.complete:
            found.append("Not every definition could be followed to its end, so there may be more than is shown here.")
        return found

    def sentence(self, exchange: Exchange) -> str:
        """One exchange in words."""
        title, actions = escape(self.title), self.codes(exchange.actions)
        caption = self.caption(exchange.partner)
        if exchange.incoming:
            sender = linked(escape(caption.name), caption.href) if caption.href else "Whoever asks"
            condition = "" if exchange.always else ", under conditions"
            what = self.code(exchange.message, "any message")
            return f"{sender} sends {what} to {title}, which sets off {actions}{condition}."
        what = self.code(exchange.message, "a message that could not be determined")
        amount = "any number of times" if exchange.many else "" if exchange.always else "in some cases"
        return f"{title} sends {what} to {self.recipient(exchange)}{f' {amount}' if amount else ''}, in {actions}."

    def recipient(self, exchange: Exchange) -> str:
        """Whom a message goes to, as HTML."""
        if not isinstance(exchange.partner, OtherEngine):
            return with_code(partner_words(exchange.partner).recipient)
        caption = self.caption(exchange.partner)
        known_as = f" ({with_code(partner_words(exchange.through).recipient)})" if exchange.through else ""
        return linked(escape(caption.name), caption.href) + known_as


def _sent_by(actions: str, through: Recipient | None) -> str:
    """What is said of a message that is sent to another engine's page, or to somebody who has none."""
    if through is None:
        return f"by {actions}"
    if isinstance(through, Requester):
        return f"in reply, by {actions}"
    return f"to {partner_words(through).name}, by {actions}"


# -- SVG --------------------------------------------------------------------------------------------------------------


def diagram_html(diagram: Diagram, caption: str) -> str:
    """The diagram as a `<figure>` with inline SVG."""
    return picture_html(diagram_svg(diagram, caption), caption, diagram.sentences, _mermaid(diagram))


def _mermaid(diagram: Diagram) -> str:
    chart = Flowchart()
    engine = chart.node(diagram.engine.name)
    for partner, arrows in diagram.partners:
        other = chart.node(partner.name, partner.remark)
        for arrow in arrows:
            ends = (other, engine) if arrow.incoming else (engine, other)
            chart.arrow(*ends, arrow.label, dashed=arrow.dashed)
    return chart.text


def diagram_svg(diagram: Diagram, title: str) -> str:
    """The picture alone."""
    left = max((_box_width(caption) for caption, _ in diagram.partners), default=120)
    arrows = [arrow for _, rows in diagram.partners for arrow in rows]
    middle = max((_arrow_width(arrow) for arrow in arrows), default=160)
    right = _box_width(diagram.engine)
    parts: list[str] = []
    y = float(_MARGIN)
    for partner, rows in diagram.partners:
        height = len(rows) * _ROW
        parts.append(_box(partner, _MARGIN, y, left, height, "dg-partner"))
        parts.extend(_arrow(arrow, _MARGIN + left, y + (at + 0.5) * _ROW, middle) for at, arrow in enumerate(rows))
        y += height + _GAP
    bottom = max(y - _GAP, _ROW)
    parts.append(_box(diagram.engine, _MARGIN + left + middle, _MARGIN, right, bottom - _MARGIN, "dg-engine"))
    width, height_ = left + middle + right + 2 * _MARGIN, bottom + _MARGIN
    return (
        f"{svg_start(width, height_)}"
        f"<title>{escape(title)}</title><desc>{escape(_description(diagram))}</desc>{''.join(parts)}</svg>"
    )


def _description(diagram: Diagram) -> str:
    lines = []
    for partner, rows in diagram.partners:
        for row in rows:
            ends = (partner.name, diagram.engine.name) if row.incoming else (diagram.engine.name, partner.name)
            lines.append(f"{ends[0]} to {ends[1]}: {row.label}, {row.remark}.")
    return " ".join(lines)


def _box_width(caption: Caption) -> float:
    return max(len(caption.name) * 8.6, len(caption.remark) * 6.6, 84) + 32


def _arrow_width(arrow: Arrow) -> float:
    return max(len(arrow.label) * _CHARACTER, len(arrow.remark) * 6.8, 130) + 60


def _box(caption: Caption, x: float, y: float, width: float, height: float, style: str) -> str:
    centre, middle = x + width / 2, y + height / 2
    name_y = middle - 4 if caption.remark else middle + 5
    remark = (
        f'<text class="dg-remark" x="{centre:.1f}" y="{middle + 14:.1f}">{escape(caption.remark)}</text>'
        if caption.remark
        else ""
    )
    inside = (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="6"/>'
        f'<text class="dg-name" x="{centre:.1f}" y="{name_y:.1f}">{escape(caption.name)}</text>{remark}'
    )
    return f'<g class="{style}">{linked(inside, caption.href)}</g>'


def _arrow(arrow: Arrow, x: float, y: float, width: float) -> str:
    start, end = (x + 6, x + width - 8) if arrow.incoming else (x + width - 6, x + 8)
    back = -9 if arrow.incoming else 9
    dashed = ' stroke-dasharray="5 4"' if arrow.dashed else ""
    centre = x + width / 2
    label = f'<text class="dg-label" x="{centre:.1f}" y="{y - 8:.1f}">{escape(arrow.label)}</text>'
    return (
        f'<g class="dg-arrow"><line x1="{start:.1f}" y1="{y:.1f}" x2="{end:.1f}" y2="{y:.1f}"{dashed}/>'
        f'<path d="M{end:.1f} {y:.1f}l{back} -4.5v9z"/>{linked(label, arrow.href)}'
        f'<text class="dg-remark" x="{centre:.1f}" y="{y + 17:.1f}">{escape(arrow.remark)}</text></g>'
    )
