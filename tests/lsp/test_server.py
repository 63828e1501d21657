"""`diglot lsp`, asked by a real client over pipes, on a small project."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from click.testing import CliRunner
from compiled_library import give_library
from generated_files import write_files
from lsp_editor import Editor, path_of
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities
from ready_server import ready_server

from diglot.cli.main import diglot
from diglot.diagnostic import Problems
from diglot.project import load_project, write_generated
from diglot.workspace import read_configuration

pytestmark = pytest.mark.asyncio

SHAPES = """\
# Shapes

A point has two coordinates.

- `across`: how far it is to the right.
- `up`: how high it is.

```juvix
module shapes;

import Stdlib.Prelude open;

type Point := mkPoint@{ across : Nat; up : Nat };

open Point public;
```

## Moving

Moves a point to the right.

```juvix
shift (by : Nat) (point : Point) : Point := point@Point{ across := across point + by };
```
"""
WORLD = """\
# World 🌍

```juvix
module world;

import Stdlib.Prelude open;
import shapes open;
```

```juvix
--- The point where everything begins. It does not move.
origin : Point := mkPoint@{ across := 0; up := 0 };
-- 🌍🌍
far : Pair String Point := ("🌍", shift 1000 origin);

swap (point : Point) : Point :=
  case point of { mkPoint@{across; up} := let sum := across + up in mkPoint@{ up := sum; across } };
```
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two pages, one of which imports the other."""
    (tmp_path / "mkdocs.yml").write_text("site_name: A site\nplugins:\n  - diglot\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/shapes.md").write_text(SHAPES, encoding="utf-8")
    (tmp_path / "docs/world.md").write_text(WORLD, encoding="utf-8")
    write_files(tmp_path)
    give_library(tmp_path)
    return tmp_path


@pytest_asyncio.fixture
async def editor(project: Path) -> AsyncIterator[Editor]:
    """An editor with the project as its folder and `docs/world.md` open; the page is in order."""
    client = await ClientServerConfig(server_command=[*ready_server()], client_factory=LanguageClient).start()
    assert isinstance(client, LanguageClient)
    editor = Editor(client, project)
    folder = types.WorkspaceFolder(project.as_uri(), "project")
    capabilities = client_capabilities("visual-studio-code")
    await client.initialize_session(types.InitializeParams(capabilities, workspace_folders=[folder]))
    editor.open("docs/world.md")
    assert await editor.problems("docs/world.md") == []
    yield editor
    assert editor.log == []
    await client.shutdown_session()
    await client.stop()  # type: ignore[no-untyped-call]


async def test_problems(editor: Editor) -> None:
    """Problems come and go with the text, on this page and on those that import it; places count in UTF-16."""
    editor.change("docs/world.md", "shift 1000 origin", "shift 1000 orgin")
    assert await editor.problems("docs/world.md") == ["E0301:13:orgin"]
    (problem,) = editor.diagnostics("docs/world.md")
    assert ("`orgin`" in problem.message, "`origin`" in problem.message) == (True, True)
    assert (problem.source, problem.severity) == ("diglot", types.DiagnosticSeverity.Error)
    assert problem.code_description is not None
    assert Path(path_of(problem.code_description.href)).name == "E0301.md"
    editor.change("docs/world.md", "orgin", "origin")
    assert await editor.problems("docs/world.md") == []

    editor.open("docs/shapes.md")
    assert await editor.problems("docs/shapes.md") == []
    editor.change("docs/shapes.md", "up : Nat", "up : String")
    await editor.becomes("docs/world.md", "E0409", "E0401")


async def test_all_that_check_reports(editor: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Theorems that nobody proved, and files that differ from saved pages; the places move with the text."""
    monkeypatch.chdir(editor.root)
    editor.change("docs/world.md", "origin : Point :=", "start : Point :=")
    editor.change("docs/world.md", "shift 1000 origin", "shift 1000 start")
    editor.change("docs/world.md", "# World", "# The World")
    end = editor.texts["docs/world.md"][-20:]
    editor.change("docs/world.md", end, end + "\n```theorem\nWorld_Proofs.found\n```\n")
    await editor.shows([("docs/world.md", "E0809")])
    editor.on_disk("docs/world.md", editor.texts["docs/world.md"])
    editor.on_disk("snippets/shapes.juvix", None)
    editor.on_disk("theories/Old.thy", "(* generated from docs/old.md *)\ntheory Old imports Main begin end\n")
    found = json.loads(CliRunner().invoke(diglot, ["check", "--format", "json"]).stdout)
    told = [(each["path"], each["code"]) for each in (*found["problems"], *found["drift"])]
    assert len(told) > 4
    await editor.shows(told)
    before = await editor.problems("docs/world.md")
    editor.change("docs/world.md", "```juvix\nmodule world;", "It is round.\n\n```juvix\nmodule world;")
    places = [(code, int(line), text) for code, line, text in (each.split(":", 2) for each in before)]
    moved = [f"{code}:{line + 2 if line else line}:{text}" for code, line, text in places]
    assert await editor.problems("docs/world.md") == moved
    await editor.shows(told)
    editor.on_disk("docs/world.md", editor.texts["docs/world.md"])
    editor.on_disk("theories/Old.thy", None)
    project = load_project(read_configuration(editor.root).settings)
    write_generated(project, Problems())
    editor.on_disk("docs/world.md", editor.texts["docs/world.md"])
    await editor.shows([("docs/world.md", "E0809")])


async def test_related_places(editor: Editor) -> None:
    """A problem points to the other places that have to do with it, and they can be visited."""
    editor.change("docs/world.md", "swap (point", "origin : Nat := 1;\n\nswap (point")
    assert await editor.problems("docs/world.md") == ["E0306:15:origin"]
    (problem,) = editor.diagnostics("docs/world.md")
    assert [editor.shown(each.location) for each in problem.related_information or ()] == ["docs/world.md:11:origin"]


async def test_hover(editor: Editor) -> None:
    """The type, a sentence, and where it is from; in the library, too, and for local names."""
    assert await editor.hover("docs/world.md", "shift 1000 ori|gin") == (
        "```juvix\norigin : Point\n```\n\nThe point where everything begins.\n\nModule `world` · in Isabelle `origin`"
    )
    assert await editor.hover("docs/world.md", "|shift 1000") == (
        "```juvix\nshift : Nat -> Point -> Point\n```\n\nMoves a point to the right.\n\n"
        "Module `shapes` · in Isabelle `shift`"
    )
    assert "how far it is to the right." in await editor.hover("docs/world.md", "{ acr|oss := 0")
    assert await editor.hover("docs/world.md", "case poi|nt of") == "```juvix\npoint : Point\n```"
    assert "in Isabelle `string`" in await editor.hover("docs/world.md", "Str|ing Point")
    assert await editor.hover("docs/world.md", "# Wor|ld") == ""


async def test_definition(editor: Editor) -> None:
    """From a name to its definition: on this page, on another one, in the library."""
    assert await editor.definition("docs/world.md", '("🌍", shift 1000 |origin') == "docs/world.md:11:origin"
    assert await editor.definition("docs/world.md", "shi|ft 1000") == "docs/shapes.md:22:shift"
    assert await editor.definition("docs/world.md", "Poin|t := mkPoint@{") == "docs/shapes.md:12:Point"
    assert await editor.definition("docs/world.md", "import sha|pes") == "docs/shapes.md:8:shapes"
    assert await editor.definition("docs/world.md", "sum := acro|ss") == "docs/world.md:16:across"
    library = await editor.definition("docs/world.md", "String| Point")
    assert library.startswith("String.md:")
    assert library.endswith(":String")
    assert await editor.definition("docs/world.md", "shift 1|000") == ""


async def test_english_leads_somewhere(editor: Editor) -> None:
    """From links to definitions, pages, sections and terms, and from the name of a definition that is shown."""
    editor.open("docs/glossary.md", "# Glossary\n\n## Point\n\nA *place* without size.\n")
    text = (
        "# Notes\n\n[1](ref:origin) [2](ref:shapes) [3](ref:#notes) [4](term:point) [5](world.md#origin) [6](no.md) "
        "[7](https://example.org)\n\n```diglot include shift\n```\n"
    )
    editor.open("docs/notes.md", text)
    assert await editor.definition("docs/notes.md", "[|1]") == "docs/world.md:11:origin"
    assert await editor.definition("docs/notes.md", "ref:sha|pes") == "docs/shapes.md:0:Shapes"
    assert await editor.definition("docs/notes.md", "[|3]") == "docs/notes.md:0:Notes"
    assert await editor.definition("docs/notes.md", "[|4]") == "docs/glossary.md:2:Point"
    assert await editor.definition("docs/notes.md", "[|5]") == "docs/world.md:11:origin"
    assert await editor.definition("docs/notes.md", "[|6]") == ""
    assert await editor.definition("docs/notes.md", "[|7]") == ""
    assert await editor.definition("docs/notes.md", "include shi|ft") == "docs/shapes.md:22:shift"
    assert (await editor.hover("docs/notes.md", "[|1]")).startswith("```juvix\norigin : Point\n```")
    assert await editor.hover("docs/notes.md", "[|4]") == "A place without size."
    assert await editor.hover("docs/notes.md", "# No|tes") == ""


async def test_places_follow_the_text(editor: Editor) -> None:
    """Places are never older than the text, also where the module itself need not be compiled again."""
    editor.open("docs/shapes.md")
    editor.change("docs/shapes.md", "# Shapes\n", "# Shapes\n\nAnd more.\n")
    editor.change("docs/shapes.md", "Moves a point", "One\n\nMoves a point")
    assert await editor.definition("docs/world.md", "shi|ft 1000") == "docs/shapes.md:26:shift"
    for _ in range(5):
        editor.change("docs/world.md", "# World", "# A\n\n# World")
    assert await editor.references("docs/world.md", "|origin : Point") == [
        "docs/world.md:21:origin",
        "docs/world.md:23:origin",
    ]
    assert await editor.problems("docs/world.md") == []


async def test_references(editor: Editor) -> None:
    """All uses on all pages, with the definition or without it."""
    assert await editor.references("docs/world.md", "|shift 1000") == [
        "docs/shapes.md:22:shift",
        "docs/world.md:13:shift",
    ]
    assert await editor.references("docs/world.md", "|shift 1000", declaration=False) == ["docs/world.md:13:shift"]
    fields = await editor.references("docs/world.md", "{ |across := 0")
    assert sorted(fields) == [
        "docs/shapes.md:12:across",
        "docs/shapes.md:22:across",
        "docs/shapes.md:22:across",
        "docs/world.md:11:across",
        "docs/world.md:16:across",
        "docs/world.md:16:across",
    ]
    position = editor.at("docs/world.md", "swap (|point")
    params = types.DocumentHighlightParams(editor.document("docs/world.md"), position)
    found = await editor.client.text_document_document_highlight_async(params)
    assert [editor.cut(each.range, WORLD) for each in found or ()] == ["15:point", "16:point"]


async def test_rename(editor: Editor) -> None:
    """A new name goes to all pages, and what it would spoil is refused."""
    assert await editor.rename("docs/world.md", "|shift 1000", "moved") == {
        "docs/shapes.md": SHAPES.replace("shift (by", "moved (by"),
        "docs/world.md": WORLD.replace("shift 1000", "moved 1000"),
    }
    assert await editor.rename("docs/world.md", "swap (po|int", "p") == {
        "docs/world.md": WORLD.replace("swap (point", "swap (p").replace("case point", "case p"),
    }
    assert await editor.rename("docs/world.md", "ori|gin : Point", "origin") == {}


async def test_rename_puns(editor: Editor) -> None:
    """Where a name stands for a field and a variable at once, both are written out."""
    written = WORLD.replace("{ across := 0", "{ x := 0").replace("{across; up}", "{x := across; up}")
    assert await editor.rename("docs/world.md", "{ |across := 0", "x") == {
        "docs/shapes.md": SHAPES.replace("across", "x"),
        "docs/world.md": written.replace("sum; across }", "sum; x := across }"),
    }
    renamed = WORLD.replace("{across; up}", "{across := a; up}").replace("sum := across +", "sum := a +")
    assert await editor.rename("docs/world.md", "{|across; up}", "a") == {
        "docs/world.md": renamed.replace("sum; across }", "sum; across := a }"),
    }


async def test_rename_in_english(editor: Editor) -> None:
    """Prose gets the new name where it means the thing: in links, and in backticks where the snippets name it, too."""
    prose = (
        "See [this](ref:world.origin), [that](ref:origin), `origin`, `world.origin`, ``origin``, origin, `far`.\n"
        "\n```text\n`origin`\n```\n"
    )
    editor.change("docs/world.md", "# World 🌍\n", f"# World 🌍 `origin`\n\n{prose}")
    shown = "```diglot include {}\n```\n"
    editor.open(
        "docs/notes.md", f"# Notes\n\nAlso `origin`, and [the](ref:origin) `origin`.\n\n{shown.format('origin')}"
    )
    assert await editor.problems("docs/world.md") == []
    new = prose.replace("ref:world.origin", "ref:world.start").replace("ref:origin", "ref:start")
    new = new.replace(" `origin`,", " `start`,").replace("`world.origin`", "`world.start`")
    old = editor.texts["docs/world.md"]
    code = old.partition(prose)[2].replace("origin", "start")
    assert await editor.rename("docs/world.md", "|origin : Point", "start") == {
        "docs/world.md": f"{old.partition(prose)[0]}{new}{code}",
        "docs/notes.md": f"# Notes\n\nAlso `origin`, and [the](ref:start) `origin`.\n\n{shown.format('start')}",
    }


async def test_rename_leaves_no_link_dead(editor: Editor) -> None:
    """Where a link leads to a definition by its address, and not by its name, the name stays."""
    editor.change("docs/world.md", "# World 🌍\n", "# World 🌍\n\n[Here](#origin) it begins.\n")
    assert await editor.problems("docs/world.md") == []
    with pytest.raises(JsonRpcException) as refusal:
        await editor.rename("docs/world.md", "|origin : Point", "start")
    assert "something would be wrong in docs/world.md" in refusal.value.message


@pytest.mark.parametrize(
    ("marked", "new", "reason"),
    [
        ("|origin : Point", "far", "declared a second time"),
        ("|origin : Point", "case", "cannot be a name"),
        ("|origin : Point", "two words", "cannot be a name"),
        ("|origin : Point", "", "cannot be a name"),
        ("|String Point", "Text", "belongs to the standard library"),
        ("import |shapes", "forms", "called after its file"),
        ("|shift 1000", "origin", "origin"),
    ],
)
async def test_rename_refused(editor: Editor, marked: str, new: str, reason: str) -> None:
    """Library names, keywords, and names that are taken; the answer says why."""
    with pytest.raises(JsonRpcException) as refusal:
        await editor.rename("docs/world.md", marked, new)
    assert reason in refusal.value.message


async def test_rename_keeps_arguments_apart(editor: Editor) -> None:
    """Two arguments of one name could not be told apart where they are given by name."""
    editor.change("docs/world.md", "swap (point", "type Box A := mkBox@{ inside : A };\n\nswap (point")
    with pytest.raises(JsonRpcException) as refusal:
        await editor.rename("docs/world.md", "type Box |A", "inside")
    assert "two arguments" in refusal.value.message


async def test_rename_does_not_capture(editor: Editor) -> None:
    """A name that would then mean something else is refused, even where everything would still check."""
    editor.change("docs/world.md", "swap (point", "same (up : Point) : Point := origin;\n\nswap (point")
    with pytest.raises(JsonRpcException) as refusal:
        await editor.rename("docs/world.md", "same (|up", "origin")
    assert "stand for something else" in refusal.value.message


async def test_symbols(editor: Editor) -> None:
    """A page's outline, and names on all pages by their letters."""
    editor.open("docs/shapes.md")
    params = types.DocumentSymbolParams(editor.document("docs/shapes.md"))
    found = await editor.client.text_document_document_symbol_async(params)
    outline = [each for each in found or () if isinstance(each, types.DocumentSymbol)]
    assert [(each.name, editor.cut(each.selection_range, SHAPES)) for each in outline] == [
        ("Point", "12:Point"),
        ("shift", "22:shift"),
    ]
    (constructor,) = outline[0].children or ()
    assert [each.name for each in (constructor, *(constructor.children or ()))] == ["mkPoint", "across", "up"]
    everywhere = await editor.client.workspace_symbol_async(types.WorkspaceSymbolParams("orgn"))
    assert [each.name for each in everywhere or ()] == ["origin"]
    library = await editor.client.workspace_symbol_async(types.WorkspaceSymbolParams("listFoldl"))
    assert [each.name for each in library or ()] == ["listFoldl"]


async def test_completion(editor: Editor) -> None:
    """Names in scope, modules, fields and constructors, each where it fits, on a page that is half written."""
    editor.change("docs/world.md", "  case point of", "  case po of")
    assert (await editor.completions("docs/world.md", "case po| of"))[0] == "point"
    editor.change("docs/world.md", "{ across := 0; up := 0 }", "{ across := 0; ")
    assert await editor.completions("docs/world.md", "{ across := 0; |") == ["up"]
    editor.change("docs/world.md", "mkPoint@{ across := 0; ", "mkP")
    assert (await editor.completions("docs/world.md", "Point := mkP|"))[0] == "mkPoint"
    editor.change("docs/world.md", "Point := mkP", "Point := Point.")
    assert await editor.completions("docs/world.md", "Point := Point.|") == ["across", "mkPoint", "up"]
    editor.change("docs/world.md", "import shapes open", "import s")
    assert (await editor.completions("docs/world.md", "import s|"))[0] == "shapes"
    editor.change("docs/world.md", "import s", "import shapes open using {s")
    assert await editor.completions("docs/world.md", "using {s|") == ["shift"]
    assert await editor.completions("docs/world.md", "# W|orld") == []
    assert await editor.completions("docs/world.md", "--- The po|int") == []


async def test_completion_says_more(editor: Editor) -> None:
    """An item is described when the editor asks; it replaces the word that is there."""
    params = types.CompletionParams(editor.document("docs/world.md"), editor.at("docs/world.md", "sh|ift 1000"))
    found = await editor.client.text_document_completion_async(params)
    assert isinstance(found, types.CompletionList)
    item = next(each for each in found.items if each.label == "shift")
    assert isinstance(item.text_edit, types.TextEdit)
    assert editor.cut(item.text_edit.range, WORLD) == "13:shift"
    resolved = await editor.client.completion_item_resolve_async(item)
    assert isinstance(resolved.documentation, types.MarkupContent)
    assert "shift : Nat -> Point -> Point" in resolved.documentation.value


async def test_pages_come_and_go(editor: Editor) -> None:
    """A page that is new, first only in the editor, then on disk; and one that is deleted."""
    editor.change("docs/world.md", "import shapes open;", "import shapes open;\nimport more.things open;")
    assert await editor.problems("docs/world.md") == ["E0303:7:more.things"]
    text = "# Things\n\n```juvix\nmodule more.things;\n\nimport shapes open;\n```\n"
    editor.open("docs/more/things.md", text)
    assert await editor.problems("docs/more/things.md") == []
    assert await editor.definition("docs/world.md", "more.th|ings") == "docs/more/things.md:3:more.things"
    await editor.becomes("docs/world.md")
    editor.close("docs/more/things.md")
    await editor.becomes("docs/world.md", "E0303")
    (editor.root / "docs/more").mkdir()
    editor.on_disk("docs/more/things.md", text)
    await editor.becomes("docs/world.md")
    editor.on_disk("docs/more/things.md", text.replace("shapes", "forms"))
    await editor.becomes("docs/more/things.md", "E0303")
    editor.on_disk("docs/more/things.md", None)
    await editor.becomes("docs/more/things.md")
    await editor.becomes("docs/world.md", "E0303")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "```juvix",
        "# A\n\n```juvix\n```\n",
        "# A\n\n```juvix\nmodule world;\n\n" + "x : Nat := " + "(" * 3000 + "\n```\n",
        "# A\n\n```juvix\nmodule world;\nimport world open;\nimport nowhere open;\n type := | | ; case\n```\n",
        '# A\r\n\r\n```juvix\r\nmodule other;\r\n"\ud83c\r\n```\r\n',
    ],
)
async def test_broken_pages(editor: Editor, text: str) -> None:
    """Whatever is on a page, every question has an answer, and nothing goes to the log."""
    editor.close("docs/world.md")
    editor.open("docs/world.md", text)
    document = editor.document("docs/world.md")
    for line in (0, 2, 4, 5, 100):
        for character in (0, 3, 14, 10_000):
            position = types.Position(line, character)
            await editor.client.text_document_hover_async(types.HoverParams(document, position))
            await editor.client.text_document_completion_async(types.CompletionParams(document, position))
    await editor.client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
    editor.change("docs/world.md", text, WORLD)
    assert await editor.problems("docs/world.md") == []


async def test_settings(editor: Editor) -> None:
    """`mkdocs.yml` counts, and mistakes in it are shown in it."""
    editor.on_disk("mkdocs.yml", "site_name: A site\nplugins:\n  - diglot:\n      theory_names: long\n")
    await editor.becomes("mkdocs.yml", "E0007")
    editor.on_disk("mkdocs.yml", "site_name: A site\nplugins:\n  - diglot\n")
    await editor.becomes("mkdocs.yml")
