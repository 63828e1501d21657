"""The files of a site, as MkDocs lists them.

In: MkDocs' list. Out: the address of each file, and the list with generated pages and our style sheet and scripts. Each
of them is a real file, because other plugins ask where a page comes from.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from diglot.diagnostic import Diagnostic
from diglot.errors import LinkInCircle
from diglot.settings import Settings
from diglot.source import SourceFile
from diglot.typed.digest import digest_of

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


def replace_unreadable(files: Files, pages: Mapping[str, SourceFile]) -> None:
    """Have MkDocs show what can be read of files at which it would end, because they are not UTF-8, or not there."""
    for uri, source in pages.items():
        file = files.get_file_from_path(uri)
        if file is not None:
            file.content_string = source.text


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
