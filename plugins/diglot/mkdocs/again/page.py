"""What Markdown makes of each page, kept for the next build.

In: a page as MkDocs is about to render it. Out: the same page rendered, by Markdown or as it was kept. Only the text is
kept: the figures are put in afterwards, so that a page is rendered again only if its text changes. Nothing is kept of a
page that gave rise to a message, or with an extension that may depend on more than the text.
"""

import logging
import pickle
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from diglot.mkdocs.again.extensions import markdown_digest
from diglot.mkdocs.fence import FenceHtml
from diglot.mkdocs.named_words import NamedWords
from diglot.site.two_builds import TwoBuilds
from diglot.typed.digest import digest_of


@dataclass(frozen=True, slots=True)
class RenderedText:
    """What Markdown made of a page, without its figures."""

    content: str
    placeholders: Mapping[str, str]
    """What is in the content in the place of each figure, by key."""
    toc: bytes
    """The table of contents, pickled, because plugins may change it."""
    title: str | None
    anchors: frozenset[str]
    links: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] | None
    """For each page with anchors that this one links to: the anchors, each with the link."""


class PageCache:
    """The rendered pages of the last build."""

    def __init__(self, fences: FenceHtml, named: NamedWords) -> None:
        self._fences = fences
        self._named = named
        self._around: str | None = None
        self.texts = TwoBuilds[RenderedText]()
        """By a digest of everything that Markdown depends on."""

    def begin(self, config: MkDocsConfig, files: Files) -> None:
        """Begin a build, when all files are there."""
        setup = markdown_digest(config)
        self._around = None if setup is None else digest_of([setup, *_surroundings(config, files)])

    def wrap_render(self, page: Page) -> None:
        """Replace the page's own `render` for one call, unless another plugin has done so."""
        if "render" in vars(page):
            return

        def render(config: MkDocsConfig, files: Files) -> None:
            del page.render
            self.render(page, config, files)

        page.render = render  # type: ignore[method-assign]

    def render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Do what `Page.render` does."""
        if self._around is None:
            type(page).render(page, config, files)
            return
        key = digest_of([self._around, page.file.src_uri, repr(self._named.words), page.markdown or ""])
        text = self.texts.get(key)
        if text is not None and self._fences.fits(text.placeholders):
            _recall(page, text, files)
        else:
            with _messages(page) as said:
                text = self._make(page, config, files)
            if not said:
                self.texts.put(key, text)
        page.content = self._fences.fill_placeholders(text.content, text.placeholders)

    def _make(self, page: Page, config: MkDocsConfig, files: Files) -> RenderedText:
        self._fences.use_placeholders()
        try:
            type(page).render(page, config, files)
        finally:
            placeholders = self._fences.placeholders()
        links = page.links_to_anchors
        return RenderedText(
            page.content or "",
            placeholders,
            pickle.dumps(page.toc),
            page._title_from_render,  # noqa: SLF001 - as MkDocs itself has it from there
            frozenset(page.present_anchor_ids or ()),
            None if links is None else tuple((file.src_uri, tuple(found.items())) for file, found in links.items()),
        )


def _recall(page: Page, text: RenderedText, files: Files) -> None:
    """Give a page everything that `Page.render` gives it."""
    page.toc = pickle.loads(text.toc)  # noqa: S301 - the store gives only what this user has written
    page._title_from_render = text.title  # noqa: SLF001 - as `_make` found it there
    page.present_anchor_ids = set(text.anchors)
    if text.links is not None:
        found = ((files.get_file_from_path(uri), dict(links)) for uri, links in text.links)
        page.links_to_anchors = {file: links for file, links in found if file is not None}


def _surroundings(config: MkDocsConfig, files: Files) -> Iterator[str]:
    """What MkDocs depends on when it resolves the links of a page, and which messages it gives."""
    yield repr((config.use_directory_urls, logging.getLogger(Page.__module__).getEffectiveLevel()))
    yield repr(sorted(config.validation.links.items()))
    yield from sorted(repr((file.src_uri, file.url, file.inclusion)) for file in files)


@contextmanager
def _messages(page: Page) -> Iterator[list[logging.LogRecord]]:
    """The messages that are logged meanwhile."""
    said: list[logging.LogRecord] = []
    listener = _Listener(said)
    loggers = [logging.getLogger(), logging.getLogger(type(page).__module__.partition(".")[0])]
    for logger in loggers:
        logger.addHandler(listener)
    try:
        yield said
    finally:
        for logger in loggers:
            logger.removeHandler(listener)


class _Listener(logging.Handler):
    def __init__(self, said: list[logging.LogRecord]) -> None:
        super().__init__()
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append(record)
