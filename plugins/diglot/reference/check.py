"""Whether the links of all pages lead anywhere.

In: the compiled pages, the other files in their folder, and the names of hand-written theories. Out: diagnostics for
links that lead nowhere. Addresses of other sites are not checked.
"""

import posixpath
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from diglot.diagnostic import Diagnostic, Label, Problems, Severity
from diglot.inclusion import has_page_ending
from diglot.names import Symbol
from diglot.page.anchors import slugify
from diglot.page.directives import names_after
from diglot.page.inline import Link
from diglot.page.model import Fence, Page
from diglot.phases import Phase
from diglot.pipeline import Site
from diglot.reference import errors
from diglot.reference.addresses import Addresses, find_addresses, written_anchors
from diglot.reference.glossary import read_glossaries
from diglot.reference.names import Thing, full_name
from diglot.reference.resolve import ProseNames
from diglot.reference.target import REF, TERM, FilePlace, NamedTarget, TermName, read_target
from diglot.source import Span
from diglot.suggest import nearest


def check_references(site: Site, others: Collection[str], proofs: Iterable[str]) -> Problems:
    """What leads nowhere; `others` are paths of files that are not pages, `proofs` names of hand-written theories."""
    addresses = find_addresses(site, others, proofs)
    found = Problems()
    references = ProseNames(site, read_glossaries(site.documents.values(), found))
    check = _Check(addresses, references, names_are_known(site))
    for page in site.documents.values():
        if page.links and posixpath.basename(page.source.path) != site.settings.nav_file:
            found.extend(check.page(page))
    return found


def names_are_known(site: Site) -> bool:
    """Whether every definition has been seen: pages that cannot be read, or import each other, lose theirs."""
    return (
        site.whole
        and site.parsed.keys() <= site.definitions.keys()
        and not any(
            problem.severity is Severity.ERROR and problem.phase in (Phase.PAGES, Phase.SYNTAX, Phase.NAMES)
            for problem in site.problems
        )
    )


@dataclass(frozen=True, slots=True)
class _Check:
    addresses: Addresses
    references: ProseNames
    names_are_known: bool

    def page(self, page: Page) -> Iterator[Diagnostic]:
        """What is wrong with the links of a page."""
        prefix = self.addresses.site.settings.below(self.addresses.site.settings.docs_dir, "")
        here = page.source.path.removeprefix(prefix)
        for link in page.links:
            match read_target(link.target, here):
                case NamedTarget() as name:
                    yield from self._name(page, link, name)
                case TermName() as term:
                    yield from self._term(page, link, term)
                case FilePlace() as place:
                    yield from self._place(page, link, place, here)
                case _:
                    pass

    def _name(self, page: Page, link: Link, name: NamedTarget) -> Iterator[Diagnostic]:
        if _is_empty(page, link) or not (name.name or name.section):
            yield errors.EmptyReference(page.source.path, link.span, REF, not (name.name or name.section))
            return
        found = self.references.find(name.name, page)
        part = _part(page, link, name.name)
        yield from _wrong_name(page, name.name, part, self.references, is_known=self.names_are_known)
        target = self.references.page(found[0]) if len(found) == 1 else None
        if target is not None and name.section:
            yield from self._anchor(page, link, target, name.section)

    def _term(self, page: Page, link: Link, term: TermName) -> Iterator[Diagnostic]:
        if _is_empty(page, link) or not term.key:
            yield errors.EmptyReference(page.source.path, link.span, TERM, not term.key)
        elif self.references.term(term.key) is None:
            terms = self.references.terms
            close = nearest(slugify(term.key), terms)
            yield errors.UnknownTerm(page.source.path, _part(page, link, term.key), term.key, close, bool(terms))

    def _place(self, page: Page, link: Link, place: FilePlace, here: str) -> Iterator[Diagnostic]:
        target = self.addresses.pages.get(place.uri or here)
        if place.written.startswith("/"):
            if has_page_ending(place.uri) and self.addresses.has(place.uri):
                span = _part(page, link, place.written)
                yield errors.LinkToAddress(page.source.path, span, place.written, _relative(place.uri, here))
        elif target is not None:
            yield from self._anchor(page, link, target, place.anchor)
        elif place.uri and not self.addresses.has(place.uri):
            yield self._missing(page, link, place, here)

    def _anchor(self, page: Page, link: Link, target: Page, anchor: str) -> Iterator[Diagnostic]:
        if not anchor or anchor in self.addresses.anchors(target) or anchor in written_anchors(target):
            return
        if not self.names_are_known and target.snippets:
            return
        close = nearest(anchor, self.addresses.anchors(target))
        yield errors.UnknownSection(page.source.path, _part(page, link, anchor), anchor, target.source.path, close)

    def _missing(self, page: Page, link: Link, place: FilePlace, here: str) -> Diagnostic:
        path, span = page.source.path, _part(page, link, place.written)
        if not link.is_image and not has_page_ending(place.uri):
            for uri in _files_of(place.uri):
                if uri in self.addresses.pages or uri in self.addresses.made:
                    return errors.LinkToAddress(path, span, place.written, _relative(uri, here))
        if link.is_image or ("." in posixpath.basename(place.uri) and not has_page_ending(place.uri)):
            close = _close(place.uri, self.addresses.others, here)
            return errors.MissingFile(path, span, place.uri, place.written, link.is_image, close)
        return errors.UnknownPage(path, span, place.uri, place.written, _close(place.uri, self.addresses.pages, here))


def check_include(fence: Fence, page: Page, references: ProseNames, *, is_known: bool) -> Iterator[Diagnostic]:
    """What is wrong with the definitions that a block asks for; `is_known` as for all names."""
    if not names_after(fence):
        yield errors.EmptyInclude(page.source.path, fence.info)
    for name, span in names_after(fence):
        found = references.find(name, page)
        if len(found) == 1 and not isinstance(found[0], Symbol):
            yield errors.IncludeOfPage(page.source.path, span, name)
        else:
            yield from _wrong_name(page, name, span, references, is_known=is_known)


def _wrong_name(page: Page, name: str, span: Span, references: ProseNames, *, is_known: bool) -> Iterator[Diagnostic]:
    """What is wrong with the things that a name can mean: there has to be exactly one, if every definition is known."""
    path, found = page.source.path, references.find(name, page)
    if len(found) > 1:
        labels = tuple(_labels(found, references))
        yield errors.AmbiguousReference(path, span, name, tuple(map(full_name, found)), labels)
    elif not found and is_known:
        yield errors.UnknownReference(path, span, name, references.close(name))


def _labels(found: Iterable[Thing], references: ProseNames) -> Iterator[Label]:
    for thing in found:
        page = references.page(thing)
        if page is not None:
            span = thing.span if isinstance(thing, Symbol) else Span(0, 0)
            yield Label(page.source.path, span, f"`{full_name(thing)}`")


def _part(page: Page, link: Link, written: str) -> Span:
    """The place of a part of a link's target; the whole target where that is not clear."""
    if link.place == link.span or page.source.slice(link.place).count(written) != 1:
        return link.place
    start = page.source.text.index(written, link.place.start)
    return Span(start, start + len(written))


def _is_empty(page: Page, link: Link) -> bool:
    return not page.source.slice(link.words).strip()


def _files_of(uri: str) -> Iterator[str]:
    """The files of pages that may have this address."""
    bare = uri.removesuffix(".html").removesuffix("index").removesuffix("/")
    yield from (f"{bare}.md", posixpath.normpath(f"{bare}/index.md"))


def _close(uri: str, among: Iterable[str], here: str) -> tuple[str, ...]:
    """Files that may be meant: of the same name in another folder, or of a similar name."""
    among = tuple(among)
    moved = sorted(each for each in among if posixpath.basename(each) == posixpath.basename(uri))
    return tuple(_relative(each, here) for each in moved[:3] or nearest(uri, among))


def _relative(uri: str, here: str) -> str:
    return posixpath.relpath(uri, posixpath.dirname(here) or ".")
