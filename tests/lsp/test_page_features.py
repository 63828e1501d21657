"""What an editor shows of a page, and can do to it at once, asked by a real client over pipes."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from compiled_library import give_library
from generated_files import write_files
from lsp_editor import Editor, path_of
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities
from ready_server import ready_server

pytestmark = pytest.mark.asyncio

NAME = "docs/tally.md"
PAGE = """\
# Tally 🌍

A [mark](ref:Mark) is made; see [how](ref:tally#counting) it is [counted](ref:count), and [this](other.md).

```juvix
module tally;

import Stdlib.Prelude open;

type Mark :=
  | stroke
  | gate;

open Mark;
```

## Counting

```juvix
--- How much a mark
--- is worth. 🌍
count (mark : Mark) : Nat :=
  case mark of
    | stroke := 1
    | gate := 5;

sum (marks : List Mark) : Nat :=
  let
    counts := map count marks;
    add (a b : Nat) : Nat := a + b;
  in for (all := 0) (each in counts) {add all each};
```
"""


@pytest_asyncio.fixture
async def editor(tmp_path: Path) -> AsyncIterator[Editor]:
    """An editor with the page open."""
    (tmp_path / "mkdocs.yml").write_text("site_name: A site\nplugins:\n  - diglot\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    give_library(tmp_path)
    (tmp_path / NAME).write_text(PAGE, encoding="utf-8")
    (tmp_path / "docs/other.md").write_text("# Other\n", encoding="utf-8")
    write_files(tmp_path)
    client = await ClientServerConfig(server_command=[*ready_server()], client_factory=LanguageClient).start()
    assert isinstance(client, LanguageClient)
    editor = Editor(client, tmp_path)
    folder = types.WorkspaceFolder(tmp_path.as_uri(), "project")
    capabilities = client_capabilities("visual-studio-code")
    await client.initialize_session(types.InitializeParams(capabilities, workspace_folders=[folder]))
    editor.open(NAME)
    assert await editor.problems(NAME) == []
    yield editor
    assert editor.log == []
    await client.shutdown_session()
    await client.stop()  # type: ignore[no-untyped-call]


async def format_text(editor: Editor) -> str | None:
    """The page after formatting; None if the server does not."""
    params = types.DocumentFormattingParams(editor.document(NAME), types.FormattingOptions(2, insert_spaces=True))
    edits = await editor.client.text_document_formatting_async(params)
    return None if edits is None else editor.edited(NAME, list(edits))


async def test_formatting(editor: Editor) -> None:
    """Only the snippets that are not laid out change; a page that cannot be read stays as it is."""
    assert await format_text(editor) == PAGE
    editor.change(NAME, "count (mark : Mark)", "count   (mark:Mark)".replace("mark:Mark", "mark  :  Mark"))
    editor.change(NAME, "  | stroke\n  | gate;", "stroke   |   gate;")
    assert await format_text(editor) == PAGE
    editor.change(NAME, "type Mark :=", "type Mark := (")
    assert await format_text(editor) is None


async def actions(editor: Editor, marked: str) -> list[types.CodeAction]:
    """The actions at a place."""
    place = editor.at(NAME, marked)
    context = types.CodeActionContext(editor.diagnostics(NAME))
    params = types.CodeActionParams(editor.document(NAME), types.Range(place, place), context)
    found = await editor.client.text_document_code_action_async(params)
    return [each for each in found or () if isinstance(each, types.CodeAction)]


def after(editor: Editor, action: types.CodeAction) -> str:
    """The page after an action."""
    assert action.edit is not None
    assert action.edit.changes is not None
    return editor.edited(NAME, list(action.edit.changes[editor.uri(NAME)]))


async def test_another_name(editor: Editor) -> None:
    """Where a name is unknown, the likely ones can be written in its place, and the problem is gone."""
    editor.change(NAME, "map count marks", "map cuont marks")
    assert await editor.problems(NAME) == ["E0301:28:cuont"]
    (action,) = [each for each in await actions(editor, "cuo|nt") if each.title == "Write `count`"]
    assert [each.code for each in action.diagnostics or ()] == ["E0301"]
    assert after(editor, action) == PAGE
    assert await actions(editor, "A [ma|rk]") == []


@pytest.mark.parametrize(
    ("link", "wrong", "right"),
    [
        ("[x](othre.md#other)", "othre.md", "other.md"),
        ("[x](other.md#ohter)", "ohter", "other"),
        ("[x](other.html)", "other.html", "other.md"),
        ("[x](<ref:cuont>)", "cuont", "count"),
        ("[x](ref:tally#purpsoe)", "purpsoe", "purpose"),
    ],
)
async def test_another_link(editor: Editor, link: str, wrong: str, right: str) -> None:
    """Where a link leads nowhere, the part that is wrong can be written as it was meant."""
    start = PAGE.index("\n") + 1
    page = f"{PAGE[:start]}\n## Purpose\n\n{link} on a page.\n{PAGE[start:]}"
    editor.change(NAME, PAGE, page)
    assert [each.rpartition(":")[2] for each in await editor.problems(NAME)] == [wrong]
    (action,) = await actions(editor, f"|{wrong}")
    assert action.title == f"Write `{right}`"
    assert after(editor, action) == page.replace(link, link.replace(wrong, right))


async def test_an_import(editor: Editor) -> None:
    """Where another module has a name, it can be imported, and then the problem is gone."""
    editor.change(NAME, "map count marks", "natSum marks")
    editor.open("docs/sums.md", "# S\n\n```juvix\nmodule sums;\nimport Stdlib.Prelude open;\nnatSum : Nat := 0;\n```\n")
    assert (await editor.problems(NAME))[0] == "E0301:28:natSum"
    await editor.problems("docs/sums.md")
    (action,) = [each for each in await actions(editor, "nat|Sum") if each.title.startswith("Import")]
    assert action.title == "Import `sums`"
    text = after(editor, action)
    assert "import Stdlib.Prelude open;\nimport sums open;\n" in text


async def test_folding(editor: Editor) -> None:
    """Snippets, and definitions of several lines."""
    params = types.FoldingRangeParams(editor.document(NAME))
    found = await editor.client.text_document_folding_range_async(params)
    assert [(each.start_line, each.end_line) for each in found or ()] == [
        (4, 14),
        (9, 11),
        (18, 31),
        (21, 24),
        (26, 30),
    ]


async def test_the_words_of_a_fence(editor: Editor) -> None:
    """What a fence is for, what it can be, and what can follow; any of them can be folded."""
    name = "docs/other.md"
    text = "# Other\n\n```diglot inclu\n```\n\n```theorem\nA.b\nA.c\n```\n\n```merm\n```\n\n```python imp\n```\n"
    editor.open(name, text)
    assert "named one on each line" in await editor.hover(name, "```theo|rem")
    assert "Can be followed by `conversation-partners`" in await editor.hover(name, "```di|glot")
    assert await editor.hover(name, "```pyt|hon") == ""

    async def offered(marked: str) -> list[str]:
        params = types.CompletionParams(editor.document(name), editor.at(name, marked))
        found = await editor.client.text_document_completion_async(params)
        assert isinstance(found, types.CompletionList)
        return [item.label for item in found.items]

    assert await offered("```diglot inclu|") == ["include"]
    assert await offered("```merm|") == ["mermaid"]
    assert await offered("```python imp|") == []
    assert await offered("A.b|") == []
    params = types.FoldingRangeParams(editor.document(name))
    found = await editor.client.text_document_folding_range_async(params)
    assert [(each.start_line, each.end_line) for each in found or ()] == [(2, 3), (5, 8)]


async def test_links(editor: Editor) -> None:
    """Links by name lead to the line of what they name; ordinary links are the editor's business."""
    found = await editor.client.text_document_document_link_async(types.DocumentLinkParams(editor.document(NAME)))
    links = [await editor.client.document_link_resolve_async(each) for each in found or ()]
    shown = [
        (editor.cut(each.range, PAGE), path_of(each.target or ""), (each.target or "").partition("#")[2])
        for each in links
    ]
    page = str(editor.root / NAME)
    assert shown == [("2:ref:Mark", page, "L10"), ("2:ref:tally#counting", page, "L17"), ("2:ref:count", page, "L22")]


async def test_inlay_hints(editor: Editor) -> None:
    """The types that are not written, and no others."""
    whole = types.Range(types.Position(0, 0), types.Position(99, 0))
    found = await editor.client.text_document_inlay_hint_async(types.InlayHintParams(editor.document(NAME), whole))
    lines = PAGE.split("\n")
    shown = [f"{lines[each.position.line][: each.position.character].split()[-1]}{each.label}" for each in found or ()]
    assert shown == ["counts : List Nat", "(all : Nat", "(each : Nat"]
    part = types.Range(types.Position(0, 0), types.Position(29, 0))
    found = await editor.client.text_document_inlay_hint_async(types.InlayHintParams(editor.document(NAME), part))
    assert [each.label for each in found or ()] == [" : List Nat"]


async def test_colours(editor: Editor) -> None:
    """Each word by what it is; places count in UTF-16 like everything else, and no token goes over a line."""
    params = types.SemanticTokensParams(editor.document(NAME))
    found = await editor.client.text_document_semantic_tokens_full_async(params)
    assert found is not None
    lines = [line.encode("utf-16-le") for line in PAGE.split("\n")]
    names = ("namespace", "type", "enumMember", "property", "function", "variable")
    kinds = (*names, "keyword", "comment", "string", "number", "operator", "macro")
    line = column = 0
    shown = []
    for at in range(0, len(found.data), 5):
        below, right, length, kind, declared = found.data[at : at + 5]
        line, column = line + below, right if below else column + right
        text = lines[line][2 * column : 2 * (column + length)].decode("utf-16-le")
        shown.append((line, text, kinds[kind], bool(declared)))
    assert shown[:3] == [
        (5, "module", "keyword", False),
        (5, "tally", "namespace", True),
        (7, "import", "keyword", False),
    ]
    assert (9, "Mark", "type", True) in shown
    assert (10, "stroke", "enumMember", True) in shown
    assert (20, "--- is worth. 🌍", "comment", False) in shown
    assert (21, "count", "function", True) in shown
    assert (23, "1", "number", False) in shown
    assert (29, "+", "operator", False) in shown
    assert (27, "let", "keyword", False) in shown
    assert [each[1] for each in shown if each[0] == 30] == [
        *("in", "for", "all", ":=", "0", "each", "in", "counts", "add", "all", "each"),
    ]


SAMPLES = """
```juvix illustration
secret : Nat := count;
```

```juvix fails=E0301
wrong : Nat := cuont;
```
"""


async def test_samples(editor: Editor) -> None:
    """Code that has to fail has no problems if it does; nobody is offered the names in samples, which mean nothing."""
    editor.change(NAME, PAGE[-30:], PAGE[-30:] + SAMPLES)
    assert await editor.problems(NAME) == []
    assert await editor.hover(NAME, "Nat := cou|nt") == ""
    assert await editor.definition(NAME, "Nat := cou|nt") == ""
    assert "Code that has to fail" in await editor.hover(NAME, "juvix fai|ls")
    assert not {"secret", "wrong"} & {*await editor.completions(NAME, "add all e|ach")}
    editor.change(NAME, "cuont", "count gate")
    assert await editor.problems(NAME) == ["E0123:37:fails=E0301"]
    editor.change(NAME, "fails=E0301", "fai")
    assert await editor.completions(NAME, "juvix fai|") == ["fails="]
    assert await format_text(editor) is not None
