"""Files as the editor names them, and as messages show them.

In: URIs. Out: paths as in `SourceFile.path`, and back. The library's pages are files of this package, shown below
`library/`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pygls.uris import from_fs_path, to_fs_path

import diglot
from diglot.artifacts import generated_folders
from diglot.inclusion import pages_among
from diglot.letters import file_at
from diglot.parsed_pages import library_path
from diglot.pipeline import Site
from diglot.settings import Settings, leads_outside, shown_folder

LIBRARY = Path(diglot.__file__).parent / "library"
"""The folder of the library's pages."""


@dataclass(frozen=True, slots=True)
class Places:
    """The files of one project."""

    root: Path
    """The folder of `mkdocs.yml`."""
    opened: Mapping[str, str]
    """The URI of each open document, by path, in the editor's own spelling."""

    def path(self, uri: str) -> str | None:
        """The path of a file; None for what is no file."""
        name = to_fs_path(uri)
        if not name:
            return None
        file = Path(name)
        if file.is_relative_to(LIBRARY) and file.suffix == ".md":
            return library_path(".".join(file.relative_to(LIBRARY).with_suffix("").parts))
        return shown_folder(name, self.root)

    def uri(self, path: str, site: Site) -> str:
        """The URI of a file."""
        if path in self.opened:
            return self.opened[path]
        file = file_at(self.root.absolute(), path)
        if path.startswith("library/") and path not in site.documents and path in site.sources:
            file = LIBRARY / path.removeprefix("library/")
        return from_fs_path(str(file)) or file.as_uri()


def is_page(path: str, settings: Settings) -> bool:
    """Whether a file is, or will be when it is saved, a page of the project."""
    prefix = settings.below(settings.docs_dir, "")
    apart = generated_folders(settings) - {settings.docs_dir}
    inside = path.startswith(prefix) if prefix else not leads_outside(path)
    if not inside or any(path.startswith(f"{folder}/") for folder in apart):
        return False
    return bool(pages_among(settings, [path.removeprefix(prefix)], drafts=True))
