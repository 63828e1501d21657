"""The plugin: MkDocs' events, wired to the compiler and to the content of the site."""

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from diglot import gc_policy
from diglot.artifacts import generated_folders
from diglot.cache.disk import open_cache
from diglot.describe.notes import notes
from diglot.diagnostic import Diagnostic, Severity
from diglot.letters import file_at
from diglot.mkdocs import anchors, composed_files, figure_rows
from diglot.mkdocs.again.build_reuse import BuildReuse
from diglot.mkdocs.config import DiglotConfig, configuration_of
from diglot.mkdocs.contents import with_entries
from diglot.mkdocs.fence import FenceHtml
from diglot.mkdocs.named_words import NamedWords
from diglot.mkdocs.print_site import complete_print_page
from diglot.mkdocs.site_files import (
    SCRIPT,
    STYLE,
    WORKER,
    GeneratedPages,
    add_assets,
    address_of,
    addresses_digest,
    keep_read,
    leave_for_later,
    leave_out_circles,
    unsearched,
)
from diglot.mkdocs.titles import show_markup
from diglot.report.words import one_line, place
from diglot.site.build import Build, compile_project
from diglot.site.content import PageContent, make_content
from diglot.site.figure_cache import FigureCache
from diglot.site.kept_content import KeptContent, keep_content, recall_content
from diglot.site.late_text import LateText, is_shown
from diglot.site.moved_headings import moved_headings
from diglot.site.search import Entry, add_entries, write_script
from diglot.source import SourceFile
from diglot.workspace import Configuration, read_files
from diglot.workspace import Files as ProjectFiles

if TYPE_CHECKING:
    from diglot.caching import Cache

log = get_plugin_logger("diglot")

_NOT_RENDERED = (
    "%s:%d: this block was not rendered: is it inside another one, or in a footnote or a definition without the "
    "extension `footnotes` or `def_list`?"
)


class DiglotPlugin(BasePlugin[DiglotConfig]):  # type: ignore[no-untyped-call]
    """Compiles all pages before MkDocs renders any, and gives it the content of the site.

    - `on_startup`: remembers whether this is `mkdocs serve`, with a writer at work.
    - `on_shutdown`: lets the process end at once.
    - `on_config`: has Markdown call us for our fences, and read `{#name}`; adds the style sheet and the script.
    - `on_pre_build`: compiles everything and reports problems, before the old site is cleared away.
    - `on_files`: composes the names of files; adds the pages of theories and of the library, when every file has its
      address.
    - `on_nav`: recalls the last build; by then all files are listed.
    - `on_page_markdown`: puts a key into each fence, and has Markdown run only for a page that has changed.
    - `on_page_content`: compares what is shown with what was checked; adds parts of engines to the table of contents.
    - `on_env`: ends a build that shows what was not checked; tells MkDocs the anchors in figures, and saves the theme
      some work.
    - `on_page_context`: spares the search the markup of our code.
    - `on_post_build`: tells the search of definitions, and writes theories and extracted modules.
    - `on_build_error`: removes the files of generated pages.
    - `on_serve`: watches the proofs, and the theories, where they are only checked; builds again what has changed
      during the first build.
    """

    def __init__(self) -> None:
        self._serving = False
        self._cache: Cache | None = None
        self._figures = FigureCache()
        self._late = LateText()
        self._added = GeneratedPages()
        self._fences = FenceHtml(self._late_fence)
        self._build: Build | None = None
        self._kept: KeptContent | None = None
        self._named = NamedWords()
        self._reuse = BuildReuse(self._fences, self._named)
        self._drafts: ProjectFiles | None = None
        self._builds = 0
        self._entries: list[Entry] = []
        self._nav: Navigation | None = None
        self._unsearched: frozenset[str] = frozenset()
        self._pages: Mapping[str, PageContent] = {}
        self._html: Mapping[str, str] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Remember the command. MkDocs keeps a plugin with this hook over all builds of one `mkdocs serve`."""
        self._serving = command == "serve"
        gc_policy.look_rarely(ends_soon=command == "build")

    def on_shutdown(self) -> None:
        """Leave no files behind, and spare Python the last garbage collection, which would take seconds."""
        self._added.remove()
        gc_policy.end_at_once()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Register fences, style sheet and script. The project's own style sheets come later, so that they win."""
        self._fences.register(config)
        self._named.register(config)
        figure_rows.register(config)
        anchors.register(config)
        composed_files.register(config)
        config.extra_css.insert(0, STYLE)
        config.extra_javascript.append(SCRIPT)
        if config.theme.name == "material" and any(name.endswith("search") for name in config.plugins):
            # For a site opened from a folder. It comes before the theme's script, which starts a worker at once.
            config.extra["polyfills"] = [*config.extra.get("polyfills", ()), WORKER]
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Compile all pages. If anything is wrong, a build ends here, and the last site stays."""
        self._builds += 1  # One may be inside of another, for another language.
        if self._builds == 1:
            self._entries = []
        self._configuration = configuration_of(config, self.config)
        settings = self._configuration.settings
        if self._serving:
            gc_policy.forget_last_pages()
        composed_files.compose_patterns(config, settings)
        self._inputs = read_files(settings)
        self._drafts = read_files(settings, drafts=True) if self._serving and settings.draft_docs else None
        self._build = None
        # `mkdocs serve` needs the compiled pages anyway, for the first edit.
        recalls = not (self._serving or self._configuration.problems)
        self._kept = recall_content(settings, self._inputs) if recalls else None
        if self._kept is None:
            self._build = self._compile(self._configuration)
        if self._serving:
            gc_policy.set_compiled_apart()

    def _compile(self, configuration: Configuration) -> Build:
        self._cache = self._cache or open_cache(configuration.settings.root)
        build = compile_project(configuration, self._cache, self._inputs, self._drafts)
        report(build.problems, build.sources)
        for note in notes(build.site):
            log.info(note)
        self._end_if_wrong(build.problems)
        return build

    def _end_if_wrong(self, problems: Iterable[Diagnostic]) -> None:
        """End a build in which there are errors. `mkdocs serve` goes on and shows them."""
        wrong = sum(problem.severity is Severity.ERROR for problem in problems)
        if wrong and not self._serving:
            count = "1 problem" if wrong == 1 else f"{wrong} problems"
            raise PluginError(f"The site was not built, because of {count}.")

    @event_priority(100)  # Before anybody looks a file up.
    def _compose(self, files: Files, *, config: MkDocsConfig) -> Files:  # noqa: ARG002
        return composed_files.composed_files(files)

    @event_priority(-200)  # After plugins that list all files in the navigation: it is for pages of the project.
    def _add_pages(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Make everything that the site will show, now that every file has its address."""
        if self._serving:
            leave_out_circles(files, self._configuration.settings, self._inputs.pages.problems)
        leave_for_later(files, self._read, self._configuration.settings)
        addresses = addresses_digest(files, config)
        if self._kept is None or self._kept.addresses != addresses:
            self._build = self._build or self._compile(self._configuration)
            project, differing = self._build.shown, self._build.differing
            url_of = partial(address_of, files, config)
            problems = self._build.problems if self._serving else ()
            content = make_content(project.site, url_of, project.proofs, differing, self._figures, problems)
            self._kept = KeptContent(addresses, content)
        content = self._kept.content
        self._pages, self._html = content.pages, content.html
        self._fences.fill(content.html)
        self._late.begin()
        self._added.add(files, content.added, config)
        keep_read(files, content.pages, self._configuration.settings)
        add_assets(files, config)
        return files

    on_files = CombinedEvent(_compose, _add_pages)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Recall the pages of the last build, of this process or of another one."""
        self._nav = nav
        self._reuse.begin(self._configuration.settings, config, files)

    @event_priority(50)  # Early: nothing in a fence is for other plugins.
    def _weave(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Put keys into fences, and links into the prose; what others have made of the page stays."""
        content = self._pages.get(page.file.src_uri)
        self._named.words = content.words if content is not None else {}
        return self._late.weave(content, page.file.src_uri, markdown)

    @event_priority(-100)  # When the text is what Markdown is going to get.
    def _render_once(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        self._reuse.before_render(page)

    on_page_markdown = CombinedEvent(_weave, _render_once)

    def _late_fence(self, kind: str, code: str) -> str:
        """A fence that was on no page."""
        html = self._late.fence(kind, code)
        report(self._late.problems[-1:], self._late.sources)
        return html

    @event_priority(100)  # Before other plugins change what Markdown has made.
    def _compare(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Report what is shown and was not checked, and warn of what was checked and is not shown."""
        said = len(self._late.problems)
        self._late.check(html)
        report(self._late.problems[said:], self._late.sources)
        content = self._pages.get(page.file.src_uri)
        if content is None:
            return
        for key, span in content.fences.items():
            if not is_shown(self._html[key], html):
                line = content.source.position(span.start).line
                log.warning(_NOT_RENDERED, content.source.path, line)
        for words in moved_headings(content.headings, html):
            log.warning("%s: %s", page.file.src_uri, words)

    @event_priority(-100)  # When the table of contents is complete.
    def _add_entries(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        content = self._pages.get(page.file.src_uri)
        if content is not None:
            page.toc = with_entries(page.toc, content.entries, html)

    on_page_content = CombinedEvent(_compare, _add_entries)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """End a build that shows what was not checked; complete anchors and titles, and save the theme some work."""
        self._end_if_wrong(self._late.problems)
        self._unsearched = unsearched(files)
        if self._nav is not None:
            complete_print_page(config, self._nav, files)
        anchors.add_anchors(files)
        show_markup(files)
        self._reuse.before_templates(env, config, again=self._serving)

    @event_priority(100)  # Before the search reads the page.
    def _before_search(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:  # noqa: ARG002
        self._reuse.before_search(page)

    @event_priority(-100)  # After it.
    def _after_search(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:  # noqa: ARG002
        self._reuse.after_search(page)

    on_page_context = CombinedEvent(_before_search, _after_search)

    @event_priority(-200)  # After the search has written its index, also where a plugin builds once for each language.
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Add definitions to the search, and update theories and extracted modules if nothing is wrong."""
        self._builds -= 1
        self._added.remove()
        self._reuse.finish(self._configuration.settings, write=not self._serving)
        if self._kept is not None:
            entries = self._kept.content.search_entries
            self._entries += (entry for entry in entries if entry[0].partition("#")[0] not in self._unsearched)
        add_entries(Path(config.site_dir), self._entries)
        write_script(Path(config.site_dir))
        if self._build is None:
            return
        problems = self._build.write()
        report(problems, self._build.sources)
        if problems and not self._serving:
            raise PluginError("Not all theories and snippets could be written.")
        if self._kept is not None and not (self._serving or problems or self._build.problems):
            keep_content(self._configuration.settings, self._inputs, self._kept)

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002
        """Leave no files behind."""
        self._builds = 0
        self._added.remove()

    @property
    def _read(self) -> ProjectFiles:
        """What was read for this build, with drafts where they are shown."""
        return self._drafts or self._inputs

    def _is_outdated(self, config: MkDocsConfig) -> bool:
        """Whether settings, pages or proofs have changed since they were read; files that we write do not count."""
        before, settings = self._read, self._configuration.settings
        if configuration_of(config, self.config).sources != self._configuration.sources:
            return True
        now = read_files(settings, drafts=self._drafts is not None)
        is_checked = settings.mode == "check" and now.committed != before.committed
        return is_checked or (now.pages, now.proofs) != (before.pages, before.proofs)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> None:  # noqa: ARG002
        """Build again when a proof has been edited, or, where theories are compared and not written, a theory.

        MkDocs begins to watch only now. What was saved while the first build was at work is built at once.
        """
        settings = self._configuration.settings
        if self._is_outdated(config):
            with server._rebuild_cond:  # noqa: SLF001 - there is no other way to ask for it
                server._want_rebuild = True  # noqa: SLF001
        proofs = file_at(settings.root, settings.theories_dir) / "proofs"
        if proofs.is_dir():
            server.watch(str(proofs))
        if settings.mode == "check":
            for folder in sorted(generated_folders(settings)):
                if (path := file_at(settings.root, folder)).is_dir():
                    server.watch(str(path))


def report(problems: Iterable[Diagnostic], sources: Mapping[str, SourceFile]) -> None:
    """Write diagnostics to MkDocs' own log, where `--strict` counts them."""
    for problem in problems:
        say = log.warning if problem.severity is Severity.WARNING else log.error
        at = place(problem.path, problem.span, sources)
        say("%s: %s[%s] %s: %s", at, problem.severity, problem.code, problem.title, one_line(problem))
