r"""The texts of a project: pages, extracted modules and theories, read and written.

In: a folder, or texts that an editor or a test holds. Out: texts by path, as messages show the path, with line ends as
`\n` and no byte order mark. A file that cannot be read or is not UTF-8 becomes a diagnostic, never an exception.
Writing leaves each file either as it was or complete, and touches only files whose text changes.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self

from diglot.artifacts import GENERATED_MARK, Folder, generated_folders, kind_of
from diglot.diagnostic import Diagnostic, Problems
from diglot.errors import (
    FileNotReadable,
    FileNotWritable,
    FolderMissing,
    LeadsOutside,
    LinkInCircle,
    NotUtf8,
    NotWrittenOutside,
    SameLetters,
    SettingsNotToml,
    SettingsNotYaml,
)
from diglot.found_files import all_files, reason_of, walk
from diglot.inclusion import Inclusion, has_page_ending, inclusion, may_be_hidden, pages_among
from diglot.leftovers import open_beside, remove_leftovers
from diglot.letters import composed, file_at
from diglot.line_ends import as_before, wanted_end
from diglot.links import first_outside, leads_around, stays_below
from diglot.other_files import left_out
from diglot.settings import (
    SETTINGS_FILE,
    ZENSICAL_FILE,
    Settings,
    find_settings_file,
    is_toml,
    leads_outside,
    read_settings,
    read_zensical,
)
from diglot.source import SourceFile, Span


@dataclass(frozen=True, slots=True)
class Workspace:
    """The texts by path, as shown: `docs/engines/ticker.md`. Pages and committed files use the same shape."""

    texts: Mapping[str, str]
    problems: tuple[Diagnostic, ...] = ()
    """What went wrong while reading."""
    others: frozenset[str] = frozenset()
    """Paths of files in the folder of pages that are no pages; or, beside generated files, of those not examined."""

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Self:
        """A workspace in memory."""
        return cls({composed(path): _normal(texts[path]) for path in sorted(texts)})


class Configuration(NamedTuple):
    """The settings of a project, as they were read."""

    settings: Settings
    sources: Mapping[str, SourceFile]
    """`mkdocs.yml` and the files that it inherits from, by path, or `zensical.toml`; nothing where there is neither."""
    problems: tuple[Diagnostic, ...] = ()

    @property
    def is_bare(self) -> bool:
        """Whether no `mkdocs.yml` says that this is a specification: then it is a folder of pages."""
        return all(is_toml(path) for path in self.sources)

    @property
    def is_readable(self) -> bool:
        """Whether all these files could be read, so that the settings are what they say."""
        return not any(isinstance(each, FileNotReadable | SettingsNotToml | SettingsNotYaml) for each in self.problems)


def read_configuration(root: Path, name: str | None = None, unsaved: Mapping[str, str] | None = None) -> Configuration:
    """Read the settings file in a folder; texts in `unsaved` count instead of the files of the same path."""
    zensical = ZENSICAL_FILE if (root / ZENSICAL_FILE).is_file() else None
    name = name or find_settings_file(root) or zensical or SETTINGS_FILE
    problems = Problems()
    sources: dict[str, SourceFile] = {}

    def read(path: str) -> str:
        if path not in sources:
            text = (unsaved or {}).get(path)
            text = read_text(Settings(root=root), path, problems) if text is None else text
            sources[path] = SourceFile(path, text)
        return sources[path].text

    if name not in (unsaved or {}) and not (root / name).is_file():
        return Configuration(Settings(root=root), {})
    if is_toml(name):
        settings = read_zensical(name, read(name), problems, root)
    else:
        settings = read_settings(name, read(name), problems, root, read)
    return Configuration(settings, sources, problems.sorted())


@dataclass(frozen=True, slots=True)
class Files:
    """Everything that is read of a project, apart from its settings."""

    pages: Workspace
    committed: Workspace
    """What is there of the files that we generate."""
    proofs: Workspace
    """The hand-written theories."""
    status: Workspace
    """What was written down of what Isabelle said; without a text where that is nothing."""

    @classmethod
    def of_pages(cls, pages: Workspace) -> Self:
        """Pages, and nothing beside them."""
        return cls(pages, NO_FILES, NO_FILES, NO_FILES)

    @property
    def workspaces(self) -> tuple[Workspace, ...]:
        """All of them."""
        return (self.pages, self.committed, self.proofs, self.status)

    def digest(self, *words: str) -> str | None:
        """A digest of all these files, and of some words; None where a file could not be read as it should be."""
        if any(workspace.problems for workspace in self.workspaces):
            return None
        digest = hashlib.sha256()
        others = repr((sorted(self.pages.others), sorted(self.committed.others)))
        for part in (*words, others, *self._parts()):
            data = part.encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(8))
            digest.update(data)
        return digest.hexdigest()

    def _parts(self) -> Iterator[str]:
        for workspace in self.workspaces:
            yield str(len(workspace.texts))
            for path, text in workspace.texts.items():
                yield path
                yield text


NO_FILES = Workspace({})


def read_files(settings: Settings, pages: Workspace | None = None, *, drafts: bool = False) -> Files:
    """Read a project; its pages only if they have not been read, and drafts only if asked for."""
    pages = pages or read_pages(settings, drafts=drafts)
    return Files(pages, read_committed(settings), read_proof_files(settings), _read_status(settings))


def read_pages(settings: Settings, unsaved: Mapping[str, str] | None = None, *, drafts: bool = False) -> Workspace:
    """The project's pages; texts in `unsaved` count instead of the files of the same path."""
    problems, walked = Problems(), Problems()
    unsaved = unsaved or {}
    if not file_at(settings.root, settings.docs_dir).is_dir():
        problems.add(FolderMissing(settings.docs_dir, Span(0, 0)))
    prefix = settings.below(settings.docs_dir, "")
    uris = {path.removeprefix(prefix) for path in (*_walk_pages(settings, walked), *unsaved)}
    pages = [prefix + uri for uri in pages_among(settings, uris, drafts=drafts)]
    texts = {path: unsaved[path] if path in unsaved else read_text(settings, path, problems) for path in pages}
    named = (uri for uri in uris if not has_page_ending(uri) and inclusion(settings, uri) is not Inclusion.EXCLUDED)
    others = frozenset(prefix + uri for uri in named)
    problems.extend(each for each in walked if not isinstance(each, SameLetters) or each.path in {*pages, *others})
    return Workspace(Workspace.of(texts).texts, problems.sorted(), others)


def _walk_pages(settings: Settings, problems: Problems) -> Iterator[str]:
    """All files in the folder of pages, where links to folders are followed, except around in a circle."""
    apart = generated_folders(settings) - {settings.docs_dir}
    hidden = may_be_hidden(settings)

    def enters(path: str) -> bool:
        is_circle = leads_around(file_at(settings.root, path))
        # MkDocs goes around as well, except in what is left out.
        if is_circle and inclusion(settings, f"{path.removeprefix(prefix)}/index.md") is not Inclusion.EXCLUDED:
            problems.add(LinkInCircle(path, Span(0, 0)))
        return path not in apart and not is_circle

    prefix = settings.below(settings.docs_dir, "")
    yield from walk(settings, settings.docs_dir, enters, problems, follow=True, hidden=hidden)


def read_library() -> Mapping[str, str]:
    """The texts of the standard library's pages by module name; they are part of this package."""
    folder = Path(__file__).parent / "library"
    return {
        ".".join(path.relative_to(folder).with_suffix("").parts): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.md"))
    }


def read_committed(settings: Settings) -> Workspace:
    """What is on disk of the files that we generate. Proofs are not ours."""
    problems = Problems()
    proofs = settings.below(settings.theories_dir, "proofs")
    paths = {
        path
        for folder in Folder
        if _is_inside(settings, folder.path(settings), problems)
        for path in walk(settings, folder.path(settings), lambda path: path != proofs, problems, inside=True)
        if kind_of(settings, path) is not None
    }
    texts = {path: read_text(settings, path, problems) for path in sorted(paths)}
    found = (path for folder in Folder for path in all_files(settings, folder.path(settings)))
    return Workspace(texts, problems.sorted(), frozenset(left_out(settings, found, paths)))


def _is_inside(settings: Settings, folder: str, problems: Problems) -> bool:
    """Whether a folder is where it seems to be; reported if a link leads somewhere else."""
    if leads_outside(folder) or stays_below(settings.root, file_at(settings.root, folder)):
        return True
    problems.add(LeadsOutside(first_outside(settings.root, settings.root, folder), Span(0, 0)))
    return False


def read_proof_files(settings: Settings) -> Workspace:
    """The hand-written theories in the folder of proofs; folders below it are not looked at."""
    problems = Problems()
    proofs = settings.below(settings.theories_dir, "proofs")
    if not _is_inside(settings, proofs, problems):
        return Workspace({}, problems.sorted())
    found = walk(settings, proofs, lambda _: False, problems, inside=True)
    paths = (path for path in found if path.endswith(".thy"))
    return Workspace({path: read_text(settings, path, problems) for path in paths}, problems.sorted())


def status_path(settings: Settings) -> str:
    """Where it is written down what Isabelle said."""
    return settings.below(settings.theories_dir, "status.json")


def _read_status(settings: Settings) -> Workspace:
    problems = Problems()
    path = status_path(settings)
    texts = {path: read_text(settings, path, problems)} if file_at(settings.root, path).exists() else {}
    return Workspace(texts, problems.sorted())


def read_text(settings: Settings, path: str, problems: Problems) -> str:
    """The text of a file; bytes that are no UTF-8 are replaced and reported, an unreadable file is empty."""
    try:
        data = file_at(settings.root, path).read_bytes()
    except OSError as error:
        problems.add(FileNotReadable(path, Span(0, 0), reason_of(error)))
        return ""
    try:
        return _normal(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        at = len(_normal(data[: error.start].decode("utf-8")))
        problems.add(NotUtf8(path, Span(at, at + 1), data[error.start]))
        return _normal(data.decode("utf-8", errors="replace"))


def _normal(text: str) -> str:
    r"""Without a byte order mark, line ends as `\n`."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def check_folder(settings: Settings, folder: str, paths: Iterable[str], problems: Problems) -> None:
    """Report the paths in a folder that lead out of the project, or out of a folder that is outside on purpose."""
    base = file_at(settings.root, folder) if leads_outside(folder) else settings.root
    inside = settings.below(folder, "")
    parents = {(path, file_at(settings.root, path).parent) for path in paths if path.startswith(inside)}
    known: dict[Path, bool] = {}
    leading: set[str] = set()
    for path, parent in sorted(parents):
        if parent not in known:
            known[parent] = stays_below(base, parent)
            if not known[parent]:
                leading.add(first_outside(base, settings.root, path))
    problems.extend(LeadsOutside(path, Span(0, 0)) for path in sorted(leading))


def remove_left_files(settings: Settings, *, pages: bool = False) -> None:
    """Remove what killed processes left in the folders of generated files, or also in that of the pages."""
    for path in (*(folder.path(settings) for folder in Folder), *([settings.docs_dir] if pages else ())):
        folder = file_at(settings.root, path)
        if leads_outside(path) or stays_below(settings.root, folder):
            remove_leftovers(folder)


def write_atomically(
    root: Path, texts: Mapping[str, str], problems: Problems, *, generated: bool = False
) -> tuple[str, ...]:
    """Write files that differ from what is there, all or none where the system allows; the paths written.

    First every new text is stored completely beside its target, and only when all of them are, each takes its place.
    Files keep their line ends; generated ones have those that `.gitattributes` files want. What is behind a link out of
    the folder `root` is left as it is, and reported.
    """
    files = {path: file_at(root, path) for path in texts}
    outside = [path for path, file in files.items() if not leads_outside(path) and not stays_below(root, file)]
    for path in outside:
        problems.add(NotWrittenOutside(path, Span(0, 0)))
    texts = {path: text for path, text in texts.items() if path not in outside}
    wanted: dict[str, tuple[tuple[str, str], ...]] = {}
    written = {path: _on_disk(root, path, text, wanted if generated else None) for path, text in texts.items()}
    changed = {path: text for path, text in written.items() if not _holds(files[path], text)}
    stored: dict[str, Path] = {}
    path = ""
    try:
        for path, text in changed.items():
            stored[path] = _store_beside(files[path], text)
        for path in changed:
            stored[path].replace(files[path])
            del stored[path]
    except OSError as error:
        problems.add(FileNotWritable(path, Span(0, 0), reason_of(error)))
        return ()
    finally:
        _remove(stored.values())
    return tuple(changed)


def remove_generated(root: Path, paths: Iterable[str], problems: Problems) -> tuple[str, ...]:
    """Remove generated files that no page becomes any more; hand-written ones stay."""
    removed = []
    for path in paths:
        try:
            target = file_at(root, path)
            with target.open(encoding="utf-8", errors="replace") as file:
                ours = GENERATED_MARK in file.readline().lower()
            if ours:
                target.unlink()
                removed.append(path)
        except OSError as error:
            problems.add(FileNotWritable(path, Span(0, 0), reason_of(error)))
    return tuple(removed)


def text_on_disk(root: Path, path: str, text: str) -> tuple[str, str]:
    """A file as it is on disk, and as it would be with a new text."""
    return file_at(root, path).read_bytes().decode("utf-8", errors="replace"), _on_disk(root, path, text, None)


def _on_disk(root: Path, path: str, text: str, attributes: dict[str, tuple[tuple[str, str], ...]] | None) -> str:
    """A text as it is written at a path."""
    if attributes is not None:
        folder = path.rpartition("/")[0]
        if folder not in attributes:
            attributes[folder] = tuple(_attributes(root, folder))
        end = wanted_end(path, attributes[folder])
        if end is not None:
            return text.replace("\n", end)
    try:
        data = file_at(root, path).read_bytes()
    except OSError:
        return text
    return as_before(text, data.decode("utf-8", errors="replace")) if b"\r" in data or data[:3] == _MARK else text


_MARK = b"\xef\xbb\xbf"


def _attributes(root: Path, folder: str) -> Iterator[tuple[str, str]]:
    """The `.gitattributes` files of a project's folders, from its own to the one of a file; each with its folder."""
    parts = folder.split("/") if folder else []
    for at in range(len(parts) + 1):
        here = "/".join(parts[:at])
        with suppress(OSError):
            yield here, (file_at(root, here) / ".gitattributes").read_text(encoding="utf-8", errors="replace")


def _holds(file: Path, text: str) -> bool:
    try:
        return file.read_bytes() == text.encode("utf-8")
    except OSError:
        return False


def _store_beside(target: Path, text: str) -> Path:
    """Write a text into a new file in the target's folder, with the target's rights."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = open_beside(target)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
    except BaseException:
        _remove([beside])
        raise
    return beside


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink()
