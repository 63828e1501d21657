"""What all parts of a site need to know: addresses, descriptions, uses, engines, and the names in theories.

In: a compiled site, the address that each file will have, and the proofs. Out: a `SiteKnowledge`. What is expensive is
recalled from the last build under the objects that it was made from.
"""

from collections import ChainMap
from collections.abc import Callable, Mapping

from diglot.describe.hovers import describe_symbols, find_sentences
from diglot.engine.flows import find_flows
from diglot.engine.from_core import find_engines
from diglot.names import Symbol
from diglot.page.model import Page, title_of
from diglot.pipeline import Site
from diglot.proofs.gather import Proofs
from diglot.proofs.obligations import obligations
from diglot.reference.addresses import theory_uri
from diglot.reference.links import Links, find_anchors
from diglot.render.code import Knowledge
from diglot.render.engine_words import EngineKnowledge
from diglot.render.theory_names import TheoryNames
from diglot.render.uses import Uses, find_users
from diglot.results import data_types
from diglot.site.figure_cache import FigureCache
from diglot.site.page_digests import PageDigests
from diglot.theory.library.counterparts import hol_names
from diglot.theory.translate.names import IsabelleNames


class SiteKnowledge:
    """What is known of one site."""

    def __init__(self, site: Site, url_of: Callable[[str], str], proofs: Proofs, cache: FigureCache) -> None:
        """`url_of` gives the address of a file below the folder of pages, relative to the root of the site."""
        self.site = site
        self.url_of = url_of
        self.proofs = proofs
        self.obligations = obligations(site.laws, proofs)
        """What theories take for granted of instances."""
        self.cache = cache
        names = (*site.library, *site.modules)
        self.uris = {name: self.uri(site.pages[name]) for name in names}
        self.links = Links(
            {name: url_of(uri) for name, uri in self.uris.items()},
            find_anchors((site.pages[name], site.definitions[name]) for name in names),
        )
        described = [self._described(name) for name in site.typed]
        self.sentences = {symbol: text for sentences, _ in described for symbol, text in sentences.items()}
        """A sentence on each definition that has one, as Markdown."""
        self.descriptions = {symbol: text for _, descriptions in described for symbol, text in descriptions.items()}
        """The type of each definition and the sentence on it, as text."""
        self.titles = {name: title_of(site.pages[name]) for name in names}
        users = find_users((site.scoped[name], site.parsed[name]) for name in site.modules if name in site.scoped)
        self.uses = Uses(users, self.titles, self.links)
        self.own_theories = site.own_theories()
        """The theory of what each page defines, by module."""
        self.digests = PageDigests(site, self.links, self.descriptions, self.uses)
        engines = find_engines([site.core[name] for name in names if name in site.core])
        self.engines = EngineKnowledge(
            engines,
            find_flows([engine for found in engines.values() for engine in found]),
            data_types(typed.interface for typed in site.typed.values()),
            self.titles,
            self.links,
        )
        known = {symbol.id: symbol for name in site.library for symbol in site.definitions[name]}
        self._library_names = {known[key]: name for key, name in hol_names().items() if key in known}
        self._library_things = {name: symbol for symbol, name in self._library_names.items()}
        self._theory_names: dict[str, Mapping[str, Symbol]] = {}

    def _described(self, name: str) -> tuple[Mapping[Symbol, str], Mapping[Symbol, str]]:
        """The sentences on what a module defines, and its descriptions."""
        typed, page = self.site.typed[name], self.site.pages[name]

        def make() -> tuple[Mapping[Symbol, str], Mapping[Symbol, str]]:
            sentences = find_sentences({name: typed}, {name: page})
            return sentences, describe_symbols({name: typed}, sentences)

        return self.cache.get_or_make(f"described {name}", (typed, page), "", make)

    # -- Addresses ----------------------------------------------------------------------------------------------------

    def uri(self, page: Page) -> str:
        """The path of a page below the folder of pages; the library's pages are put into `library/`."""
        return page.source.path.removeprefix(self.site.settings.below(self.site.settings.docs_dir, ""))

    def url(self, page: Page) -> str:
        """The address of a page."""
        return self.url_of(self.uri(page))

    def theory_url(self, name: str) -> str:
        """The address of a theory's page."""
        return self.url_of(theory_uri(name))

    # -- Names --------------------------------------------------------------------------------------------------------

    def of_code(self, module: str, url: str) -> Knowledge:
        """What is known of the names in a module's code, as seen from the page at an address."""
        scoped = self.site.scoped.get(module)
        references = scoped.references if scoped else ()
        own = self._isabelle_names(module)
        isabelle = self._library_names if own is None else ChainMap(own, self._library_names)  # type: ignore[arg-type]
        return Knowledge(url, references, self.site.typed.get(module), self.descriptions, self.links, isabelle)

    def theory_names(self, module: str) -> Mapping[str, Symbol]:
        """The definitions that the names in a module's theory refer to."""
        if module not in self._theory_names:
            self._theory_names[module] = TheoryNames(self._isabelle_names(module), self._library_things)
        return self._theory_names[module]

    def proof_names(self, proof: str) -> Mapping[str, Symbol]:
        """The definitions that names in a proof refer to: where two have the same name, the last, as in Isabelle."""
        reached = self.proofs.reached[proof]
        below = {module: printed for module, printed in self.own_theories.items() if printed.name in reached}

        def make() -> Mapping[str, Symbol]:
            return {name: symbol for module in below for name, symbol in self.theory_names(module).items()}

        return self.cache.get_or_make(f"proof names {proof}", tuple(below.values()), repr(self.site.library), make)

    def _isabelle_names(self, module: str) -> IsabelleNames | None:
        """How a module's theory refers to what it can see."""
        printed = self.own_theories.get(module)
        if printed is None:
            return None
        return self.cache.get_or_make(f"names {module}", (printed,), "", lambda: self.site.isabelle_names[module])
