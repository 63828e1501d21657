"""Accented letters in names: one character on one system, two on another, and everywhere the same name."""

import json
import unicodedata
from itertools import product
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from lsprotocol import types
from mkdocs.exceptions import Abort
from site_case import Built, build_site, write_project

from diglot.cli.main import diglot
from diglot.lsp import rename_files
from diglot.lsp.session import EditorSession

Form = Literal["NFC", "NFD"]
FORMS: tuple[Form, ...] = ("NFC", "NFD")
CAFE = """# Café

```juvix
module café;

import Stdlib.Prelude open;

q : Nat := 1;
```

[Lesson](été/leçon.md#m)
"""
LESSON = """# Leçon

```juvix
module été.leçon;

import Stdlib.Prelude open;
import café;

m : Nat := café.q;
```

![Plan](plan%20dé.png) of the [café](../café.md#q), or [so](../caf%C3%A9.md), or [by name](ref:café.q): `café.q`.
"""
NAV = "nav:\n  - index.md\n  - Été:\n      - café.md\n      - été/leçon.md\n"


def written(root: Path, on_disk: Form, on_pages: Form) -> Path:
    """A project with names in one form, and pages and settings that speak of them in another."""

    def disk(text: str) -> str:
        return unicodedata.normalize(on_disk, text)

    def page(text: str) -> str:
        return unicodedata.normalize(on_pages, text)

    write_project(root, {"index.md": "# Home\n", disk("café.md"): page(CAFE), disk("été/leçon.md"): page(LESSON)})
    (root / "docs" / disk("été/plan dé.png")).write_bytes(b"png")
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write(page(NAV))
    return root


def run(monkeypatch: pytest.MonkeyPatch, root: Path, *words: str) -> str:
    """What a command says."""
    monkeypatch.chdir(root)
    result = CliRunner().invoke(diglot, list(words))
    assert not (result.exception and not isinstance(result.exception, SystemExit)), result.exception
    return result.output


def files(folder: Path) -> dict[str, str]:
    """The texts of all generated files."""
    found = (path for name in ("theories", "snippets") for path in (folder / name).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}


@pytest.mark.parametrize(("on_disk", "on_pages"), list(product(FORMS, FORMS)))
def test_the_same_project(
    on_disk: Form, on_pages: Form, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever form a name has, the site is built without a warning, and has the same files at the same addresses."""
    built = build_site(written(tmp_path, on_disk, on_pages), caplog)
    assert built.log == ""
    assert sorted(path for path in files(tmp_path) if "café" in path or "\u00e9" in path) == [
        "snippets/café.juvix",
        "snippets/été/leçon.juvix",
    ]
    assert {"theories/Caf_u00E9.thy", "theories/Le_u00E7on.thy"} <= files(tmp_path).keys()
    assert all(unicodedata.is_normalized("NFC", text) for text in files(tmp_path).values())
    lesson = unquote(built.html("été/leçon.html"))
    assert all(f'href="../café.html{anchor}"' in lesson for anchor in ("", "#q"))
    assert 'src="plan dé.png"' in lesson
    assert 'href="été/leçon.html#m"' in unquote(built.html("café.html"))
    assert "everything is in order" in run(monkeypatch, tmp_path, "check", "--no-cache")
    for form in FORMS:
        name = unicodedata.normalize(form, "docs/café.md")
        assert run(monkeypatch, tmp_path, "check", name).startswith("1 page, 1 module: everything is in order")
        assert "no page of the folder" in run(monkeypatch, tmp_path, "check", "mkdocs.yml")
    run(monkeypatch, tmp_path, "format", *(unicodedata.normalize(form, "docs/été") for form in FORMS))
    assert build_site(tmp_path, caplog).log == ""
    assert len(list((tmp_path / "docs").rglob("*.md"))) == 3, "a page was written under another name"


def test_a_clone_on_another_system(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files whose names were taken apart on the way agree, are updated where they are, and removed where they are."""
    build_site(written(tmp_path, "NFC", "NFC"), caplog)
    for name in ("docs/café.md", "docs/été", "snippets/café.juvix", "snippets/été"):
        (tmp_path / name).rename(tmp_path / unicodedata.normalize("NFD", name))
    lesson = tmp_path / "snippets" / unicodedata.normalize("NFD", "été") / "leçon.juvix"
    assert "everything is in order" in run(monkeypatch, tmp_path, "check", "--no-cache")
    page = tmp_path / "docs" / unicodedata.normalize("NFD", "été") / "leçon.md"
    page.write_text(page.read_text(encoding="utf-8").replace(":= café.q", ":= café.q + 1"), encoding="utf-8")
    assert "snippets/été/leçon.juvix" in run(monkeypatch, tmp_path, "check")
    run(monkeypatch, tmp_path, "extract")
    assert "café.q + 1" in lesson.read_text(encoding="utf-8")
    assert len(list((tmp_path / "snippets").rglob("*.juvix"))) == 2
    page.unlink()
    cafe = tmp_path / "docs" / unicodedata.normalize("NFD", "café.md")
    cafe.write_text(CAFE.partition("[Lesson]")[0], encoding="utf-8")
    run(monkeypatch, tmp_path, "extract")
    assert not lesson.exists()


def test_two_files_with_one_name(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One message names both; it is no matter of files that are no part of the site, or of folders."""
    write_project(tmp_path, {"index.md": "# Home\n", "caf\u00e9/b.md": "# B\n", "cafe\u0301/c.md": "# C\n"})
    with (tmp_path / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("exclude_docs: |\n  left/\n")
    for name in ("left/caf\u00e9.md", "left/cafe\u0301.md"):
        (tmp_path / "docs" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "docs" / name).write_text("# Left out\n", encoding="utf-8")
    assert build_site(tmp_path, caplog).log == ""
    for name in ("caf\u00e9.md", "cafe\u0301.md"):
        (tmp_path / "docs" / name).write_text(CAFE, encoding="utf-8")
    found = json.loads(run(monkeypatch, tmp_path, "check", "--format", "json"))["problems"]
    told = [problem["message"] for problem in found if problem["code"] == "E0011"]
    assert len(told) == 1
    assert "`docs/caf\u00e9.md`" in told[0]
    assert "`cafe<U+0301>.md` and `caf<U+00E9>.md`" in told[0]
    with pytest.raises(Abort):
        build_site(tmp_path, caplog)
    assert "error[E0011] Two files with the same name" in caplog.text
    served: Built = build_site(tmp_path, caplog, "serve")
    assert served.log.count("E0011") == 1


def test_patterns(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """What `exclude_docs` names is left out, in whatever form."""
    for number, (on_disk, in_settings) in enumerate(product(FORMS, FORMS)):
        root = tmp_path / str(number)
        root.mkdir()
        write_project(root, {"index.md": "# Home\n", unicodedata.normalize(on_disk, "café.md"): CAFE})
        with (root / "mkdocs.yml").open("a", encoding="utf-8") as settings:
            settings.write(unicodedata.normalize(in_settings, "exclude_docs: café.md\n"))
        assert build_site(root, caplog).log == ""
        assert not [path for path in (root / "site").iterdir() if path.name.startswith("caf")]
        assert "theories/Caf_u00E9.thy" not in files(root)


@pytest.mark.parametrize("editor", FORMS)
@pytest.mark.parametrize("on_disk", FORMS)
def test_in_an_editor(editor: Form, on_disk: Form, tmp_path: Path) -> None:
    """The editor's spelling of an open document wins; what is not open is called as on disk. Names change on both."""
    written(tmp_path, on_disk, "NFD")

    def uri(path: str, form: Form) -> str:
        return (tmp_path / unicodedata.normalize(form, path)).as_uri()

    session = EditorSession(tmp_path)
    session.put(uri("docs/café.md", editor), CAFE)
    snapshot = session.snapshot()
    assert snapshot is not None
    assert {problem.code[0] for problem in snapshot.problems} <= {"D"}
    assert list(snapshot.site.documents) == ["docs/café.md", "docs/index.md", "docs/été/leçon.md"]
    assert snapshot.places.uri("docs/café.md", snapshot.site) == uri("docs/café.md", editor)
    assert snapshot.places.uri("docs/été/leçon.md", snapshot.site) == uri("docs/été/leçon.md", on_disk)
    move = types.FileRename(uri("docs/café.md", editor), uri("docs/bar.md", editor))
    edits = rename_files.edits(snapshot, [move])
    found = {
        Path(unquote(where)).name: [getattr(each, "new_text", "") for each in told] for where, told in edits.items()
    }
    assert found[unicodedata.normalize(on_disk, "leçon.md")] == ["bar", "bar", "../bar.md", "../bar.md", "bar", "bar"]
    assert found[unicodedata.normalize(editor, "café.md")] == ["bar"]
    assert found["mkdocs.yml"] == ["bar.md"]
