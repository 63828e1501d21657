"""Generated files that somebody has edited, and that would be lost if they were written again.

In: what the pages become, and what is on disk. Out: a diagnostic for each such file, with its differences. A file that
is merely out of date is not among them, nor one with an unfinished merge.
"""

import itertools
import re
from collections.abc import Collection, Iterable, Mapping

from diglot.artifacts import GENERATED_MARK, Artifact, Folder, artifact_drift, kind_of, strays
from diglot.diagnostic import Diagnostic, Problems
from diglot.digest_line import is_as_written, without_digest
from diglot.drift.errors import EditedByHand, EditedLeftover
from diglot.drift.place import place_in
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

    A file that is merely out of date is not among them, nor one with an unfinished merge: both are made again.
    """
    found = Problems()
    edited: list[Artifact] = []
    artifacts = tuple(artifact for artifact in artifacts if artifact.kind.folder in folders)
    for artifact in artifacts:
        text = committed.get(artifact.path)
        span = None if text is None or text == artifact.text else _edit_in(artifact, text)
        if text is not None and span is not None:
            edited.append(artifact)
            file = place_in(SourceFile(artifact.path, text), span)
            page = artifact.origin.source.path if artifact.origin else ""
            found.add(EditedByHand(file.path, file.span, file, page, artifact.kind.folder.command))
    if complete:
        for path, _ in strays(settings, artifacts, committed, folders):
            kind, text = kind_of(settings, path), committed[path]
            if kind is not None and kind.comment and has_mark(text) and not (is_as_written(text) or _in_conflict(text)):
                found.add(EditedLeftover(path, _START, kind.folder.command))
    found.extend(artifact_drift(settings, edited, committed, folders, complete=False) if edited else ())
    return found.sorted()


def has_mark(text: str) -> bool:
    """Whether the first line of a file says that we have written it."""
    return GENERATED_MARK in text.partition("\n")[0].lower()


def _edit_in(artifact: Artifact, text: str) -> Span | None:
    """Where somebody has edited a file that is not what would be written now; None where nobody has."""
    if _in_conflict(text) or not text.strip():
        return None
    if not artifact.kind.comment:
        return next(artifact.kind.foreign(text), None) if artifact.kind.foreign else None
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
