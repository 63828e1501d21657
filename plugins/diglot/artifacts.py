"""The files that Diglot generates, and all there is to know about each kind of them.

In: what the passes made of pages, and the hand-written theories beside them. Out: a list of artifacts; where the files
on disk differ from it; and files that nothing becomes any more.

Another kind of file is one more row in `KINDS`, with its writer. What a row's functions need is loaded when they are
called: most runs compare no file, as a text that is exactly what would be written is not read. The values are named
tuples, because every command loads this module, and dataclasses take ten times as long to make.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from fnmatch import fnmatchcase
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from diglot.diagnostic import Diagnostic, Problems
from diglot.digest_line import VERSION, version_of, with_digest
from diglot.recursion import deep_recursion
from diglot.settings import Settings
from diglot.source import SourceFile, Span
from diglot.theory.reserved import SUPPORT_THEORY

if TYPE_CHECKING:
    from diglot.core.monomorphise import Monomorphised
    from diglot.page.model import Page
    from diglot.theory.print.theory import PrintedTheory
    from diglot.theory.translate.names import Naming, TypeOf

_START = Span(0, 0)
GENERATED_MARK = "generated from"
"""Words in the first line of every file that we write, small or capital, by which we know it again."""


class Folder(Enum):
    """The folders that generated files are kept in. Another one is one more row, and its setting."""

    THEORIES = (
        *("theories_dir", "Isabelle theories", "theories", "theory"),
        (".thy", ".ml", ".sml", ".sig", ".fun"),
        ("root", "roots"),
    )
    SNIPPETS = ("snippets_dir", "extracted modules", "extract", "module", (".juvix", ".juvix.md"), ())

    def __init__(
        self, setting: str, contents: str, command: str, file: str, endings: tuple[str, ...], names: tuple[str, ...]
    ) -> None:
        self.setting = setting
        """The setting that names it. The option for it is the same without `_dir`."""
        self.contents = contents
        self.command = command
        """The command that writes its files."""
        self.file = file
        """What one of its files is called."""
        self.endings = endings
        """How files are called, in small letters, that are read by the tools its files are for."""
        self.names = names
        """The names of further such files."""

    @property
    def option(self) -> str:
        """The option of the command line that names it, without dashes."""
        return self.setting.removesuffix("_dir")

    def path(self, settings: Settings) -> str:
        """Where it is."""
        return str(getattr(settings, self.setting))


def generated_folders(settings: Settings) -> frozenset[str]:
    """Where all of them are."""
    return frozenset(folder.path(settings) for folder in Folder)


class Output(NamedTuple):
    """What a writer makes: the text of one file."""

    name: str
    """What is in the place of `*` in its file's name; dots separate folders."""
    text: str
    theory: "PrintedTheory | None" = None
    """The same as a tree, where it is a theory."""


class Artifact(NamedTuple):
    """One generated file."""

    path: str
    kind: "ArtifactKind"
    origin: "Page | None"
    """The page that it is made from; None where it comes with Diglot, or is made from all pages."""
    text: str
    theory: "PrintedTheory | None"


class TranslatedPage(NamedTuple):
    """All that is known about a page when its module has been translated."""

    page: "Page"
    special: "Monomorphised"
    """Its core, without what HOL cannot be polymorphic in."""
    naming: "Naming"
    problems: Problems
    type_of: "TypeOf"


class ProjectContents(NamedTuple):
    """All that is known about a project when its pages have become files."""

    settings: Settings
    artifacts: Sequence[Artifact]
    """What has been made so far."""
    proofs: Mapping[str, Sequence[str]]
    """The hand-written theories with what they import."""


def _nothing(_: object) -> tuple[Output, ...]:
    return ()


class ArtifactKind(NamedTuple):
    """One kind of generated file."""

    name: str
    folder: Folder
    pattern: str
    """The path of its files below the folder; where there is more than one, with `*` for what is different in each."""
    missing: Callable[[Artifact], Diagnostic]
    """What to say where there is no such file."""
    compare: Callable[[Artifact, SourceFile, Problems], None]
    """Reads a file with another text than the artifact's, and says where it differs."""
    stray: Callable[[str], Diagnostic] | None = None
    """What to say of a file that nothing becomes, which is then removed; None where it may stay."""
    of_page: Callable[[TranslatedPage], Iterable[Output]] = _nothing
    """Writes what becomes of one page; what is written is kept, so it must depend on the page and those below alone."""
    of_site: Callable[[Sequence[Artifact]], Iterable[Output]] = _nothing
    """Writes what goes with the files of all pages."""
    of_project: Callable[[ProjectContents], Iterable[Output]] = _nothing
    """Writes what depends on the settings, or on hand-written files."""
    comment: str = ""
    """How a comment is written in such a file, with `{}` for its words; then its last line says what it was made as."""
    foreign: Callable[[str, Collection[str]], Iterator[Span]] | None = None
    """Where a file without such a line has lines that are never generated; the names are those of other such files."""
    in_session: bool = False
    """Whether its files are theories of the project's session, which Isabelle checks."""
    needs_all: bool = False
    """Whether its content is known only when every page became something."""
    is_counted: bool = False
    """Whether the last line of a report says how many of its files were compared."""

    def path(self, settings: Settings, name: str = "") -> str:
        """The path of one of its files: `snippets/engines/ticker.juvix`."""
        return settings.below(self.folder.path(settings), self.pattern.replace("*", name.replace(".", "/")))


# -- The list ---------------------------------------------------------------------------------------------------------


def write_page(page: TranslatedPage) -> Mapping[str, tuple[Output, ...]]:
    """What becomes of one page, by kind."""
    return {kind.name: outputs for kind in KINDS if (outputs := tuple(kind.of_page(page)))}


def site_artifacts(
    settings: Settings, pages: Iterable[tuple["Page", Mapping[str, Sequence[Output]]]]
) -> tuple[Artifact, ...]:
    """What becomes of all pages, and what goes with that."""
    found = [
        _artifact(settings, kind, output, page)
        for page, outputs in pages
        for kind in KINDS
        for output in outputs.get(kind.name, ())
    ]
    for kind in KINDS:
        found += [_artifact(settings, kind, output) for output in kind.of_site(found)]
    return tuple(found)


def project_artifacts(
    settings: Settings, artifacts: Sequence[Artifact], proofs: Mapping[str, Sequence[str]]
) -> tuple[Artifact, ...]:
    """The artifacts of a site, and what depends on its surroundings; `proofs` are the imports of theories by name."""
    found = [*artifacts]
    for kind in KINDS:
        found += [
            _artifact(settings, kind, output) for output in kind.of_project(ProjectContents(settings, found, proofs))
        ]
    return tuple(found)


def _artifact(settings: Settings, kind: ArtifactKind, output: Output, page: "Page | None" = None) -> Artifact:
    text = with_digest(output.text, kind.comment) if kind.comment else output.text
    return Artifact(kind.path(settings, output.name), kind, page, text, output.theory)


def printed_theories(artifacts: Iterable[Artifact]) -> "dict[str, PrintedTheory]":
    """All generated theories by name."""
    return {artifact.theory.name: artifact.theory for artifact in artifacts if artifact.theory is not None}


def kind_of(settings: Settings, path: str) -> ArtifactKind | None:
    """The kind of file that has a path."""
    for folder, kind in _kinds_by_folder(settings):
        if path.startswith(folder) and fnmatchcase(path.removeprefix(folder), kind.pattern):
            return kind
    return None


@cache
def _kinds_by_folder(settings: Settings) -> tuple[tuple[str, ArtifactKind], ...]:
    kinds = sorted(KINDS, key=lambda kind: -len(kind.pattern))
    return tuple((settings.below(kind.folder.path(settings), ""), kind) for kind in kinds)


# -- Files on disk ----------------------------------------------------------------------------------------------------


def artifact_drift(
    settings: Settings,
    artifacts: Iterable[Artifact],
    committed: Mapping[str, str],
    folders: Collection[Folder] = tuple(Folder),
    *,
    complete: bool,
) -> tuple[Diagnostic, ...]:
    """Where files on disk differ from artifacts; `complete` says whether every page became something."""
    found = Problems()
    artifacts = tuple(artifact for artifact in artifacts if artifact.kind.folder in folders)
    with deep_recursion():
        for artifact in artifacts:
            text, kind = committed.get(artifact.path), artifact.kind
            if text is None:
                found.add(kind.missing(artifact))
            elif text != artifact.text and version_of(text) > VERSION:
                found.add(_newer(artifact.path, text))
            elif text != artifact.text and (complete or not kind.needs_all):
                kind.compare(artifact, SourceFile(artifact.path, text), found)
    if complete:
        found.extend(problem for _, problem in strays(settings, artifacts, committed, folders))
    return found.sorted()


def _newer(path: str, text: str) -> Diagnostic:
    """What to say of a file from a newer version, at its last line."""
    from diglot.drift.errors import NewerFile

    end = len(text.rstrip("\n"))
    return NewerFile(path, Span(text.rfind("\n", 0, end) + 1, end), version_of(text), VERSION)


def stray_files(
    settings: Settings, artifacts: Iterable[Artifact], committed: Mapping[str, str], folders: Collection[Folder]
) -> tuple[str, ...]:
    """Files on disk that no artifact of a complete project has the path of."""
    return tuple(path for path, _ in strays(settings, artifacts, committed, folders))


def strays(
    settings: Settings, artifacts: Iterable[Artifact], committed: Mapping[str, str], folders: Collection[Folder]
) -> Iterator[tuple[str, Diagnostic]]:
    """Generated files that nothing becomes any more, each with what to say of it."""
    known = {artifact.path for artifact in artifacts}
    for path in committed:
        kind = kind_of(settings, path) if path not in known else None
        if kind is not None and kind.stray is not None and kind.folder in folders:
            yield path, kind.stray(path)


# -- Theories ---------------------------------------------------------------------------------------------------------


def _write_theory(page: TranslatedPage) -> Iterator[Output]:
    from diglot.theory.print.theory import print_theory
    from diglot.theory.translate.from_core import translate_module

    special = page.special
    made = translate_module(special.core, page.page, page.naming, page.problems, page.type_of, special.left_out)
    theory = print_theory(made)
    yield Output(theory.name, theory.text, theory)


def _no_theory(artifact: Artifact) -> Diagnostic:
    from diglot.drift.errors import MissingTheory

    return MissingTheory(*_first_snippet(artifact), artifact.path)


def _compare_theory(artifact: Artifact, file: SourceFile, found: Problems) -> None:
    from diglot.drift.compare import compare_theories
    from diglot.theory.read.theory import read_theory

    if artifact.theory is not None and artifact.origin is not None:
        actual = read_theory(file.path, file.text, found)
        found.extend(compare_theories(artifact.theory.theory, actual, artifact.origin.source, file))


def _stray_theory(path: str) -> Diagnostic:
    from diglot.drift.errors import TheoryWithoutPage

    return TheoryWithoutPage(path, _START)


def _write_support(artifacts: Sequence[Artifact]) -> Iterator[Output]:
    from diglot.theory.library.support import needed_support

    support = needed_support(printed_theories(artifacts).values())
    if support is not None:
        yield Output(support.name, support.text, support)


def _no_support(artifact: Artifact) -> Diagnostic:
    from diglot.drift.errors import SupportDiffers

    return SupportDiffers(artifact.path, _START, missing=True)


def _compare_support(artifact: Artifact, file: SourceFile, found: Problems) -> None:
    """It has no page, and counts as a whole."""
    from diglot.drift.compare import first_difference
    from diglot.drift.errors import SupportDiffers
    from diglot.theory.read.theory import read_theory

    if artifact.theory is not None:
        actual = read_theory(file.path, file.text, found)
        place = first_difference(artifact.theory.theory, actual)
        if place is not None:
            found.add(SupportDiffers(file.path, place, missing=False))


def _write_root(project: ProjectContents) -> Iterator[Output]:
    from diglot.theory.print.root import print_root

    theories = [artifact for artifact in project.artifacts if artifact.kind.in_session and artifact.theory]
    theories.sort(key=lambda artifact: artifact.origin is not None)
    names = [artifact.theory.name for artifact in theories if artifact.theory]
    imports = [name for names in project.proofs.values() for name in names]
    if names:
        yield Output("", print_root(project.settings.session, names, tuple(project.proofs), imports))


def _no_root(artifact: Artifact) -> Diagnostic:
    from diglot.drift.errors import RootDiffers

    return RootDiffers(artifact.path, _START, "", "")


def _foreign_in_root(text: str, by_hand: Collection[str]) -> Iterator[Span]:
    from diglot.theory.print.root import foreign_lines

    return foreign_lines(text, by_hand)


def _compare_root(artifact: Artifact, file: SourceFile, found: Problems) -> None:
    """It counts by its words."""
    from diglot.drift.errors import RootDiffers
    from diglot.theory.read.outer_tokens import outer_tokens

    expected, actual = outer_tokens(file.path, artifact.text, Problems()), outer_tokens(file.path, file.text, found)
    for wanted, token in zip(expected, actual, strict=False):
        if wanted[:2] != token[:2]:
            found.add(RootDiffers(file.path, token.span, wanted.text, token.text))
            return


# -- Extracted modules ------------------------------------------------------------------------------------------------


def _write_module(page: TranslatedPage) -> Iterator[Output]:
    from diglot.syntax.extract import extract_module

    yield Output(page.page.module, extract_module(page.page))


def _no_module(artifact: Artifact) -> Diagnostic:
    from diglot.drift.errors import MissingSnippets

    return MissingSnippets(*_first_snippet(artifact), artifact.path)


def _compare_module(artifact: Artifact, file: SourceFile, found: Problems) -> None:
    from diglot.drift.compare_snippets import compare_snippets

    if artifact.origin is not None:
        found.extend(compare_snippets(artifact.origin, artifact.text, file))


def _stray_module(path: str) -> Diagnostic:
    from diglot.drift.errors import SnippetsWithoutPage

    return SnippetsWithoutPage(path, _START)


def _first_snippet(artifact: Artifact) -> tuple[str, Span]:
    """Where a page begins to be formal."""
    page = artifact.origin
    if page is None:
        return artifact.path, _START
    return page.source.path, page.snippets[0].info if page.snippets else _START


# -- The table --------------------------------------------------------------------------------------------------------

_IN_THEORIES = "(* {} *)"
SUPPORT = ArtifactKind(
    "support theory",
    Folder.THEORIES,
    f"{SUPPORT_THEORY}.thy",
    _no_support,
    _compare_support,
    of_site=_write_support,
    comment=_IN_THEORIES,
    in_session=True,
)
ROOT = ArtifactKind(
    "ROOT",
    Folder.THEORIES,
    "ROOT",
    _no_root,
    _compare_root,
    of_project=_write_root,
    foreign=_foreign_in_root,
    needs_all=True,
)
THEORY = ArtifactKind(
    "theory",
    Folder.THEORIES,
    "*.thy",
    _no_theory,
    _compare_theory,
    _stray_theory,
    of_page=_write_theory,
    comment=_IN_THEORIES,
    in_session=True,
    is_counted=True,
)
"""The theory of what a page defines; whatever other theories are made from the page import it."""
MODULE = ArtifactKind(
    "module",
    Folder.SNIPPETS,
    "*.juvix",
    _no_module,
    _compare_module,
    _stray_module,
    of_page=_write_module,
    comment="-- {}",
    is_counted=True,
)

KINDS: tuple[ArtifactKind, ...] = (SUPPORT, ROOT, THEORY, MODULE)
"""All kinds; a file on disk is of the kind with the longest pattern that its path fits."""
