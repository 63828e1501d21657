"""Who wrote a kept result: this user, with this version of this package.

Out: the user's key, and a digest of everything outside the pages that results depend on.

What is kept is pickled, and unpickling runs what the bytes say. So nothing is read that this user has not written: each
file carries a digest made with a key that lies in the user's own folder and in no project. A project that brings a
`.cache` along, from a clone or an archive, cannot have the key, and its files are as good as absent. Where the user's
folder is within the project, or the key is not the user's alone, there is no key, and nothing is kept.
"""

import hashlib
import os
import re
import secrets
import stat
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from diglot.links import stays_below

KEY_LENGTH = 32
_OURS = "diglot"
_REQUIREMENT = re.compile(rb"\nRequires-Dist: ([\w.-]+)([^\n]*)")


def user_key(project: Path) -> bytes | None:
    """The user's key, made when there is none; None where it cannot be kept, and then nothing else can be."""
    try:
        file = _user_folder() / "diglot" / "key"
        if stays_below(_repository(project), file):
            return None
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileExistsError):
            _write_new(file, secrets.token_bytes(KEY_LENGTH))
        key = file.read_bytes() if _is_own(file) else b""
    except (OSError, RuntimeError):
        return None
    return key if len(key) == KEY_LENGTH else None


def _repository(project: Path) -> Path:
    """The folder that came along with a project: that of its repository, or its own."""
    project = project.resolve()
    return next((folder for folder in (project, *project.parents) if _is_repository(folder)), project)


def _is_repository(folder: Path) -> bool:
    return any((folder / name).exists() for name in (".git", ".hg", ".svn", ".jj"))


def _is_own(file: Path) -> bool:
    """Whether a file is this user's, and nobody else can read or write it: a copy from version control is not so."""
    if not hasattr(os, "geteuid"):
        return True
    about = file.lstat()
    return stat.S_ISREG(about.st_mode) and about.st_uid == os.geteuid() and not about.st_mode & 0o077


def _user_folder() -> Path:
    chosen = os.environ.get("XDG_CACHE_HOME", "")
    return Path(chosen) if Path(chosen).is_absolute() else Path.home() / ".cache"


def _write_new(file: Path, data: bytes) -> None:
    """Write a file that nobody else may read and that is there completely or not at all."""
    beside = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    if file.exists():
        return
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.link(beside, file)
    finally:
        beside.unlink()


@cache
def version_digest() -> str:
    """Changes with each change of this package, of a package that it needs, and of Python."""
    package = Path(__file__).parent.parent
    parts = [sys.version, *sorted(_dependencies()), *sorted(_stamps(package, ""))]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _dependencies() -> Iterator[str]:
    """The packages that this one needs, directly or not, by the names of their folders, which have their versions."""
    with suppress(OSError):
        found = [entry for entry in os.scandir(sysconfig.get_path("purelib")) if entry.name.endswith(".dist-info")]
        folders = {_plain(entry.name.partition("-")[0]): entry for entry in found}
        # Where this package is not installed nobody knows what it needs, so everything counts.
        waiting = [_OURS] if _OURS in folders else list(folders)
        seen: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name in folders and name not in seen:
                seen.add(name)
                yield folders[name].name
                waiting += _requirements(name, f"{folders[name].path}/METADATA")


def _requirements(name: str, file: str) -> Iterator[str]:
    """What a package asks for; reading it with `importlib.metadata` would take ten times as long."""
    with open(file, "rb") as stream:  # noqa: PTH123 - dozens of them are read before anything else happens
        head, _, _ = stream.read().partition(b"\n\n")
    for required, condition in _REQUIREMENT.findall(head):
        if b"extra ==" not in condition or name == _OURS:
            yield _plain(required.decode())


def _plain(name: str) -> str:
    return name.replace("_", "-").replace(".", "-").lower()


def _stamps(folder: Path | str, shown: str) -> Iterator[str]:
    """All files of a folder with size and time."""
    for entry in os.scandir(folder):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _stamps(entry.path, f"{shown}{entry.name}/")
        else:
            about = entry.stat()
            yield f"{shown}{entry.name} {about.st_size} {about.st_mtime_ns}"
