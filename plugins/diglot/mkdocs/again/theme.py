"""What the theme has made of each page, kept as long as `mkdocs serve` runs.

In: a page as the theme's template is about to be filled with it. Out: the whole page, as the template makes it or as it
was kept. Only Material is known, without templates of the project's own and without plugins that change templates: it
writes into a page only what is in the page, in the navigation and in the settings.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from diglot.site.two_builds import TwoBuilds
from diglot.typed.digest import digest_of

_TEMPLATE = "main.html"
_CONTEXT = frozenset(
    ("nav", "pages", "base_url", "extra_css", "extra_javascript", "mkdocs_version", "build_date_utc", "config", "page")
)
"""What a template is filled with, unless a plugin adds something."""
_PAGE = frozenset(
    (
        *("file", "title", "children", "parent", "previous_page", "next_page", "_Page__active", "update_date"),
        *("markdown", "canonical_url", "abs_url", "edit_url", "_title_from_render", "content", "toc", "meta"),
        *("present_anchor_ids", "links_to_anchors"),
    )
)
"""What a page has, unless a plugin adds something."""
_UNSEEN = frozenset(
    ("plugins", "hooks", "watch", "exclude_docs", "draft_docs", "not_in_nav", "markdown_extensions", "mdx_configs")
)
"""Settings that the theme does not read, or that are compared one by one."""
_ADDRESS = " at 0x"
"""In a `repr`, the mark of an object whose contents are unknown."""
_OURS = "diglot.mkdocs.plugin"
_ROOM = 256 * 1024 * 1024


class ThemeCache:
    """The finished pages of the last build."""

    def __init__(self, room: int = _ROOM) -> None:
        self.pages = TwoBuilds[bytes]()
        self._left = self._room = room
        self._config: MkDocsConfig | None = None
        self._around: str | None = None

    def install(self, env: Environment, config: MkDocsConfig) -> None:
        """Have the templates of a build filled here."""
        self._left = self._room
        self._config, self._around = config, None
        others = [one for one in config.plugins.events["env"] if getattr(one, "__module__", "") != _OURS]
        if config.theme.name == "material" and config.theme.custom_dir is None and not others:
            env.template_class = _asking(env.template_class, self.render)

    def render(self, template: str | None, make: Callable[..., str], *given: Any, **named: Any) -> str:  # noqa: ANN401 - as jinja has it
        """A filled template."""
        context = dict(*given, **named)
        key = self._key(context) if template == _TEMPLATE and context.keys() == _CONTEXT else None
        kept = self.pages.get(key) if key is not None else None
        if kept is not None:
            self._left -= len(kept)
            return kept.decode("utf-8", "surrogatepass")
        made = make(*given, **named)
        if key is not None:
            self._keep(key, made.encode("utf-8", "surrogatepass"))
        return made

    def _keep(self, key: str, page: bytes) -> None:
        self._left -= len(page)
        if self._left >= 0:
            self.pages.put(key, page)

    def _key(self, context: dict[str, Any]) -> str | None:
        """A digest of everything that a page can show; None where that is not known."""
        page, config = context["page"], self._config
        if page is None or config is None or not _PAGE.issuperset(vars(page)):
            return None
        if self._around is None:
            # Not before now does every page have its title.
            self._around = "\n".join((*_settings(config), *_navigation(context["nav"])))
            self._around = self._around if _ADDRESS in self._around else digest_of([self._around])
        meta = repr(page.meta)
        if _ADDRESS in self._around or _ADDRESS in meta:
            return None
        return digest_of((self._around, meta, *_page(page)))


def _asking(kind: type[Any], render: Callable[..., str]) -> type[Any]:
    """A kind of template that is filled by `render`."""

    class Asking(kind):  # type: ignore[misc]
        def render(self, *given: Any, **named: Any) -> str:  # noqa: ANN401 - as jinja has it
            return render(self.name, super().render, *given, **named)

    return Asking


def _settings(config: MkDocsConfig) -> Iterator[str]:
    for name in sorted(config):
        if name not in _UNSEEN:
            yield f"{name}={config[name]!r}"
    yield repr((config.mdx_configs.get("toc") or {}).get("title"))
    for name, plugin in config.plugins.items():
        yield f"{name}={plugin.config!r}"


def _navigation(entries: Iterable[Any]) -> Iterator[str]:
    """The entries of the navigation, with the places where folders end."""
    for entry in entries:
        if entry.is_section:
            yield f"{entry.title!r}("
            yield from _navigation(entry.children)
            yield ")"
        else:
            yield repr((entry.title, entry.url, entry.is_page and (entry.file.src_uri, entry.meta)))


def _page(page: Page) -> Iterator[str]:
    """What a page shows, except its front matter."""
    beside = [(other.title, other.url) for other in (page.previous_page, page.next_page) if other is not None]
    yield repr((page.file.src_uri, page.url, page.title, page.canonical_url, page.edit_url, page.is_homepage, beside))
    yield str(page.toc)
    yield page.content or ""
