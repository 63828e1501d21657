"""What the names and terms in a project's prose mean.

In: the compiled pages and their glossaries. Out: `ProseNames`, which answers for each name and each term.
"""

from collections.abc import Mapping

from diglot.names import Symbol
from diglot.page.anchors import slugify
from diglot.page.model import Page
from diglot.pipeline import Site
from diglot.reference.glossary import Term
from diglot.reference.names import Names, Thing


class ProseNames:
    """All that prose can refer to by name."""

    def __init__(self, site: Site, terms: Mapping[str, Term]) -> None:
        self.terms = terms
        """The terms of all glossaries, by key."""
        self._pages = {**{page.module: page for page in site.documents.values()}, **site.pages}
        self._names = Names(site.definitions, self._pages, site.library)

    def find(self, name: str, page: Page) -> tuple[Thing, ...]:
        """All that a name on a page can mean; without a name, the page itself."""
        return self._names.find(name, page.module) if name else (page.module,)

    def close(self, name: str) -> tuple[str, ...]:
        """Names that may be meant."""
        return self._names.close(name)

    def page(self, thing: Thing) -> Page | None:
        """The page that something is on."""
        return self._pages.get(thing.module if isinstance(thing, Symbol) else thing)

    def term(self, key: str) -> Term | None:
        """The term with a key, which may also be written as its words."""
        return self.terms.get(key) or self.terms.get(slugify(key))
