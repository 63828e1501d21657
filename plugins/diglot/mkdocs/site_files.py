"""The files of a site, as MkDocs lists them.

In: MkDocs' list. Out: the address of each file, and the list with generated pages and our style sheet and scripts.
"""

from collections.abc import Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

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


def add_pages(files: Files, pages: Mapping[str, str], config: MkDocsConfig) -> None:
    """Add generated pages. Those that the navigation names appear there; MkDocs does not ask for the others."""
    for uri, text in pages.items():
        if files.get_file_from_path(uri) is None:
            files.append(File.generated(config, uri, content=text, inclusion=InclusionLevel.NOT_IN_NAV))


def add_assets(files: Files, config: MkDocsConfig) -> None:
    """Add the style sheet and the scripts."""
    for uri in (STYLE, SCRIPT, WORKER):
        files.append(File.generated(config, uri, abs_src_path=str(_ASSETS / Path(uri).name)))
