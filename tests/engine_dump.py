"""What is known of engines as text: what sets each action off, what it does, and who talks to whom."""

import re
from collections.abc import Iterator, Mapping
from html import unescape

from diglot.engine.from_core import find_engines
from diglot.engine.model import Answer, Engine, OnMessage, Reaction, Recipient, Requester, Sending
from diglot.engine.partner_words import partner_words
from diglot.engine.partners import Exchange, OtherEngine, Partner, converse
from diglot.page.directives import WORDS
from diglot.pipeline import Site
from diglot.site.content import make_content
from diglot.typed.show import show_type


def show_engines(site: Site) -> str:
    """All engines of a site's own modules."""
    order = (*site.library, *site.modules)
    found = find_engines([site.core[name] for name in order if name in site.core])
    return "\n\n".join("\n".join(_engine(engine, found)) for engines in found.values() for engine in engines) or "none"


def _engine(engine: Engine, everyone: Mapping[str, tuple[Engine, ...]]) -> Iterator[str]:
    types = " ".join(f"({show_type(type_)})" for type_ in (engine.state, engine.incoming, engine.outgoing))
    yield f"engine {engine.module} {types}"
    for action in engine.actions:
        yield f"  {action.symbol.name}{'' if action.complete else ' (not followed to the end)'}"
        for reaction in action.reactions:
            yield f"    {_reaction(reaction)}"
    conversation = converse(engine, [one for engines in everyone.values() for one in engines])
    yield from (f"  {_exchange(exchange)}" for exchange in conversation.exchanges)
    for symbol in conversation.ignored:
        yield f"  {symbol.name} sets nothing off"


def _reaction(reaction: Reaction) -> str:
    occasion = reaction.occasion
    what = "timers" if not isinstance(occasion, OnMessage) else occasion.message or "any message"
    effects = [_sending(sending) for sending in reaction.sends]
    answers = (
        (reaction.changes_state, "changes the state"),
        (reaction.sets_timers, "sets timers"),
        (reaction.spawns, "starts engines"),
    )
    effects += [_answer(answer, text) for answer, text in answers if answer is not Answer.NEVER]
    return f"on {what}{'' if reaction.certain else ', under conditions'}: {'; '.join(effects) or 'nothing'}"


def _answer(answer: Answer, text: str) -> str:
    before = {Answer.ALWAYS: "", Answer.SOMETIMES: "sometimes ", Answer.UNKNOWN: "perhaps "}
    return f"{before.get(answer, '')}{text}"


def _sending(sending: Sending) -> str:
    how = "" if sending.always else "sometimes "
    many = ", any number" if sending.many else ""
    return f"{how}sends {sending.message or 'something'} to {_recipient(sending.recipient)}{many}"


def _recipient(recipient: Recipient) -> str:
    return "the sender" if isinstance(recipient, Requester) else partner_words(recipient).recipient.replace("`", "")


def _exchange(exchange: Exchange) -> str:
    arrow = "->" if exchange.incoming else "<-"
    dots = "" if exchange.always else " (sometimes)"
    known_as = f", known as {_partner(exchange.through)}" if exchange.through else ""
    return f"{_partner(exchange.partner)} {arrow} {exchange.message or 'something'}{dots}{known_as}"


def _partner(partner: Partner) -> str:
    return partner.module if isinstance(partner, OtherEngine) else partner_words(partner).name


# -- What pages show of engines ---------------------------------------------------------------------------------------

_SVG = re.compile(r"(?s)<svg.*?<desc>(.*?)</desc>.*?</svg>")
_CELL = re.compile(r"</t[hd]>(?=<t[hd])|</dt>")
_BREAK = re.compile(r"</?(?:li|tr|p|div|dl|ul|table|thead|tbody|figure|figcaption|details|pre|section)\b[^>]*>")
_LINK = re.compile(r'(?s)<a href="([^"]*)">(.*?)</a>')
_TAG = re.compile(r"<[^>]+>")


def show_views(site: Site) -> str:
    """What stands in the place of each block that asks for something derived, and the cards of engines, as text."""
    shown = make_content(site, lambda uri: uri.removesuffix(".md") + ".html")
    cards = [card for page in shown.pages.values() for card in re.findall(r'<section class="dg-card.*', page.markdown)]
    drawn = [html for key, html in shown.html.items() if any(f"-{word}-" in key for word in WORDS)]
    return "\n\n".join(map(_as_text, (*cards, *drawn))) or "none"


def _as_text(html: str) -> str:
    """A piece of HTML as lines, with the addresses of its links behind them."""
    text = _LINK.sub(r"\2[\1]", _SVG.sub(r"<p>picture: \1</p>", html))
    text = _TAG.sub("", _BREAK.sub("\n", _CELL.sub(" | ", text)))
    return "\n".join(line for line in map(str.rstrip, unescape(text).splitlines()) if line)
