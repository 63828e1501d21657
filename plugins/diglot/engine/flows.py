"""Who sends what to whom: the one relation that pages, diagrams, indexes and the check of drawings all read.

In: all engines of a program. Out: a `Flow` for each message and each party that it may reach. A message without a
target reaches nobody, and a message that an engine sends to itself stays there. Any other message reaches an engine
that takes it, whatever its target is called: if there is only one, that one; if there are several, one of them. If
there is none, it goes to the party that its target describes. What an engine takes and no engine sends to it comes from
outside.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from diglot.engine.framework_symbols import is_library
from diglot.engine.model import Engine, Itself, Nobody, OnMessage, Recipient, Sender, Sending
from diglot.names import Symbol


@dataclass(frozen=True, slots=True)
class EnginePage:
    """The engines on a page: the module's name."""

    module: str


Party = Recipient | EnginePage


@dataclass(frozen=True, slots=True)
class Flow:
    """A message on its way from one party to another."""

    source: Party
    target: Party
    message: Symbol | None
    """Its constructor; None when any message may be meant, or when it could not be derived."""
    sent_by: tuple[Symbol, ...] = ()
    """The guarded actions of one engine that send it; none if it comes from outside."""
    triggers: tuple[Symbol, ...] = ()
    """The guarded actions of one engine that it triggers; none if its target ignores it."""
    through: Recipient | None = None
    """How the sender knows the target; None if it comes from outside."""
    certain: bool = True
    """Whether this target is meant; otherwise it is one of several engines that take the message."""
    always_sent: bool = True
    """Whether the actions send it each time."""
    always_taken: bool = False
    """Whether it triggers an action each time."""
    many: bool = False
    """Whether any number of them may be sent at once."""


@dataclass(frozen=True, slots=True)
class Channel:
    """All messages from one party to another."""

    source: Party
    target: Party
    messages: tuple[Symbol | None, ...]
    """Their constructors; None for any that could not be determined."""
    certain: bool
    """Whether they are meant for this target; otherwise it is one of several engines that take them."""

    @property
    def ends(self) -> tuple[Party, Party]:
        """Both parties."""
        return self.source, self.target


def find_flows(engines: Sequence[Engine]) -> tuple[Flow, ...]:
    """All flows of a system: first those from outside, then those that its engines send."""
    takers: dict[Symbol | None, list[Engine]] = {}
    for engine in engines:
        for message in engine.handled:
            if message is not None and not is_library(message):
                takers.setdefault(message, []).append(engine)
    sent = [flow for engine in engines for flow in _sent(engine, takers)]
    reached = {(flow.message, flow.triggers) for flow in sent if flow.message is not None}
    outside = (_to(each, Flow(Sender(), EnginePage(each.module), m)) for each in engines for m in each.handled)
    return (*(flow for flow in outside if (flow.message, flow.triggers) not in reached), *sent)


def find_channels(flows: Iterable[Flow]) -> tuple[Channel, ...]:
    """The flows by their ends."""
    found: dict[tuple[Party, Party, bool], dict[Symbol | None, None]] = {}
    for flow in flows:
        found.setdefault((flow.source, flow.target, flow.certain), {})[flow.message] = None
    return tuple(Channel(source, target, tuple(said), certain) for (source, target, certain), said in found.items())


def _sent(engine: Engine, takers: Mapping[Symbol | None, Sequence[Engine]]) -> Iterator[Flow]:
    found: dict[tuple[Recipient, Symbol | None], list[tuple[Symbol, Sending]]] = {}
    for action in engine.actions:
        for case in action.cases:
            for sending in case.sends:
                found.setdefault((sending.recipient, sending.message), []).append((action.symbol, sending))
    for (recipient, message), entries in found.items():
        flow = Flow(
            EnginePage(engine.module),
            recipient,
            message,
            sent_by=tuple(dict.fromkeys(symbol for symbol, _ in entries)),
            through=recipient,
            always_sent=all(sending.always for _, sending in entries),
            many=any(sending.many for _, sending in entries),
        )
        reached = _reached(engine, recipient, takers.get(message, ()))
        certain = len({taker.module for taker in reached}) == 1
        yield from (replace(_to(taker, flow), certain=certain) for taker in reached)
        if not reached:
            yield flow


def _reached(engine: Engine, recipient: Recipient, takers: Sequence[Engine]) -> Sequence[Engine]:
    """The engines that a message of this engine's may reach."""
    return () if isinstance(recipient, Nobody) else (engine,) if isinstance(recipient, Itself) else takers


def _to(engine: Engine, flow: Flow) -> Flow:
    """The flow as it reaches an engine."""
    trigger = OnMessage(flow.message)
    enabled = [(each.symbol, r) for each in engine.actions for r in each.cases if r.trigger == trigger]
    return replace(
        flow,
        target=EnginePage(engine.module),
        triggers=tuple(dict.fromkeys(symbol for symbol, _ in enabled)),
        always_taken=any(case.certain for _, case in enabled),
    )
