"""The files of a project, as they lie on disk.

In: a folder of the project. Out: the paths of what is in it, as messages show them: with composed letters, whatever
form names have on disk. What cannot be listed becomes a diagnostic.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from diglot.artifacts import generated_folders
from diglot.diagnostic import Problems
from diglot.errors import FileNotReadable, LeadsOutside, SameLetters
from diglot.letters import code_points, composed, file_at
from diglot.links import stays_below
from diglot.settings import Settings, leads_outside
from diglot.source import Span


def walk(
    settings: Settings,
    folder: str,
    enters: Callable[[str], bool],
    problems: Problems,
    *,
    inside: bool = False,
    follow: bool = False,
    hidden: bool = False,
) -> Iterator[str]:
    """The paths of all files below a folder, in order; with `inside`, links out of it are left out and reported.

    Hidden files are left out, and links to folders are not followed, unless that is asked for. Whatever form names have
    on disk, here they are composed; two files whose names become the same are reported.
    """
    base = file_at(settings.root, folder) if leads_outside(folder) else settings.root
    top = file_at(settings.root, folder)
    waiting = [(folder, top)]
    found: dict[str, list[str]] = {}
    while waiting:
        here, on_disk = waiting.pop()
        try:
            entries = sorted(os.scandir(on_disk), key=lambda entry: entry.name)
        except FileNotFoundError:
            continue
        except OSError as error:
            problems.add(FileNotReadable(here, Span(0, 0), reason_of(error)))
            continue
        for entry in entries:
            path = settings.below(here, composed(entry.name))
            if entry.name.startswith(".") and not hidden:
                continue
            if entry.is_dir(follow_symlinks=follow):
                if enters(path):
                    waiting.append((path, Path(entry.path)))
            elif inside and entry.is_symlink() and not entry.is_dir() and not stays_below(base, Path(entry.path)):
                problems.add(LeadsOutside(path, Span(0, 0)))
            else:
                if path not in found:
                    yield path
                found.setdefault(path, []).append(Path(entry.path).relative_to(top).as_posix())
    for path, names in found.items():
        if len(names) > 1:
            problems.add(SameLetters(path, Span(0, 0), tuple(map(code_points, names))))


def all_files(settings: Settings, top: str) -> Iterator[str]:
    """The paths of all files in a folder, hidden ones as well, and of links to folders, which end with `/`."""
    apart = {settings.docs_dir, *generated_folders(settings)} - {top}
    waiting = [(top, file_at(settings.root, top))]
    while waiting:
        here, folder = waiting.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError:
            continue
        for entry in entries:
            path = settings.below(here, composed(entry.name))
            if entry.is_dir(follow_symlinks=False):
                waiting += [(path, Path(entry.path))] if path not in apart and entry.name not in _NEVER_READ else []
            else:
                yield f"{path}/" if entry.is_dir() else path


_NEVER_READ = frozenset((".git", ".hg", ".svn", ".cache", ".venv", "node_modules"))
"""Folders of other programs."""


def reason_of(error: OSError) -> str:
    """What the system says, as part of a sentence."""
    return (error.strerror or str(error)).lower()
