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
    Sender,
    UndeterminedRecipient,
)


class PartnerWords(NamedTuple):
    """Names for one partner."""

    name: str
    """In bold, in its box."""
    remark: str
    """Below the name: how the engine knows it."""
    recipient: str
    """In a sentence, as the recipient of a message; words between backticks are code."""


def partner_words(partner: Recipient) -> PartnerWords:
    """What a partner is called that has no page of its own."""
    match partner:
        case Named(name):
            return PartnerWords(name, "by its name", f"the engine named `{name}`")
        case FromState(fields, one_of_many) if fields:
            way = ".".join(fields)
            one = "an engine" if one_of_many else "the engine"
            return PartnerWords(way, "from the local state", f"{one} in its `{way}` field")
        case FromMessage(fields):
            return PartnerWords(
                ".".join(fields) or "Named engine", "from the message", "the engine named in the message"
            )
        case UndeterminedRecipient(why):
            return PartnerWords("Not determined", "see below", f"an engine that could not be determined ({why})")
        case Sender() | FromState() | Acquaintance() | Itself() | Nobody():
            return _FIXED[type(partner)]


_FIXED = {
    Sender: PartnerWords("Client", "outside the system", "the sender"),
    FromState: PartnerWords("Known engine", "from the local state", "an engine computed from its local state"),
    Acquaintance: PartnerWords("Acquaintance", "an engine it knows", "its acquaintances"),
    Itself: PartnerWords("Itself", "its own mailbox", "itself"),
    Nobody: PartnerWords("Nobody", "no target given", "nobody"),
}
