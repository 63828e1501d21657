"""The references in a page's prose, as links.

In: the compiled pages and their addresses. Out: for a page, what to put into its text in the place of `ref:` and
`term:`. A reference that leads nowhere has been reported and stays as it is.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from diglot.diagnostic import Problems
from diglot.names import Symbol
from diglot.page.inline import Link
from diglot.page.model import Page, title_of
from diglot.page.weave import Change
from diglot.pipeline import Site
from diglot.reference.glossary import read_glossaries
from diglot.reference.links import Links, relative
from diglot.reference.names import full_name
from diglot.reference.resolve import ProseNames
from diglot.reference.target import REF, TERM, FilePlace, NamedTarget, TermName, read_target
from diglot.render.code import Knowledge
from diglot.render.included import included_html, missing_html, source_html
from diglot.render.reference import CLOSING, opening_html, term_html
from diglot.source import Span


@dataclass
class ReferenceLinks:
    """Makes the links of one site."""

    _site: Site
    _url_of: Callable[[Page], str]
    _links: Links
    _descriptions: Mapping[Symbol, str]
    _knowledge: Callable[[str, str], Knowledge]
    """Gives what is known of the names of a module, as seen from the page at an address."""

    @cached_property
    def _references(self) -> ProseNames:
        return ProseNames(self._site, read_glossaries(self._site.documents.values(), Problems()))

    def changes(self, page: Page) -> Iterator[Change]:
        """What to put where in the page's text."""
        for link in page.links:
            target = read_target(link.target, "")
            if target is not None and not isinstance(target, FilePlace):
                opening = self._opening(page, link, target)
                if opening is not None:
                    yield Change(Span(link.span.start, link.words.start), opening, link.span)
                    yield Change(Span(link.words.end, link.span.end), CLOSING, link.span)

    def unresolved(self, page: Page) -> frozenset[str]:
        """The references of a page that are no links, because they lead nowhere."""
        found = {change.whole for change in self.changes(page)}
        scheme = (f"{REF}:", f"{TERM}:")
        return frozenset(
            each.target for each in page.links if each.span not in found and each.target.lower().startswith(scheme)
        )

    def words(self, page: Page, seen: frozenset[str]) -> Mapping[str, tuple[str, str]]:
        """What words in backticks refer to on a page: the address of a definition, and its description.

        A word without dots has to name a definition of the page itself or of a module in `seen`: those that the page
        imports, directly or not.
        """
        here = self._url_of(page)
        found = {}
        for word in dict.fromkeys(word.text for prose in page.prose for word in prose.code):
            things = self._references.find(word, page)
            thing = things[0] if len(things) == 1 else None
            if isinstance(thing, Symbol) and ("." in word or thing.module in seen):
                href = self._links.href(thing, here)
                if href is not None:
                    found[word] = (href, self._descriptions.get(thing, ""))
        return found

    def definition(self, name: str, page: Page) -> str:
        """A definition that a block of a page asks for."""
        found = self._references.find(name, page)
        if len(found) != 1 or not isinstance(found[0], Symbol):
            return missing_html(name)
        symbol, here = found[0], self._url_of(page)
        home, parsed = self._references.page(symbol), self._site.parsed.get(symbol.module)
        href = self._links.href(symbol, here)
        if home is None or parsed is None or href is None:
            return missing_html(name)
        source = source_html(full_name(symbol), href, title_of(home))
        return included_html(symbol, home, parsed, self._knowledge(symbol.module, here), source)

    def _opening(self, page: Page, link: Link, target: NamedTarget | TermName) -> str | None:
        here = self._url_of(page)
        if isinstance(target, TermName):
            term = self._references.term(target.key)
            return (
                None if term is None else term_html(self._href(term.page, term.heading.anchor, here), term.explanation)
            )
        found = self._references.find(target.name, page)
        if len(found) != 1 or not page.source.slice(link.words).strip():
            return None
        thing = found[0]
        if isinstance(thing, Symbol):
            href = self._links.href(thing, here)
            return None if href is None else opening_html(href, hover=self._descriptions.get(thing, ""))
        there = self._references.page(thing)
        return None if there is None else opening_html(self._href(there, target.section, here))

    def _href(self, page: Page, anchor: str, here: str) -> str:
        url = self._url_of(page)
        fragment = f"#{quote(anchor)}" if anchor else ""
        return fragment if url == here and fragment else relative(url, here) + fragment
