"""What is known of engines as text: what sets each action off, what it does, and who talks to whom."""

import re
from collections.abc import Iterable, Iterator
from html import unescape

from diglot.describe.partners import partner_words
from diglot.engine.flows import Channel, EnginePage, Flow, Party, find_channels, find_flows
from diglot.engine.from_core import find_engines
from diglot.engine.model import ActionCase, Engine, Likelihood, OnMessage, Recipient, Sender, Sending
from diglot.engine.partners import converse
from diglot.pipeline import Site
from diglot.site.content import make_content
from diglot.typed.show import show_type


def show_engines(site: Site) -> str:
    """All engines of a site, each with its conversation."""
    engines = _find_engines(site)
    flows = find_flows(engines)
    return "\n\n".join("\n".join(_engine(engine, flows)) for engine in engines) or "none"


def show_system(site: Site) -> str:
    """All messages between the parties of a system."""
    return "\n".join(map(_channel, find_channels(find_flows(_find_engines(site))))) or "none"


def _channel(channel: Channel) -> str:
    source, target = map(_partner, channel.ends)
    return f"{source} -> {target}: {', '.join(map(str, channel.messages))}{'' if channel.certain else ' (perhaps)'}"


def _find_engines(site: Site) -> list[Engine]:
    order = (*site.library, *site.modules)
    found = find_engines([site.core[name] for name in order if name in site.core])
    return [engine for each in found.values() for engine in each]


def _engine(engine: Engine, flows: Iterable[Flow]) -> Iterator[str]:
    types = " ".join(f"({show_type(type_)})" for type_ in (engine.state, engine.incoming, engine.outgoing))
    yield f"engine {engine.module} {types}"
    for action in engine.actions:
        yield f"  {action.symbol.name}{'' if action.complete else ' (not followed to the end)'}"
        for case in action.cases:
            yield f"    {_case(case)}"
    conversation = converse(engine, flows)
    yield from (f"  {_received(flow)}" for flow in conversation.received)
    yield from (f"  {_sent(flow)}" for flow in conversation.sent)
    for symbol in conversation.ignored:
        yield f"  {symbol.name} triggers nothing"


def _case(case: ActionCase) -> str:
    trigger = case.trigger
    what = "timers" if not isinstance(trigger, OnMessage) else trigger.message or "any message"
    effects = [_sending(sending) for sending in case.sends]
    likelihoods = (
        (case.changes_state, "changes the state"),
        (case.sets_timers, "sets timers"),
        (case.spawns, "starts engines"),
    )
    effects += [_answer(answer, text) for answer, text in likelihoods if answer is not Likelihood.NEVER]
    return f"on {what}{'' if case.certain else ', if the guard holds'}: {'; '.join(effects) or 'nothing'}"


def _answer(answer: Likelihood, text: str) -> str:
    before = {Likelihood.ALWAYS: "", Likelihood.SOMETIMES: "sometimes ", Likelihood.UNKNOWN: "perhaps "}
    return f"{before.get(answer, '')}{text}"


def _sending(sending: Sending) -> str:
    how = "" if sending.always else "sometimes "
    many = ", any number" if sending.many else ""
    return f"{how}sends {sending.message or 'something'} to {_recipient(sending.recipient)}{many}"


def _recipient(recipient: Recipient) -> str:
    return "the sender" if isinstance(recipient, Sender) else partner_words(recipient).recipient.replace("`", "")


def _received(flow: Flow) -> str:
    often = "" if flow.always_taken else " (sometimes)"
    return f"{_partner(flow.source)} -> {flow.message or 'something'}{often}{_perhaps(flow)}"


def _sent(flow: Flow) -> str:
    often = "" if flow.always_sent else " (sometimes)"
    known_as = f", known as {_partner(flow.through)}" if flow.through and isinstance(flow.target, EnginePage) else ""
    return f"{_partner(flow.target)} <- {flow.message or 'something'}{often}{_perhaps(flow)}{known_as}"


def _perhaps(flow: Flow) -> str:
    return "" if flow.certain else " (perhaps)"


def _partner(partner: Party) -> str:
    return partner.module if isinstance(partner, EnginePage) else partner_words(partner).name


# -- What pages show of engines ---------------------------------------------------------------------------------------

_SVG = re.compile(r"(?s)<svg.*?<desc>(.*?)</desc>.*?</svg>")
_CELL = re.compile(r"</t[hd]>(?=<t[hd])|</dt>")
_BREAK = re.compile(r"</?(?:li|tr|p|div|dl|ul|table|thead|tbody|figure|figcaption|details|pre|section)\b[^>]*>")
_LINK = re.compile(r'(?s)<a href="([^"]*)">(.*?)</a>')
_TAG = re.compile(r"<[^>]+>")


def show_views(site: Site) -> str:
    """What takes the place of each block that asks for something derived, and the cards of engines, as text."""
    shown = make_content(site, lambda uri: uri.removesuffix(".md") + ".html")
    texts = [page.woven(page.source.text).text for page in shown.pages.values()]
    cards = [card for text in texts for card in re.findall(r'<section class="dg-card.*', text)]
    drawn = [html for key, html in shown.html.items() if "-diglot-" in key]
    return "\n\n".join(map(_as_text, (*cards, *drawn))) or "none"


def _as_text(html: str) -> str:
    """A piece of HTML as lines, with the addresses of its links behind them."""
    text = _LINK.sub(r"\2[\1]", _SVG.sub(r"<p>picture: \1</p>", html))
    text = _TAG.sub("", _BREAK.sub("\n", _CELL.sub(" | ", text)))
    return "\n".join(line for line in map(str.rstrip, unescape(text).splitlines()) if line)
