"""What is shown below a page's title: what Isabelle said of its theory, and the cards of its engines.

In: a page, and the theories whose files differ from their pages. Out: this HTML, as a change of the page's text.
"""

import re
from collections.abc import Iterator
from html import escape

from diglot.describe.status import status_words
from diglot.page.model import Heading, Page
from diglot.page.weave import Change
from diglot.reference.links import relative
from diglot.render.engine_card import card_html
from diglot.render.engine_words import EngineWords
from diglot.render.html import attribute_text, inert, linked
from diglot.site.knowledge import SiteKnowledge
from diglot.source import Span

_UNDERLINE = re.compile(r" {0,3}=+[ \t]*(?=\n|$)")


def summary(page: Page, known: SiteKnowledge, differing: frozenset[str]) -> Iterator[Change]:
    """The summary below a page's title; pages of the library have none."""
    if page.module in known.site.library:
        return
    parts = (_status(page, known), _obligations(page, known), _cards(page, known, differing))
    html = "\n\n".join(filter(None, parts))
    if html:
        yield from _below_title(page, inert(html))


def _status(page: Page, known: SiteKnowledge) -> str:
    printed = known.own_theories.get(page.module)
    if printed is None or not known.proofs.in_use:
        return ""
    href = relative(known.theory_url(printed.name), known.url(page))
    verdict = known.proofs.verdict(printed.name)
    words = escape(status_words(verdict, "This page’s theory"), quote=False)
    return f'<p class="dg-status dg-{verdict.state}">{words} <a href="{attribute_text(href)}">Theory</a></p>'


def _obligations(page: Page, known: SiteKnowledge) -> str:
    """The laws of instances that the page's theory takes for granted, and those that are proved."""
    items = []
    for obligation in known.obligations:
        law = obligation.law
        if law.path == page.source.path:
            words = f"is proved by <code>{escape(obligation.theorem)}</code>" if obligation.theorem else "is assumed"
            said = f"<code>{escape(obligation.name)}</code>, which says that {_code(law.subject)} is lawful, {words}."
            items.append(f'<li class="dg-{"assumed" if obligation.is_open else "proved"}">{said}</li>')
    if not items:
        return ""
    head = "The theory of this page rests on laws of instances that are written by hand:"
    return f'<div class="dg-obligations"><p>{head}</p><ul>{"".join(items)}</ul></div>'


def _code(words: str) -> str:
    """Words with code between backticks, as HTML."""
    return re.sub("`([^`]*)`", r"<code>\1</code>", escape(words, quote=False))


def _cards(page: Page, known: SiteKnowledge, differing: frozenset[str]) -> str:
    words = EngineWords(known.engines, known.url(page))
    theory = _theory_words(page, known, differing)
    return "".join(card_html(engine, words, theory) for engine in known.engines.engines.get(page.module, ()))


def _theory_words(page: Page, known: SiteKnowledge, differing: frozenset[str]) -> str:
    """The page's theory, and whether its file agrees with the page, as HTML."""
    printed = known.own_theories.get(page.module)
    if printed is None:
        return ""
    link = linked(f"{escape(printed.name)}.thy", relative(known.theory_url(printed.name), known.url(page)))
    if known.site.settings.mode == "write":
        return f"{link}, regenerated from this page on every build"
    return f"{link}, {'differs from' if printed.name in differing else 'agrees with'} this page"


def _below_title(page: Page, html: str) -> Iterator[Change]:
    """A piece of HTML below the title of a page that begins with one."""
    text = page.source.text
    first = next(iter(page.blocks), None)
    if not isinstance(first, Heading) or first.level != 1:
        return
    end = text.find("\n", first.span.end)
    underline = _UNDERLINE.match(text, end + 1) if end != -1 else None
    at = underline.end() if underline else end if end != -1 else len(text)
    rest = len(text) - len(text[at:].lstrip("\n"))
    yield Change(Span(at, rest), f"\n\n{html}\n\n", Span(text.rfind("\n", 0, first.span.start) + 1, at))
