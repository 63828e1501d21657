"""Everything that a site shows of a compiled project, for any site generator.

In: a compiled site, the address that each file will have, and the problems to show. Out: a `SiteContent`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from diglot.diagnostic import Diagnostic
from diglot.page.model import Heading, Page
from diglot.page.weave import Change, WovenText, weave
from diglot.pipeline import Site
from diglot.proofs.gather import NO_PROOFS, Proofs
from diglot.reference.addresses import LIBRARY_PAGES
from diglot.render.engine_parts import Entry, engine_entries
from diglot.render.html import inert
from diglot.render.page import problems_elsewhere
from diglot.site import search
from diglot.site.figure_cache import FigureCache
from diglot.site.figures import Figures
from diglot.site.knowledge import SiteKnowledge
from diglot.site.overview import OverviewPages
from diglot.site.references import ReferenceLinks
from diglot.site.summary import summary
from diglot.site.theories import theory_figures, theory_pages
from diglot.source import SourceFile, Span
from diglot.typed.digest import digest_of


@dataclass(frozen=True, slots=True)
class PageContent:
    """What the site shows of one page."""

    source: SourceFile
    """Its text, front matter included."""
    changes: tuple[Change, ...]
    """What to put into this text before it is rendered."""
    fences: Mapping[str, Span]
    """The keys that these changes put into fences, with the place of each fence."""
    unresolved: frozenset[str] = frozenset()
    """References on the page that lead nowhere, which has been reported."""
    problems: str = ""
    """Problems that are in none of its snippets, as HTML."""
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """What words in backticks refer to: an address, and a description."""
    entries: tuple[Entry, ...] = ()
    """What its table of contents has besides headings."""
    headings: tuple[Heading, ...] = ()
    """Its headings, under the anchors that links and references count on."""

    def woven(self, text: str) -> WovenText:
        """Its text as a plugin is given it, with the changes and with its problems on top."""
        made = weave(self.source.text, self.changes, text)
        return made._replace(text=f"{self.problems}\n\n{made.text}") if self.problems else made


@dataclass(frozen=True, slots=True)
class SiteContent:
    """All that a site generator is given."""

    pages: Mapping[str, PageContent]
    """The pages of the project, by path below the folder of pages."""
    added: Mapping[str, str]
    """The Markdown of pages that are not among the project's own, by path."""
    html: Mapping[str, str]
    """What to put in the place of each woven fence, by key."""
    search_entries: tuple[search.Entry, ...]
    """The entries for definitions in the search."""


def make_content(
    site: Site,
    url_of: Callable[[str], str],
    proofs: Proofs = NO_PROOFS,
    differing: frozenset[str] = frozenset(),
    cache: FigureCache | None = None,
    problems: tuple[Diagnostic, ...] = (),
) -> SiteContent:
    """All content, with problems on the pages, as a writer at work wants them.

    `url_of` gives the address of a file below the folder of pages, relative to the root of the site. `differing` are
    the theories whose files do not agree with their pages, where files are only checked.
    """
    cache = cache or FigureCache()
    cache.begin()
    known = SiteKnowledge(site, url_of, proofs, cache)
    references = ReferenceLinks(site, known.url, known.links, known.descriptions, known.of_code)
    figures = Figures(known, references)
    html: dict[str, str] = {}

    def woven(page: Page) -> PageContent:
        made = figures.weave(page, problems)
        html.update(made.html)
        return PageContent(page.source, (*made.changes, *summary(page, known, differing)), made.fences)

    own = {
        known.uri(page): replace(
            woven(page),
            unresolved=references.unresolved(page),
            problems=inert(problems_elsewhere(page, problems)),
            words=_words(page, known, references),
            entries=_entries(page, known),
            headings=page.headings,
        )
        for page in site.documents.values()
    }
    library = {known.uri(page): woven(page) for page in (site.pages[name] for name in site.library)}
    overview = OverviewPages(site, known.engines, known.sentences, known.uses.users, proofs, url_of)
    added = {uri: page.woven(page.source.text).text for uri, page in library.items()}
    added |= {**_library_index(site), **theory_pages(known), **overview.pages()}
    return SiteContent(
        own,
        added,
        {**html, **theory_figures(known), **overview.tables()},
        tuple(overview.search_entries()),
    )


def _words(page: Page, known: SiteKnowledge, references: ReferenceLinks) -> Mapping[str, tuple[str, str]]:
    """What words in backticks refer to on a page."""
    seen = known.digests.seen_from(page.module)
    about = digest_of((known.url(page), known.digests.everything, *sorted(seen)))
    return known.cache.get_or_make(f"words {page.source.path}", (page,), about, lambda: references.words(page, seen))


def _entries(page: Page, known: SiteKnowledge) -> tuple[Entry, ...]:
    here = known.url(page)
    return engine_entries(known.engines.engines.get(page.module, ()), lambda symbol: known.links.href(symbol, here))


def _library_index(site: Site) -> Mapping[str, str]:
    """The Markdown of the library's list."""
    if not site.library:
        return {}
    lines = "".join(f"- [`{name}`]({name.replace('.', '/')}.md)\n" for name in sorted(site.library))
    head = "# Standard library\n\nThe modules that the pages of this site use.\n\n"
    return {f"{LIBRARY_PAGES}index.md": head + lines}
