"""The library, compiled once for all tests of a process, where each would otherwise compile it for its own project.

Projects in temporary folders find it as if they had been compiled before. The tests of the cache do without.
"""

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

import pytest

from diglot.cache.disk import DiskCache, open_cache_folder
from diglot.cache.store import Store
from diglot.pipeline import compile_site
from diglot.settings import Settings
from diglot.workspace import Workspace, read_library

PLACE = Path(".cache") / "diglot"
OWN_GET = Store.get


@cache
def compiled_library() -> Path:
    """A folder with the library in `.cache`, for as long as the process lives."""
    folder = Path(tempfile.mkdtemp(prefix="library-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    kept = open_cache_folder(folder)
    if kept is not None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Store, "get", OWN_GET)
            own = DiskCache(kept)
            compile_site(Workspace.of({}), Settings(), read_library(), whole_library=True, cache=own)
            own.close()
    return folder


def give_library(root: Path) -> None:
    """Put it where a process of its own finds it for a project."""
    target = root / PLACE
    target.mkdir(parents=True, exist_ok=True)
    for file in (compiled_library() / PLACE).glob("*"):
        if not (target / file.name).exists():
            os.link(file, target / file.name)


def use_library(patch: pytest.MonkeyPatch) -> None:
    """Let all projects of this process find it."""

    def get(self: Store, name: str) -> bytes | None:
        found = OWN_GET(self, name)
        if found is not None:
            return found
        shared = open_shared()
        return OWN_GET(shared, name) if shared is not None else None

    patch.setattr(Store, "get", get)


@cache
def open_shared() -> Store | None:
    """The library's results."""
    kept = open_cache_folder(compiled_library())
    return kept.store if kept is not None else None
