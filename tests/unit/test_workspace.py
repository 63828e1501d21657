"""Reading and writing files: what is not text, what cannot be read, and writing all or nothing."""

import os
from pathlib import Path

import pytest

from diglot.diagnostic import Problems
from diglot.settings import Settings
from diglot.workspace import Workspace, read_committed, read_pages, remove_generated, write_atomically


def write(root: Path, path: str, data: bytes) -> None:
    """A file with the folders above it."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(data)


def test_line_ends_and_byte_order_mark(tmp_path: Path) -> None:
    """Texts look the same wherever they were written."""
    write(tmp_path, "docs/a.md", b"\xef\xbb\xbf# A\r\nb\rc\n")
    assert read_pages(Settings(tmp_path)).texts == {"docs/a.md": "# A\nb\nc\n"}


def test_only_pages_are_read(tmp_path: Path) -> None:
    """Hidden files and other kinds of files are left alone; the order is that of the paths."""
    for path in ("docs/b/z.md", "docs/a.md", "docs/.obsidian/x.md", "docs/.draft.md", "docs/picture.png", "README.md"):
        write(tmp_path, path, b"x")
    assert list(read_pages(Settings(tmp_path)).texts) == ["docs/a.md", "docs/b/z.md"]


def test_pages_in_the_folder_itself(tmp_path: Path) -> None:
    """Without a folder for pages, what is generated beside them is not read as pages."""
    for path in ("a.md", "theories/proofs/notes.md", "snippets/notes.md"):
        write(tmp_path, path, b"x")
    assert list(read_pages(Settings(tmp_path, docs_dir=".")).texts) == ["a.md"]


def test_unsaved_texts_count(tmp_path: Path) -> None:
    """An editor's buffer hides the file, and may be new."""
    write(tmp_path, "docs/a.md", b"saved")
    texts = read_pages(Settings(tmp_path), {"docs/a.md": "typed\r\n", "docs/new.md": "new"}).texts
    assert texts == {"docs/a.md": "typed\n", "docs/new.md": "new"}


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    """E0003 at the byte, and the rest of the page is still there."""
    write(tmp_path, "docs/a.md", b"caf\xc3\xa9\r\n\xff rest")
    workspace = read_pages(Settings(tmp_path))
    assert workspace.texts == {"docs/a.md": "café\n\N{REPLACEMENT CHARACTER} rest"}
    (problem,) = workspace.problems
    assert problem.code == "E0003"
    assert workspace.texts["docs/a.md"][problem.span.start] == "\N{REPLACEMENT CHARACTER}"
    assert "0xFF" in problem.message


def test_no_folder_of_pages(tmp_path: Path) -> None:
    """E0004, with the ways to say where it is."""
    (problem,) = read_pages(Settings(tmp_path)).problems
    assert problem.code == "E0004"
    assert "--docs" in problem.hint


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    """E0001: a link to nowhere."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").symlink_to(tmp_path / "nowhere.md")
    workspace = read_pages(Settings(tmp_path))
    assert [(problem.code, problem.path) for problem in workspace.problems] == [("E0001", "docs/a.md")]


def test_committed_files(tmp_path: Path) -> None:
    """Theories, their ROOT and extracted modules, but no proofs."""
    paths = ["theories/A.thy", "theories/ROOT", "snippets/engines/a.juvix"]
    for path in [*paths, "theories/proofs/P.thy", "theories/notes.txt"]:
        write(tmp_path, path, b"x")
    assert sorted(read_committed(Settings(tmp_path)).texts) == sorted(paths)


def test_write_only_what_changes(tmp_path: Path) -> None:
    """A file with the same text keeps its time stamp; no other file appears."""
    problems = Problems()
    texts = {"theories/A.thy": "a\n", "snippets/b/c.juvix": "c\n"}
    assert write_atomically(tmp_path, texts, problems) == tuple(texts)
    os.utime(tmp_path / "theories/A.thy", (1, 1))
    assert write_atomically(tmp_path, texts | {"snippets/b/c.juvix": "d\n"}, problems) == ("snippets/b/c.juvix",)
    assert (tmp_path / "theories/A.thy").stat().st_mtime == 1
    assert [path.name for path in sorted(tmp_path.rglob("*")) if path.is_file()] == ["c.juvix", "A.thy"]
    assert not len(problems)


def test_write_all_or_nothing(tmp_path: Path) -> None:
    """E0002: where one file cannot be written, the others stay as they were."""
    write(tmp_path, "theories/A.thy", b"old")
    write(tmp_path, "snippets", b"a file where a folder should be")
    problems = Problems()
    assert write_atomically(tmp_path, {"theories/A.thy": "new", "snippets/b.juvix": "b"}, problems) == ()
    assert [problem.code for problem in problems] == ["E0002"]
    assert (tmp_path / "theories/A.thy").read_text() == "old"
    assert [path.name for path in (tmp_path / "theories").iterdir()] == ["A.thy"]


def test_interrupted_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever happens in the middle, no file is half written and nothing is left lying about."""
    write(tmp_path, "theories/A.thy", b"old")

    def interrupted(_: Path, target: Path) -> Path:
        raise KeyboardInterrupt(str(target))

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path, {"theories/A.thy": "new"}, Problems())
    assert [(path.name, path.read_text()) for path in (tmp_path / "theories").iterdir()] == [("A.thy", "old")]


def test_remove_only_generated_files(tmp_path: Path) -> None:
    """A file that does not say that it was generated stays."""
    write(tmp_path, "theories/A.thy", b"(* generated from docs/a.md - do not edit *)\ntheory A")
    write(tmp_path, "theories/B.thy", b"theory B\n(* generated from nothing *)")
    assert remove_generated(tmp_path, ["theories/A.thy", "theories/B.thy"], Problems()) == ("theories/A.thy",)
    assert [path.name for path in (tmp_path / "theories").iterdir()] == ["B.thy"]


def test_workspace_in_memory() -> None:
    """Texts from anywhere are normalised alike."""
    assert Workspace.of({"b.md": "x\r\n", "a.md": ""}).texts == {"a.md": "", "b.md": "x\n"}
