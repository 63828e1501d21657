"""What a guarded action does, in words and as HTML with links.

In: cases as they were derived. Out: short phrases that the card, the tables and the diagrams of engines share.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from diglot.engine.flows import Flow
from diglot.engine.model import ActionCase, Engine, GuardedAction, Likelihood, OnMessage, Sending, Trigger
from diglot.engine.partner_words import partner_words
from diglot.names import Symbol
from diglot.reference.links import Links
from diglot.render.html import code_link
from diglot.render.problem import with_code
from diglot.typed.ast import DataType

TIMERS = "elapsed timers"
ANY = "any message"


@dataclass(frozen=True, slots=True)
class EngineKnowledge:
    """All that is known of the engines of a site."""

    engines: Mapping[str, tuple[Engine, ...]]
    """By module."""
    flows: tuple[Flow, ...]
    """Who sends what to whom."""
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
class Effect:
    """Something that an action does."""

    text: str
    html: str
    title: str
    """In a box."""
    remark: str = ""
    """Below that."""
    href: str = ""
    """Where what it sends is defined."""


_NOTHING = Effect("nothing", "nothing", "nothing")


@dataclass(frozen=True, slots=True)
class EngineWords:
    """How things of engines are called on one page."""

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
        """What sets an action off, as HTML."""
        if isinstance(trigger, OnMessage):
            return self.code(trigger.message) if trigger.message else ANY
        return TIMERS

    def effects(self, case: ActionCase) -> tuple[Effect, ...]:
        """Everything that a case comes to; at least one."""
        found = [self.sending(sending) for sending in case.sends]
        likelihoods = (
            (case.changes_state, "changes the state"),
            (case.sets_timers, "sets timers"),
            (case.spawns, "starts engines"),
        )
        phrases = [answer_words(answer, phrase) for answer, phrase in likelihoods if answer is not Likelihood.NEVER]
        return (*found, *(Effect(phrase, phrase, phrase) for phrase in phrases)) or (_NOTHING,)

    def sending(self, sending: Sending) -> Effect:
        """One message sent."""
        partner, _, recipient = partner_words(sending.recipient)
        often = " any number of times" if sending.many else "" if sending.always else " in some cases"
        name = sending.message.name if sending.message else "a message"
        what = self.code(sending.message) if sending.message else "a message that could not be determined"
        html = f"sends {what} to {with_code(recipient)}{often}"
        text = f"sends {name} to {recipient.replace('`', '')}{often}"
        return Effect(text, html, f"sends {name}", f"to {partner}{often}", self.href(sending.message))


def answer_words(answer: Likelihood, phrase: str) -> str:
    """A phrase such as `sets timers`, as far as it is true."""
    before = {Likelihood.SOMETIMES: "sometimes ", Likelihood.UNKNOWN: "perhaps "}
    return f"{before.get(answer, '')}{phrase}"


def condition_words(case: ActionCase) -> str:
    """Whether a guard always holds on this trigger."""
    return "always" if case.certain else "if its guard holds"


def trigger_text(trigger: Trigger) -> str:
    """What sets an action off, as plain text."""
    if isinstance(trigger, OnMessage):
        return trigger.message.name if trigger.message else ANY
    return TIMERS


def unfinished(actions: Iterable[GuardedAction]) -> str:
    """What has to be admitted of actions that could not be followed to the end; as HTML, perhaps empty."""
    names = [f"<code>{escape(action.symbol.name)}</code>" for action in actions if not action.complete]
    if not names:
        return ""
    return f"{', '.join(names)} could not be followed to the end, so there may be more than is shown here."
