"""Generated files that somebody has edited, and that would be lost if they were written again.

In: what the pages become, and what is on disk. Out: a diagnostic for each such file, with its differences. A file that
is merely out of date is not among them, nor one with an unfinished merge.
"""

import itertools
import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import PurePosixPath

from diglot.artifacts import GENERATED_MARK, Artifact, Folder, artifact_drift, kind_of, strays
from diglot.diagnostic import Diagnostic, Problems
from diglot.digest_line import VERSION, has_digest, is_as_written, version_of, without_digest
from diglot.drift.errors import EditedByHand, EditedLeftover
from diglot.drift.place import Place, place_in
from diglot.settings import Settings
from diglot.source import SourceFile, Span

_START = Span(0, 0)


def edited_by_hand(
    settings: Settings,
    artifacts: Iterable[Artifact],
    committed: Mapping[str, str],
    folders: Collection[Folder],
    *,
    complete: bool,
) -> tuple[Diagnostic, ...]:
    """Files that somebody has edited since they were written, each with its differences; empty where there are none.

    A file from a newer version is among them, as nobody knows what would be lost. One that is merely out of date is
    not, nor one with an unfinished merge: both are made again.
    """
    found = Problems()
    artifacts = tuple(artifact for artifact in artifacts if artifact.kind.folder in folders)
    for artifact in artifacts:
        text = committed.get(artifact.path)
        if text is None or text == artifact.text:
            continue
        span, is_newer = _edit_in(artifact, text, committed), version_of(text) > VERSION
        if span is None and not is_newer:
            continue
        differences = artifact_drift(settings, (artifact,), committed, folders, complete=False)
        found.extend(differences)
        if span is not None and not is_newer:
            file, page = place_in(SourceFile(artifact.path, text), span), _page_of(artifact, differences)
            found.add(EditedByHand(file.path, file.span, file, page, artifact.kind.folder.command))
    if complete:
        for path, _ in strays(settings, artifacts, committed, folders):
            kind, text = kind_of(settings, path), committed[path]
            if kind is not None and kind.comment and has_mark(text) and not (is_as_written(text) or _in_conflict(text)):
                found.add(EditedLeftover(path, _START, kind.folder.command))
    return found.sorted()


def _page_of(artifact: Artifact, differences: Iterable[Diagnostic]) -> Place | None:
    """Where the page says something else; where it does not, its first snippet."""
    places = (getattr(difference, "page", None) for difference in differences)
    found = next((place for place in places if isinstance(place, Place)), None)
    if found is not None or artifact.origin is None:
        return found
    return place_in(artifact.origin.source, artifact.origin.snippets[0].info)


def has_mark(text: str) -> bool:
    """Whether the first line of a file says that we have written it."""
    return GENERATED_MARK in text.partition("\n")[0].lower()


def _edit_in(artifact: Artifact, text: str, committed: Mapping[str, str]) -> Span | None:
    """Where somebody has edited a file that is not what would be written now; None where nobody has."""
    if _in_conflict(text) or not text.strip():
        return None
    if not artifact.kind.comment:
        if artifact.kind.foreign is None:
            return None
        folder = artifact.path.rpartition("/")[0]
        beside = (path for path in committed if path.rpartition("/")[0] == folder)
        by_hand = {
            PurePosixPath(path).stem
            for path in beside
            if not (has_mark(committed[path]) or has_digest(committed[path]))
        }
        return next(artifact.kind.foreign(text, by_hand), None)
    if is_as_written(text) or without_digest(text) == without_digest(artifact.text):
        return None
    pairs = zip(text.split("\n"), artifact.text.split("\n"), strict=False)
    lines = itertools.takewhile(lambda pair: pair[0] == pair[1], pairs)
    start = min(sum(len(line) + 1 for line, _ in lines), len(text))
    end = text.find("\n", start)
    return Span(start, len(text) if end == -1 else end)


def _in_conflict(text: str) -> bool:
    return _CONFLICT.search(text) is not None


_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)
