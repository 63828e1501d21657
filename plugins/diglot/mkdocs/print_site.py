"""The page of all pages that mkdocs-print-site makes.

In: the HTML of each page, as that plugin keeps it. Out: the same, in which each anchor has the name of its page before
it. The plugin puts this name before the address of every link, but only before the anchors of headings, and it takes
every page for one that it prints. Links in drawings and to pages that are not printed are completed here, too.
"""

import posixpath
import re
import sys
from collections.abc import Collection
from html import escape, unescape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

_PLUGIN = "mkdocs_print_site_plugin"
_ANCHOR = re.compile(r'(<(?:a|span|div|section|figure|tr|th|td)\s(?:[^>]*?\s)?id=")([^">]+)"')
_LINK = re.compile(r'(<a\s(?:[^>]*?\s)?)(xlink:href|href)="([^">]*)"')


def complete_print_page(config: MkDocsConfig, nav: Navigation, files: Files) -> None:
    """Complete the HTML of all pages that are printed, if there is such a plugin."""
    if not any(type(plugin).__module__.startswith(f"{_PLUGIN}.") for plugin in config.plugins.values()):
        return
    urls = sys.modules[f"{_PLUGIN}.urls"]
    printed = {page.url for page in nav.pages}
    base = "../" if config.use_directory_urls else ""
    for file in files.documentation_pages():
        if file.page is not None and hasattr(file.page, "html"):
            _complete(file.page, urls, printed, base)


def _complete(page: Page, urls: Any, printed: Collection[str], base: str) -> None:  # noqa: ANN401 - a module
    key = urls.get_page_key(page.url)
    html: str = getattr(page, "html", "") or ""

    def link(found: re.Match[str]) -> str:
        before, name, address = found.groups()
        path, _, anchor = unescape(address).partition("#")
        target = _url(path, page.url)
        if ":" in path or path.startswith("/") or not (path or anchor):
            return found[0]
        if target in printed:
            place = f"{urls.get_page_key(target)}-{escape(anchor)}" if anchor else urls.get_page_key(target)
            return f'{before}{name}="#{place}"' if name != "href" else found[0]
        # The plugin leaves what is between single quotes alone.
        return f"{before}{name}='{base}{target}{'#' if anchor else ''}{escape(anchor)}'"

    html = _LINK.sub(link, _ANCHOR.sub(rf'\g<1>{key}-\g<2>"', html))
    setattr(page, "html", html)  # noqa: B010 - an attribute of the plugin's own


def _url(path: str, here: str) -> str:
    """The address of a page, relative to the site, that a link on another page leads to."""
    if not path:
        return here
    target = posixpath.normpath(posixpath.join(posixpath.dirname(here), path))
    target = "" if target == "." else target
    return f"{target}/" if path.endswith(("/", ".")) and target else target
