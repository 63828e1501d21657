"""The conversation of a whole system, or of a part of it, as a picture and in words.

In: all talks, and the folders to show. Out: a `<figure>`. Each engine is a box; between two engines stands a box with
the messages from one to the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from diglot.engine.check_directives import is_below
from diglot.engine.partners import OtherEngine, Partner
from diglot.engine.system import Talk, find_talks
from diglot.names import Symbol
from diglot.render.engine_words import EngineWords
from diglot.render.graph import Box, Line, Row, graph_svg
from diglot.render.html import linked
from diglot.render.layers import layer_nodes
from diglot.render.mermaid import Flowchart
from diglot.render.partner_words import partner_words
from diglot.render.picture import picture_html

_UNKNOWN = "some message"


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
    plan = _plan(parties, talks, words, frozenset(shown))
    sentences = [_sentence(talk, words) for talk in talks]
    said = " ".join(_plain(talk, words) for talk in talks)
    return picture_html(graph_svg(plan.columns, plan.lines, caption, said), caption, sentences, _mermaid(talks, words))


@dataclass(frozen=True, slots=True)
class _Plan:
    """Boxes by column, and the lines between them."""

    columns: Sequence[list[Box]]
    lines: list[Line]


def _plan(parties: Sequence[Partner], talks: Sequence[Talk], words: EngineWords, shown: frozenset[str]) -> _Plan:
    """Engines in every other column; in between, what they say, and the ways around other engines."""
    keys = {party: f"{at}" for at, party in enumerate(parties)}
    arrows = [(keys[talk.source], keys[talk.target]) for talk in talks]
    layers = layer_nodes(list(keys.values()), arrows)
    plan = _Plan([[] for _ in range(2 * max(layers.values()) + 2)], [])
    for party, key in keys.items():
        plan.columns[2 * layers[key]].append(_party(party, key, words, shown))
    for talk in talks:
        source, target = keys[talk.source], keys[talk.target]
        _add_talk(plan, talk, (source, target), (2 * layers[source], 2 * layers[target]), words)
    return plan


def _party(party: Partner, key: str, words: EngineWords, shown: frozenset[str]) -> Box:
    if not isinstance(party, OtherEngine):
        named = partner_words(party)
        return Box(key, named.name, "", named.remark)
    style = "dg-engine" if party.module in shown else "dg-partner"
    return Box(key, _name(party, words), words.href(party.module), style=style)


def _add_talk(plan: _Plan, talk: Talk, ends: tuple[str, str], columns: tuple[int, int], words: EngineWords) -> None:
    source, target = ends
    key = f"{source} to {target}"
    rows = tuple(Row(_label(message), words.href(message)) for message in talk.messages)
    forth = columns[0] < columns[1]
    left, right = (source, target) if forth else (target, source)
    first, last = min(columns), max(columns)
    plan.columns[first + 1].append(Box(key, "", rows=rows, style="dg-messages"))
    way = [key]
    for column in range(first + 2, last):
        way.append(f"{key} {column}")
        plan.columns[column].append(Box(way[-1], ""))
    plan.lines.append(Line(left, key, head="none" if forth else "left"))
    if first == last:
        return  # It talks to itself: its messages stand beside it.
    for here, there in zip(way, [*way[1:], right], strict=True):
        plan.lines.append(Line(here, there, head="right" if forth and there == right else "none"))


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
