"""What Markdown, the search and the theme made in the last build, kept on disk."""

import pickle
from collections.abc import Mapping
from typing import NamedTuple

from diglot.cache.disk import open_cache_folder
from diglot.mkdocs.again.page import RenderedText
from diglot.settings import Settings


class KeptParts(NamedTuple):
    """Parts of a site, each under a digest of what it was made from."""

    texts: Mapping[str, RenderedText]
    """What Markdown made of pages."""
    entries: Mapping[str, bytes]
    """What the search made of pages."""
    codes: Mapping[str, bytes]
    """The theme's templates, compiled."""


def recall_parts(settings: Settings) -> KeptParts | None:
    """The parts of the last build, whatever has changed since."""
    cache = open_cache_folder(settings.root)
    data = cache.store.get(f"{cache.version} parts") if cache is not None else None
    return KeptParts(*pickle.loads(data)) if data is not None else None  # noqa: S301 - only this user's data


def keep_parts(settings: Settings, parts: KeptParts) -> None:
    """Keep the parts of this build."""
    cache = open_cache_folder(settings.root)
    if cache is not None:
        cache.store.put(f"{cache.version} parts", pickle.dumps(tuple(parts), pickle.HIGHEST_PROTOCOL))
