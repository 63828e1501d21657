"""What the server knows of a project, and when it looks again."""

from pathlib import Path

import pytest

from diglot.lsp.session import EditorSession

PAGE = "# A\n\n```juvix\nmodule a;\n\nimport Stdlib.Prelude open;\n\none : Nat := 1;\n```\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one page."""
    (tmp_path / "mkdocs.yml").write_text("plugins:\n  - diglot\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text(PAGE, encoding="utf-8")
    return tmp_path


def paths(session: EditorSession) -> list[str]:
    """The pages that a session knows."""
    snapshot = session.snapshot()
    assert snapshot is not None
    return sorted(snapshot.site.documents)


def test_pages_of_a_project(project: Path) -> None:
    """All pages below `docs`, new ones in the editor too; other files are none of ours."""
    session = EditorSession(project)
    session.put((project / "docs/new.md").as_uri(), PAGE)
    session.put((project / "README.md").as_uri(), PAGE)
    session.put((project / "docs/.draft.md").as_uri(), PAGE)
    session.put("untitled:Untitled-1", PAGE)
    session.put("file:///elsewhere/docs/b.md", PAGE)
    assert paths(session) == ["docs/a.md", "docs/new.md"]
    session.drop((project / "docs/new.md").as_uri())
    assert paths(session) == ["docs/a.md"]


@pytest.mark.parametrize("settings", [None, "site_name: Somebody else's\n"])
def test_no_project(project: Path, settings: str | None) -> None:
    """Where no `mkdocs.yml` speaks of Diglot, nothing is searched for: only open pages with snippets count."""
    (project / "mkdocs.yml").unlink()
    if settings is not None:
        (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    session = EditorSession(project)
    assert paths(session) == []
    session.put((project / "README.md").as_uri(), "# Nothing formal\n")
    session.put((project / "a.md").as_uri(), PAGE)
    assert paths(session) == ["a.md"]
    snapshot = session.snapshot()
    assert snapshot is not None
    assert snapshot.problems == ()


def test_one_view_for_one_state(project: Path) -> None:
    """A snapshot is made once for each state of the texts."""
    session = EditorSession(project)
    first = session.snapshot()
    assert session.snapshot() is first
    session.put((project / "docs/a.md").as_uri(), PAGE.replace("one", "two"))
    second = session.snapshot()
    assert second is not first
    assert second is not None
    assert [each.symbol.name for each in second.site.scoped["a"].declarations] == ["two"]


def test_one_page_while_the_rest_is_broken(project: Path) -> None:
    """A page is checked with what it imports before all others, and the others add no message to it."""
    for name, code in {
        "wrong": "module wrong;\nimport a open;\nimport Stdlib.Prelude open;\ntwo : Nat := true;",
        "half": "module half;\ntype := ;",
        "hen": "module hen;\nimport egg open;",
        "egg": "module egg;\nimport hen open;",
    }.items():
        (project / f"docs/{name}.md").write_text(f"# {name}\n\n```juvix\n{code}\n```\n", encoding="utf-8")
    page = project / "docs/page.md"
    session = EditorSession(project)
    session.put(page.as_uri(), PAGE.replace("module a;", "module page;\n\nimport a;").replace("1;", "a.one + b;"))
    first = session.snapshot_of(page.as_uri())
    assert first is not None
    assert first.site.modules == ("a", "page")
    assert "docs/wrong.md" in first.waiting
    last = session.snapshot()
    assert last is not None
    assert len({problem.path for problem in last.problems}) == 4
    for snapshot in (first, last):
        assert [problem.code for problem in snapshot.problems if problem.path == "docs/page.md"] == ["E0301"]


def test_no_old_view_after_a_bug(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If compiling fails for a reason of our own, there is no snapshot until something changes."""
    session = EditorSession(project)
    assert session.snapshot() is not None
    session.refresh()

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("one by nothing")

    with monkeypatch.context() as patch:
        patch.setattr("diglot.lsp.session.Compilation", broken)
        with pytest.raises(ZeroDivisionError):
            session.snapshot()
        assert session.snapshot() is None
    session.refresh()
    assert session.snapshot() is not None


def test_links_in_a_project(project: Path) -> None:
    """Links are compared with the files as they are, hand-written theories among them."""
    session = EditorSession(project)
    text = PAGE + "\n[b](b.md) [one](ref:a.one) [two](ref:a.two) [proof](theories/A_Proofs.md)\n"
    session.put((project / "docs/a.md").as_uri(), text)
    snapshot = session.snapshot()
    assert snapshot is not None
    assert [problem.code for problem in snapshot.problems] == ["E0530", "E0534", "E0530"]
    (project / "theories/proofs").mkdir(parents=True)
    (project / "theories/proofs/A_Proofs.thy").write_text("theory A_Proofs imports A begin end", encoding="utf-8")
    session.refresh()
    snapshot = session.snapshot()
    assert snapshot is not None
    assert [problem.code for problem in snapshot.problems] == ["E0530", "E0534"]
    (project / "docs/b.md").write_text("# B\n", encoding="utf-8")
    session.refresh()
    snapshot = session.snapshot()
    assert snapshot is not None
    assert [problem.code for problem in snapshot.problems] == ["E0534"]
