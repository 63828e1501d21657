"""The conversation partners of an engine: who sends it what, and what it sends to each of them.

In: an engine, and all flows of the program. Out: a `Conversation`, which is the engine's part of the flows.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace

from diglot.engine.flows import Flow, Party
from diglot.engine.framework_symbols import is_library
from diglot.engine.model import Engine, Itself, OnMessage
from diglot.names import Symbol


@dataclass(frozen=True, slots=True)
class Conversation:
    """All that an engine is sent and sends."""

    received: tuple[Flow, ...]
    """As declared, each message once from each sender."""
    sent: tuple[Flow, ...]
    """By action."""
    ignored: tuple[Symbol, ...]
    """Messages that it could be sent but that set nothing off; empty unless everything could be followed.

    The constructors of a library type do not count: `Unit` stands for no message at all.
    """
    timers: tuple[Symbol, ...]
    """The actions that elapsed timers set off."""
    complete: bool
    """Whether everything could be followed."""

    @property
    def partners(self) -> tuple[Party, ...]:
        """Each partner once, in order."""
        parties = (*(flow.source for flow in self.received), *(flow.target for flow in self.sent))
        return tuple(dict.fromkeys(parties))


def converse(engine: Engine, flows: Iterable[Flow]) -> Conversation:
    """The conversation of an engine."""
    own = {action.symbol for action in engine.actions}
    order = {message: at for at, message in enumerate(engine.handled)}
    received = [flow for flow in flows if not own.isdisjoint(flow.triggers)]
    received.sort(key=lambda flow: (order[flow.message], getattr(flow.source, "module", "")))
    sent = [flow for flow in flows if not own.isdisjoint(flow.sent_by)]
    complete = all(action.complete for action in engine.actions)
    declared = [message for message in engine.accepts if not is_library(message)]
    ignored = tuple(message for message in declared if message not in order) if complete else ()
    timers = tuple(a.symbol for a in engine.actions if any(not isinstance(r.trigger, OnMessage) for r in a.cases))
    return Conversation(
        _each_once((_from_itself(flow) for flow in received), lambda flow: (flow.source, flow.message)),
        _each_once((_to_itself(flow) for flow in sent), lambda flow: (flow.target, flow.message, flow.through)),
        ignored,
        timers,
        complete,
    )


def _from_itself(flow: Flow) -> Flow:
    return replace(flow, source=Itself()) if isinstance(flow.through, Itself) else flow


def _to_itself(flow: Flow) -> Flow:
    return replace(flow, target=Itself()) if isinstance(flow.through, Itself) else flow


def _each_once(flows: Iterable[Flow], key: Callable[[Flow], Hashable]) -> tuple[Flow, ...]:
    """The flows with those put together that the engine does not tell apart."""
    found: dict[Hashable, Flow] = {}
    for flow in flows:
        known = found.get(key(flow))
        found[key(flow)] = flow if known is None else replace(known, certain=known.certain or flow.certain)
    return tuple(found.values())
