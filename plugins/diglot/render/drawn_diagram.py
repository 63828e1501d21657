"""A diagram drawn by hand in Mermaid, as a picture of our own and in words.

In: a drawing, and what is known of engines. Out: a `<figure>`. Boxes lead to the pages of engines, messages to their
definitions. A drawing that is not looked into is shown as its source, and says so.
"""

from collections.abc import Mapping
from html import escape

from diglot.engine.check_drawings import message_words
from diglot.engine.flows import EnginePage, Party
from diglot.engine.participants import Participants
from diglot.page.drawing import Arrow, Drawing, Participant, Remark, first_line, plain
from diglot.render.engine_words import EngineWords
from diglot.render.graph import Box, BoxRow, graph_svg
from diglot.render.html import block_html, linked
from diglot.render.message_plan import MessageArrow, plan_messages
from diglot.render.picture import picture_html
from diglot.render.sequence import Message, sequence_svg

_CHECKED = "Drawn by hand, checked against the snippets"
_INFORMAL = "The source of a Mermaid diagram. It is an illustration and is not checked against the snippets."
_OTHER = "The source of a Mermaid diagram of a kind that is not checked against the snippets."


def drawn_html(drawing: Drawing, words: EngineWords, theories: Mapping[str, str]) -> str:
    """The figure; the theories' names, by module, are names of engines, too."""
    if not drawing.kind or not drawing.participants:
        return _source_html(drawing)
    names = {module: (title, theories.get(module, "")) for module, title in words.known.titles.items()}
    return _Drawer(drawing, words, Participants(words.known.everyone, words.known.flows, names)).figure()


def _source_html(drawing: Drawing) -> str:
    code = block_html(escape(drawing.source, quote=False), "Mermaid source")
    caption = _INFORMAL if drawing.informal else _OTHER
    return f'<figure class="dg-diagram"><div class="dg-pane">{code}</div><figcaption>{caption}</figcaption></figure>'


class _Drawer:
    """Puts one drawing together."""

    def __init__(self, drawing: Drawing, words: EngineWords, participants: Participants) -> None:
        self._drawing = drawing
        self._words = words
        self._participants = participants
        self._titles = {one.key: first_line(one.title) for one in drawing.participants}

    def figure(self) -> str:
        """The picture in its frame."""
        boxes = [self._box(one) for one in self._drawing.participants]
        sentences = [self._sentence(step) for step in self._drawing.steps]
        said = " ".join(self._plain(arrow) for arrow in self._drawing.arrows)
        if self._drawing.kind == "sequence":
            messages = [self._message(step) for step in self._drawing.steps]
            svg = sequence_svg(boxes, messages, _CHECKED, said)
        else:
            plan = plan_messages(boxes, [self._arrow(arrow) for arrow in self._drawing.arrows])
            svg = graph_svg(plan.columns, plan.lines, _CHECKED, said)
        return picture_html(svg, _CHECKED, sentences, self._drawing.source)

    def _partner(self, key: str) -> Party | None:
        return next(iter(self._participants.find(self._titles[key])), None)

    def _page(self, key: str) -> str:
        partner = self._partner(key)
        return self._words.href(partner.module) if isinstance(partner, EnginePage) else ""

    def _box(self, participant: Participant) -> Box:
        key = participant.key
        style = "dg-engine" if isinstance(self._partner(key), EnginePage) else "dg-partner"
        return Box(key, self._titles[key], self._page(key), style=style)

    def _arrow(self, arrow: Arrow) -> MessageArrow:
        rows = (BoxRow(plain(arrow.label), self._definition(arrow)),) if arrow.label else ()
        return MessageArrow(arrow.source, arrow.target, rows, arrow.dashed, head=not arrow.both)

    def _message(self, step: Arrow | Remark) -> Message:
        if isinstance(step, Remark):
            return Message("", "", plain(step.text))
        return Message(step.source, step.target, plain(step.label), self._definition(step), step.dashed)

    def _definition(self, arrow: Arrow) -> str:
        """Where the first message of an arrow is defined."""
        first = next((word for word, _ in message_words(arrow)), "")
        ends = [self._participants.find(self._titles[key]) for key in (arrow.source, arrow.target)]
        channels = (*self._participants.between(*ends), *self._participants.between(*reversed(ends)))
        found = (message for channel in channels for message in channel.messages if message and message.name == first)
        return self._words.href(next(found, None))

    # -- Words --------------------------------------------------------------------------------------------------------

    def _sentence(self, step: Arrow | Remark) -> str:
        if isinstance(step, Remark):
            return f"({escape(plain(step.text))})"
        source, target = (linked(escape(self._titles[key]), self._page(key)) for key in (step.source, step.target))
        what = f"<code>{escape(plain(step.label))}</code>" if step.label else "something"
        said = linked(what, self._definition(step))
        if step.both:
            return f"{source} and {target} send {said} to each other."
        return f"{source} sends {said} to {target}."

    def _plain(self, arrow: Arrow) -> str:
        return f"{self._titles[arrow.source]} to {self._titles[arrow.target]}: {plain(arrow.label) or 'something'}."
