"""The conversation of an engine as a picture and in words.

In: a `Conversation`. Out: a `Diagram`, and from it inline SVG that takes its colours from the page, with the same facts
as a list beneath. Partners are on the left, the engine is on the right, and there is one row for each kind of message.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from diglot.describe.partners import partner_words
from diglot.engine.flows import EnginePage, Flow, Party
from diglot.engine.model import Itself, Sender
from diglot.engine.partners import Conversation
from diglot.names import Symbol
from diglot.reference.links import Links
from diglot.render.html import drawn_link, linked, svg_start
from diglot.render.mermaid import Flowchart
from diglot.render.picture import picture_html
from diglot.render.problem import with_code

_ROW, _GAP, _MARGIN = 58, 22, 1
_CHARACTER = 7.9
"""Width of a character of the labels, in the font of code."""


@dataclass(frozen=True, slots=True)
class Caption:
    """The text of a box: a name, and below it what that is; perhaps with a link."""

    name: str
    remark: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A row: a kind of message, and the guarded actions that it triggers or that send it."""

    label: str
    href: str
    remark: str
    incoming: bool
    dashed: bool


@dataclass(frozen=True, slots=True)
class Diagram:
    """Partners with their rows, from top to bottom, and the engine that they all lead to."""

    engine: Caption
    partners: tuple[tuple[Caption, tuple[MessageRow, ...]], ...]
    sentences: tuple[str, ...]
    """The same in words, as HTML."""


def conversation_diagram(
    conversation: Conversation, title: str, titles: Mapping[str, str], links: Links, here: str
) -> Diagram:
    """The diagram of an engine whose page has this title; `titles` has those of all modules' pages."""
    words = _Words(title, titles, links, here)
    rows: dict[Caption, list[MessageRow]] = {}
    for flow in conversation.received:
        rows.setdefault(words.caption(flow.source), []).append(words.incoming(flow))
    for flow in conversation.sent:
        rows.setdefault(words.caption(flow.target), []).append(words.outgoing(flow))
    if conversation.timers:
        arrow = MessageRow("elapsed", "", words.triggered(conversation.timers), incoming=True, dashed=False)
        rows.setdefault(Caption("Timers", "set by itself"), []).append(arrow)
    partners = tuple((caption, tuple(arrows)) for caption, arrows in rows.items())
    return Diagram(Caption(title, ""), partners, tuple(words.sentences(conversation)))


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one diagram."""

    title: str
    titles: Mapping[str, str]
    links: Links
    here: str

    def caption(self, partner: Party) -> Caption:
        """The text of a partner's box."""
        if isinstance(partner, EnginePage):
            return Caption(self.title_of(partner), "engine", self.links.href(partner.module, self.here) or "")
        words = partner_words(partner)
        return Caption(words.name, words.remark)

    def title_of(self, engine: EnginePage) -> str:
        """The title of another engine's page."""
        return self.titles.get(engine.module, engine.module)

    def incoming(self, flow: Flow) -> MessageRow:
        """The row of a message that the engine receives."""
        label = flow.message.name if flow.message else "any message"
        dashed = not (flow.always_taken and flow.certain)
        return MessageRow(label, self.href(flow.message), self.triggered(flow.triggers), incoming=True, dashed=dashed)

    def outgoing(self, flow: Flow) -> MessageRow:
        """The row of a message that it sends."""
        label = (flow.message.name if flow.message else "some message") + (" …" if flow.many else "")
        dashed = not (flow.always_sent and flow.certain)
        return MessageRow(label, self.href(flow.message), _sent_by(flow), incoming=False, dashed=dashed)

    def triggered(self, actions: Sequence[Symbol]) -> str:
        """The remark on a message or timer that triggers actions."""
        return f"for {', '.join(action.name for action in actions)}"

    def href(self, symbol: Symbol | None) -> str:
        """The address of a definition."""
        return (self.links.href(symbol, self.here) or "") if symbol else ""

    def code(self, symbol: Symbol | None, otherwise: str) -> str:
        """A name as HTML, with its link."""
        return linked(f"<code>{escape(symbol.name)}</code>", self.href(symbol)) if symbol else otherwise

    def codes(self, symbols: Sequence[Symbol], joint: str = "and") -> str:
        """Several names, joined."""
        return f" {joint} ".join(self.code(symbol, "") for symbol in symbols)

    def sentences(self, conversation: Conversation) -> Sequence[str]:
        """What the picture shows, and what does not fit into it."""
        found = [self.received(flow) for flow in conversation.received]
        found.extend(self.sent(flow) for flow in conversation.sent)
        if conversation.timers:
            found.append(f"When timers elapse, {escape(self.title)} may run {self.codes(conversation.timers, 'or')}.")
        found.extend(f"{self.code(message, '')} triggers no action." for message in conversation.ignored)
        if not conversation.complete:
            found.append("Not every definition could be followed to its end, so there may be more than is shown here.")
        return found

    def received(self, flow: Flow) -> str:
        """What happens when a message arrives."""
        caption = self.caption(flow.source)
        sender = linked(escape(caption.name), caption.href) if caption.href else caption.name.lower()
        origin = f"from {'itself' if isinstance(flow.source, Itself) else sender}"
        guard = "" if flow.always_taken else " and the guard holds" if len(flow.triggers) == 1 else " and a guard holds"
        what = self.code(flow.message, "any message")
        arrives = f"When {what} arrives{'' if flow.certain else ', perhaps'} {origin}{guard}"
        return f"{arrives}, {escape(self.title)} runs {self.codes(flow.triggers, 'or')}."

    def sent(self, flow: Flow) -> str:
        """What is sent to which party."""
        what = self.code(flow.message, "a message that could not be determined")
        sends = "sends" if flow.certain else "may send"
        amount = "any number of times" if flow.many else "" if flow.always_sent else "in some cases"
        amount = f" {amount}" if amount else ""
        return f"{escape(self.title)} {sends} {what} to {self.recipient(flow)}{amount}, in {self.codes(flow.sent_by)}."

    def recipient(self, flow: Flow) -> str:
        """The party that a message goes to, as HTML."""
        if not isinstance(flow.target, EnginePage):
            return with_code(partner_words(flow.target).recipient)
        caption = self.caption(flow.target)
        known_as = f" ({with_code(partner_words(flow.through).recipient)})" if flow.through else ""
        return linked(escape(caption.name), caption.href) + known_as


def _sent_by(flow: Flow) -> str:
    """The remark on a message that the engine sends."""
    actions = ", ".join(action.name for action in flow.sent_by)
    if flow.through is None or not isinstance(flow.target, EnginePage):
        return f"by {actions}"
    if isinstance(flow.through, Sender):
        return f"in reply, by {actions}"
    return f"to {partner_words(flow.through).name}, by {actions}"


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


def _arrow_width(arrow: MessageRow) -> float:
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
    return f'<g class="{style}">{drawn_link(inside, caption.href)}</g>'


def _arrow(arrow: MessageRow, x: float, y: float, width: float) -> str:
    start, end = (x + 6, x + width - 8) if arrow.incoming else (x + width - 6, x + 8)
    back = -9 if arrow.incoming else 9
    dashed = ' stroke-dasharray="5 4"' if arrow.dashed else ""
    centre = x + width / 2
    label = f'<text class="dg-label" x="{centre:.1f}" y="{y - 8:.1f}">{escape(arrow.label)}</text>'
    return (
        f'<g class="dg-arrow"><line x1="{start:.1f}" y1="{y:.1f}" x2="{end:.1f}" y2="{y:.1f}"{dashed}/>'
        f'<path d="M{end:.1f} {y:.1f}l{back} -4.5v9z"/>{drawn_link(label, arrow.href)}'
        f'<text class="dg-remark" x="{centre:.1f}" y="{y + 17:.1f}">{escape(arrow.remark)}</text></g>'
    )
