"""Which party a participant of a diagram drawn by hand is.

In: all engines with their flows, and further names of their modules. Out: the parties that a title stands for. Upper
and lower case are the same. An engine may be called by its page's title, its module, the last part of the module's
name, or its theory; a client by a few usual words; any other party as in the diagrams that are derived.
"""

from collections.abc import Iterable, Mapping, Sequence

from diglot.engine import model
from diglot.engine.flows import Channel, EnginePage, Flow, Party, find_channels
from diglot.suggest import nearest

CLIENT_WORDS = ("Requester", "User", "Client", "Anyone", "Somebody", "Outside")
"""What a client outside the system may be called."""


class Participants:
    """All parties of a system."""

    def __init__(
        self, engines: Iterable[model.Engine], flows: Iterable[Flow], names: Mapping[str, Iterable[str]]
    ) -> None:
        """The names are further ones of modules: their titles and theories."""
        self._channels: dict[tuple[Party, Party], list[Channel]] = {}
        for channel in find_channels(flows):
            self._channels.setdefault((channel.source, channel.target), []).append(channel)
        self._vague = {source for source, target in self._channels if isinstance(target, model.UndeterminedRecipient)}
        self._known: dict[str, dict[Party, str]] = {}
        for engine in engines:
            own = (*names.get(engine.module, ()), engine.module, engine.module.rpartition(".")[2])
            self._add(EnginePage(engine.module), own)
            if not all(action.complete for action in engine.actions):
                self._vague.add(EnginePage(engine.module))
        for end in dict.fromkeys(end for ends in self._channels for end in ends):
            if not isinstance(end, EnginePage):
                self._add(end, (party_name(end),))
        self._add(model.Sender(), CLIENT_WORDS)

    def _add(self, party: Party, names: Iterable[str]) -> None:
        for name in names:
            self._known.setdefault(_simple(name), {}).setdefault(party, name)

    def find(self, title: str) -> tuple[Party, ...]:
        """The parties that a title can mean; several where names are the same."""
        return tuple(self._known.get(_simple(title), ()))

    def nearest(self, title: str) -> str:
        """The name that was probably meant; may be empty."""
        names = {name for named in self._known.values() for name in named.values()}
        return "".join(nearest(title, names, 1))

    def between(self, sources: Iterable[Party], targets: Sequence[Party]) -> tuple[Channel, ...]:
        """The messages from some to others."""
        pairs = [(source, target) for source in sources for target in targets]
        return tuple(channel for pair in pairs for channel in self._channels.get(pair, ()))

    def is_vague(self, parties: Iterable[Party]) -> bool:
        """Whether these may send more than could be derived."""
        return not self._vague.isdisjoint(parties)


def _simple(name: str) -> str:
    return " ".join(name.split()).casefold()


def party_name(party: model.Recipient) -> str:
    """The name, in diagrams, of a party without a page of its own."""
    match party:
        case model.Named(name):
            return name
        case model.FromState(fields) | model.FromMessage(fields) if fields:
            return ".".join(fields)
        case model.FromState():
            return "Known engine"
        case model.FromMessage():
            return "Named engine"
        case model.UndeterminedRecipient():
            return "Not determined"
        case model.Sender():
            return "Client"
        case model.Acquaintance():
            return "Acquaintance"
        case model.Itself():
            return "Itself"
        case model.Nobody():
            return "Nobody"
