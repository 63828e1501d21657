"""The pages of indexes, and the entry of each definition in the search.

In: a compiled project and its addresses. Out: the Markdown of generated pages by path below the folder of pages, and
entries for the search.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from html import escape

from diglot.describe.kinds import describe_kinds
from diglot.describe.status import STATE_WORDS
from diglot.names import Symbol
from diglot.page.model import Page
from diglot.pipeline import Site
from diglot.proofs.check_theorems import theorems_on
from diglot.proofs.gather import Proofs
from diglot.proofs.read import full_name
from diglot.reference.addresses import OVERVIEW_PAGES, theory_uri
from diglot.reference.index_names import THEOREMS
from diglot.reference.links import relative
from diglot.render.engine_words import EngineKnowledge, EngineWords
from diglot.render.html import attribute_text, code_link, linked
from diglot.render.index_table import Index, index_html, index_page
from diglot.render.overview import Overview, overview_page, theorem_index
from diglot.site.search import Entry


class OverviewPages:
    """Makes the pages of one site."""

    def __init__(
        self,
        site: Site,
        engines: EngineKnowledge,
        sentences: Mapping[Symbol, str],
        users: Mapping[Symbol, tuple[Symbol, ...]],
        proofs: Proofs,
        url_of: Callable[[str], str],
    ) -> None:
        """`url_of` gives the address of a file below the folder of pages, relative to the root of the site."""
        modules = {name: site.typed[name] for name in site.modules if name in site.typed}
        own = [engine for engine in engines.everyone if engine.module in modules]
        self._overview = Overview(modules, own, sentences, users)
        self._site = site
        self._engines = engines
        self._proofs = proofs
        self._url_of = url_of

    def pages(self) -> Mapping[str, str]:
        """The Markdown of each index and of the page that leads to them."""
        if not self._site.modules:
            return {}
        made = {f"{OVERVIEW_PAGES}{index.name}.md": _unsearched(index) for index in self._indexes}
        return {**made, f"{OVERVIEW_PAGES}index.md": overview_page(self._indexes)}

    def tables(self) -> Mapping[str, str]:
        """The HTML of the tables on these pages, by the keys of their fences."""
        return {_key(index): index_html(index) for index in self._indexes} if self._site.modules else {}

    @cached_property
    def _indexes(self) -> tuple[Index, ...]:
        indexes = self._overview.indexes(lambda name: EngineWords(self._engines, self._url(name)))
        return (*indexes, theorem_index(tuple(self._theorems(self._url(THEOREMS)))))

    def search_entries(self) -> Iterator[Entry]:
        """For each definition its address, its kind, and a sentence from its page. What engines do comes first."""
        for symbol, kind in describe_kinds(self._overview.declarations(), self._overview.engines, self._engines.titles):
            href = self._engines.links.href(symbol, "")
            if href is not None:
                words = self._overview.sentences.get(symbol, "").replace("`", "")
                yield href, f"{symbol.name} ({kind})", words, _weight(kind)

    def _url(self, name: str) -> str:
        return self._url_of(f"{OVERVIEW_PAGES}{name}.md")

    def _theorems(self, here: str) -> Iterator[tuple[str, str, str, str]]:
        shown = self._shown(here)
        for theory in self._proofs.theories.values():
            href = relative(self._url_of(theory_uri(theory.name)), here)
            words = STATE_WORDS[self._proofs.verdict(theory.name).state]
            for statement in theory.statements:
                if statement.name:
                    line = theory.source.position(statement.place.start).line
                    name = f"{theory.name}.{full_name(statement)}"
                    pages = ", ".join(shown.get(name, ()))
                    link = linked(f"{escape(theory.name)}.thy", href)
                    yield code_link(full_name(statement), f"{href}#L{line}"), link, pages, words

    def _shown(self, here: str) -> Mapping[str, list[str]]:
        """Links to the pages that show each theorem."""
        found: dict[str, list[str]] = {}
        for page in self._site.documents.values():
            for name in theorems_on(page):
                found.setdefault(name, []).append(self._page_link(page, here))
        return found

    def _page_link(self, page: Page, here: str) -> str:
        prefix = self._site.settings.below(self._site.settings.docs_dir, "")
        href = relative(self._url_of(page.source.path.removeprefix(prefix)), here)
        title = next((heading.text for heading in page.headings if heading.level == 1), page.module)
        return f'<a href="{attribute_text(href)}">{escape(title, quote=False)}</a>'


def _weight(kind: str) -> float:
    """How much a result counts: messages between engines most, then what engines do."""
    return 4 if kind.startswith("message") else 2 if kind.startswith("guarded") else 1


def _unsearched(index: Index) -> str:
    """The Markdown of an index that no search finds: the search leads to the definitions themselves."""
    table = f'```diglot key="{_key(index)}"\n```'
    return f"---\nsearch:\n  exclude: true\n---\n\n{index_page(index, table)}"


def _key(index: Index) -> str:
    return f"-index-{index.name}"
