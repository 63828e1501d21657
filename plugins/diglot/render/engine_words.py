"""What engines are and do, as HTML with links.

In: what is known of the engines of a site, and a page. Out: names and phrases as the card, the tables and the diagrams
of engines show them on that page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from diglot.describe.actions import Effect, effects_of, trigger_words
from diglot.engine.flows import Flow
from diglot.engine.model import ActionCase, Engine, OnMessage, Trigger
from diglot.names import Symbol
from diglot.reference.links import Links
from diglot.render.html import code_link
from diglot.render.problem import with_code
from diglot.typed.ast import DataType


@dataclass(frozen=True, slots=True)
class EngineKnowledge:
    """All that is known of the engines of a site."""

    engines: Mapping[str, tuple[Engine, ...]]
    """By module."""
    flows: tuple[Flow, ...]
    """Each message with its sender and its recipient."""
    types: Mapping[Symbol, DataType]
    """All data types of the site."""
    titles: Mapping[str, str]
    """What each module's page is called."""
    links: Links

    @property
    def everyone(self) -> tuple[Engine, ...]:
        """All engines."""
        return tuple(engine for engines in self.engines.values() for engine in engines)


@dataclass(frozen=True, slots=True)
class EngineWords:
    """The words for engines on one page."""

    known: EngineKnowledge
    here: str
    """The address of that page, relative to the root of the site."""

    def href(self, target: Symbol | str | None) -> str:
        """Where something is defined."""
        return (self.known.links.href(target, self.here) or "") if target else ""

    def code(self, symbol: Symbol) -> str:
        """A name as HTML, with its link."""
        return code_link(symbol.name, self.href(symbol))

    def codes(self, symbols: Iterable[Symbol]) -> str:
        """Several names."""
        return ", ".join(self.code(symbol) for symbol in symbols)

    def trigger(self, trigger: Trigger) -> str:
        """What triggers an action, as HTML."""
        message = trigger.message if isinstance(trigger, OnMessage) else None
        return self.code(message) if message else trigger_words(trigger)

    def effects(self, case: ActionCase) -> tuple[str, ...]:
        """All effects of a case, as HTML; at least one."""
        return tuple(self._effect(effect) for effect in effects_of(case))

    def _effect(self, effect: Effect) -> str:
        if not effect.rest:
            return effect.title
        what = self.code(effect.message) if effect.message else "a message that could not be determined"
        return f"sends {what}{with_code(effect.rest)}"
