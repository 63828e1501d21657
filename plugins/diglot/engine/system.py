"""The conversation of a whole system: which engine sends which messages to which other.

In: all engines of a program. Out: `Talk`s, by sender. A message that some engine takes goes to that engine; any other
goes to whoever its target describes. What an engine takes and no engine sends comes from a requester.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from diglot.engine.model import Engine, OnMessage, Requester
from diglot.engine.partners import OtherEngine, Partner
from diglot.engine.vocabulary import is_library
from diglot.names import Symbol


@dataclass(frozen=True, slots=True)
class Talk:
    """All messages from one party to another."""

    source: Partner
    target: Partner
    messages: tuple[Symbol | None, ...]
    """Their constructors; None for any that could not be determined."""


def find_talks(engines: Sequence[Engine]) -> tuple[Talk, ...]:
    """Who says what to whom."""
    found: dict[tuple[Partner, Partner], dict[Symbol | None, None]] = {}
    for source, target, message in (*_from_outside(engines), *_sent(engines)):
        found.setdefault((source, target), {})[message] = None
    return tuple(Talk(source, target, tuple(messages)) for (source, target), messages in found.items())


def _from_outside(engines: Sequence[Engine]) -> Iterator[tuple[Partner, Partner, Symbol | None]]:
    said = {message for engine in engines for message in _says(engine)}
    for engine in engines:
        for message in _hears(engine):
            if message not in said:
                yield Requester(), OtherEngine(engine.module), message


def _sent(engines: Sequence[Engine]) -> Iterator[tuple[Partner, Partner, Symbol | None]]:
    hearers: dict[Symbol | None, list[str]] = {}
    for engine in engines:
        for message in _hears(engine):
            if message is not None and not is_library(message):
                hearers.setdefault(message, []).append(engine.module)
    for engine in engines:
        for action in engine.actions:
            for reaction in action.reactions:
                for sent in reaction.sends:
                    targets: list[Partner] = [
                        OtherEngine(module) for module in dict.fromkeys(hearers.get(sent.message, ()))
                    ]
                    for target in targets or [sent.recipient]:
                        yield OtherEngine(engine.module), target, sent.message


def _says(engine: Engine) -> Iterable[Symbol | None]:
    return (sent.message for action in engine.actions for reaction in action.reactions for sent in reaction.sends)


def _hears(engine: Engine) -> Iterable[Symbol | None]:
    """The messages that set something off, as declared."""
    occasions = {reaction.occasion for action in engine.actions for reaction in action.reactions}
    return (message for message in engine.hears or (None,) if OnMessage(message) in occasions)
