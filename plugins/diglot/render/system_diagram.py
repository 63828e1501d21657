"""The conversation of a whole system, or of a part of it, as a picture and in words.

In: all talks, and the folders to show. Out: a `<figure>`. Each engine is a box; between two engines stands a box with
the messages from one to the other. Whoever is no engine and talks to many of them stands beside each of these, so that
its lines do not hide everything else.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from operator import itemgetter

from diglot.engine.check_directives import is_below
from diglot.engine.partner_words import partner_words
from diglot.engine.partners import OtherEngine, Partner
from diglot.engine.system import Talk, find_talks
from diglot.names import Symbol
from diglot.render.engine_words import EngineWords
from diglot.render.graph import Box, Row, draw_graph, framed
from diglot.render.html import linked
from diglot.render.mermaid import Flowchart
from diglot.render.message_plan import MessageArrow, MessagePlan, plan_messages
from diglot.render.picture import picture_html
from diglot.render.tiles import tile

_UNKNOWN = "some message"
_MANY = 6
"""Whoever is no engine and talks to more than so many stands in the picture more than once."""

_Stand = tuple[Partner, Partner | None]
"""A party; beside whom, if it stands in several places."""
_Joined = Mapping[_Stand, Sequence[tuple[int, _Stand, _Stand, Talk]]]
"""The talks of each, numbered, with their ends."""


def system_diagram(words: EngineWords, folders: Sequence[str]) -> str:
    """All engines that are in one of the folders, and whom they talk to; with no folder, all engines."""
    shown = [module for module in words.known.engines if not folders or is_below(module, folders)]
    if not shown:
        return '<p class="dg-none">No page here defines a guarded action.</p>'
    talks = tuple(
        talk
        for talk in find_talks(words.known.everyone)
        if any(isinstance(end, OtherEngine) and end.module in shown for end in (talk.source, talk.target))
    )
    caption = f"Engines{' below ' + ' and '.join(folders) if folders else ''} and their messages"
    parties = list(dict.fromkeys(end for talk in talks for end in (talk.source, talk.target)))
    parties += [OtherEngine(module) for module in shown if OtherEngine(module) not in parties]
    plans = _plans(parties, talks, words, frozenset(shown))
    drawn = tile([draw_graph(plan.columns, plan.lines) for plan in plans])
    sentences = [_sentence(talk, words) for talk in talks]
    said = " ".join(_plain(talk, words) for talk in talks)
    return picture_html(framed(*drawn, caption, said), caption, sentences, _mermaid(talks, words))


def _plans(
    parties: Sequence[Partner], talks: Sequence[Talk], words: EngineWords, shown: frozenset[str]
) -> list[MessagePlan]:
    """Where everything stands, for each group of parties that talk to each other."""
    crowded = frozenset(party for party, many in _hearers(talks).items() if many > _MANY)
    joined: dict[_Stand, list[tuple[int, _Stand, _Stand, Talk]]] = {(party, None): [] for party in parties}
    for number, talk in enumerate(talks):
        ends = (_stand(talk.source, talk.target, crowded), _stand(talk.target, talk.source, crowded))
        for end in ends:
            joined.setdefault(end, []).append((number, *ends, talk))
    for party in crowded:
        del joined[party, None]
    return [_plan(group, joined, words, shown) for group in _groups(joined)]


def _hearers(talks: Sequence[Talk]) -> Counter[Partner]:
    """How many others each party talks to that is no engine."""
    pairs = {pair for talk in talks for pair in ((talk.source, talk.target), (talk.target, talk.source))}
    return Counter(party for party, _ in pairs if not isinstance(party, OtherEngine))


def _stand(party: Partner, other: Partner, crowded: frozenset[Partner]) -> _Stand:
    return (party, other if party in crowded else None)


def _groups(joined: _Joined) -> Iterator[list[_Stand]]:
    """What hangs together, in the order of its first parties."""
    place = {stand: at for at, stand in enumerate(joined)}
    seen: set[_Stand] = set()
    for first in joined:
        if first in seen:
            continue
        seen.add(first)
        group = [first]
        for stand in group:  # It grows meanwhile.
            for _, source, target, _ in joined[stand]:
                found = [end for end in (source, target) if end not in seen]
                seen.update(found)
                group += found
        yield sorted(group, key=lambda stand: (stand[1] is None, place[stand]))


def _plan(group: Sequence[_Stand], joined: _Joined, words: EngineWords, shown: frozenset[str]) -> MessagePlan:
    keys = {stand: f"{at}" for at, stand in enumerate(group)}
    arrows = []
    for _, source, target, talk in sorted({one for stand in group for one in joined[stand]}, key=itemgetter(0)):
        rows = tuple(Row(_label(message), words.href(message)) for message in talk.messages)
        arrows.append(MessageArrow(keys[source], keys[target], rows))
    return plan_messages([_party(party, key, words, shown) for (party, _), key in keys.items()], arrows)


def _party(party: Partner, key: str, words: EngineWords, shown: frozenset[str]) -> Box:
    if not isinstance(party, OtherEngine):
        named = partner_words(party)
        return Box(key, named.name, "", named.remark)
    style = "dg-engine" if party.module in shown else "dg-partner"
    return Box(key, _name(party, words), words.href(party.module), style=style)


# -- Words ------------------------------------------------------------------------------------------------------------


def _name(party: Partner, words: EngineWords) -> str:
    if isinstance(party, OtherEngine):
        return words.known.titles.get(party.module, party.module)
    return partner_words(party).name


def _label(message: Symbol | None) -> str:
    return message.name if message else _UNKNOWN


def _party_html(party: Partner, words: EngineWords) -> str:
    href = words.href(party.module) if isinstance(party, OtherEngine) else ""
    return linked(escape(_name(party, words)), href)


def _sentence(talk: Talk, words: EngineWords) -> str:
    said = ", ".join(words.code(message) if message else _UNKNOWN for message in talk.messages)
    return f"{_party_html(talk.source, words)} sends {said} to {_party_html(talk.target, words)}."


def _plain(talk: Talk, words: EngineWords) -> str:
    return f"{_name(talk.source, words)} to {_name(talk.target, words)}: {', '.join(map(_label, talk.messages))}."


def _mermaid(talks: Sequence[Talk], words: EngineWords) -> str:
    chart = Flowchart()
    for talk in talks:
        ends = [chart.node(_name(end, words)) for end in (talk.source, talk.target)]
        chart.arrow(ends[0], ends[1], ", ".join(map(_label, talk.messages)))
    return chart.text
