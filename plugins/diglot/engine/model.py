"""An engine as its page's readers think of it: what it accepts, what it does then, and what it sends to whom.

Everything here is derived from the checked definitions. What could not be derived is said to be unknown; nothing is
guessed.
"""

from dataclasses import dataclass
from enum import StrEnum

from diglot.names import Symbol
from diglot.source import Span
from diglot.typed.types import Type


class Likelihood(StrEnum):
    """Whether something happens."""

    NEVER = "never"
    SOMETIMES = "sometimes"
    ALWAYS = "always"
    UNKNOWN = "unknown"


# -- Recipients -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sender:
    """The sender of the message that triggered the action; as a party of a system, a client outside it."""


@dataclass(frozen=True, slots=True)
class Named:
    """An engine with a fixed name."""

    name: str


@dataclass(frozen=True, slots=True)
class FromState:
    """An engine whose name is in the local state."""

    fields: tuple[str, ...]
    """The way to it: record fields, from the outside in; empty when it is computed from the state as a whole."""
    one_of_many: bool = False
    """Whether the field holds a collection, such as a list of names."""


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """An engine among the acquaintances."""


@dataclass(frozen=True, slots=True)
class FromMessage:
    """An engine named in the message that triggered the action."""

    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Itself:
    """The engine sends to itself."""


@dataclass(frozen=True, slots=True)
class Nobody:
    """The target is `nothing`."""


@dataclass(frozen=True, slots=True)
class UndeterminedRecipient:
    """It could not be derived."""

    why: str
    """What is known of it, in words: `computed from the local state and the message`."""


Recipient = Sender | Named | FromState | Acquaintance | FromMessage | Itself | Nobody | UndeterminedRecipient


# -- Guarded actions --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OnMessage:
    """A message with this constructor arrives; with None, any message."""

    message: Symbol | None


@dataclass(frozen=True, slots=True)
class OnTimers:
    """Timers have elapsed."""


Trigger = OnMessage | OnTimers


@dataclass(frozen=True, slots=True)
class Sending:
    """A message that is sent."""

    message: Symbol | None
    """Its constructor; None when it could not be derived."""
    recipient: Recipient
    always: bool
    """Whether it is sent each time; otherwise only in some cases."""
    many: bool
    """Whether there may be any number of them, one for each element of some collection."""


@dataclass(frozen=True, slots=True)
class ActionCase:
    """What a guarded action does on one trigger."""

    trigger: Trigger
    certain: bool
    """Whether its guard always holds then; otherwise it depends on more than the trigger."""
    yields: tuple[Symbol, ...]
    """The constructors of what the guard yields then, as far as they are known and the page's own."""
    sends: tuple[Sending, ...]
    changes_state: Likelihood
    sets_timers: Likelihood
    spawns: Likelihood


@dataclass(frozen=True, slots=True)
class GuardedAction:
    """A guarded action."""

    symbol: Symbol
    span: Span
    cases: tuple[ActionCase, ...]
    """In the order in which the messages are declared; timers last."""
    complete: bool
    """Whether every path through guard and action was followed: otherwise there may be more than `cases` says."""


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine: the guarded actions of one module that work on one local state and one pair of message types."""

    module: str
    path: str
    state: Type
    """The type of its local state."""
    incoming: Type
    outgoing: Type
    accepts: tuple[Symbol, ...]
    """The constructors of its incoming messages, as declared; empty when the type is not an inductive one."""
    sends: tuple[Symbol, ...]
    """The constructors of its outgoing messages, as declared."""
    actions: tuple[GuardedAction, ...]
    """In textual order."""

    @property
    def handled(self) -> tuple[Symbol | None, ...]:
        """The messages that trigger an action, as declared; None for any message."""
        triggers = {case.trigger for action in self.actions for case in action.cases}
        return tuple(message for message in self.accepts or (None,) if OnMessage(message) in triggers)

    @property
    def sent(self) -> tuple[Symbol | None, ...]:
        """The messages that its actions send, each once; None for any that could not be determined."""
        sends = (sent.message for action in self.actions for case in action.cases for sent in case.sends)
        return tuple(dict.fromkeys(sends))
