"""Bytes kept on disk under names, each file sealed with the user's key.

In: a folder and a key. Out: the bytes that were put in under the same name with the same key, or nothing: a file that
is missing, damaged, or written by somebody else is no file. Files appear whole or not at all, so that two processes
never see each other's halves; whatever goes wrong while writing only means that nothing is kept.
"""

import hashlib
import hmac
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from diglot.leftovers import open_beside, remove_leftovers

SUFFIX = ".kept"
_SEAL = 32
"""Length of the seal at the start of each file."""
_MOST = 4
"""How many times as many files there may be as are in use, whatever their sizes."""


class Store:
    """A folder of sealed files."""

    def __init__(self, folder: Path, key: bytes, limit: int = 256 * 1024 * 1024) -> None:
        self._folder = folder
        self._key = key
        self._limit = limit
        self._wrote = False

    def get(self, name: str) -> bytes | None:
        """What was put in under a name."""
        try:
            data = self._file(name).read_bytes()
        except OSError:
            return None
        body = memoryview(data)[_SEAL:]
        return bytes(body) if hmac.compare_digest(data[:_SEAL], self._seal(name, body)) else None

    def put(self, name: str, body: bytes) -> None:
        """Keep bytes under a name, in place of what was there."""
        with suppress(OSError):
            if not self._wrote:
                self._prepare()
            handle, beside = open_beside(self._file(name))
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(self._seal(name, body))
                    file.write(body)
                os.replace(beside, self._file(name))  # noqa: PTH105 - called for each page
            except BaseException:
                beside.unlink()
                raise

    def trim(self, used: Iterable[str]) -> None:
        """Remove the files that are oldest, apart from those in use, until the folder is within its limit.

        Nothing is looked at as long as most files are in use.
        """
        if not self._wrote:
            return
        used = tuple(used)
        with suppress(OSError):
            if len(os.listdir(self._folder)) <= _MOST * len(used):  # noqa: PTH208 - their names are all that is needed
                return
            keep = {self._file(name).name for name in used}
            found = [(entry.stat().st_mtime_ns, entry.stat().st_size, entry) for entry in os.scandir(self._folder)]
            excess = sum(size for _, size, _ in found) - self._limit
            for _, size, entry in sorted(found, key=lambda each: each[0]):
                if excess > 0 and entry.name.endswith((SUFFIX, ".new")) and entry.name not in keep:
                    Path(entry.path).unlink(missing_ok=True)
                    excess -= size

    def _prepare(self) -> None:
        """Make the folder, and keep it out of version control."""
        self._folder.mkdir(parents=True, exist_ok=True)
        remove_leftovers(self._folder)
        ignored = self._folder / ".gitignore"
        if not ignored.exists():
            ignored.write_text("*\n", encoding="utf-8")
        self._wrote = True

    def _file(self, name: str) -> Path:
        return self._folder / f"{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()}{SUFFIX}"

    def _seal(self, name: str, body: bytes | memoryview) -> bytes:
        seal = hashlib.blake2b(key=self._key, digest_size=_SEAL)
        seal.update(len(name).to_bytes(8))
        seal.update(name.encode("utf-8", "surrogatepass"))
        seal.update(body)
        return seal.digest()
