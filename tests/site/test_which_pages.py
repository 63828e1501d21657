"""Which files are pages: the command line, the editor and the site say the same as MkDocs."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.structure.files import InclusionLevel, get_files
from site_case import build_site, write_project

from diglot.cli.main import diglot
from diglot.lsp.session import EditorSession
from diglot.workspace import read_configuration, read_pages

PLAN = """# Plan

Nobody may read this yet.

```juvix
module {module};

import Stdlib.Prelude open;

secretNumber : Nat := 4711;
```
"""
OPEN = "# Lamp\n\n```juvix\nmodule lamp;\n\nimport Stdlib.Prelude open;\n\nwatts : Nat := 40;\n```\n"


def set_up(root: Path, settings: str, pages: dict[str, str]) -> None:
    """A project with more settings of MkDocs."""
    write_project(root, {"index.md": "# Home\n", "lamp.md": OPEN, **pages})
    file = root / "mkdocs.yml"
    search = "plugins:\n  - search\n"
    file.write_text(file.read_text(encoding="utf-8").replace("plugins:\n", search) + settings, encoding="utf-8")


def generated(root: Path) -> set[str]:
    """The names of the files that the pages have become."""
    folders = (root / "theories", root / "snippets")
    return {path.name for folder in folders if folder.exists() for path in folder.rglob("*") if path.is_file()}


def mentions(root: Path, word: str) -> list[str]:
    """The files of the site that have a word."""
    files = (path for path in (root / "site").rglob("*") if path.is_file())
    return [path.name for path in files if word.encode() in path.read_bytes()]


def codes(root: Path, *options: str) -> list[str]:
    """The codes that `diglot check` reports."""
    before = Path.cwd()
    os.chdir(root)
    try:
        found = json.loads(CliRunner().invoke(diglot, ["check", "--format", "json", *options]).stdout)
    finally:
        os.chdir(before)
    return [problem["code"] for problem in (*found["problems"], *found["drift"])]


# -- Excluded pages ---------------------------------------------------------------------------------------------------

SETTINGS = ["exclude_docs: |\n  drafts/\n", "draft_docs: |\n  *.md\n  !index.md\n  !lamp.md\n"]


@pytest.mark.parametrize("settings", SETTINGS, ids=["exclude_docs", "draft_docs"])
def test_what_is_left_out_is_nowhere(settings: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Not on the site, in the search, in an index or among the generated files; and mistakes in it stop nothing."""
    set_up(tmp_path, settings, {"drafts/plan.md": PLAN.format(module="drafts.plan")})
    assert build_site(tmp_path, caplog).log == ""
    assert mentions(tmp_path, "secretNumber") == []
    assert mentions(tmp_path, "Nobody may read") == []
    assert generated(tmp_path) == {"Lamp.thy", "ROOT", "lamp.juvix"}
    assert codes(tmp_path) == []
    page = tmp_path / "docs/drafts/plan.md"
    page.write_text(page.read_text(encoding="utf-8").replace("4711", "true"), encoding="utf-8")
    assert build_site(tmp_path, caplog).log == ""
    assert codes(tmp_path) == []


def test_serving_drafts(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """They are shown and checked, but no file is written for them, and what other pages see is what a build sees."""
    uses = (
        OPEN.replace("lamp", "uses")
        .replace("40", "plan.secretNumber")
        .replace("Prelude open;", "Prelude open;\nimport plan;")
    )
    set_up(tmp_path, "draft_docs: plan.md\n", {"plan.md": PLAN.format(module="plan") + "\nSee [lamp](lamp.md).\n"})
    served = build_site(tmp_path, caplog, "serve")
    assert 'id="secretNumber"' in served.html("plan.html")
    assert generated(tmp_path) == {"Lamp.thy", "ROOT", "lamp.juvix"}
    (tmp_path / "docs/uses.md").write_text(uses, encoding="utf-8")
    served = build_site(tmp_path, caplog, "serve")
    assert "docs/uses.md:7:8: error[E0303]" in served.log
    assert "E0303" in served.html("uses.html")
    (tmp_path / "docs/uses.md").unlink()
    page = tmp_path / "docs/plan.md"
    page.write_text(page.read_text(encoding="utf-8").replace("4711", "true"), encoding="utf-8")
    served = build_site(tmp_path, caplog, "serve")
    assert "docs/plan.md:" in served.log
    assert "dg-problem" in served.html("plan.html")


def test_drafts_on_the_command_line(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """They are checked when they are asked for, and still no file is missed for them."""
    set_up(tmp_path, "draft_docs: plan.md\n", {"plan.md": PLAN.format(module="plan")})
    build_site(tmp_path, caplog)
    assert codes(tmp_path, "--drafts") == []
    page = tmp_path / "docs/plan.md"
    page.write_text(page.read_text(encoding="utf-8").replace("4711", "lost"), encoding="utf-8")
    assert codes(tmp_path) == []
    assert codes(tmp_path, "--drafts") == ["E0301"]


def test_drafts_in_an_editor(tmp_path: Path) -> None:
    """They are checked while they are written, and no file is missed for them."""
    set_up(tmp_path, "draft_docs: plan.md\n", {"plan.md": PLAN.format(module="plan").replace("4711", "true")})
    session = EditorSession(tmp_path)
    snapshot = session.snapshot()
    assert snapshot is not None
    assert {problem.path for problem in snapshot.problems} == {"docs/plan.md"}
    assert {problem.path for problem in snapshot.drift.problems} == {"docs/lamp.md", "theories/ROOT"}


def test_pages_that_the_search_leaves_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """What they define is not found either."""
    matter = "---\nsearch:\n  exclude: true\n---\n\n"
    set_up(tmp_path, "", {"plan.md": matter + PLAN.format(module="plan")})
    build_site(tmp_path, caplog)
    index = json.loads((tmp_path / "site/search/search_index.json").read_text(encoding="utf-8"))
    titles = [entry["title"] for entry in index["docs"]]
    assert any(title.startswith("watts (") for title in titles)
    assert not any(title.startswith("secretNumber (") for title in titles)


# -- Other names ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["markdown", "mdown", "mkdn", "mkd"])
def test_other_endings(ending: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A page is read whatever it ends with, and links to it are followed."""
    link = f"\nThe [plan](plan.{ending}).\n"
    set_up(tmp_path, "", {f"plan.{ending}": PLAN.format(module="plan").replace("4711", "lamp.watts"), "a.md": link})
    with pytest.raises(Abort):
        build_site(tmp_path, caplog)
    assert f"docs/plan.{ending}:10:" in caplog.text
    assert "E0530" not in caplog.text
    page = tmp_path / f"docs/plan.{ending}"
    page.write_text(PLAN.format(module="plan"), encoding="utf-8")
    assert 'id="secretNumber"' in build_site(tmp_path, caplog).html("plan.html")
    assert generated(tmp_path) >= {"Plan.thy", "plan.juvix"}


def test_linked_folders(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """As MkDocs follows them."""
    shared = tmp_path / "common"
    shared.mkdir()
    (shared / "common.md").write_text(PLAN.format(module="shared.common"), encoding="utf-8")
    uses = OPEN.replace("module lamp", "module uses").replace("40", "shared.common.secretNumber")
    uses = uses.replace("Prelude open;", "Prelude open;\nimport shared.common;") + "\n[There](shared/common.md)\n"
    set_up(tmp_path, "", {"uses.md": uses})
    (tmp_path / "docs/shared").symlink_to("../common")
    assert build_site(tmp_path, caplog).log == ""
    assert codes(tmp_path) == []
    assert generated(tmp_path) >= {"Common.thy", "common.juvix"}


@pytest.mark.parametrize("target", [".", "..", "../../docs"])
def test_links_in_a_circle(target: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """One sentence says which link it is, instead of one for each of the pages that MkDocs finds behind it."""
    set_up(tmp_path, "", {"sub/uses.md": OPEN.replace("module lamp", "module sub.uses")})
    build_site(tmp_path, caplog)
    (tmp_path / "docs/sub/loop").symlink_to(target)
    assert codes(tmp_path) == ["E0012"]
    with pytest.raises(Abort):
        build_site(tmp_path, caplog)
    assert "docs/sub/loop: error[E0012]" in caplog.text
    assert "because of 1 problem" in caplog.text
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}exclude_docs: /sub/loop/\n", encoding="utf-8")
    assert codes(tmp_path) == []
    assert build_site(tmp_path, caplog).html("sub/uses.html")


def test_a_folder_of_pages_outside(
    tmp_path_factory: pytest.TempPathFactory, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The settings in a folder of their own: what is written has no path of the machine, and is the same everywhere."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    results = []
    for name in ("one", "two"):
        root = tmp_path_factory.mktemp(name)
        write_project(root, {"index.md": "# Home\n", "sub/lamp.md": OPEN.replace("module lamp", "module sub.lamp")})
        (root / "website").mkdir()
        settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
        (root / "website/mkdocs.yml").write_text(f"docs_dir: ../docs\n{settings}", encoding="utf-8")
        (root / "mkdocs.yml").unlink()
        assert build_site(root / "website", caplog).log == ""
        assert codes(root / "website") == []
        assert codes(root / "docs", "--config-file", "../website/mkdocs.yml", "sub/lamp.md") == []
        assert [path.name for path in root.rglob("*.thy")] == ["Lamp.thy"]
        written = [path for path in (root / "website").rglob("*") if path.is_file() and ".cache" not in path.parts]
        results.append({path.relative_to(root).as_posix(): path.read_bytes() for path in written})
        assert [path for path, text in results[-1].items() if str(root).encode() in text] == []
        assert b"../docs/sub/lamp.md" in results[-1]["website/theories/Lamp.thy"]
        assert b"../docs/sub/lamp.md" in results[-1]["website/snippets/sub/lamp.juvix"]
    assert results[0] == results[1]


# -- The same as MkDocs -----------------------------------------------------------------------------------------------

NAMES = st.sampled_from(["a.md", "README.md", "index.md", "b.markdown", "a.markdown", ".c.md", "x.txt", "d.juvix.md"])
FOLDERS = st.sampled_from(["", "sub/", "templates/", "sub/templates/", ".hidden/", "sub/.hidden/", "drafts/"])
PATTERNS = st.sampled_from(
    (
        *("*.md", "drafts/", "/drafts", "sub/*", "sub/**", "!.hidden", "!.*", "README.md", "!README.md", "!sub/a.md"),
        *("#no", "a.m*", "**/templates", "!/templates", "*.juvix.md", r"\!a.md", "[ab].md", "/sub/*.md", "!templates/"),
    )
)
SPECS = st.lists(PATTERNS, max_size=3).map("\n".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(st.sets(st.tuples(FOLDERS, NAMES), max_size=8), SPECS, SPECS)
def test_the_same_pages_as_mkdocs(
    tmp_path_factory: pytest.TempPathFactory, files: set[tuple[str, str]], out: str, draft: str
) -> None:
    """Whatever the patterns are."""
    root = tmp_path_factory.mktemp("pages")
    (root / "docs").mkdir()
    for folder, name in files:
        (root / "docs" / folder).mkdir(parents=True, exist_ok=True)
        (root / "docs" / folder / name).write_text("# Page\n", encoding="utf-8")
    lines = [f"{key}: {json.dumps(value)}\n" for key, value in (("exclude_docs", out), ("draft_docs", draft)) if value]
    (root / "mkdocs.yml").write_text("site_name: A\nplugins: []\n" + "".join(lines), encoding="utf-8")
    theirs = dict(_by_mkdocs(root))
    ours = read_configuration(root).settings
    public = {uri for uri, level in theirs.items() if level is InclusionLevel.INCLUDED}
    assert {path.removeprefix("docs/") for path in read_pages(ours).texts} == public
    shown = {uri for uri, level in theirs.items() if level is not InclusionLevel.EXCLUDED}
    assert {path.removeprefix("docs/") for path in read_pages(ours, drafts=True).texts} == shown


def _by_mkdocs(root: Path) -> Iterator[tuple[str, InclusionLevel]]:
    for file in get_files(load_config(str(root / "mkdocs.yml"))):
        if file.is_documentation_page():
            yield file.src_uri, file.inclusion
