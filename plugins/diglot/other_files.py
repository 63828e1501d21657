"""Files in the folders of generated files that are neither compared with pages nor read as proofs.

In: the paths of all files there. Out: those that Isabelle, or the compiler of the snippets, may read, with the reason
why nobody here does.
"""

from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath

from diglot.artifacts import KINDS, Folder
from diglot.diagnostic import Diagnostic
from diglot.drift.errors import FileNotExamined
from diglot.settings import Settings
from diglot.source import Span

_START = Span(0, 0)


def left_out(settings: Settings, paths: Iterable[str], examined: Collection[str]) -> Iterator[str]:
    """The paths that Isabelle, or the compiler of the snippets, may read on any system, and that nobody here does.

    The examined ones are those of generated files; proofs are read as well. A path of a linked folder ends with `/`.
    """
    proofs = settings.below(settings.theories_dir, "proofs")
    for path in paths:
        here, _, name = path.rpartition("/")
        is_proof = here == proofs and name.endswith(".thy") and not name.startswith(".")
        if not (path in examined or is_proof) and any(_may_be_read(settings, folder, path) for folder in Folder):
            yield path


def _may_be_read(settings: Settings, folder: Folder, path: str) -> bool:
    plain = path.rpartition("/")[2].lower()
    below = path.startswith(settings.below(folder.path(settings), ""))
    return below and (not plain or plain in folder.names or plain.endswith(folder.endings))


def files_not_examined(
    settings: Settings, paths: Iterable[str], folder: Folder, exceptions: Collection[str]
) -> Iterator[Diagnostic]:
    """What to say of each path in a folder that is neither compared nor read; a link to a folder ends with `/`."""
    inside = settings.below(folder.path(settings), "")
    proofs = settings.below(settings.theories_dir, "proofs/")
    for path in sorted(paths):
        if path.startswith(inside) and path.rstrip("/") not in exceptions:
            yield FileNotExamined(path.rstrip("/"), _START, _why_not_examined(path, folder, path.startswith(proofs)))


def _why_not_examined(path: str, folder: Folder, below_proofs: bool) -> str:  # noqa: FBT001 - of its only caller
    patterns = [PurePosixPath(kind.pattern) for kind in KINDS if kind.folder is folder]
    written = tuple(pattern.suffix for pattern in patterns if pattern.suffix)
    name = path.rpartition("/")[2]
    if path.endswith("/"):
        return "is a link to a folder, and links are not followed"
    if any(part.startswith(".") for part in path.split("/")):
        return "is hidden"
    if name.lower() == "roots":
        return "names other folders that Isabelle is to read"
    if name.lower() == "root":
        return "has sessions of its own"
    if not name.endswith(written) and name.lower().endswith(written):
        return "has an ending that is read on some systems only"
    if name.lower().endswith((".ml", ".sml", ".sig", ".fun")):
        return "is a program, and programs are not read here"
    return "is below the folder of proofs, and not in it" if below_proofs else "is of no kind that is generated"
