"""The projects that an editor has open, with a session for each.

In: the folders of the editor, and documents. Out: the session that a document belongs to. A folder may have a project
in it, below it or above it, and a document may belong to a project whose settings are somewhere else. An editor without
folders has the projects that its documents lie in.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from pygls.uris import to_fs_path

from diglot.lsp.convert import UTF_16, Encoding
from diglot.lsp.places import LIBRARY
from diglot.lsp.session import EditorSession
from diglot.settings import ZENSICAL_FILE, find_settings_file
from diglot.workspace import read_configuration

_DEPTH = 3
"""How far below a folder projects are looked for."""
_NAME = "diglot"
"""What the settings of a project mention."""


class Projects:
    """All projects of one editor."""

    def __init__(self, folders: Iterable[Path], encoding: Encoding = UTF_16) -> None:
        self._encoding = encoding
        self._folders: list[Path] = []
        self._sessions: dict[Path, EditorSession] = {}
        self._homes: dict[str, EditorSession] = {}
        self.set_folders(folders)

    @property
    def sessions(self) -> tuple[EditorSession, ...]:
        """The sessions of all projects, the first folder's first; without folders, none before a file is opened."""
        return tuple(self._sessions.values())

    def set_folders(self, folders: Iterable[Path]) -> tuple[EditorSession, ...]:
        """Have the projects of these folders; the sessions that are not needed any more."""
        before, self._folders = self._folders, list(folders)
        roots = dict.fromkeys(root for folder in self._folders for root in project_roots(folder))
        if not (before or self._folders):
            roots |= dict.fromkeys(self._sessions)
        gone = [session for root, session in self._sessions.items() if root not in roots]
        self._sessions = {root: self._made(root) for root in roots}
        self._homes = {}
        return tuple(gone)

    def forget_homes(self) -> None:
        """Settings may have changed: look again where documents belong."""
        self._homes = {}

    def of(self, uri: str) -> EditorSession:
        """The session that a document belongs to."""
        home = self._homes.get(uri)
        if home is None:
            home = self._homes[uri] = self._find(uri)
        return home

    def _find(self, uri: str) -> EditorSession:
        owners = [session for session in self.sessions if session.owns(uri)]
        if owners:
            return max(owners, key=lambda session: len(session.root.parts))
        name = to_fs_path(uri)
        path = Path(name) if name else None
        if path is None or not path.is_absolute() or path.is_relative_to(LIBRARY):
            # A folder without settings, for what belongs nowhere.
            return next(iter(self.sessions), None) or self._at(LIBRARY)
        above = _nearest(path.parent)
        if not self._folders:
            return self._at(above or path.parent)
        if above is not None and self._made(above).owns(uri):
            return self._at(above)
        around = [session for session in self.sessions if path.is_relative_to(session.root)]
        return max(around, key=lambda session: len(session.root.parts), default=self.sessions[0])

    def _at(self, root: Path) -> EditorSession:
        return self._sessions.setdefault(root, self._made(root))

    def _made(self, root: Path) -> EditorSession:
        return self._sessions.get(root) or EditorSession(root, self._encoding)

    def close(self) -> None:
        """Tidy up what sessions have kept on disk."""
        for session in self.sessions:
            session.close()


def project_roots(folder: Path) -> tuple[Path, ...]:
    """The projects of a folder: its own one, those below it, or the one above it; without any, the folder itself."""
    if _is_project(folder):
        return (folder,)
    if _may_be_project(folder):
        return (folder, *_below(folder, _DEPTH))
    above = _nearest(folder.parent)
    return tuple(_below(folder, _DEPTH)) or ((above,) if above is not None else (folder,))


def _nearest(folder: Path) -> Path | None:
    return next((each for each in (folder, *folder.parents) if _may_be_project(each)), None)


def _below(folder: Path, depth: int) -> Iterator[Path]:
    try:
        entries = sorted(entry.name for entry in os.scandir(folder) if entry.is_dir(follow_symlinks=False))
    except OSError:
        return
    for name in entries:
        if name.startswith(".") or name == "node_modules":
            continue
        if _may_be_project(folder / name):
            yield folder / name
        elif depth > 1:
            yield from _below(folder / name, depth - 1)


def _may_be_project(folder: Path) -> bool:
    """Whether a folder is a project, or has settings that nobody can read."""
    return _is_project(folder) or not read_configuration(folder).is_readable


def _is_project(folder: Path) -> bool:
    """Whether the settings in a folder, or those that they inherit from, may be about us; those of Zensical are."""
    name = find_settings_file(folder)
    if name is None:
        return (folder / ZENSICAL_FILE).is_file()
    try:
        text = (folder / name).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return _NAME in text or "INHERIT" in text
