"""What there is on the site, and the places on each page that a link can lead to.

In: the compiled pages, the other files in their folder, and the names of hand-written theories. Out: `Addresses`. Paths
are relative to the folder of pages, as in MkDocs; the pages of theories and of the library are added to it.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from diglot.artifacts import printed_theories
from diglot.page.model import Page
from diglot.pipeline import Site
from diglot.reference.index_names import INDEXES, THEOREMS
from diglot.reference.links import find_anchors

_WRITTEN = re.compile(r"""(?:\bid|\bname)\s*=\s*["']?([^\s"'>}]+)|\{[^}\n]*?#([^\s}]+)""")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
THEORY_PAGES = "theories/"
LIBRARY_PAGES = "library/"
OVERVIEW_PAGES = "overview/"


@dataclass(frozen=True, slots=True)
class Addresses:
    """The files of the site by their paths below the folder of pages."""

    site: Site
    pages: Mapping[str, Page]
    """Pages that have a source, the library's included."""
    others: Collection[str]
    """Files that are not pages."""
    made: Collection[str]
    """Pages that are generated when the site is built."""
    all_made: bool
    """Whether these are all of them."""

    def has(self, uri: str) -> bool:
        """Whether there is such a file; True if that is not known."""
        if uri in self.pages or uri in self.made or uri in self.others:
            return True
        if not self.all_made and uri.startswith((THEORY_PAGES, LIBRARY_PAGES, OVERVIEW_PAGES)):
            return True
        return any(fnmatchcase(uri, pattern) for pattern in self.site.settings.other_pages)

    def anchors(self, page: Page) -> frozenset[str]:
        """The anchors of sections and definitions."""
        definitions = find_anchors([(page, self.site.definitions.get(page.module, ()))])
        return frozenset((*(heading.anchor for heading in page.headings), *definitions.values()))


def theory_uri(name: str) -> str:
    """The path of a theory's page below the folder of pages."""
    return f"{THEORY_PAGES}{name}.md"


def written_anchors(page: Page) -> frozenset[str]:
    """Anchors that a writer has put on a page, as HTML, in attribute lists or by footnotes."""
    text = page.source.text
    chosen = (match[1] or match[2] for match in _WRITTEN.finditer(text))
    notes = (f"{kind}:{name}" for name in _FOOTNOTE.findall(text) for kind in ("fn", "fnref"))
    return frozenset((*chosen, *notes))


def find_addresses(site: Site, others: Collection[str], proofs: Iterable[str]) -> Addresses:
    """What there will be on the site; `others` are paths of files, `proofs` names of hand-written theories.

    Which pages are generated is known only when nothing is wrong.
    """
    prefix = site.settings.below(site.settings.docs_dir, "")
    pages = {path.removeprefix(prefix): page for path, page in site.documents.items()}
    below = frozenset(path.removeprefix(prefix) for path in others)
    library = {site.pages[name].source.path: site.pages[name] for name in site.library}
    return Addresses(site, {**library, **pages}, below, frozenset(_made(site, proofs)), site.ok)


def _made(site: Site, proofs: Iterable[str]) -> Iterator[str]:
    names = [*printed_theories(site.artifacts), *proofs]
    yield from map(theory_uri, names)
    if names:
        yield f"{THEORY_PAGES}index.md"
    if site.library:
        yield f"{LIBRARY_PAGES}index.md"
    if site.modules:
        yield from (f"{OVERVIEW_PAGES}{name}.md" for name in ("index", *INDEXES, THEOREMS))
