"""What a guarded action does, in words.

In: the cases of actions, as they were derived. Out: short phrases for the card, the tables and the diagrams of engines.
"""

from collections.abc import Iterable
from typing import NamedTuple

from diglot.describe.partners import partner_words
from diglot.engine.model import ActionCase, GuardedAction, Likelihood, OnMessage, Sending, Trigger
from diglot.names import Symbol


class Effect(NamedTuple):
    """Something that an action does."""

    title: str
    """In a box: `sends Ack`."""
    remark: str = ""
    """Below that: `to Client`."""
    message: Symbol | None = None
    """What it sends."""
    rest: str = ""
    """In a sentence, after what it sends; words between backticks are code."""

    @property
    def text(self) -> str:
        """The whole, in a sentence."""
        return self.title + self.rest.replace("`", "")


def effects_of(case: ActionCase) -> tuple[Effect, ...]:
    """All effects of a case; at least one."""
    likelihoods = (
        (case.changes_state, "changes the state"),
        (case.sets_timers, "sets timers"),
        (case.spawns, "starts engines"),
    )
    before = {Likelihood.SOMETIMES: "sometimes ", Likelihood.UNKNOWN: "perhaps "}
    others = [Effect(before.get(one, "") + phrase) for one, phrase in likelihoods if one is not Likelihood.NEVER]
    return (*map(_sending, case.sends), *others) or (Effect("nothing"),)


def _sending(sending: Sending) -> Effect:
    partner, _, recipient = partner_words(sending.recipient)
    often = " any number of times" if sending.many else "" if sending.always else " in some cases"
    name = sending.message.name if sending.message else "a message"
    return Effect(f"sends {name}", f"to {partner}{often}", sending.message, f" to {recipient}{often}")


def condition_words(case: ActionCase) -> str:
    """Whether a guard always holds on this trigger."""
    return "always" if case.certain else "if its guard holds"


def trigger_words(trigger: Trigger) -> str:
    """What triggers an action."""
    if not isinstance(trigger, OnMessage):
        return "elapsed timers"
    return trigger.message.name if trigger.message else "any message"


def unfinished_words(actions: Iterable[GuardedAction]) -> str:
    """A sentence on actions that could not be followed to the end, perhaps empty; words between backticks are code."""
    names = ", ".join(f"`{action.symbol.name}`" for action in actions if not action.complete)
    return names and f"{names} could not be followed to the end, so there may be more than is shown here."
