"""Which files of the folder of pages are pages of the site, as MkDocs has it.

In: the settings, and paths below the folder of pages. Out: the paths of its pages, and of its drafts. The patterns of
`exclude_docs` and `draft_docs` are those of `.gitignore`; hidden files and the folder `templates` are left out anyway.
"""

from collections.abc import Collection, Iterable
from enum import Enum
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from diglot.settings import Settings

if TYPE_CHECKING:
    from pathspec.gitignore import GitIgnoreSpec

PAGE_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""The endings of pages."""
_DEFAULT = (".*", "/templates/")
"""What MkDocs leaves out, unless `exclude_docs` takes it in again."""


class Inclusion(Enum):
    """What becomes of a file in the folder of pages."""

    INCLUDED = "included"
    DRAFT = "draft"
    """Part of the site only under `mkdocs serve`."""
    EXCLUDED = "excluded"


def has_page_ending(path: str) -> bool:
    """Whether a file is called like a page."""
    return path.endswith(PAGE_ENDINGS)


def inclusion(settings: Settings, uri: str) -> Inclusion:
    """What becomes of a file, by its path below the folder of pages."""
    if settings.exclude_docs:
        is_excluded = _spec((*_DEFAULT, *settings.exclude_docs.splitlines())).match_file(uri)
    else:
        is_excluded = uri.startswith((".", "templates/")) or "/." in uri
    if is_excluded:
        return Inclusion.EXCLUDED
    is_draft = settings.draft_docs and _spec(tuple(settings.draft_docs.splitlines())).match_file(uri)
    return Inclusion.DRAFT if is_draft else Inclusion.INCLUDED


def may_be_hidden(settings: Settings) -> bool:
    """Whether a file in a hidden folder may be a page."""
    return "!" in settings.exclude_docs


def pages_among(settings: Settings, uris: Iterable[str], *, drafts: bool) -> tuple[str, ...]:
    """The pages among files. Of two that would have one address, such as `README.md` and `index.md`, one is none."""
    found: dict[PurePosixPath, str] = {}
    levels = {uri: inclusion(settings, uri) for uri in uris if has_page_ending(uri)}
    for uri in sorted(levels, key=_place_in_folder):
        address = _address(uri)
        if address not in found or levels[uri] is Inclusion.INCLUDED:
            found[address] = uri
    chosen = {Inclusion.INCLUDED, Inclusion.DRAFT} if drafts else {Inclusion.INCLUDED}
    return tuple(sorted(uri for uri in found.values() if levels[uri] in chosen))


def drafts_among(settings: Settings, uris: Collection[str]) -> frozenset[str]:
    """The drafts among pages."""
    if not settings.draft_docs:
        return frozenset()
    return frozenset(uri for uri in uris if inclusion(settings, uri) is Inclusion.DRAFT)


def _place_in_folder(uri: str) -> tuple[bool, str]:
    """MkDocs' own order."""
    path = PurePosixPath(uri)
    return (path.stem not in ("index", "README"), path.name)


def _address(uri: str) -> PurePosixPath:
    path = PurePosixPath(uri)
    return path.with_name("index" if path.stem == "README" else path.stem)


@lru_cache(maxsize=8)
def _spec(lines: tuple[str, ...]) -> "GitIgnoreSpec":
    from pathspec.gitignore import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)
