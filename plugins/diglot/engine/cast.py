"""Who can be meant by a participant of a diagram that somebody has drawn.

In: all engines, and further names of their modules. Out: the partners that a title stands for. Upper and lower case are
the same. An engine may be called by its page's title, its module, the last part of the module's name, or its theory;
whoever sends requests by a few usual words; everybody else as in the diagrams that are derived.
"""

from collections.abc import Iterable, Mapping, Sequence

from diglot.engine.model import Engine, Requester, Unknown
from diglot.engine.partner_words import partner_words
from diglot.engine.partners import OtherEngine, Partner
from diglot.engine.system import Talk, find_talks
from diglot.suggest import nearest

REQUESTER_WORDS = ("Requester", "User", "Client", "Anyone", "Somebody", "Outside")
"""What may be written for whoever sends requests from outside."""


class Cast:
    """Everybody who takes part in the conversation of a system."""

    def __init__(self, engines: Sequence[Engine], names: Mapping[str, Iterable[str]]) -> None:
        """The names are further ones of modules: their titles and theories."""
        self.talks = find_talks(engines)
        self._vague = {engine.module for engine in engines if not all(action.complete for action in engine.actions)}
        self._said: dict[tuple[Partner, Partner], Talk] = {(talk.source, talk.target): talk for talk in self.talks}
        self._known: dict[str, dict[Partner, str]] = {}
        for engine in engines:
            own = (*names.get(engine.module, ()), engine.module, engine.module.rpartition(".")[2])
            self._add(OtherEngine(engine.module), own)
        for end in dict.fromkeys(end for talk in self.talks for end in (talk.source, talk.target)):
            if not isinstance(end, OtherEngine):
                self._add(end, (partner_words(end).name,))
        self._add(Requester(), REQUESTER_WORDS)

    def _add(self, partner: Partner, names: Iterable[str]) -> None:
        for name in names:
            self._known.setdefault(_simple(name), {}).setdefault(partner, name)

    def find(self, title: str) -> tuple[Partner, ...]:
        """Whom a title may stand for; several where names are the same."""
        return tuple(self._known.get(_simple(title), ()))

    def nearest(self, title: str) -> str:
        """The name that was probably meant; may be empty."""
        names = {name for named in self._known.values() for name in named.values()}
        return "".join(nearest(title, names, 1))

    def between(self, sources: Iterable[Partner], targets: Sequence[Partner]) -> tuple[Talk, ...]:
        """What is said from some to others."""
        pairs = [(source, target) for source in sources for target in targets]
        return tuple(self._said[pair] for pair in pairs if pair in self._said)

    def is_vague(self, partners: Iterable[Partner]) -> bool:
        """Whether more may be said by or to these than could be derived."""
        return any(
            partner.module in self._vague or any(self._leads_anywhere(talk, partner) for talk in self.talks)
            for partner in partners
            if isinstance(partner, OtherEngine)
        )

    def _leads_anywhere(self, talk: Talk, partner: Partner) -> bool:
        return talk.source == partner and isinstance(talk.target, Unknown)


def _simple(name: str) -> str:
    return " ".join(name.split()).casefold()
