"""The conversation of a whole system, or of a part of it, as a picture and in words.

In: all talks, and the folders to show. Out: a `<figure>`. Each engine is a box; between two engines stands a box with
the messages from one to the other.
"""

from collections.abc import Sequence
from html import escape

from diglot.engine.check_directives import is_below
from diglot.engine.partner_words import partner_words
from diglot.engine.partners import OtherEngine, Partner
from diglot.engine.system import Talk, find_talks
from diglot.names import Symbol
from diglot.render.engine_words import EngineWords
from diglot.render.graph import Box, Row, graph_svg
from diglot.render.html import linked
from diglot.render.mermaid import Flowchart
from diglot.render.message_plan import MessageArrow, MessagePlan, plan_messages
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


def _plan(parties: Sequence[Partner], talks: Sequence[Talk], words: EngineWords, shown: frozenset[str]) -> MessagePlan:
    keys = {party: f"{at}" for at, party in enumerate(parties)}
    arrows = []
    for talk in talks:
        rows = tuple(Row(_label(message), words.href(message)) for message in talk.messages)
        arrows.append(MessageArrow(keys[talk.source], keys[talk.target], rows))
    return plan_messages([_party(party, key, words, shown) for party, key in keys.items()], arrows)


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
