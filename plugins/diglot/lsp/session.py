"""What the server knows: the editor's unsaved texts, and what the project with them compiles to.

In: texts as they change. Out: a `View`, always of the texts as they are now; it is made when it is asked for, and made
again only after something has changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lsprotocol import types

from diglot.diagnostic import Diagnostic, Problems
from diglot.lsp.convert import UTF_16, Encoding, offset_at, range_at
from diglot.lsp.places import Places, is_page
from diglot.memory import Memory
from diglot.pipeline import Site, compile_site
from diglot.reference.check import check_references
from diglot.settings import SETTINGS_FILE, Settings, read_settings
from diglot.source import SourceFile, Span
from diglot.workspace import Workspace, read_library, read_pages, read_text

_FENCE = "```juvix"


@dataclass(frozen=True, slots=True)
class View:
    """The compiled project, and how the editor speaks of its places."""

    site: Site
    workspace: Workspace
    """The texts that it was compiled from."""
    library: Mapping[str, str]
    """The texts of all pages of the library, by module."""
    sources: Mapping[str, SourceFile]
    """Every file that a place may be in, by path."""
    problems: tuple[Diagnostic, ...]
    """Everything wrong with pages and settings."""
    places: Places
    encoding: Encoding

    def offset(self, path: str, position: types.Position) -> int:
        """The offset of a position in a file that is among the sources."""
        return offset_at(self.sources[path], position, self.encoding)

    def range(self, path: str, span: Span) -> types.Range:
        """The range of a span; the beginning of a file whose text is not known."""
        source = self.sources.get(path) or SourceFile.of(path, "")
        return range_at(source, span, self.encoding)

    def location(self, path: str, span: Span) -> types.Location:
        """A span in a file."""
        return types.Location(self.places.uri(path, self.site), self.range(path, span))

    def module(self, path: str) -> str | None:
        """The module on a page, if it has been scoped."""
        page = self.site.documents.get(path)
        names = [page.module] if page else [n for n in self.site.library if self.site.pages[n].source.path == path]
        return next((name for name in names if name in self.site.scoped and self.site.scoped[name].path == path), None)


class Session:
    """One project in one editor."""

    def __init__(self, root: Path, encoding: Encoding = UTF_16) -> None:
        self.root = root
        self.encoding = encoding
        self.memory = Memory()
        self._library = read_library()
        self._texts: dict[str, str] = {}
        self._uris: dict[str, str] = {}
        self._settings_text: str | None = None
        self._settings = (Settings(root=root), Problems())
        self._stale = True
        self._view: View | None = None

    def places(self) -> Places:
        """How the editor names files."""
        return Places(self.root, dict(self._uris))

    def text(self, uri: str) -> str:
        """The text of an open document."""
        return self._texts.get(self.places().path(uri) or "", "")

    def put(self, uri: str, text: str) -> None:
        """Take a document's text from the editor."""
        path = self.places().path(uri)
        if path is not None:
            self._texts[path] = text
            self._uris[path] = uri
            self._stale = True

    def drop(self, uri: str) -> None:
        """Take a document's text from the disk again."""
        path = self.places().path(uri)
        if path is not None:
            self._texts.pop(path, None)
            self._uris.pop(path, None)
            self._stale = True

    def refresh(self) -> None:
        """Look at the disk again the next time."""
        self._stale = True

    def view(self) -> View | None:
        """The project as it is now; None if compiling it fails for a reason of our own."""
        if self._stale:
            # If this fails there is no view until something changes; an old one would answer with wrong places.
            self._stale, self._view = False, None
            self._view = self._compile()
        return self._view

    def _compile(self) -> View:
        settings, problems, sources = self._read_settings()
        unsaved = {path: text for path, text in self._texts.items() if is_page(path, settings)}
        # Editors start servers for any Markdown; a folder that is no project of ours is not searched for pages.
        alone = Workspace.of({path: text for path, text in unsaved.items() if _FENCE in text})
        workspace = read_pages(settings, unsaved) if sources else alone
        site = compile_site(workspace, settings, self._library, memory=self.memory)
        found = Problems([*problems, *site.problems])
        if sources:
            check_references(site, workspace.others, None, found)
        return View(
            site, workspace, self._library, {**sources, **site.sources}, found.sorted(), self.places(), self.encoding
        )

    def _read_settings(self) -> tuple[Settings, Problems, Mapping[str, SourceFile]]:
        """The settings, their problems, and `mkdocs.yml` if it speaks of us; it is read again when its text changes."""
        problems = Problems()
        text = self._texts.get(SETTINGS_FILE, "")
        if not text and (self.root / SETTINGS_FILE).is_file():
            text = read_text(Settings(root=self.root), SETTINGS_FILE, problems)
        if "diglot" not in text:
            return Settings(root=self.root, docs="."), problems, {}
        if text != self._settings_text:
            self._settings_text = text
            self._settings = (read_settings(SETTINGS_FILE, text, problems, self.root), problems)
        return *self._settings, {SETTINGS_FILE: SourceFile.of(SETTINGS_FILE, text)}
