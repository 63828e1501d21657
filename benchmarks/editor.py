"""Measure the language server on the generated specification, and print a table: `python benchmarks/editor.py`.

A real client talks to `diglot lsp` over pipes, as an editor does. Each number is what somebody at the editor waits for,
from the message to its answer, the server's pause before it looks for problems included. The table shows the median and
the worst of several runs. See README.md in this folder.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from check import DIGLOT, _clear, _row, _run, _write
from lsp_editor import Editor
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities
from specification import generate

RUNS = 5
BASE = "docs/shared/units.md"
"""A page below nearly all others."""
PAGE = "docs/engines/gateway/config.md"
USER = "docs/engines/gateway/behaviour.md"
BROKEN = {
    "a wrong type": "\n```juvix\nbroken : Nat := true;\n```\n",
    "an unknown name": "\n```juvix\nbroken : Nat := nobody;\n```\n",
    "a bracket open": "\n```juvix\nbroken : Nat := (1;\n```\n",
    "a word, half typed": "\n```juvix\nbrok\n```\n",
    "a fence open": "\n```juvix\nbroken : Nat := 1;\n",
}


def main() -> None:
    """Measure everything."""
    with tempfile.TemporaryDirectory() as name:
        project = Path(name)
        _write(project, generate())
        asyncio.run(_measure(project))


async def _measure(project: Path) -> None:
    _row("from the start of the server to", "median s", "worst s")
    starts: dict[str, Callable[[Path], object]] = {"nothing kept": _clear, "after diglot check": _check}
    for what, prepare in starts.items():
        first, all_ = [], []
        for _ in range(3):
            prepare(project)
            start = time.perf_counter()
            async with _editor(project) as editor:
                first.append(time.perf_counter() - start)
                await _everything(editor)
                all_.append(time.perf_counter() - start)
        _report(f"problems of the open page, {what}", first)
        _report(f"all pages, {what}", all_)
    async with _editor(project) as editor:
        await _everything(editor)
        await _measure_edits(editor)
        await _measure_questions(editor)


def _check(project: Path) -> None:
    _run(project, "check")


def _report(what: str, seconds: list[float]) -> None:
    _row(what, f"{median(seconds):.2f}", f"{max(seconds):.2f}")


@asynccontextmanager
async def _editor(project: Path) -> AsyncIterator[Editor]:
    """An editor with a page open, whose problems it has been told."""
    client = await ClientServerConfig(server_command=[str(DIGLOT), "lsp"], client_factory=LanguageClient).start()
    if not isinstance(client, LanguageClient):
        sys.exit("The client is none of pytest-lsp's.")
    editor = Editor(client, project)
    folder = types.WorkspaceFolder(project.as_uri(), "project")
    capabilities = client_capabilities("visual-studio-code")
    await client.initialize_session(types.InitializeParams(capabilities, workspace_folders=[folder]))
    editor.open(USER)
    await editor.problems(USER)
    yield editor
    if editor.log:
        sys.exit("\n".join(editor.log))
    await client.shutdown_session()
    await client.stop()  # type: ignore[no-untyped-call]


async def _everything(editor: Editor) -> None:
    """Wait until all pages have been compiled: this question is about all of them."""
    await editor.client.workspace_symbol_async(types.WorkspaceSymbolParams("nobodyHasThisName"))


# -- Edits ------------------------------------------------------------------------------------------------------------


async def _measure_edits(editor: Editor) -> None:
    print()
    _row("from an edit to the problems of its page", "median s", "worst s")
    editor.open(PAGE)
    editor.open(BASE)
    number = editor.texts[PAGE].partition("retries := ")[2].partition(";")[0]
    await _edits(
        editor, "a number in a definition", PAGE, f"retries := {number}", lambda run: f"retries := {1000 + run}"
    )
    for what, text in BROKEN.items():
        await _additions(editor, f"a page below 178 others, {what}", lambda _, text=text: text)  # type: ignore[misc]
    await _additions(editor, "a page below 178 others, a definition more", _definition)
    print()
    _row("from an edit until all pages have been compiled", "median s", "worst s")
    await _additions(editor, "a page below 178 others, a wrong type", lambda _: BROKEN["a wrong type"], whole=True)
    await _additions(
        editor, "a page below 178 others, a definition more", lambda run: _definition(run + 10), whole=True
    )


def _definition(run: int) -> str:
    return f"\n```juvix\nextra{run} : Nat := 1;\n```\n"


async def _edits(editor: Editor, what: str, page: str, old: str, new: Callable[[int], str]) -> None:
    seconds = []
    for run in range(RUNS):
        start = time.perf_counter()
        editor.change(page, old, new(run))
        await editor.problems(page)
        seconds.append(time.perf_counter() - start)
        old = new(run)
    _report(what, seconds)


async def _additions(editor: Editor, what: str, text: Callable[[int], str], *, whole: bool = False) -> None:
    """Add something to the base page and take it away again."""
    last = editor.texts[BASE][-40:]
    seconds = []
    for run in range(RUNS):
        start = time.perf_counter()
        editor.change(BASE, last, last + text(run))
        await (_everything(editor) if whole else editor.problems(BASE))
        seconds.append(time.perf_counter() - start)
        editor.change(BASE, last + text(run), last)
        await editor.problems(BASE)
        await _everything(editor)
    _report(what, seconds)


# -- Questions --------------------------------------------------------------------------------------------------------


async def _measure_questions(editor: Editor) -> None:
    print()
    _row("from a question to its answer", "median s", "worst s")
    base = editor.texts[BASE]
    at = base.index("type ", base.index("```juvix")) + len("type ")
    name = base[at:].split()[0]
    place, document = editor.position(BASE, at + 1), editor.document(BASE)
    client, context = editor.client, types.ReferenceContext(include_declaration=True)
    questions: dict[str, Callable[[], Awaitable[object]]] = {
        "hover": lambda: client.text_document_hover_async(types.HoverParams(document, place)),
        "definition": lambda: client.text_document_definition_async(types.DefinitionParams(document, place)),
        "completion": lambda: client.text_document_completion_async(types.CompletionParams(document, place)),
        "outline": lambda: client.text_document_document_symbol_async(types.DocumentSymbolParams(document)),
        "names on all pages": lambda: client.workspace_symbol_async(types.WorkspaceSymbolParams("state")),
        "references": lambda: client.text_document_references_async(types.ReferenceParams(context, document, place)),
        "rename": lambda: client.text_document_rename_async(types.RenameParams(document, place, f"{name}Renamed")),
    }
    for what, ask in questions.items():
        seconds = []
        for _ in range(RUNS):
            start = time.perf_counter()
            if await ask() is None:
                sys.exit(f"There is no answer to {what}.")
            seconds.append(time.perf_counter() - start)
        _row(what, f"{median(seconds):.3f}", f"{max(seconds):.3f}")


if __name__ == "__main__":
    main()
