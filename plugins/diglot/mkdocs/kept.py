"""What a build shows, kept for the next one in which nothing has changed.

In: the settings and all files that a build depends on, as read this time. Out: what the build shows, if the same files
were built before without any problem, and were up to date then. The pages' addresses are known only later; the caller
compares them.
"""

import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from diglot.cache.disk import Cache, open_cache
from diglot.mkdocs.again.page import Words
from diglot.settings import Settings
from diglot.site.presentation import Presentation
from diglot.site.search import Entry
from diglot.workspace import Files, read_files


@dataclass(frozen=True, slots=True)
class Show:
    """All that MkDocs is given of a compiled project."""

    addresses: str
    """A digest of where MkDocs puts all files of the site; links lead there."""
    presentation: Presentation
    pages: Mapping[str, str]
    """The Markdown of pages that are added to those of the project, by path below the folder of pages."""
    entries: tuple[Entry, ...]
    """What the search is told of definitions."""


class Parts(NamedTuple):
    """Parts of a site, each by a digest of what it is made from."""

    words: Mapping[str, Words]
    """What Markdown made of pages."""
    entries: Mapping[str, bytes]
    """What the search made of pages."""
    codes: Mapping[str, bytes]
    """The theme's templates, compiled."""


def recall_show(settings: Settings, files: Files) -> Show | None:
    """What was shown of the same files."""
    cache, name = _place(settings, files)
    data = cache.store.get(name) if cache is not None and name is not None else None
    if data is None:
        return None
    show: Show = pickle.loads(data)  # noqa: S301 - the store gives only what this user has written
    return show


def keep_show(settings: Settings, files: Files, show: Show) -> None:
    """Keep what is shown of files in which nothing is wrong, unless one was out of date and has been written."""
    cache, name = _place(settings, files)
    if cache is not None and name is not None and _place(settings, read_files(settings))[1] == name:
        cache.store.put(name, pickle.dumps(show, pickle.HIGHEST_PROTOCOL))
        cache.store.trim([name])


def recall_parts(settings: Settings) -> Parts | None:
    """What the parts of the last build were, whatever has changed since."""
    cache = open_cache(settings.root)
    data = cache.store.get(f"{cache.version} parts") if cache is not None else None
    return Parts(*pickle.loads(data)) if data is not None else None  # noqa: S301 - as above


def keep_parts(settings: Settings, parts: Parts) -> None:
    """Keep the parts of this build."""
    cache = open_cache(settings.root)
    if cache is not None:
        cache.store.put(f"{cache.version} parts", pickle.dumps(tuple(parts), pickle.HIGHEST_PROTOCOL))


def _place(settings: Settings, files: Files) -> tuple[Cache | None, str | None]:
    cache = open_cache(settings.root)
    inputs = files.digest(repr(settings))
    return cache, f"{cache.version} site {inputs}" if cache is not None and inputs is not None else None
