"""The conversation of a whole system, or of a part of it, as a picture and in words.

In: all flows, and the folders to show. Out: a `<figure>`. Each engine is a box; between two engines is a box with the
messages from one to the other. A party that is not an engine and has many partners is drawn next to each of them, so
that its lines do not hide everything else.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from operator import itemgetter

from diglot.describe.partners import partner_words
from diglot.engine.check_directives import is_below
from diglot.engine.flows import Channel, EnginePage, Party, find_channels
from diglot.names import Symbol
from diglot.render.engine_words import EngineWords
from diglot.render.graph import Box, BoxRow, draw_graph, framed
from diglot.render.html import linked
from diglot.render.mermaid import Flowchart
from diglot.render.message_plan import MessageArrow, MessagePlan, plan_messages
from diglot.render.picture import picture_html
from diglot.render.tiles import tile

_UNKNOWN = "some message"
_MANY = 6
"""A party that is not an engine and has more partners than this is drawn more than once."""

_Spot = tuple[Party, Party | None]
"""A party, and the partner next to it if it is drawn more than once."""
_Joined = Mapping[_Spot, Sequence[tuple[int, _Spot, _Spot, Channel]]]
"""The channels of each, numbered, with their ends."""


def system_diagram(words: EngineWords, folders: Sequence[str]) -> str:
    """The engines in some folders, with their partners; all engines if no folder is given."""
    shown = [module for module in words.known.engines if not folders or is_below(module, folders)]
    if not shown:
        return '<p class="dg-none">No page here defines a guarded action.</p>'
    channels = tuple(
        channel
        for channel in find_channels(words.known.flows)
        if any(isinstance(end, EnginePage) and end.module in shown for end in channel.ends)
    )
    caption = f"Engines{' below ' + ' and '.join(folders) if folders else ''} and their messages"
    parties = list(dict.fromkeys(end for channel in channels for end in channel.ends))
    parties += [EnginePage(module) for module in shown if EnginePage(module) not in parties]
    plans = _plans(parties, channels, words, frozenset(shown))
    drawn = tile([draw_graph(plan.columns, plan.lines) for plan in plans])
    sentences = [_sentence(channel, words) for channel in channels]
    said = " ".join(_plain(channel, words) for channel in channels)
    return picture_html(framed(*drawn, caption, said), caption, sentences, _mermaid(channels, words))


def _plans(
    parties: Sequence[Party], channels: Sequence[Channel], words: EngineWords, shown: frozenset[str]
) -> list[MessagePlan]:
    """The place of everything, for each group of parties that talk to each other."""
    crowded = frozenset(party for party, many in _partner_counts(channels).items() if many > _MANY)
    joined: dict[_Spot, list[tuple[int, _Spot, _Spot, Channel]]] = {(party, None): [] for party in parties}
    for number, channel in enumerate(channels):
        ends = (_spot(channel.source, channel.target, crowded), _spot(channel.target, channel.source, crowded))
        for end in ends:
            joined.setdefault(end, []).append((number, *ends, channel))
    for party in crowded:
        del joined[party, None]
    return [_plan(group, joined, words, shown) for group in _groups(joined)]


def _partner_counts(channels: Sequence[Channel]) -> Counter[Party]:
    """How many others each party talks to that is no engine."""
    pairs = {pair for channel in channels for pair in (channel.ends, channel.ends[::-1])}
    return Counter(party for party, _ in pairs if not isinstance(party, EnginePage))


def _spot(party: Party, other: Party, crowded: frozenset[Party]) -> _Spot:
    return (party, other if party in crowded else None)


def _groups(joined: _Joined) -> Iterator[list[_Spot]]:
    """What hangs together, in the order of its first parties."""
    place = {spot: at for at, spot in enumerate(joined)}
    seen: set[_Spot] = set()
    for first in joined:
        if first in seen:
            continue
        seen.add(first)
        group = [first]
        for spot in group:  # It grows meanwhile.
            for _, source, target, _ in joined[spot]:
                found = [end for end in (source, target) if end not in seen]
                seen.update(found)
                group += found
        yield sorted(group, key=lambda spot: (spot[1] is None, place[spot]))


def _plan(group: Sequence[_Spot], joined: _Joined, words: EngineWords, shown: frozenset[str]) -> MessagePlan:
    keys = {spot: f"{at}" for at, spot in enumerate(group)}
    arrows = []
    for _, source, target, channel in sorted({one for spot in group for one in joined[spot]}, key=itemgetter(0)):
        rows = tuple(BoxRow(_label(message), words.href(message)) for message in channel.messages)
        arrows.append(MessageArrow(keys[source], keys[target], rows, dashed=not channel.certain))
    return plan_messages([_party(party, key, words, shown) for (party, _), key in keys.items()], arrows)


def _party(party: Party, key: str, words: EngineWords, shown: frozenset[str]) -> Box:
    if not isinstance(party, EnginePage):
        named = partner_words(party)
        return Box(key, named.name, "", named.remark)
    style = "dg-engine" if party.module in shown else "dg-partner"
    return Box(key, _name(party, words), words.href(party.module), style=style)


# -- Words ------------------------------------------------------------------------------------------------------------


def _name(party: Party, words: EngineWords) -> str:
    if isinstance(party, EnginePage):
        return words.known.titles.get(party.module, party.module)
    return partner_words(party).name


def _label(message: Symbol | None) -> str:
    return message.name if message else _UNKNOWN


def _party_html(party: Party, words: EngineWords) -> str:
    href = words.href(party.module) if isinstance(party, EnginePage) else ""
    return linked(escape(_name(party, words)), href)


def _sentence(channel: Channel, words: EngineWords) -> str:
    said = ", ".join(words.code(message) if message else _UNKNOWN for message in channel.messages)
    source, target = (_party_html(end, words) for end in channel.ends)
    return f"{source} {'sends' if channel.certain else 'may send'} {said} to {target}."


def _plain(channel: Channel, words: EngineWords) -> str:
    source, target = (_name(end, words) for end in channel.ends)
    return f"{source} to {target}{'' if channel.certain else ', perhaps'}: {', '.join(map(_label, channel.messages))}."


def _mermaid(channels: Sequence[Channel], words: EngineWords) -> str:
    chart = Flowchart()
    for channel in channels:
        source, target = (chart.node(_name(end, words)) for end in channel.ends)
        chart.arrow(source, target, ", ".join(map(_label, channel.messages)), dashed=not channel.certain)
    return chart.text
