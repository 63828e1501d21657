"""What a conversation partner without a page of its own is called: in a box of a diagram, and in a sentence."""

from typing import NamedTuple

from diglot.engine import model
from diglot.engine.participants import party_name


class PartnerWords(NamedTuple):
    """Words for one partner."""

    name: str
    """In bold, in its box."""
    remark: str
    """Below the name: how the engine knows it."""
    recipient: str
    """In a sentence, as the recipient of a message; words between backticks are code."""


def partner_words(partner: model.Recipient) -> PartnerWords:
    """The words for a partner."""
    return PartnerWords(party_name(partner), *_known_as(partner))


def _known_as(partner: model.Recipient) -> tuple[str, str]:
    """The remark, and the partner as a recipient."""
    match partner:
        case model.Named(name):
            return "by its name", f"the engine named `{name}`"
        case model.FromState(fields, one_of_many) if fields:
            return "from the local state", f"{'an' if one_of_many else 'the'} engine in its `{'.'.join(fields)}` field"
        case model.FromState():
            return "from the local state", "an engine computed from its local state"
        case model.FromMessage():
            return "from the message", "the engine named in the message"
        case model.UndeterminedRecipient(why):
            return "see below", f"an engine that could not be determined ({why})"
        case model.Sender():
            return "outside the system", "the sender"
        case model.Acquaintance():
            return "an engine it knows", "its acquaintances"
        case model.Itself():
            return "its own mailbox", "itself"
        case model.Nobody():
            return "no target given", "nobody"
