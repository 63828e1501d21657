"""What the server knows: the editor's unsaved texts, and what the project with them compiles to.

In: texts as they change. Out: a `Snapshot`, always of the texts as they are now. It is made when it is asked for, and
only as far as it is asked for: of one page with all that it imports, or of everything; what is left is done bit by bit.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from lsprotocol import types

from diglot.cache.disk import DiskCache, open_cache
from diglot.caching import Cache
from diglot.checks import find_drift, find_problems
from diglot.diagnostic import Diagnostic, Problems
from diglot.letters import file_at
from diglot.lsp.convert import UTF_16, Encoding, offset_at, range_at
from diglot.lsp.places import Places, is_page
from diglot.lsp.saved_drift import SavedDrift
from diglot.page.backticks import LANGUAGE, MARKS
from diglot.pipeline import Compilation, Site
from diglot.settings import Settings, find_settings_file, is_toml
from diglot.source import SourceFile, Span
from diglot.subject import Need, Subject
from diglot.workspace import (
    Configuration,
    Files,
    Workspace,
    read_configuration,
    read_files,
    read_library,
    read_pages,
    read_text,
)

_STATES = 3
"""How many states of a project are kept."""
_RESULTS = 3
"""How many results of a page are kept."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The compiled project, and how the editor speaks of its places."""

    subject: Subject
    """All that checks know of it."""
    library: Mapping[str, str]
    """The texts of all pages of the library, by module."""
    sources: Mapping[str, SourceFile]
    """Every file that a place may be in, by path."""
    problems: tuple[Diagnostic, ...]
    """Everything wrong with pages and settings, as far as they have been compiled."""
    drift: SavedDrift
    """Where generated files differ from pages."""
    waiting: frozenset[str]
    """The paths of pages that have not been compiled yet; their problems are not known."""
    places: Places
    encoding: Encoding

    @property
    def site(self) -> Site:
        """What the pages compile to."""
        return self.subject.site

    def offset(self, path: str, position: types.Position) -> int:
        """The offset of a position in a file that is among the sources."""
        return offset_at(self.sources[path], position, self.encoding)

    def range(self, path: str, span: Span) -> types.Range:
        """The range of a span; the beginning of a file whose text is not known."""
        source = self.sources.get(path) or SourceFile(path, "")
        return range_at(source, span, self.encoding)

    def location(self, path: str, span: Span) -> types.Location:
        """A span in a file."""
        return types.Location(self.places.uri(path, self.site), self.range(path, span))

    def module(self, path: str) -> str | None:
        """The module on a page, if it has been scoped."""
        page = self.site.documents.get(path)
        names = [page.module] if page else [n for n in self.site.library if self.site.pages[n].source.path == path]
        return next((name for name in names if name in self.site.scoped and self.site.scoped[name].path == path), None)


@dataclass(frozen=True, slots=True)
class _Work:
    """The compiling of one state of the texts."""

    compilation: Compilation
    files: Files
    configuration: Configuration
    saved: bool
    """Whether all pages are on disk as they are in the editor."""


class EditorSession:
    """One project in one editor."""

    def __init__(self, root: Path, encoding: Encoding = UTF_16) -> None:
        self.root = root
        self.encoding = encoding
        self.cache = _open_cache(root)
        self._library = read_library()
        self._texts: dict[str, str] = {}
        self._uris: dict[str, str] = {}
        self._configuration = Configuration(Settings(root=root), {})
        self._settings: Settings | None = None
        """The last ones that could be read."""
        self._is_meant = False
        """Whether settings that cannot be read are those of a project of ours."""
        self._beside: tuple[Settings, Files] | None = None
        self._drift = SavedDrift()
        self._stale = True
        self._work: _Work | None = None
        self._snapshot: Snapshot | None = None

    def places(self) -> Places:
        """How the editor names files."""
        return Places(self.root, dict(self._uris))

    @property
    def is_stale(self) -> bool:
        """Whether something has changed since anybody looked."""
        return self._stale

    def owns(self, uri: str) -> bool:
        """Whether a document is a page of the project, or one of its settings files."""
        path = self.places().path(uri)
        found = self._read_configuration()
        return bool(found.sources) and path is not None and (path in found.sources or is_page(path, found.settings))

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
        self._beside = None
        self._stale = True

    def close(self) -> None:
        """Tidy up what was kept on disk."""
        self.cache.close()

    # -- Compiling ----------------------------------------------------------------------------------------------------

    def snapshot(self) -> Snapshot | None:
        """The whole project as it is now; None if compiling it fails for a reason of our own."""
        return self._look(lambda work: work.compilation.order)

    def snapshot_of(self, *uris: str) -> Snapshot | None:
        """The project as it is now, with at least some pages and all that they import."""
        paths = {self.places().path(uri) for uri in uris}
        return self._look(lambda work: work.compilation.needed(path for path in paths if path is not None))

    def continue_for(self, seconds: float) -> Snapshot | None:
        """The project as it is now, after some more work on it."""
        until = time.monotonic() + seconds
        return self._look(lambda work: takewhile(lambda _: time.monotonic() < until, iter(work.compilation.missing)))

    def _look(self, wanted: Callable[[_Work], Iterable[str]]) -> Snapshot | None:
        try:
            if self._stale:
                # If this fails there is no snapshot until something changes; an old one would answer with wrong places.
                self._stale, self._snapshot, self._work = False, None, None
                self._work = self._begin()
            if self._work is not None:
                for name in wanted(self._work):
                    if self._work.compilation.add(name):
                        self._snapshot = None
                if self._snapshot is None:
                    self._snapshot = self._show(self._work)
        except Exception:
            self._work = self._snapshot = None
            raise
        return self._snapshot

    def _begin(self) -> _Work:
        configuration = self._read_configuration()
        settings, sources = configuration.settings, configuration.sources
        unsaved = {path: text for path, text in self._texts.items() if is_page(path, settings)}
        # Editors start servers for any Markdown; a folder that is no project of ours is not searched for pages.
        alone = Workspace.of({path: text for path, text in unsaved.items() if MARKS + LANGUAGE in text})
        pages = read_pages(settings, unsaved, drafts=True) if sources else alone
        files = self._read_files(settings, pages) if sources else Files.of_pages(alone)
        saved = all(map(self._is_saved, unsaved.items()))
        if isinstance(self.cache, DiskCache):
            # What lies on disk is what other processes will compile, too.
            self.cache.writes = bool(sources) and saved
        compilation = Compilation(files.pages, settings, self._library, cache=self.cache)
        self.cache.capacity = max(500, _STATES * _RESULTS * (len(compilation.order) + len(files.pages.texts)))
        return _Work(compilation, files, configuration, saved)

    def _read_files(self, settings: Settings, pages: Workspace) -> Files:
        """The files of the project; those beside the pages are read again only when something on disk has changed."""
        if self._beside is None or self._beside[0] != settings:
            self._beside = (settings, read_files(settings, pages))
        return replace(self._beside[1], pages=pages)

    def _is_saved(self, page: tuple[str, str]) -> bool:
        path, text = page
        return file_at(self.root, path).is_file() and read_text(Settings(root=self.root), path, Problems()) == text

    def _show(self, work: _Work) -> Snapshot:
        compilation = work.compilation
        subject = Subject(compilation.site(), work.files, work.configuration)
        waiting = frozenset(compilation.path(name) for name in compilation.missing)
        all_known = bool(work.configuration.sources) and not waiting
        if all_known and work.saved and work.configuration.is_readable:
            self._drift = SavedDrift(find_drift(subject), subject.sources)
        return Snapshot(
            subject,
            self._library,
            subject.sources,
            find_problems(subject, tuple(Need) if all_known else (Need.PAGES,)),
            self._drift,
            waiting,
            self.places(),
            self.encoding,
        )

    def _read_configuration(self) -> Configuration:
        """The settings, if their files mention us; they are read again only when the text of one of them changes.

        While they cannot be read, the last ones that could be count, and without any, the usual ones.
        """
        known = self._configuration
        if not known.sources or any(self._file(path) != source.text for path, source in known.sources.items()):
            self._configuration = read_configuration(self.root, unsaved=self._texts)
        found = self._configuration
        mentions_us = any("diglot" in source.text or is_toml(path) for path, source in found.sources.items())
        if found.is_readable:
            self._settings, self._is_meant = found.settings if mentions_us else None, mentions_us
        else:
            self._is_meant = self._is_meant or mentions_us or self._is_at_work(found)
            found = found._replace(settings=self._settings or found.settings)
        return found if self._is_meant else Configuration(Settings(root=self.root, docs_dir="."), {})

    def _is_at_work(self, found: Configuration) -> bool:
        """Whether somebody has a page with snippets open, or the settings."""
        return any(path in found.sources or MARKS + LANGUAGE in text for path, text in self._texts.items())

    def _file(self, path: str) -> str:
        """The text of a file, as the editor or the disk has it."""
        text = self._texts.get(path)
        return read_text(Settings(root=self.root), path, Problems()) if text is None else text


def _open_cache(root: Path) -> Cache:
    """What other processes have left behind counts; nothing is written where there is no project."""
    return open_cache(root, compiles_once=False) if find_settings_file(root) else Cache()
