"""The conversation partners of an engine: who sends it what, and whom it sends what.

In: an engine, and all engines of the program. Out: a `Conversation`. A message that other engines' pages produce comes
from these; every other message that the engine takes comes from a requester, whoever that is. A message that it sends
and that a single other engine takes goes to that one, whatever name it is sent to.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from diglot.engine.model import Engine, Itself, Nobody, OnMessage, Recipient, Requester
from diglot.engine.vocabulary import is_library
from diglot.names import Symbol


@dataclass(frozen=True, slots=True)
class OtherEngine:
    """An engine that has a page: the module's name."""

    module: str


Partner = Recipient | OtherEngine


@dataclass(frozen=True, slots=True)
class Exchange:
    """One kind of message between the engine and a partner."""

    partner: Partner
    message: Symbol | None
    """Its constructor; None when any message may be meant, or when it could not be derived."""
    actions: tuple[Symbol, ...]
    """The guarded actions that it sets off, or that send it."""
    incoming: bool
    """Whether the engine receives it; otherwise it sends it."""
    always: bool
    """Whether it sets them off, or is sent, each time."""
    many: bool = False
    """Whether any number of them may be sent at once."""
    through: Recipient | None = None
    """How the engine knows the name of the engine that it sends to."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """All exchanges of an engine."""

    engine: Engine
    exchanges: tuple[Exchange, ...]
    """First what it receives, as declared, then what it sends, by action."""
    ignored: tuple[Symbol, ...]
    """Messages that it could be sent but that set nothing off; empty unless everything could be followed.

    The constructors of a library type do not count: `Unit` stands for no message at all.
    """
    timers: tuple[Symbol, ...]
    """The actions that elapsed timers set off."""
    complete: bool
    """Whether everything could be followed."""

    @property
    def partners(self) -> tuple[Partner, ...]:
        """Each partner once, in order."""
        return tuple(dict.fromkeys(exchange.partner for exchange in self.exchanges))


def converse(engine: Engine, engines: Iterable[Engine]) -> Conversation:
    """The conversation of an engine among all engines."""
    others = [other for other in engines if other != engine]
    senders, takers = _senders(others), _takers(others)
    received = tuple(_received(engine, senders))
    complete = all(action.complete for action in engine.actions)
    heard = {exchange.message for exchange in received}
    own = [message for message in engine.hears if not is_library(message)]
    ignored = tuple(message for message in own if message not in heard) if complete else ()
    timers = tuple(a.symbol for a in engine.actions if any(not isinstance(r.occasion, OnMessage) for r in a.reactions))
    return Conversation(engine, (*received, *_sent(engine, takers)), ignored, timers, complete)


def _senders(engines: Iterable[Engine]) -> dict[Symbol, list[str]]:
    """Which modules' engines send a message with a constructor."""
    found: dict[Symbol, list[str]] = {}
    for engine in engines:
        for action in engine.actions:
            for message in {sent.message for reaction in action.reactions for sent in reaction.sends}:
                if message is not None and engine.module not in found.setdefault(message, []):
                    found[message].append(engine.module)
    return found


def _takers(engines: Iterable[Engine]) -> dict[Symbol, list[str]]:
    """Which modules' engines a message sets something off in."""
    found: dict[Symbol, list[str]] = {}
    for engine in engines:
        occasions = {reaction.occasion for action in engine.actions for reaction in action.reactions}
        for message in engine.hears:
            if not is_library(message) and OnMessage(message) in occasions:
                found.setdefault(message, []).append(engine.module)
    return found


def _received(engine: Engine, senders: dict[Symbol, list[str]]) -> Iterator[Exchange]:
    for message in engine.hears or (None,):
        occasion = OnMessage(message)
        enabled = [(a.symbol, r) for a in engine.actions for r in a.reactions if r.occasion == occasion]
        if not enabled:
            continue
        actions = tuple(dict.fromkeys(symbol for symbol, _ in enabled))
        always = any(reaction.certain for _, reaction in enabled)
        known = senders.get(message, []) if message is not None else []
        partners: list[Partner] = [OtherEngine(module) for module in sorted(known)]
        for partner in partners or [Requester()]:
            yield Exchange(partner, message, actions, incoming=True, always=always)


def _sent(engine: Engine, takers: Mapping[Symbol, Sequence[str]]) -> Iterator[Exchange]:
    found: dict[tuple[Recipient, Symbol | None], list[tuple[Symbol, bool, bool]]] = {}
    for action in engine.actions:
        for reaction in action.reactions:
            for sent in reaction.sends:
                entry = (action.symbol, sent.always, sent.many)
                found.setdefault((sent.recipient, sent.message), []).append(entry)
    for (recipient, message), entries in found.items():
        actions = tuple(dict.fromkeys(symbol for symbol, _, _ in entries))
        always, many = all(always for _, always, _ in entries), any(many for _, _, many in entries)
        taken_by = takers.get(message, ()) if message is not None else ()
        if len(taken_by) == 1 and not isinstance(recipient, Itself | Nobody):
            partner = OtherEngine(taken_by[0])
            yield Exchange(partner, message, actions, incoming=False, always=always, many=many, through=recipient)
        else:
            yield Exchange(recipient, message, actions, incoming=False, always=always, many=many)
