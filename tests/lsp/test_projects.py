"""Several projects in one editor, and pages that get other names."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from compiled_library import give_library
from lsp_editor import Editor
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities
from ready_server import ready_server

from diglot.lsp.projects import Projects, project_roots
from diglot.settings import SETTINGS_FILE, ZENSICAL_FILE

pytestmark = pytest.mark.asyncio

SETTINGS = "site_name: A site\nplugins: [diglot]\n"


def page(module: str, code: str, text: str = "") -> str:
    """A page with one snippet."""
    return f"# Page\n\n{text}\n\n```juvix\nmodule {module};\n\nimport Stdlib.Prelude open;\n{code}\n```\n"


def write(root: Path, files: dict[str, str]) -> None:
    """Write the files of a folder."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
        if path.endswith(SETTINGS_FILE):
            give_library((root / path).parent)


@pytest_asyncio.fixture
async def client() -> AsyncIterator[LanguageClient]:
    """A client that has not greeted the server yet."""
    client = await ClientServerConfig(server_command=[*ready_server()], client_factory=LanguageClient).start()
    assert isinstance(client, LanguageClient)
    yield client
    await client.shutdown_session()
    await client.stop()  # type: ignore[no-untyped-call]


async def begin(client: LanguageClient, root: Path, *folders: str) -> Editor:
    """An editor with some folders open, or without any."""
    editor = Editor(client, root)
    spaces = [types.WorkspaceFolder((root / name).as_uri(), name) for name in folders] or None
    params = types.InitializeParams(client_capabilities("visual-studio-code"), workspace_folders=spaces)
    await client.initialize_session(params)
    return editor


# -- Where a project is -----------------------------------------------------------------------------------------------


async def test_where_projects_are(tmp_path: Path) -> None:
    """In the folder, below it, or above it; settings that are not about Diglot are those of other sites."""
    write(
        tmp_path,
        {"a/mkdocs.yml": SETTINGS, "a/docs/sub/x.md": "", "b/web/mkdocs.yaml": SETTINGS, "c/mkdocs.yml": "a: b\n"},
    )
    write(tmp_path, {"b/.hidden/mkdocs.yml": SETTINGS, "b/tool/mkdocs.yml": SETTINGS, "d/zensical.toml": ""})
    assert project_roots(tmp_path / "a") == (tmp_path / "a",)
    assert project_roots(tmp_path / "a/docs/sub") == (tmp_path / "a",)
    assert project_roots(tmp_path / "b") == (tmp_path / "b/tool", tmp_path / "b/web")
    assert project_roots(tmp_path / "c") == (tmp_path / "c",)
    assert project_roots(tmp_path) == tuple(tmp_path / name for name in ("a", "b/tool", "b/web", "d"))


@pytest.mark.parametrize(
    ("folder", "settings"),
    [
        *((folder, (SETTINGS_FILE, SETTINGS)) for folder in (".", "website", "website/docs", "website/docs/sub")),
        ("website", (ZENSICAL_FILE, '[project]\nsite_name = "A site"\n')),
    ],
)
async def test_folders_above_and_below(
    client: LanguageClient, tmp_path: Path, folder: str, settings: tuple[str, str]
) -> None:
    """A right page has no problems and a wrong one has its own, whichever folder is open."""
    wrong = page("sub.b", "import a;\n\ntwo : Nat := a.one + lost;")
    write(tmp_path, {f"website/{settings[0]}": settings[1], "website/docs/a.md": page("a", "\none : Nat := 1;")})
    write(tmp_path, {"website/docs/sub/b.md": wrong})
    editor = await begin(client, tmp_path, folder)
    editor.open("website/docs/sub/b.md")
    assert await editor.problems("website/docs/sub/b.md") == ["E0301:10:lost"]
    assert "one : Nat" in await editor.hover("website/docs/sub/b.md", "a.o|ne")
    assert editor.log == []


async def test_pages_outside_of_the_folder_of_settings(client: LanguageClient, tmp_path: Path) -> None:
    """A document belongs to the project whose pages it is one of."""
    write(
        tmp_path,
        {"website/mkdocs.yml": f"docs_dir: ../docs\n{SETTINGS}", "docs/a.md": page("a", "\none : Nat := true;")},
    )
    editor = await begin(client, tmp_path, ".")
    editor.open("docs/a.md")
    assert await editor.problems("docs/a.md") == ["E0401:9:true"]


@pytest.mark.parametrize("top", ["", "way/"])
async def test_addresses_outside_of_the_folder_of_settings(client: LanguageClient, tmp_path: Path, top: str) -> None:
    """Problems of pages that are not open are shown in the files themselves, as in the editor's own list of files.

    Inherited settings count, and so does the way to a file over a link: an editor takes what it leads to for another.
    """
    project = tmp_path / "real" if top else tmp_path
    write(
        project,
        {
            "base.yml": "docs_dir: ../docs\nplugins:\n  - diglot:\n      sesion: X\n",
            "website/mkdocs.yml": "INHERIT: ../base.yml\nsite_name: A site\n",
            "docs/sub/b%20ä.md": page("sub.c", "\none : Nat := true;"),
            "docs/a.md": page("a", "\none : Nat := true;"),
        },
    )
    if top:
        (tmp_path / "way").symlink_to("real")
    editor = await begin(client, tmp_path, top or ".")
    told = [(f"{top}base.yml", "E0006"), (f"{top}docs/a.md", "E0401"), (f"{top}docs/sub/b%20ä.md", "E0261")]
    await editor.shows(told)
    assert not [uri for uri in editor.published if ".." in uri or "/real/" in uri]
    editor.open(f"{top}docs/a.md")
    assert await editor.problems(f"{top}docs/a.md") == ["E0401:9:true"]
    await editor.shows(told)
    assert len(editor.published) == len(told)
    assert editor.log == []


async def test_several_folders(client: LanguageClient, tmp_path: Path) -> None:
    """Each has its own modules; one that is added later is looked at, and one that is removed is not shown any more."""
    for name, value in (("one", "true"), ("two", "lost"), ("three", "5 5")):
        write(tmp_path, {f"{name}/mkdocs.yml": SETTINGS, f"{name}/docs/a.md": page("a", f"\nfirst : Nat := {value};")})
    editor = await begin(client, tmp_path, "one", "two")
    await editor.becomes("one/docs/a.md", "E0401")
    await editor.becomes("two/docs/a.md", "E0301")
    assert editor.diagnostics("three/docs/a.md") == []
    added = types.WorkspaceFolder((tmp_path / "three").as_uri(), "three")
    removed = types.WorkspaceFolder((tmp_path / "one").as_uri(), "one")
    event = types.WorkspaceFoldersChangeEvent(added=[added], removed=[removed])
    client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event))
    await editor.becomes("three/docs/a.md", "E0403")
    await editor.becomes("one/docs/a.md")
    assert [each.code for each in editor.diagnostics("two/docs/a.md")] == ["E0301"]
    editor.open("two/docs/a.md")
    editor.change("two/docs/a.md", "lost", "7")
    assert await editor.problems("two/docs/a.md") == []
    found = await client.workspace_symbol_async(types.WorkspaceSymbolParams("first"))
    assert [Path(each.location.uri).parent.parent.name for each in found or ()] == ["two", "Data", "three"]


# -- Without a folder -------------------------------------------------------------------------------------------------


async def test_files_without_a_folder(client: LanguageClient, tmp_path: Path) -> None:
    """Each file has the project above it, or is alone; what is in other folders is read by nobody."""
    for name in ("one", "two"):
        write(tmp_path, {f"{name}/mkdocs.yml": SETTINGS, f"{name}/docs/other.md": page("other", "\no : Nat := lost;")})
    write(tmp_path, {"one/docs/sub/a.md": page("sub.a", "import other;\n\na : Nat := true;")})
    write(tmp_path, {"alone/c.md": page("c", "\nc : Nat := true;"), "alone/d.md": page("d", "\nd : Nat := true;")})
    editor = await begin(client, tmp_path)
    symbols = types.WorkspaceSymbolParams("other")
    assert not await client.workspace_symbol_async(symbols)
    untitled = types.TextDocumentItem("untitled:Untitled-1", "markdown", 1, page("x", "\nx : Nat := 1;"))
    client.text_document_did_open(types.DidOpenTextDocumentParams(untitled))
    editor.open("alone/c.md")
    assert await editor.problems("alone/c.md") == ["E0401:9:true"]
    editor.open("one/docs/sub/a.md")
    assert await editor.problems("one/docs/sub/a.md") == ["E0401:10:true"]
    editor.published.pop(untitled.uri, None)
    told = [("alone/c.md", "E0401"), ("one/docs/other.md", "E0301"), ("one/docs/sub/a.md", "E0401")]
    await editor.shows(told)
    editor.on_disk("one/mkdocs.yml", SETTINGS + "# The same.\n")
    editor.change("one/docs/sub/a.md", "true", "5")
    assert await editor.problems("one/docs/sub/a.md") == []
    await editor.shows(told[:2])
    assert editor.log == []


async def test_the_folder_that_the_server_was_started_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says nothing about what is open."""
    write(tmp_path, {"here/mkdocs.yml": SETTINGS, "here/docs/a.md": "", "there/mkdocs.yml": SETTINGS})
    monkeypatch.chdir(tmp_path / "here")
    projects = Projects([])

    def roots() -> list[Path]:
        return [session.root for session in projects.sessions]

    assert roots() == []
    projects.of("untitled:Untitled-1")
    projects.of((tmp_path / "there/docs/b.md").as_uri())
    assert tmp_path / "here" not in roots()
    assert not projects.set_folders([])
    projects.set_folders([tmp_path / "here"])
    assert roots() == [tmp_path / "here"]
    projects.set_folders([])
    assert roots() == []
    projects.close()


# -- Settings that cannot be read -------------------------------------------------------------------------------------

UNREADABLE = ("plugins: [", "\tsite_name: A\n", "<<<<<<< HEAD\nsite_name: A\n=======\nsite_name: B\n>>>>>>> b\n")


@pytest.mark.parametrize("settings", [*UNREADABLE, "plugins: [diglot\n"])
@pytest.mark.parametrize("folder", [".", "..", "docs"])
async def test_unreadable_settings(client: LanguageClient, tmp_path: Path, settings: str, folder: str) -> None:
    """They are shown until they are repaired, and the open page is checked meanwhile."""
    root = tmp_path / "web"
    write(root, {"mkdocs.yml": settings, "docs/a.md": page("a", "\none : Nat := true;"), "docs/b.md": "# Plain\n"})
    editor = await begin(client, root, folder)
    editor.open("docs/a.md")
    assert await editor.problems("docs/a.md") == ["E0401:9:true"]
    await editor.shows([("mkdocs.yml", "E0005"), ("docs/a.md", "E0401")])
    editor.change("docs/a.md", "true", "5")
    await editor.becomes("docs/a.md")
    editor.close("docs/a.md")
    await editor.shows([("mkdocs.yml", "E0005"), ("docs/a.md", "E0401")])
    editor.on_disk("mkdocs.yml", "site_name: A\ndocs_dir: docs\nplugins: [diglot]\n")
    await editor.shows([("docs/a.md", "E0401")])
    assert editor.log == []


@pytest.mark.parametrize("settings", UNREADABLE)
async def test_settings_that_cannot_be_read_any_more(client: LanguageClient, tmp_path: Path, settings: str) -> None:
    """The last ones count until they can be read again, typed or on disk."""
    write(tmp_path, {"mkdocs.yml": f"docs_dir: pages\n{SETTINGS}", "pages/a.md": page("a", "\none : Nat := true;")})
    editor = await begin(client, tmp_path, ".")
    await editor.shows([("pages/a.md", "E0401")])
    editor.on_disk("mkdocs.yml", settings)
    await editor.shows([("pages/a.md", "E0401"), ("mkdocs.yml", "E0005")])
    editor.on_disk("mkdocs.yml", f"docs_dir: pages\n{SETTINGS}")
    await editor.shows([("pages/a.md", "E0401")])
    editor.open("mkdocs.yml")
    editor.change("mkdocs.yml", "[diglot]", "[")
    await editor.shows([("pages/a.md", "E0401"), ("mkdocs.yml", "E0005")])
    editor.change("mkdocs.yml", "[", "[diglot, {diglot: {mode: x}}]")
    await editor.shows([("pages/a.md", "E0401"), ("mkdocs.yml", "E0006")])
    editor.change("mkdocs.yml", "[diglot, {diglot: {mode: x}}]", "[]")
    await editor.shows([])
    assert editor.log == []


async def test_unreadable_settings_of_others(client: LanguageClient, tmp_path: Path) -> None:
    """A site that has nothing to do with Diglot, as far as one can see, is left alone; its neighbour is not."""
    write(tmp_path, {"mkdocs.yml": "plugins: [\n", "docs/a.md": "# Plain\n\n[Lost](lost.md)\n"})
    write(tmp_path, {"web/mkdocs.yml": SETTINGS, "web/docs/b.md": page("b", "\none : Nat := lost;")})
    editor = await begin(client, tmp_path, ".")
    editor.open("docs/a.md")
    await editor.shows([("web/docs/b.md", "E0301")])
    editor.open("mkdocs.yml")
    await editor.shows([("mkdocs.yml", "E0005"), ("docs/a.md", "E0530"), ("web/docs/b.md", "E0301")])


async def test_other_problems_of_settings(client: LanguageClient, tmp_path: Path) -> None:
    """All that the command line says of settings is shown where it says it."""
    toml = "[project]\ndocs_dir = 5\n"
    wrong = "plugins:\n  - diglot:\n      sesion: X\n      session: 9\n      theories_dir: ../x\n"
    write(tmp_path, {"a/mkdocs.yml": f"INHERIT: base.yml\n{wrong}", "a/base.yml": "docs_dir: [\n", "a/docs/x.md": ""})
    write(tmp_path, {"b/zensical.toml": toml, "b/docs/x.md": "", "c/zensical.toml": "[project", "c/docs/x.md": ""})
    editor = await begin(client, tmp_path, ".")
    told = [("a/mkdocs.yml", code) for code in ("E0006", "E0007", "E0007")]
    told += [("a/base.yml", "E0005"), ("b/zensical.toml", "E0007"), ("c/zensical.toml", "E0009")]
    await editor.shows(told)


async def test_a_project_that_appears(client: LanguageClient, tmp_path: Path) -> None:
    """Settings that are written later make pages of the documents that are open."""
    write(
        tmp_path,
        {"docs/a.md": page("a", "\none : Nat := 1;"), "docs/b.md": page("b", "import a;\n\ntwo : Nat := a.one;")},
    )
    editor = await begin(client, tmp_path, "docs")
    editor.open("docs/b.md")
    assert [each.partition(":")[0] for each in await editor.problems("docs/b.md")] == ["E0303"]
    editor.on_disk("mkdocs.yml", SETTINGS)
    await asyncio.sleep(0)
    await editor.becomes("docs/b.md", "D0107", "D0111")


# -- Pages that get other names ---------------------------------------------------------------------------------------

PAGES = {
    "mkdocs.yml": f"{SETTINGS}nav:\n  - index.md\n  - Engines:\n      - Lamp: 'engines/lamp.md'\n"
    "  - room.md\n  - house.md\n",
    "docs/index.md": "# Home\n\n[Lamp](engines/lamp.md#watts), [by name](ref:engines.lamp.watts),\n"
    "`engines.lamp.watts`, [all](ref:engines.lamp), ![it](engines/lamp.png) and [there][1].\n\n"
    "```diglot include engines.lamp.watts\n```\n\n"
    "[1]: engines/lamp.md#page\n",
    "docs/engines/lamp.md": page(
        "engines.lamp", "import room;\n\nwatts : Nat := room.seats;", "See [home](../index.md), ![it](lamp.png)."
    ),
    "docs/engines/lamp.png": "",
    "docs/room.md": page("room", "\nseats : Nat := 5;"),
    "docs/house.md": page(
        "house", "import engines.lamp;\n\nall : Nat := engines.lamp.watts + room;\n\nroom : Nat := 1;"
    ),
}


async def renamed(client: LanguageClient, tmp_path: Path, old: str, new: str) -> Editor:
    """The project after a file or folder has been renamed in an editor, with the edits that the server gives for it."""
    write(tmp_path, PAGES)
    editor = await begin(client, tmp_path, ".")
    editor.open("docs/house.md")
    params = types.RenameFilesParams([types.FileRename(editor.uri(old), editor.uri(new))])
    edit = await client.workspace_will_rename_files_async(params)
    assert edit is not None
    for change in edit.document_changes or ():
        assert isinstance(change, types.TextDocumentEdit)
        name = Path(change.text_document.uri.removeprefix("file://")).relative_to(tmp_path).as_posix()
        text = editor.edited(name, [each for each in change.edits if isinstance(each, types.TextEdit)])
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / new).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / old).rename(tmp_path / new)
    editor.texts["docs/house.md"] = ""
    return editor


@pytest.mark.parametrize(
    ("old", "new", "module"),
    [
        ("docs/engines/lamp.md", "docs/engines/lantern.md", "engines.lantern"),
        ("docs/engines/lamp.md", "docs/lights/old/lamp.md", "lights.old.lamp"),
        ("docs/engines/lamp.md", "docs/lamp.md", "lamp"),
        ("docs/engines", "docs/lights", "lights.lamp"),
    ],
)
async def test_other_names_of_pages(client: LanguageClient, tmp_path: Path, old: str, new: str, module: str) -> None:
    """The project is as right as before: the module's line, imports, names, references and links have followed."""
    from diglot.project import load_project
    from diglot.workspace import read_configuration

    write(tmp_path, PAGES)
    assert load_project(read_configuration(tmp_path).settings).problems == ()
    await renamed(client, tmp_path, old, new)
    assert load_project(read_configuration(tmp_path).settings).problems == ()
    pages = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "docs").rglob("*.md")}
    assert f"module {module};" in pages[module.rpartition(".")[2] + ".md"]
    assert f"import {module};" in pages["house.md"]
    assert f"{module}.watts + room" in pages["house.md"]
    assert pages["index.md"].count(f"{module}.watts") == 3
    assert "engines.lamp" not in "".join(pages.values()).replace(module, "")
    assert f"- Lamp: '{module.replace('.', '/')}.md'" in (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")


async def test_other_names_of_other_files(client: LanguageClient, tmp_path: Path) -> None:
    """Links to a picture follow it; a file outside of the folder of pages is nothing to us."""
    await renamed(client, tmp_path, "docs/engines/lamp.png", "docs/pictures/a lamp.png")
    assert "![it](pictures/a lamp.png)" in (tmp_path / "docs/index.md").read_text(encoding="utf-8")
    assert "![it](../pictures/a lamp.png)" in (tmp_path / "docs/engines/lamp.md").read_text(encoding="utf-8")
    params = types.RenameFilesParams([types.FileRename((tmp_path / "a.md").as_uri(), (tmp_path / "b.md").as_uri())])
    assert await client.workspace_will_rename_files_async(params) is None
