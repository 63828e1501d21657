"""What a conversation partner is called: in a box of the diagram, and in a sentence."""

from typing import NamedTuple

from diglot.engine.model import (
    Acquaintance,
    FromMessage,
    FromState,
    Itself,
    Named,
    Nobody,
    Recipient,
    Requester,
    Unknown,
)


class PartnerWords(NamedTuple):
    """Names for one partner."""

    name: str
    """In bold, in its box."""
    remark: str
    """Below the name: how the engine knows it."""
    recipient: str
    """In a sentence, as the one who is sent something; words between backticks are code."""


def partner_words(partner: Recipient) -> PartnerWords:
    """What a partner is called that has no page of its own."""
    match partner:
        case Named(name):
            return PartnerWords(name, "by its name", f"the engine named `{name}`")
        case FromState(fields) if fields:
            way = ".".join(fields)
            return PartnerWords(way, "from the local state", f"an engine that `{way}` in its local state names")
        case FromMessage(fields):
            return PartnerWords(
                ".".join(fields) or "Named engine", "from the message", "an engine that the message names"
            )
        case Unknown(why):
            return PartnerWords("Not determined", "see below", f"an engine that could not be determined ({why})")
        case Requester() | FromState() | Acquaintance() | Itself() | Nobody():
            return _FIXED[type(partner)]


_FIXED = {
    Requester: PartnerWords("Requester", "whoever asks", "whoever sent the message that it answers"),
    FromState: PartnerWords("Known engine", "from the local state", "an engine named by its local state"),
    Acquaintance: PartnerWords("Acquaintance", "an engine it knows", "its acquaintances"),
    Itself: PartnerWords("Itself", "its own mailbox", "itself"),
    Nobody: PartnerWords("Nobody", "no target given", "nobody in particular"),
}
