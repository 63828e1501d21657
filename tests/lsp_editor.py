"""An editor for tests: a real client of the protocol that talks to `diglot lsp` over pipes, on a project on disk."""

import asyncio
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from urllib.parse import unquote, urlparse

from lsprotocol import types
from pytest_lsp import LanguageClient

PATIENCE = 30
"""Seconds after which an answer is not expected any more."""


class Editor:
    """A client with some documents open; places in them are given by text with a bar where the cursor is."""

    def __init__(self, client: LanguageClient, root: Path) -> None:
        self.client = client
        self.root = root
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.published: dict[str, tuple[int | None, list[types.Diagnostic]]] = {}
        self.log: list[str] = []
        """What the server wrote to the log or showed; nothing, unless something is wrong with it."""
        self._news = asyncio.Event()

        def publish(params: types.PublishDiagnosticsParams) -> None:
            self.published[params.uri] = (params.version, list(params.diagnostics))
            self._news.set()

        def log(params: types.LogMessageParams | types.ShowMessageParams) -> None:
            self.log.append(params.message)

        def register(params: types.RegistrationParams) -> None:
            assert [each.method for each in params.registrations] == [types.WORKSPACE_DID_CHANGE_WATCHED_FILES]

        client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(publish)
        client.feature(types.WINDOW_LOG_MESSAGE)(log)
        client.feature(types.WINDOW_SHOW_MESSAGE)(log)
        client.feature(types.CLIENT_REGISTER_CAPABILITY)(register)

    def uri(self, name: str) -> str:
        """The URI of a file of the project."""
        return (self.root / name).as_uri()

    def document(self, name: str) -> types.TextDocumentIdentifier:
        """A file of the project, for parameters."""
        return types.TextDocumentIdentifier(self.uri(name))

    # -- Changing texts -----------------------------------------------------------------------------------------------

    def open(self, name: str, text: str | None = None) -> None:
        """Open a file, or a new document that is not on the disk yet."""
        self.texts[name] = (self.root / name).read_text(encoding="utf-8") if text is None else text
        self.versions[name] = 1
        item = types.TextDocumentItem(self.uri(name), "markdown", 1, self.texts[name])
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def change(self, name: str, old: str, new: str) -> None:
        """Replace a text that is there, as an incremental change."""
        text = self.texts[name]
        start = text.index(old)
        span = types.Range(self.position(name, start), self.position(name, start + len(old)))
        self.texts[name] = text[:start] + new + text[start + len(old) :]
        self.versions[name] += 1
        version = types.VersionedTextDocumentIdentifier(version=self.versions[name], uri=self.uri(name))
        change = types.TextDocumentContentChangePartial(span, new)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(version, [change]))

    def close(self, name: str) -> None:
        """Close a document without saving it."""
        del self.texts[name], self.versions[name]
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(self.document(name)))

    def on_disk(self, name: str, text: str | None) -> None:
        """Write or remove a file behind the server's back, and let it know as the file watcher does."""
        if text is None:
            (self.root / name).unlink()
        else:
            (self.root / name).write_text(text, encoding="utf-8")
        event = types.FileEvent(self.uri(name), types.FileChangeType.Changed if text else types.FileChangeType.Deleted)
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))

    # -- Places -------------------------------------------------------------------------------------------------------

    def position(self, name: str, offset: int) -> types.Position:
        """An offset in UTF-16 code units, counted in the plainest way."""
        lines = self.texts[name][:offset].split("\n")
        return types.Position(len(lines) - 1, sum(2 if ord(letter) > 0xFFFF else 1 for letter in lines[-1]))

    def at(self, name: str, marked: str) -> types.Position:
        """The place of the bar in a text that is once in the document."""
        assert self.texts[name].count(marked.replace("|", "", 1)) == 1, marked
        return self.position(name, self.texts[name].index(marked.replace("|", "", 1)) + marked.index("|"))

    def cut(self, place: types.Range, text: str) -> str:
        """What is in a range, which is shown with its line: `14:counter`."""
        line = text.split("\n")[place.start.line]
        units = line.encode("utf-16-le")[2 * place.start.character : 2 * place.end.character]
        assert place.start.line == place.end.line
        return f"{place.start.line}:{units.decode('utf-16-le')}"

    def shown(self, location: types.Location) -> str:
        """A location with what is there: `docs/lamp.md:14:counter`."""
        path = Path(path_of(location.uri))
        name = path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.name
        text = self.texts.get(name) or path.read_text(encoding="utf-8")
        return f"{name}:{self.cut(location.range, text)}"

    # -- Asking -------------------------------------------------------------------------------------------------------

    async def problems(self, name: str) -> list[str]:
        """The problems of an open document as it is now, once the server has found them."""
        await self._until(lambda: self.published.get(self.uri(name), (0, []))[0] == self.versions[name])
        return [f"{each.code}:{self.cut(each.range, self.texts[name])}" for each in self.diagnostics(name)]

    async def becomes(self, name: str, *codes: str) -> None:
        """Wait until exactly these problems are shown of a file, which need not be open."""
        await self._until(lambda: [each.code for each in self.diagnostics(name)] == list(codes))

    async def shows(self, told: list[tuple[str, str]]) -> None:
        """Wait until exactly these problems are shown, by path and code, in any order, of all files together."""
        await self._until(lambda: sorted(self._shown()) == sorted(told))

    def _shown(self) -> Iterator[tuple[str, str]]:
        for uri, (_, found) in self.published.items():
            path = Path(path_of(uri)).relative_to(self.root).as_posix()
            yield from ((path, str(each.code)) for each in found)

    async def _until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not condition():
                self._news.clear()
                await self._news.wait()

    def diagnostics(self, name: str) -> list[types.Diagnostic]:
        """The problems of a file that are shown now."""
        return self.published.get(self.uri(name), (0, []))[1]

    async def hover(self, name: str, marked: str) -> str:
        """What the server says of a name; empty if nothing."""
        params = types.HoverParams(self.document(name), self.at(name, marked))
        found = await self.client.text_document_hover_async(params)
        if found is None:
            return ""
        assert isinstance(found.contents, types.MarkupContent)
        return found.contents.value

    async def definition(self, name: str, marked: str) -> str:
        """Where a name is defined; empty if nowhere."""
        params = types.DefinitionParams(self.document(name), self.at(name, marked))
        found = await self.client.text_document_definition_async(params)
        return self.shown(found) if isinstance(found, types.Location) else ""

    async def references(self, name: str, marked: str, *, declaration: bool = True) -> list[str]:
        """Where a name is used."""
        context = types.ReferenceContext(declaration)
        params = types.ReferenceParams(context, self.document(name), self.at(name, marked))
        return [self.shown(each) for each in await self.client.text_document_references_async(params) or ()]

    async def completions(self, name: str, marked: str) -> list[str]:
        """The names that could be written at a place, best first."""
        params = types.CompletionParams(self.document(name), self.at(name, marked))
        found = await self.client.text_document_completion_async(params)
        assert isinstance(found, types.CompletionList)
        return [item.label for item in sorted(found.items, key=lambda item: item.sort_text or item.label)]

    async def rename(self, name: str, marked: str, new: str) -> dict[str, str]:
        """The texts of all pages that a new name changes, after the change."""
        params = types.RenameParams(self.document(name), self.at(name, marked), new)
        edit = await self.client.text_document_rename_async(params)
        changes = edit.changes if edit is not None and edit.changes is not None else {}
        names = {uri: Path(path_of(uri)).relative_to(self.root).as_posix() for uri in changes}
        return {names[uri]: self.edited(names[uri], list(edits)) for uri, edits in changes.items()}

    def edited(self, name: str, edits: list[types.TextEdit]) -> str:
        """A text after some edits."""
        text = self.texts.get(name) or (self.root / name).read_text(encoding="utf-8")
        lines = [line.encode("utf-16-le") for line in text.split("\n")]
        starts = list(accumulate((len(line) + 2 for line in lines), initial=0))
        data = text.encode("utf-16-le")
        for edit in sorted(edits, key=lambda each: (each.range.start.line, each.range.start.character), reverse=True):
            start, end = (starts[at.line] + 2 * at.character for at in (edit.range.start, edit.range.end))
            data = data[:start] + edit.new_text.encode("utf-16-le") + data[end:]
        return data.decode("utf-16-le")


def path_of(uri: str) -> str:
    """The path in a `file:` URI."""
    return unquote(urlparse(uri).path)
