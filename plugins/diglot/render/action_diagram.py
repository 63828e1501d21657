"""What a guarded action does, as a flow from its triggers to its effects, and as a table of decisions.

In: an engine. Out: a `<figure>` with a picture, or with a table: which message, under which condition, enables which
action, and what comes of it.
"""

from collections.abc import Sequence
from html import escape

from diglot.engine.model import Engine, GuardedAction, OnMessage, Reaction
from diglot.engine.partners import converse
from diglot.names import Symbol
from diglot.render.engine_words import EngineWords, condition_words, occasion_text, unfinished
from diglot.render.graph import Box, Line, graph_svg
from diglot.render.mermaid import Flowchart
from diglot.render.picture import picture_html

_GUARD = "guard"


def action_diagram(engine: Engine, words: EngineWords) -> str:
    """The flow of all guarded actions of an engine."""
    caption = f"Guarded actions of {words.known.titles[engine.module]}: trigger, guard, action, effects"
    flow = _Flow(words)
    for action in engine.actions:
        flow.add(action)
    sentences = [sentence for action in engine.actions for sentence in _sentences(action, words)]
    remark = unfinished(engine.actions)
    svg = graph_svg(flow.columns, flow.lines, caption, " ".join(flow.description))
    return picture_html(svg, caption, [*sentences, remark] if remark else sentences, flow.chart.text)


class _Flow:
    """Boxes and lines as they are found, once each."""

    def __init__(self, words: EngineWords) -> None:
        self.words = words
        self.columns: tuple[list[Box], ...] = ([], [], [], [])
        self.lines: list[Line] = []
        self.chart = Flowchart()
        self.description: list[str] = []

    def add(self, action: GuardedAction) -> None:
        """One guarded action with all its reactions."""
        name, href = action.symbol.name, self.words.href(action.symbol)
        self._box(1, f"guard {name}", _GUARD, href, f"of {name}")
        self._box(2, f"action {name}", name, href, style="dg-engine")
        yields = tuple(dict.fromkeys(symbol for reaction in action.reactions for symbol in reaction.yields))
        self._passing(name, yields)
        for reaction in action.reactions:
            self._reaction(name, reaction)

    def _passing(self, name: str, yields: Sequence[Symbol]) -> None:
        """From the guard to the action goes what the guard yields."""
        label = " or ".join(symbol.name for symbol in yields)
        href = self.words.href(yields[0]) if len(yields) == 1 else ""
        self.lines.append(Line(f"guard {name}", f"action {name}", label=label, href=href))
        self.chart.arrow(self.chart.node(_GUARD, f"of {name}"), self.chart.node(name), label)

    def _reaction(self, name: str, reaction: Reaction) -> None:
        occasion = occasion_text(reaction.occasion)
        message = reaction.occasion.message if isinstance(reaction.occasion, OnMessage) else None
        self._box(0, f"on {occasion}", occasion, self.words.href(message))
        self._line(f"on {occasion}", f"guard {name}", dashed=not reaction.certain)
        guard = self.chart.node(_GUARD, f"of {name}")
        self.chart.arrow(self.chart.node(occasion), guard, dashed=not reaction.certain)
        effects = self.words.effects(reaction)
        for effect in effects:
            self._box(3, effect.text, effect.title, effect.href, effect.remark)
            if self._line(f"action {name}", effect.text, dashed=False):
                self.chart.arrow(self.chart.node(name), self.chart.node(effect.title, effect.remark))
        self.description.append(f"{occasion}: {name}, {', '.join(effect.text for effect in effects)}.")

    def _box(self, column: int, key: str, title: str, href: str, remark: str = "", style: str = "dg-partner") -> None:
        if all(box.key != key for box in self.columns[column]):
            self.columns[column].append(Box(key, title, href, remark, style=style))

    def _line(self, left: str, right: str, *, dashed: bool) -> bool:
        """Draw a line, unless it is there; whether it was not."""
        if any((line.left, line.right) == (left, right) for line in self.lines):
            return False
        self.lines.append(Line(left, right, dashed=dashed))
        return True


def _sentences(action: GuardedAction, words: EngineWords) -> Sequence[str]:
    name = words.code(action.symbol)
    found = [
        f"On {words.occasion(reaction.occasion)}, {condition_words(reaction)}, {name} "
        f"{'does ' if effects[0].text == 'nothing' else ''}{' and '.join(effect.html for effect in effects)}."
        for reaction in action.reactions
        if (effects := words.effects(reaction))
    ]
    return found or [f"{name} is never possible."]


# -- The table --------------------------------------------------------------------------------------------------------


def decision_table(engine: Engine, words: EngineWords) -> str:
    """Which message, under which condition, enables which action."""
    caption = f"Decisions of {words.known.titles[engine.module]}"
    conversation = converse(engine, words.known.flows)
    order = {message: at for at, message in enumerate(engine.hears)}
    found = [(reaction, action) for action in engine.actions for reaction in action.reactions]
    found.sort(key=lambda entry: _place(entry[0], order))
    rows = [_row(reaction, action, words) for reaction, action in found]
    rows += [_cells(words.code(message), "—", "nothing", "—") for message in conversation.ignored]
    head = "".join(f'<th scope="col">{name}</th>' for name in ("When", "If", "Then", "Effects"))
    remark = unfinished(engine.actions)
    return (
        f'<figure class="dg-diagram dg-decisions"><div class="dg-scroll" tabindex="0" aria-label="{escape(caption)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
        f"<figcaption>{escape(caption)}, derived from its definitions. {remark}</figcaption></figure>"
    )


def _place(reaction: Reaction, order: dict[Symbol, int]) -> int:
    """Messages as they are declared, then timers."""
    if isinstance(reaction.occasion, OnMessage) and reaction.occasion.message is not None:
        return order.get(reaction.occasion.message, len(order))
    return len(order) + 1


def _row(reaction: Reaction, action: GuardedAction, words: EngineWords) -> str:
    effects = ", ".join(effect.html for effect in words.effects(reaction))
    occasion = words.occasion(reaction.occasion)
    yielded = f" ({words.codes(reaction.yields)})" if reaction.yields else ""
    return _cells(occasion, condition_words(reaction) + yielded, words.code(action.symbol), effects)


def _cells(when: str, condition: str, then: str, effects: str) -> str:
    return f'<tr><th scope="row">{when}</th><td>{condition}</td><td>{then}</td><td>{effects}</td></tr>'
