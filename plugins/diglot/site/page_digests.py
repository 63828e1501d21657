"""What other pages can show of a page, as digests. They decide what is made again after an edit.

In: the compiled site, and the description of each definition. Out: for each module a digest of all that the figures of
modules above it can show of it, and one of its users.
"""

from collections.abc import Mapping
from functools import cached_property

from diglot.graphs import closure
from diglot.names import Symbol
from diglot.pipeline import Site
from diglot.reference.links import Links
from diglot.render.uses import Uses
from diglot.typed.digest import digest_of


class PageDigests:
    """The digests of one site."""

    def __init__(self, site: Site, links: Links, descriptions: Mapping[Symbol, str], uses: Uses) -> None:
        self._site = site
        self._links = links
        self._uses = uses
        names = (*site.library, *site.modules)
        self._own = {name: self._offer(name, descriptions) for name in names}
        self._library = digest_of([repr(site.settings), *(self._own[name] for name in site.library)])

    @cached_property
    def everything(self) -> str:
        """A digest of all that can be shown of any module, and of the names of all pages, modules or not."""
        own = (f"{name}={digest}" for name, digest in self._own.items())
        return digest_of([self._library, *own, *self._site.documents])

    def below(self, module: str) -> str:
        """A digest of all that a module's own figures and theory can show of others."""
        return digest_of([self._library, *(f"{name}={self._own.get(name)}" for name in sorted(self.seen_from(module)))])

    def users(self, module: str) -> str:
        """A digest of who uses what a module defines."""
        parts = []
        for symbol in self._site.definitions.get(module, ()):
            users = self._uses.users.get(symbol, ())
            parts.append(f"{symbol.id}<{' '.join([f'{user.id}#{self._links.anchors.get(user)}' for user in users])}")
            parts += [f"{name}={self._page(name)}" for name in dict.fromkeys([user.module for user in users])]
        return digest_of(parts)

    def seen_from(self, module: str) -> frozenset[str]:
        """A module and all that it imports, directly or not."""
        return frozenset(closure([module], lambda name: self._imports.get(name, ())))

    @cached_property
    def _imports(self) -> Mapping[str, tuple[str, ...]]:
        return {name: parsed.imports for name, parsed in self._site.parsed.items()}

    def _offer(self, module: str, descriptions: Mapping[Symbol, str]) -> str:
        anchors = self._links.anchors
        parts = [f"{s.id}#{anchors.get(s)}\0{descriptions.get(s, '')}" for s in self._site.definitions[module]]
        return digest_of([self._page(module), *parts])

    def _page(self, module: str) -> str:
        return repr((self._links.urls.get(module), self._uses.titles.get(module)))
