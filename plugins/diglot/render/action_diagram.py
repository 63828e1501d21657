"""What a guarded action does, as a flow from its triggers to its effects, and as a table of decisions.

In: an engine. Out: a `<figure>` with a picture, or with a table: which message, under which condition, enables which
action, and what comes of it.
"""

from collections.abc import Sequence
from html import escape

from diglot.describe.actions import condition_words, effects_of, trigger_words, unfinished_words
from diglot.engine.model import ActionCase, Engine, GuardedAction, OnMessage
from diglot.engine.partners import converse
from diglot.names import Symbol
from diglot.render.engine_words import EngineWords
from diglot.render.graph import Box, Line, graph_svg
from diglot.render.mermaid import Flowchart
from diglot.render.picture import picture_html
from diglot.render.problem import with_code

_GUARD = "guard"


def action_diagram(engine: Engine, words: EngineWords) -> str:
    """The flow of all guarded actions of an engine."""
    caption = f"Guarded actions of {words.known.titles[engine.module]}: trigger, guard, action, effects"
    flow = _Flow(words)
    for action in engine.actions:
        flow.add(action)
    sentences = [sentence for action in engine.actions for sentence in _sentences(action, words)]
    remark = with_code(unfinished_words(engine.actions))
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
        """One guarded action with all its cases."""
        name, href = action.symbol.name, self.words.href(action.symbol)
        self._box(1, f"guard {name}", _GUARD, href, f"of {name}")
        self._box(2, f"action {name}", name, href, style="dg-engine")
        yields = tuple(dict.fromkeys(symbol for case in action.cases for symbol in case.yields))
        self._passing(name, yields)
        for case in action.cases:
            self._case(name, case)

    def _passing(self, name: str, yields: Sequence[Symbol]) -> None:
        """From the guard to the action goes what the guard yields."""
        label = " or ".join(symbol.name for symbol in yields)
        href = self.words.href(yields[0]) if len(yields) == 1 else ""
        self.lines.append(Line(f"guard {name}", f"action {name}", label=label, href=href))
        self.chart.arrow(self.chart.node(_GUARD, f"of {name}"), self.chart.node(name), label)

    def _case(self, name: str, case: ActionCase) -> None:
        trigger = trigger_words(case.trigger)
        message = case.trigger.message if isinstance(case.trigger, OnMessage) else None
        self._box(0, f"on {trigger}", trigger, self.words.href(message))
        self._line(f"on {trigger}", f"guard {name}", dashed=not case.certain)
        guard = self.chart.node(_GUARD, f"of {name}")
        self.chart.arrow(self.chart.node(trigger), guard, dashed=not case.certain)
        effects = effects_of(case)
        for effect in effects:
            self._box(3, effect.text, effect.title, self.words.href(effect.message), effect.remark)
            if self._line(f"action {name}", effect.text, dashed=False):
                self.chart.arrow(self.chart.node(name), self.chart.node(effect.title, effect.remark))
        self.description.append(f"{trigger}: {name}, {', '.join(effect.text for effect in effects)}.")

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
        f"On {words.trigger(case.trigger)}, {condition_words(case)}, {name} "
        f"{'does ' if effects == ('nothing',) else ''}{' and '.join(effects)}."
        for case in action.cases
        if (effects := words.effects(case))
    ]
    return found or [f"{name} is never possible."]


# -- The table --------------------------------------------------------------------------------------------------------


def decision_table(engine: Engine, words: EngineWords) -> str:
    """Which message, under which condition, enables which action."""
    caption = f"Decisions of {words.known.titles[engine.module]}"
    conversation = converse(engine, words.known.flows)
    order = {message: at for at, message in enumerate(engine.accepts)}
    found = [(case, action) for action in engine.actions for case in action.cases]
    found.sort(key=lambda entry: _place(entry[0], order))
    rows = [_row(case, action, words) for case, action in found]
    rows += [_cells(words.code(message), "—", "nothing", "—") for message in conversation.ignored]
    head = "".join(f'<th scope="col">{name}</th>' for name in ("When", "If", "Then", "Effects"))
    remark = with_code(unfinished_words(engine.actions))
    return (
        f'<figure class="dg-diagram dg-decisions"><div class="dg-scroll" tabindex="0" aria-label="{escape(caption)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
        f"<figcaption>{escape(caption)}, derived from its definitions. {remark}</figcaption></figure>"
    )


def _place(case: ActionCase, order: dict[Symbol, int]) -> int:
    """Messages as they are declared, then timers."""
    if isinstance(case.trigger, OnMessage) and case.trigger.message is not None:
        return order.get(case.trigger.message, len(order))
    return len(order) + 1


def _row(case: ActionCase, action: GuardedAction, words: EngineWords) -> str:
    effects = ", ".join(words.effects(case))
    trigger = words.trigger(case.trigger)
    yielded = f" ({words.codes(case.yields)})" if case.yields else ""
    return _cells(trigger, condition_words(case) + yielded, words.code(action.symbol), effects)


def _cells(when: str, condition: str, then: str, effects: str) -> str:
    return f'<tr><th scope="row">{when}</th><td>{condition}</td><td>{then}</td><td>{effects}</td></tr>'
