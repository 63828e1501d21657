"""Generated files are a list, and another kind of file is one row of the table."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from diglot import artifacts
from diglot.artifacts import GENERATED_MARK, KINDS, Artifact, ArtifactKind, Folder, Output, TranslatedPage
from diglot.diagnostic import Problems
from diglot.drift.errors import MissingSnippets, RootDiffers, SnippetsWithoutPage
from diglot.project import Project, load_project, write_generated
from diglot.settings import Settings
from diglot.source import SourceFile, Span

PAGE = "# Count\n\n```juvix\nmodule count;\nimport Stdlib.Prelude open;\ntwo : Nat := 2;\n```\n"
START = Span(0, 0)


def _names(page: TranslatedPage) -> Iterator[Output]:
    """Two files for each page: a writer may make any number."""
    yield Output(page.page.module, f"Generated from {page.page.source.path}: {page.naming.theory}\n")
    yield Output(f"{page.page.module}.more", f"Generated from {page.page.source.path}\n")


def _compare(artifact: Artifact, file: SourceFile, found: Problems) -> None:
    found.add(RootDiffers(file.path, START, artifact.text, file.text))


NAMES = ArtifactKind(
    "names",
    Folder.SNIPPETS,
    "*.names",
    lambda artifact: MissingSnippets(artifact.path, START, artifact.path),
    _compare,
    lambda path: SnippetsWithoutPage(path, START),
    of_page=_names,
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one page, while there is one more kind of file."""
    monkeypatch.setattr(artifacts, "KINDS", (*KINDS, NAMES))
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "count.md").write_text(PAGE, encoding="utf-8")
    return tmp_path


def _project(root: Path) -> Project:
    project = load_project(Settings(root=root))
    assert not project.broken
    return project


def _written(root: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    problems = Problems()
    found = write_generated(_project(root), problems)
    assert not len(problems)
    return found


def test_another_kind_is_written_compared_and_removed(root: Path) -> None:
    """By its row alone."""
    names = ("snippets/count.names", "snippets/count/more.names")
    assert [problem.path for problem in _project(root).drift(Folder.SNIPPETS)] == ["docs/count.md", *names]
    written, removed = _written(root)
    assert (written, removed) == (("theories/Count.thy", "theories/ROOT", "snippets/count.juvix", *names), ())
    assert (root / names[0]).read_text(encoding="utf-8") == "Generated from docs/count.md: Count\n"
    assert _project(root).drift() == ()
    assert _written(root) == ((), ())
    (root / names[1]).write_text("Generated from elsewhere\n", encoding="utf-8")
    assert [problem.code for problem in _project(root).drift()] == ["D0109"]
    assert _project(root).drift(Folder.THEORIES) == ()
    (root / names[1]).unlink()
    assert [problem.code for problem in _project(root).drift()] == ["D0111"]
    (root / "docs" / "count.md").rename(root / "docs" / "number.md")
    (root / "docs" / "number.md").write_text(PAGE.replace("count", "number"), encoding="utf-8")
    written, removed = _written(root)
    assert {*written} == {
        *("theories/Number.thy", "theories/ROOT"),
        *("snippets/number.juvix", "snippets/number.names", "snippets/number/more.names"),
    }
    assert removed == ("snippets/count.juvix", "snippets/count.names", "theories/Count.thy")


def test_files_of_no_kind_are_left_alone(root: Path) -> None:
    """So are generated files that people have put where the kind has none."""
    _written(root)
    for path in ("snippets/notes.txt", "theories/count.names", "theories/README.md"):
        (root / path).write_text("Generated from nothing\n", encoding="utf-8")
    assert _project(root).drift() == ()
    assert _written(root) == ((), ())


def test_each_file_that_can_be_left_over_is_marked(root: Path) -> None:
    """By its first line we know that nobody has written it, and may remove it."""
    for artifact in _project(root).artifacts:
        first, _, _ = artifact.text.partition("\n")
        assert artifact.kind.stray is None or GENERATED_MARK in first.lower(), artifact.path


def test_every_path_is_of_its_own_kind(root: Path) -> None:
    """A file on disk is of the kind that wrote it, and a theory is in a file of its name, as Isabelle demands.

    The support theory is none of a page.
    """
    settings = Settings(root=root)
    for artifact in _project(root).artifacts:
        assert artifacts.kind_of(settings, artifact.path) is artifact.kind
        assert artifact.theory is None or Path(artifact.path).stem == artifact.theory.name
    assert artifacts.kind_of(settings, artifacts.SUPPORT.path(settings)) is artifacts.SUPPORT
    assert artifacts.kind_of(settings, "snippets/ROOT") is None
