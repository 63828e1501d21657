"""The projects that an editor has open, with a session for each.

In: the folders of the editor, and documents. Out: the session that a document belongs to. A folder may have a project
in it, below it or above it, and a document may belong to a project whose settings are somewhere else.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from pygls.uris import to_fs_path

from diglot.lsp.convert import UTF_16, Encoding
from diglot.lsp.session import EditorSession
from diglot.settings import ZENSICAL_FILE, find_settings_file

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
        """The sessions of all projects, the first folder's first."""
        return tuple(self._sessions.values())

    def set_folders(self, folders: Iterable[Path]) -> tuple[EditorSession, ...]:
        """Have the projects of these folders; the sessions that are not needed any more."""
        self._folders = list(folders) or [Path.cwd()]
        roots = dict.fromkeys(root for folder in self._folders for root in project_roots(folder))
        gone = [session for root, session in self._sessions.items() if root not in roots]
        self._sessions = {root: self._sessions.get(root) or EditorSession(root, self._encoding) for root in roots}
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
        above = _nearest(path.parent) if path is not None else None
        if above is not None:
            session = self._sessions.setdefault(above, EditorSession(above, self._encoding))
            if session.owns(uri):
                return session
        around = [session for session in self.sessions if path is not None and path.is_relative_to(session.root)]
        return max(around, key=lambda session: len(session.root.parts), default=self.sessions[0])

    def close(self) -> None:
        """Tidy up what sessions have kept on disk."""
        for session in self.sessions:
            session.close()


def project_roots(folder: Path) -> tuple[Path, ...]:
    """The projects of a folder: its own one, those below it, or the one above it; without any, the folder itself."""
    if _is_project(folder):
        return (folder,)
    above = _nearest(folder.parent)
    return tuple(_below(folder, _DEPTH)) or ((above,) if above is not None else (folder,))


def _nearest(folder: Path) -> Path | None:
    return next((each for each in (folder, *folder.parents) if _is_project(each)), None)


def _below(folder: Path, depth: int) -> Iterator[Path]:
    try:
        entries = sorted(entry.name for entry in os.scandir(folder) if entry.is_dir(follow_symlinks=False))
    except OSError:
        return
    for name in entries:
        if name.startswith(".") or name == "node_modules":
            continue
        if _is_project(folder / name):
            yield folder / name
        elif depth > 1:
            yield from _below(folder / name, depth - 1)


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
