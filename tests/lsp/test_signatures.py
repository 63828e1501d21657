"""What an editor shows of a function while its arguments are being written, asked by a real client over pipes."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from compiled_library import give_library
from lsp_editor import Editor
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities
from ready_server import ready_server

pytestmark = pytest.mark.asyncio

NAME = "docs/tally.md"
PAGE = """\
# Tally

```juvix
module tally;

import Stdlib.Prelude open;

type Mark := mkMark@{height : Nat; label : String};
```

## Adding

```juvix
--- Adds a 🌍 weighted mark. Marks may be heavy.
weigh {A : Type} (all : Nat) (weight : A -> Nat) (mark : A) : Nat := all + weight mark;

--- Both.
both : Nat -> Nat -> Nat
  | a b := a + b;

use (n : Nat) : Nat := HERE;
```
"""


@pytest_asyncio.fixture
async def editor(tmp_path: Path) -> AsyncIterator[Editor]:
    """An editor with the page open."""
    (tmp_path / "mkdocs.yml").write_text("site_name: A site\nplugins:\n  - diglot\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    give_library(tmp_path)
    (tmp_path / NAME).write_text(PAGE.replace("HERE", "0"), encoding="utf-8")
    client = await ClientServerConfig(server_command=[*ready_server()], client_factory=LanguageClient).start()
    assert isinstance(client, LanguageClient)
    editor = Editor(client, tmp_path)
    folder = types.WorkspaceFolder(tmp_path.as_uri(), "project")
    capabilities = client_capabilities("visual-studio-code")
    await client.initialize_session(types.InitializeParams(capabilities, workspace_folders=[folder]))
    yield editor
    assert editor.log == []
    await client.shutdown_session()


async def shown(editor: Editor, written: str) -> str:
    """The help where the bar is, with the argument that is being written in brackets; empty if there is none."""
    before, after = written.split("|")
    if NAME in editor.texts:
        editor.close(NAME)
    editor.open(NAME, PAGE.replace("HERE", before + after))
    offset = PAGE.index("HERE") + len(before)
    params = types.SignatureHelpParams(editor.document(NAME), editor.position(NAME, offset))
    found = await editor.client.text_document_signature_help_async(params)
    if found is None:
        return ""
    (signature,) = found.signatures
    assert signature.parameters is not None
    assert found.active_parameter is not None
    assert signature.active_parameter == found.active_parameter
    place = signature.parameters[found.active_parameter].label
    assert isinstance(place, tuple | list)
    start, end = place
    label = f"{signature.label[:start]}[{signature.label[start:end]}]{signature.label[end:]}"
    said = signature.documentation
    return f"{label} / {said.value}" if isinstance(said, types.MarkupContent) else label


SAID = "Adds a 🌍 weighted mark."


CASES = (
    ("weigh |", f"weigh : {{A : Type}} -> [(all : Nat)] -> (weight : A -> Nat) -> (mark : A) -> Nat / {SAID}"),
    ("weigh 1 |", f"weigh : {{A : Type}} -> (all : Nat) -> [(weight : A -> Nat)] -> (mark : A) -> Nat / {SAID}"),
    (
        "weigh {Nat} 1 (\\{x := x}) |n",
        f"weigh : {{A : Type}} -> (all : Nat) -> (weight : A -> Nat) -> [(mark : A)] -> Nat / {SAID}",
    ),
    (
        "weigh@{all := 1; weight := |}",
        f"weigh : {{A : Type}} -> (all : Nat) -> [(weight : A -> Nat)] -> (mark : A) -> Nat / {SAID}",
    ),
    ("both 1 n|", "both : Nat -> [Nat] -> Nat / Both."),
    ("both (both 1 2) (both |)", "both : [Nat] -> Nat -> Nat / Both."),
    ("both 1 (n + |)", "both : Nat -> [Nat] -> Nat / Both."),
    ("n + both 1 |", "both : Nat -> [Nat] -> Nat / Both."),
    ("let f (x y : Nat) : Nat := x; in f 1 |", "f : Nat -> [Nat] -> Nat"),
    ("Mark.height (Mark.mkMark 1 |)", "Mark.mkMark : (height : Nat) -> [(label : String)] -> Mark"),
    ("both 1 2 |", ""),
    ("n |", ""),
    ("both -- 1 |", ""),
    ("|n", ""),
)
"""What is written with a bar where the cursor is, and what is shown."""


async def test_signatures(editor: Editor) -> None:
    """The innermost function that takes such an argument, with the argument marked."""
    for written, expected in CASES:
        assert await shown(editor, written) == expected, written
