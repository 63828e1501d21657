"""The language server: which message of the protocol is answered by what.

In: messages of an editor on standard input. Out: answers on standard output. One thread does everything, one message
after the other, so an answer always speaks of the texts as they are. Problems are looked for when the writer pauses: on
the page that was changed, then on the others, a few at a time.
What goes wrong in ourselves is written to the editor's log, and the server goes on.
"""

import asyncio
import logging
import sys
import traceback
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO, cast

from lsprotocol import types
from pygls.exceptions import FeatureRequestError, JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from diglot.inclusion import PAGE_ENDINGS
from diglot.lsp import (
    colours,
    completion,
    folding,
    formatting,
    inlays,
    navigate,
    page_links,
    problems,
    prose,
    quick_fixes,
    rename,
    signatures,
    symbols,
)
from diglot.lsp.buffers import apply_changes, plain
from diglot.lsp.convert import ENCODINGS, UTF_16
from diglot.lsp.input import EditorInput
from diglot.lsp.session import EditorSession, Snapshot
from diglot.settings import SETTINGS_FILES, find_settings_file

PAUSE = 0.15
"""Seconds without a change after which problems are looked for."""
FIRST = 0.1
"""Seconds for which pages are looked at before the first problems are shown."""
SLICE = 0.05
"""Seconds for which pages are looked at before other messages get their turn."""

_WATCHED_PAGES = tuple(f"*{ending}" for ending in PAGE_ENDINGS)
GENERATED = ("*.thy", "ROOT", "*.juvix", "status.json")
"""Files beside pages that are compared with them."""

Feature = Callable[[Snapshot, Any], object]

ANSWERED: Mapping[str, tuple[Feature, object]] = {
    types.TEXT_DOCUMENT_HOVER: (prose.hover, None),
    types.TEXT_DOCUMENT_DEFINITION: (navigate.go_to_definition, None),
    types.TEXT_DOCUMENT_REFERENCES: (navigate.find_references, None),
    types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT: (navigate.highlights, None),
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: (symbols.document_symbols, None),
    types.WORKSPACE_SYMBOL: (symbols.workspace_symbols, None),
    types.TEXT_DOCUMENT_COMPLETION: (
        completion.complete,
        types.CompletionOptions(trigger_characters=[".", "{"], resolve_provider=True),
    ),
    types.TEXT_DOCUMENT_SIGNATURE_HELP: (
        signatures.signature_help,
        types.SignatureHelpOptions(trigger_characters=[" ", "(", "{"], retrigger_characters=[";"]),
    ),
    types.COMPLETION_ITEM_RESOLVE: (completion.resolve, None),
    types.TEXT_DOCUMENT_FORMATTING: (formatting.format_document, None),
    types.TEXT_DOCUMENT_CODE_ACTION: (
        quick_fixes.quick_fixes,
        types.CodeActionOptions([types.CodeActionKind.QuickFix]),
    ),
    types.TEXT_DOCUMENT_FOLDING_RANGE: (folding.folding_ranges, None),
    types.TEXT_DOCUMENT_DOCUMENT_LINK: (
        page_links.document_links,
        types.DocumentLinkOptions(resolve_provider=True),
    ),
    types.DOCUMENT_LINK_RESOLVE: (page_links.resolve_link, None),
    types.TEXT_DOCUMENT_INLAY_HINT: (inlays.inlay_hints, None),
    types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL: (colours.semantic_tokens, colours.LEGEND),
    types.TEXT_DOCUMENT_PREPARE_RENAME: (rename.prepare, None),
    types.TEXT_DOCUMENT_RENAME: (
        rename.rename,
        types.RenameOptions(prepare_provider=True),
    ),
}
"""What answers each question, and what the editor is told of it at the start."""

ABOUT_ALL: tuple[Feature, ...] = (
    navigate.find_references,
    page_links.resolve_link,
    rename.rename,
    symbols.workspace_symbols,
)
"""Answered from all pages; everything else is answered from a page and what it imports."""
ABOUT_ENGLISH = frozenset({navigate.go_to_definition, prose.hover})
"""What may be asked of the English between snippets, which can lead to any page."""


class DiglotServer(LanguageServer):
    """One server for one editor and one project."""

    def __init__(self) -> None:
        super().__init__("diglot", version("diglot"))
        self.session = EditorSession(Path.cwd())
        self._versions: dict[str, int] = {}
        self._published: dict[str, list[types.Diagnostic]] = {}
        self._without_location: list[str] = []
        self._waiting: asyncio.TimerHandle | None = None
        self._recent: dict[str, None] = {}
        """The open documents, the one last changed at the end."""

    # -- Texts --------------------------------------------------------------------------------------------------------

    def begin(self, _: types.InitializedParams) -> None:
        """Find the project, and ask to be told of changes on disk."""
        encoding = ENCODINGS.get(str(self.workspace.position_encoding or ""), UTF_16)
        self.session = EditorSession(self._root(), encoding)
        watched = self.client_capabilities.workspace and self.client_capabilities.workspace.did_change_watched_files
        if watched and watched.dynamic_registration:
            globs = [types.FileSystemWatcher(f"**/{name}") for name in (*_WATCHED_PAGES, *SETTINGS_FILES, *GENERATED)]
            options = types.DidChangeWatchedFilesRegistrationOptions(globs)
            method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            self.client_register_capability(types.RegistrationParams([types.Registration("files", method, options)]))
        self._soon()

    def _root(self) -> Path:
        """The first folder of the workspace that has a `mkdocs.yml`; without any, the first one."""
        uris = [*self.workspace.folders, *filter(None, [self.workspace.root_uri])]
        folders = [Path(name) for name in map(to_fs_path, uris) if name] or [Path.cwd()]
        return next((folder for folder in folders if find_settings_file(folder)), folders[0])

    def opened(self, params: types.DidOpenTextDocumentParams) -> None:
        """Take an opened document's text."""
        document = params.text_document
        self._versions[document.uri] = document.version
        self._recent[document.uri] = None
        self.session.put(document.uri, plain(document.text))
        self._soon()

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        """Change an open document's text."""
        uri = params.text_document.uri
        self._versions[uri] = params.text_document.version
        self._recent.pop(uri, None)
        self._recent[uri] = None
        text = apply_changes(self.session.text(uri), params.content_changes, self.session.encoding)
        self.session.put(uri, text)
        self._soon()

    def closed(self, params: types.DidCloseTextDocumentParams) -> None:
        """The disk counts again."""
        self._versions.pop(params.text_document.uri, None)
        self._recent.pop(params.text_document.uri, None)
        self.session.drop(params.text_document.uri)
        self._soon()

    def files_changed(self, _: object) -> None:
        """Something on disk has changed."""
        self.session.refresh()
        self._soon()

    # -- Problems -----------------------------------------------------------------------------------------------------

    def _soon(self) -> None:
        self._later(PAUSE, self._look)

    def _later(self, seconds: float, work: Callable[[], object]) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = asyncio.get_running_loop().call_later(seconds, self._guarded, work)

    def _look(self) -> None:
        """Look at the page that was changed last, then for a moment at the others."""
        self.session.snapshot_of(*list(self._recent)[-1:])
        self._show(self.session.continue_for(FIRST))

    def _continue(self) -> None:
        """Look at some more pages, unless somebody asks for something in the meantime."""
        snapshot = self.session.continue_for(SLICE)
        if snapshot is not None and snapshot.waiting:
            self._later(0, self._continue)
        else:
            self._show(snapshot)

    def _show(self, snapshot: Snapshot | None) -> None:
        if snapshot is not None:
            self._publish(snapshot)
            if snapshot.waiting:
                self._later(0, self._continue)

    def _publish(self, snapshot: Snapshot) -> None:
        """Show the problems of all files that have been looked at, and take back those that are gone."""
        found = {
            snapshot.places.uri(path, snapshot.site): each for path, each in problems.diagnostics(snapshot).items()
        }
        waiting = {snapshot.places.uri(path, snapshot.site) for path in snapshot.waiting}
        for uri in {*found, *self._published} - waiting:
            now = found.get(uri, [])
            if uri in self._versions or now != self._published.get(uri, []):
                params = types.PublishDiagnosticsParams(uri, now, version=self._versions.get(uri))
                self.text_document_publish_diagnostics(params)
        kept = {uri: each for uri, each in self._published.items() if uri in waiting}
        self._published = {uri: each for uri, each in found.items() if uri not in waiting} | kept
        without_location = problems.without_location(snapshot)
        if without_location != self._without_location:
            self._without_location = without_location
            for text in without_location:
                self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, text))

    # -- Questions ----------------------------------------------------------------------------------------------------

    def answering(self, feature: Feature) -> Callable[[LanguageServer, Any], object]:
        """A handler that answers from the project as it is now."""

        def answer(_: LanguageServer, params: object) -> object:
            return self._guarded(lambda: self._ask(feature, params))

        return answer

    def on_notification(self, handler: Callable[[Any], None]) -> Callable[[LanguageServer, Any], object]:
        """A handler of a notification."""

        def handle(_: LanguageServer, params: object) -> object:
            return self._guarded(lambda: handler(params))

        return handle

    def _ask(self, feature: Feature, params: object) -> object:
        document = getattr(params, "text_document", None)
        if feature in ABOUT_ALL:
            snapshot = self.session.snapshot()
        else:
            snapshot = self.session.snapshot_of(*([document.uri] if document else []))
        found = None if snapshot is None else feature(snapshot, params)
        if found is None and feature in ABOUT_ENGLISH:
            snapshot = self.session.snapshot()
            found = None if snapshot is None else feature(snapshot, params)
        return found

    def _guarded(self, work: Callable[[], object]) -> object:
        """Do something; a bug of ours goes to the editor's log and is no reason to stop."""
        try:
            return work()
        except JsonRpcException:
            raise
        except Exception as bug:  # noqa: BLE001 - the last place where a bug can be caught
            self.report_server_error(bug, FeatureRequestError)
            return None

    def report_server_error(self, error: Exception, source: object) -> None:
        """Write a bug to the editor's log; a refusal is an answer and no bug."""
        if isinstance(error, rename.Refusal):
            return
        text = "".join(traceback.format_exception(error))
        message = f"This is a bug in Diglot, not a mistake on your pages.\n{text}"
        if source is JsonRpcException:  # Whatever goes wrong in a handler has another source.
            message = f"The editor sent something that is no message: {error}."
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, message))


def make_server() -> DiglotServer:
    """A server that answers everything it can."""
    server = DiglotServer()
    handlers: dict[str, Callable[[Any], None]] = {
        types.INITIALIZED: server.begin,
        types.TEXT_DOCUMENT_DID_OPEN: server.opened,
        types.TEXT_DOCUMENT_DID_CHANGE: server.changed,
        types.TEXT_DOCUMENT_DID_CLOSE: server.closed,
        types.TEXT_DOCUMENT_DID_SAVE: server.files_changed,
        types.WORKSPACE_DID_CHANGE_WATCHED_FILES: server.files_changed,
    }
    for method, handler in handlers.items():
        server.feature(method)(server.on_notification(handler))
    for method, (feature, options) in ANSWERED.items():
        server.feature(method, options)(server.answering(feature))
    return server


def serve() -> None:
    """Serve one editor on standard input and output until it says goodbye."""
    # Bugs go to the editor's log; pygls would write them to standard error as well, and refusals with them.
    logging.getLogger("pygls").setLevel(logging.CRITICAL)
    server = make_server()
    editor = EditorInput(sys.stdin.buffer)
    try:
        server.start_io(cast("BinaryIO", editor))
    finally:
        server.session.close()
    if editor.refused:
        sys.exit(f"{editor.refused} The language server ends here.")
