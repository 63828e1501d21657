"""The content of a site, kept for the next build in case nothing changes.

In: the settings, and all files that a build depends on, as they were read this time. Out: the content that was made
from the same files, if nothing was wrong with them and no generated file had to be rewritten. The caller compares the
addresses, which are known only later.
"""

import pickle
from typing import NamedTuple

from diglot.cache.disk import CacheFolder, open_cache_folder
from diglot.settings import Settings
from diglot.site.content import SiteContent
from diglot.workspace import Files, read_files


class KeptContent(NamedTuple):
    """Content, with what its links depend on."""

    addresses: str
    """A digest of the addresses of all files on the site."""
    content: SiteContent


def recall_content(settings: Settings, files: Files) -> KeptContent | None:
    """What was made from the same files."""
    cache, name = _entry(settings, files)
    data = cache.store.get(name) if cache is not None and name is not None else None
    return KeptContent(*pickle.loads(data)) if data is not None else None  # noqa: S301 - only this user's data


def keep_content(settings: Settings, files: Files, kept: KeptContent) -> None:
    """Keep what was made from these files, unless one of them has been rewritten since."""
    cache, name = _entry(settings, files)
    if cache is not None and name is not None and _entry(settings, read_files(settings))[1] == name:
        cache.store.put(name, pickle.dumps(tuple(kept), pickle.HIGHEST_PROTOCOL))
        cache.store.trim([name])


def _entry(settings: Settings, files: Files) -> tuple[CacheFolder | None, str | None]:
    cache = open_cache_folder(settings.root)
    inputs = files.digest(repr(settings))
    return cache, f"{cache.version} site {inputs}" if cache is not None and inputs is not None else None
