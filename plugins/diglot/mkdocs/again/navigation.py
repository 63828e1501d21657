"""The theme's navigation, made once for each folder of the site instead of once for each page.

Material writes the whole navigation into each page, which is most of the work for a page of theory. An entry that does
not lead to the page looks the same on all pages of one folder. So the theme's templates, as they are read, are changed
to get entries from here. A theme whose templates are not as expected stays as it is.
"""

import re
from collections.abc import Callable
from typing import Any

from jinja2 import BaseLoader, Environment
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page

_CALLS = {
    "partials/nav.html": re.compile(r"\{\{\s*(item\.render)\("),
    "partials/nav-item.html": re.compile(r"\{\{\s*(render)\("),
}
"""Where the theme renders an entry of the navigation."""
_ASK = "diglot_entry"


class NavigationCache:
    """The entries of one build's navigation."""

    def __init__(self) -> None:
        self._entries: dict[tuple[object, ...], str] = {}

    def install(self, env: Environment) -> None:
        """Have the templates of a build get their entries from here."""
        if env.loader is not None:
            env.loader = _Loader(env.loader)
            env.globals[_ASK] = self._entry

    def _entry(
        self,
        page: Page | None,
        render: Callable[..., str],
        entry: Page | Section,
        path: str,
        level: int,
        parent: Section | None = None,
    ) -> str:
        """An entry as it looks on a page. One with `pages` comes from a plugin and is always rendered."""
        if page is None or entry.active or getattr(entry, "pages", None):
            return render(entry, path, level, parent)
        key = (_folder(page.url), id(entry), path, level, parent is not None and parent.active)
        if key not in self._entries:
            self._entries[key] = render(entry, path, level, parent)
        return self._entries[key]


def _folder(url: str) -> str:
    """What addresses on a page are relative to."""
    folder, _, name = url.rpartition("/")
    return folder if "." in name else url


class _Loader(BaseLoader):
    """The theme's own loader, with calls of our function in the two templates of the navigation."""

    def __init__(self, loader: BaseLoader) -> None:
        self._loader = loader

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Any]:
        source, *others = self._loader.get_source(environment, template)
        if template in _CALLS:
            source = _CALLS[template].sub(rf"{{{{ {_ASK}(page, \1, ", source)
        return source, *others  # type: ignore[return-value]

    def list_templates(self) -> list[str]:
        return self._loader.list_templates()
