"""All that a build of a site reuses of the one before.

In: MkDocs' events. Out: pages, search entries and templates that have not changed, without the work of making them. The
result is the same, byte for byte, as without reuse; where that is not certain, nothing is reused.
"""

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from diglot.mkdocs.again.kept_parts import KeptParts, keep_parts, recall_parts
from diglot.mkdocs.again.navigation import NavigationCache
from diglot.mkdocs.again.page import PageCache
from diglot.mkdocs.again.search import SearchCache
from diglot.mkdocs.again.template_code import TemplateCode
from diglot.mkdocs.again.theme import ThemeCache
from diglot.mkdocs.fence import FenceHtml
from diglot.mkdocs.named_words import NamedWords
from diglot.settings import Settings
from diglot.site.bare_code import BareCode


class BuildReuse:
    """What the last build made, in this process or in another one."""

    def __init__(self, fences: FenceHtml, named: NamedWords) -> None:
        self._pages = PageCache(fences, named)
        self._search = SearchCache()
        self._templates = TemplateCode()
        self._theme = ThemeCache()
        self._new = True
        self._bare = BareCode()
        self._aside: str | None = None

    def begin(self, settings: Settings, config: MkDocsConfig, files: Files) -> None:
        """Begin a build, when all files are there."""
        kept = recall_parts(settings) if self._new else None
        self._pages.texts.begin(kept and kept.texts)
        self._search.entries.begin(kept and kept.entries)
        self._templates.codes.begin(kept and kept.codes)
        self._theme.pages.begin()
        self._new = False
        self._pages.begin(config, files)

    def before_render(self, page: Page) -> None:
        """A page is about to be rendered by Markdown."""
        self._pages.wrap_render(page)

    def before_templates(self, env: Environment, config: MkDocsConfig, *, again: bool) -> None:
        """The theme is about to make pages; with `again`, this process will make them more than once."""
        self._search.install(config)
        self._templates.install(env)
        NavigationCache().install(env)
        if again:
            self._theme.install(env, config)

    def before_search(self, page: Page) -> None:
        """The search is about to read a page: if it has to, it gets the code without its markup."""
        self._bare = BareCode()
        self._aside = None
        content = page.content or ""
        # The search removes its own marks everywhere, even in our code.
        known = "data-search-" not in content and self._search.knows(page)
        if known and self._search.is_alone:
            self._aside, page.content = content, ""
        elif not known:
            page.content = self._bare.strip(content)
        self._search.expect(page)

    def after_search(self, page: Page) -> None:
        """The search has read the page."""
        page.content = self._bare.restore(page.content or "") if self._aside is None else self._aside

    def finish(self, settings: Settings, *, write: bool) -> None:
        """End a build; with `write`, keep its parts for other processes."""
        all_of_them = (self._pages.texts, self._search.entries, self._templates.codes)
        new = any(one.changed for one in all_of_them)
        parts = KeptParts(self._pages.texts.finish(), self._search.entries.finish(), self._templates.codes.finish())
        self._theme.pages.finish()
        if write and new:
            keep_parts(settings, parts)
