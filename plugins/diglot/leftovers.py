"""Files on their way to the place that they take, and those that were left on it.

In: the path that a file is going to have. Out: a new file beside it, whose name says which process is writing it. A
process that is killed leaves such files behind; the next one that writes there removes them.
"""

import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_LEFT = re.compile(r"\.(?P<target>.+?)\.(?:(?P<process>[0-9]{1,10})\.)?[a-z0-9_]{8}\.new")
_ONE_DAY = 24 * 60 * 60.0
"""In seconds: no file takes as long to be written."""


def open_beside(target: Path) -> tuple[int, Path]:
    """A new file in the folder of another one, open for writing, which only this user can read."""
    while True:
        path = target.with_name(f".{target.name}.{os.getpid()}.{secrets.token_hex(4)}.new")
        with suppress(FileExistsError):
            return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), path


def remove_leftovers(folder: Path) -> None:
    """Remove what processes that have ended left in a folder and below it; links are not followed."""
    for path in _files(folder):
        found = _LEFT.fullmatch(path.name)
        if found and _is_left(path, found["process"]):
            with suppress(OSError):
                path.unlink()


def _files(folder: Path) -> Iterator[Path]:
    waiting = [folder]
    while waiting:
        with suppress(OSError):
            for entry in os.scandir(waiting.pop()):
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(Path(entry.path))
                elif entry.name.endswith(".new"):
                    yield Path(entry.path)


def _is_left(path: Path, process: str | None) -> bool:
    """Whether nobody is writing a file any more."""
    try:
        if time.time() - path.lstat().st_mtime > _ONE_DAY:
            return True
    except OSError:
        return False
    return process is None or not _runs(int(process))


def _runs(process: int) -> bool:
    """Whether there is such a process other than this one, which is writing nothing yet."""
    if os.name == "nt":  # There, asking would end it.
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return process != os.getpid()
