"""What pages show of engines: the card, and whatever a block asks for.

In: what is known of a site's engines, and a page. Out: HTML. A page shows its own engines, or else those of the modules
that it imports.
"""

from collections.abc import Callable, Sequence
from html import escape

from diglot.engine.model import Engine
from diglot.engine.partners import converse
from diglot.page.directives import ACTIONS, DECISIONS, PARTNERS, STATE, SYSTEM, names_after, wanted_by
from diglot.page.model import Fence
from diglot.render.action_diagram import action_diagram, decision_table
from diglot.render.diagram import conversation_diagram, diagram_html
from diglot.render.engine_words import EngineWords
from diglot.render.state_diagram import state_diagram
from diglot.render.system_diagram import system_diagram

_NONE = '<p class="dg-none">Neither this page nor one that it imports defines a guarded action.</p>'


def directive_html(fence: Fence, module: str, imports: Sequence[str], words: EngineWords) -> str:
    """What a block on a module's page asks for; nothing when it is not known what that is, which has been reported."""
    if wanted_by(fence) == SYSTEM:
        return _system([word.strip("/") for word, _ in names_after(fence)], words)
    draw = _DRAWN.get(wanted_by(fence))
    if draw is None:
        return ""
    engines = words.known.engines
    shown = engines.get(module) or [engine for name in imports for engine in engines.get(name, ())]
    return "".join(draw(engine, words) for engine in shown) or _NONE


def _system(folders: Sequence[str], words: EngineWords) -> str:
    """The whole system or the parts asked for; where it is all, also each part alone, to be opened."""
    whole = system_diagram(words, folders)
    parts = dict.fromkeys(module.partition(".")[0] for module in words.known.engines if "." in module)
    if folders or len(parts) < 2:
        return whole
    alone = (
        f'<details class="dg-part"><summary>Only <code>{escape(part)}</code></summary>'
        f"{system_diagram(words, [part])}</details>"
        for part in parts
    )
    return f'<div class="dg-parts">{whole}{"".join(alone)}</div>'


def _partners(engine: Engine, words: EngineWords) -> str:
    title = words.known.titles[engine.module]
    conversation = converse(engine, words.known.flows)
    diagram = conversation_diagram(conversation, title, words.known.titles, words.known.links, words.here)
    return diagram_html(diagram, f"Conversation partners of {title}, derived from its definitions")


_DRAWN: dict[str, Callable[[Engine, EngineWords], str]] = {
    PARTNERS: _partners,
    ACTIONS: action_diagram,
    DECISIONS: decision_table,
    STATE: state_diagram,
}
