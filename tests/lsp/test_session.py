"""What the server knows of a project, and when it looks again."""

from pathlib import Path

import pytest

from diglot.lsp.session import Session

PAGE = "# A\n\n```juvix\nmodule a;\n\nimport Stdlib.Prelude open;\n\none : Nat := 1;\n```\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one page."""
    (tmp_path / "mkdocs.yml").write_text("plugins:\n  - diglot\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text(PAGE, encoding="utf-8")
    return tmp_path


def paths(session: Session) -> list[str]:
    """The pages that a session knows."""
    view = session.view()
    assert view is not None
    return sorted(view.site.documents)


def test_pages_of_a_project(project: Path) -> None:
    """All pages below `docs`, new ones in the editor too; other files are none of ours."""
    session = Session(project)
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
    session = Session(project)
    assert paths(session) == []
    session.put((project / "README.md").as_uri(), "# Nothing formal\n")
    session.put((project / "a.md").as_uri(), PAGE)
    assert paths(session) == ["a.md"]
    view = session.view()
    assert view is not None
    assert view.problems == ()


def test_one_view_for_one_state(project: Path) -> None:
    """A view is made once for each state of the texts."""
    session = Session(project)
    first = session.view()
    assert session.view() is first
    session.put((project / "docs/a.md").as_uri(), PAGE.replace("one", "two"))
    second = session.view()
    assert second is not first
    assert second is not None
    assert [each.symbol.name for each in second.site.scoped["a"].declarations] == ["two"]


def test_no_old_view_after_a_bug(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If compiling fails for a reason of our own, there is no view until something changes."""
    session = Session(project)
    assert session.view() is not None
    session.refresh()

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("one by nothing")

    with monkeypatch.context() as patch:
        patch.setattr("diglot.lsp.session.Compilation", broken)
        with pytest.raises(ZeroDivisionError):
            session.view()
        assert session.view() is None
    session.refresh()
    assert session.view() is not None


def test_links_in_a_project(project: Path) -> None:
    """Links are compared with the files as they are; links to what is made of proofs are left alone."""
    session = Session(project)
    text = PAGE + "\n[b](b.md) [one](ref:a.one) [two](ref:a.two) [proof](theories/A_Proofs.md)\n"
    session.put((project / "docs/a.md").as_uri(), text)
    view = session.view()
    assert view is not None
    assert [problem.code for problem in view.problems] == ["E0530", "E0534"]
    (project / "docs/b.md").write_text("# B\n", encoding="utf-8")
    session.refresh()
    view = session.view()
    assert view is not None
    assert [problem.code for problem in view.problems] == ["E0534"]
