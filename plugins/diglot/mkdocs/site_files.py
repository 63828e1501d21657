"""The files of a site, as MkDocs lists them.

In: MkDocs' list. Out: the address of each file, and the list with generated pages and our style sheet and scripts. Each
of them is a real file, because other plugins ask where a page comes from.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from diglot.diagnostic import Diagnostic
from diglot.errors import LinkInCircle
from diglot.letters import file_at
from diglot.settings import Settings
from diglot.site.content import PageContent
from diglot.typed.digest import digest_of
from diglot.workspace import Files as ProjectFiles
from diglot.workspace import read_pages

STYLE, SCRIPT = "assets/diglot/diglot.css", "assets/diglot/diglot.js"
WORKER = "assets/diglot/iframe-worker.js"
_ASSETS = Path(__file__).parent / "assets"


def address_of(files: Files, config: MkDocsConfig, uri: str) -> str:
    """The address of a file of the site, even if the file has not been added yet."""
    known = files.get_file_from_path(uri)
    return (known or File(uri, None, config.site_dir, config.use_directory_urls)).url


def addresses_digest(files: Files, config: MkDocsConfig) -> str:
    """A digest of the addresses of all files."""
    places = sorted((file.src_uri, file.url) for file in files)
    return digest_of([repr(config.use_directory_urls), *map(repr, places)])


class GeneratedPages:
    """The files of the generated pages, for as long as a build takes."""

    def __init__(self) -> None:
        self._folder: TemporaryDirectory[str] | None = None

    def add(self, files: Files, pages: Mapping[str, str], config: MkDocsConfig) -> None:
        """Add generated pages. Those that the navigation names appear there; MkDocs does not ask for the others."""
        self.remove()
        self._folder = TemporaryDirectory(prefix="diglot_")
        new = {uri: text for uri, text in pages.items() if files.get_file_from_path(uri) is None}
        for uri, text in new.items():
            path = Path(self._folder.name, uri)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", errors="surrogatepass", newline="\n")
            files.append(File.generated(config, uri, abs_src_path=str(path), inclusion=InclusionLevel.NOT_IN_NAV))
        _leave_out(new, config)

    def remove(self) -> None:
        """Remove the files from disk."""
        if self._folder is not None:
            self._folder.cleanup()
        self._folder = None


def _leave_out(pages: Iterable[str], config: MkDocsConfig) -> None:
    """Take generated pages out of those whose history git-authors looks up; it warns of each that has none."""
    for plugin in config.plugins.values():
        if type(plugin).__module__.startswith("mkdocs_git_authors_plugin."):
            plugin.config["exclude"] = [*(plugin.config.get("exclude") or ()), *pages]


def unsearched(files: Files) -> frozenset[str]:
    """The addresses of pages that are not to be found by the search, as their front matter says."""
    pages = [file for file in files.documentation_pages() if file.page is not None]
    searches = [(file.url, (file.page.meta or {}).get("search")) for file in pages if file.page is not None]
    return frozenset(url for url, search in searches if isinstance(search, dict) and search.get("exclude"))


def keep_read(files: Files, pages: Mapping[str, PageContent], settings: Settings) -> None:
    """Have MkDocs show the texts that were checked, even of files that are saved again meanwhile.

    So it does not end at files that are not UTF-8, or not there, either. What another plugin has put in the place of a
    file stays.
    """
    for uri, page in pages.items():
        file = files.get_file_from_path(uri)
        path = file.abs_src_path if file is not None else None
        if file is not None and path is not None and _is_same(path, file_at(settings.root, page.source.path)):
            file.content_string = page.source.text
            file.abs_src_path = path  # Plugins ask where a page comes from.


def _is_same(path: str, own: Path) -> bool:
    return os.path.abspath(path) == os.path.abspath(own)  # noqa: PTH100 - links are not followed


def leave_for_later(files: Files, read: ProjectFiles, settings: Settings) -> None:
    """Leave out pages that were written after all pages had been read: nobody has checked them."""
    prefix = settings.below(settings.docs_dir, "")
    unread = [file for file in files.documentation_pages() if prefix + file.src_uri not in read.pages.texts]
    unread = [file for file in unread if file.generated_by is None and file.src_dir is not None]
    if unread:
        now = read_pages(settings, drafts=True).texts
        for file in unread:
            if prefix + file.src_uri in now:
                files.remove(file)


def leave_out_circles(files: Files, settings: Settings, problems: Iterable[Diagnostic]) -> None:
    """Take out what MkDocs has found behind links in a circle, over and over."""
    prefix = settings.below(settings.docs_dir, "")
    circles = tuple(f"{each.path.removeprefix(prefix)}/" for each in problems if isinstance(each, LinkInCircle))
    for file in [file for file in files if circles and file.src_uri.startswith(circles)]:
        files.remove(file)


def add_assets(files: Files, config: MkDocsConfig) -> None:
    """Add the style sheet and the scripts."""
    for uri in (STYLE, SCRIPT, WORKER):
        files.append(File.generated(config, uri, abs_src_path=str(_ASSETS / Path(uri).name)))
