"""The language server: which message of the protocol is answered by what.

In: messages of an editor on standard input. Out: answers on standard output. One thread does everything, one message
after the other, so an answer always speaks of the texts as they are. Problems are looked for when the writer pauses: on
the page that was changed, then on the others, a few at a time.
What goes wrong in ourselves is written to the editor's log, and the server goes on.
"""

import asyncio
import logging
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO, cast

from lsprotocol import types
from pygls.exceptions import FeatureRequestError, JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from diglot.artifacts import KINDS
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
    rename_files,
    signatures,
    symbols,
)
from diglot.lsp.buffers import apply_changes, plain
from diglot.lsp.convert import ENCODINGS, UTF_16
from diglot.lsp.input import EditorInput
from diglot.lsp.projects import Projects
from diglot.lsp.session import EditorSession, Snapshot
from diglot.settings import SETTINGS_FILES, ZENSICAL_FILE

PAUSE = 0.15
"""Seconds without a change after which problems are looked for."""
FIRST = 0.1
"""Seconds for which pages are looked at before the first problems are shown."""
SLICE = 0.05
"""Seconds for which pages are looked at before other messages get their turn."""

_WATCHED_SETTINGS = (*SETTINGS_FILES, ZENSICAL_FILE)
_WATCHED_PAGES = tuple(f"*{ending}" for ending in PAGE_ENDINGS)
BESIDE = (*dict.fromkeys(kind.pattern for kind in KINDS), "status.json")
"""Files beside pages: what is generated and compared with them, and what Isabelle said."""

_RENAMED = types.FileOperationRegistrationOptions([types.FileOperationFilter(types.FileOperationPattern("**/*"))])
"""All files and folders: pages have links to pictures and to other files, too."""

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
"""What answers each question, and the capability that the server declares for it."""

ABOUT_ALL: tuple[Feature, ...] = (
    navigate.find_references,
    page_links.resolve_link,
    rename.rename,
    symbols.workspace_symbols,
)
"""Answered from all pages; everything else is answered from a page and what it imports."""
ABOUT_PROJECTS = frozenset({symbols.workspace_symbols})
"""Answered from all projects."""
ABOUT_ENGLISH = frozenset({navigate.go_to_definition, prose.hover})
"""What may be asked of the English between snippets, which can lead to any page."""


@dataclass(slots=True)
class _Shown:
    """What the editor was told of a project."""

    found: dict[str, list[types.Diagnostic]] = field(default_factory=dict)
    """The problems of each file."""
    without_location: list[str] = field(default_factory=list)


class DiglotServer(LanguageServer):
    """One server for one editor and all its projects."""

    def __init__(self) -> None:
        super().__init__("diglot", version("diglot"))
        self.projects = Projects([])
        self._versions: dict[str, int] = {}
        self._shown: dict[EditorSession, _Shown] = {}
        self._published: dict[str, list[types.Diagnostic]] = {}
        """The problems of each file, as the editor has them."""
        self._busy: list[EditorSession] = []
        """The projects with pages that have not been looked at."""
        self._last: EditorSession | None = None
        """The project that was asked about last."""
        self._waiting: asyncio.TimerHandle | None = None
        self._recent: dict[str, None] = {}
        """The open documents, the one last changed at the end."""

    # -- Texts --------------------------------------------------------------------------------------------------------

    def begin(self, _: types.InitializedParams) -> None:
        """Find the projects, and ask to be told of changes on disk."""
        encoding = ENCODINGS.get(str(self.workspace.position_encoding or ""), UTF_16)
        self.projects = Projects(self._folders(), encoding)
        watched = self.client_capabilities.workspace and self.client_capabilities.workspace.did_change_watched_files
        if watched and watched.dynamic_registration:
            globs = [types.FileSystemWatcher(f"**/{name}") for name in (*_WATCHED_PAGES, *_WATCHED_SETTINGS, *BESIDE)]
            options = types.DidChangeWatchedFilesRegistrationOptions(globs)
            method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            self.client_register_capability(types.RegistrationParams([types.Registration("files", method, options)]))
        self._soon()

    def _folders(self) -> list[Path]:
        """The folders of the workspace."""
        uris = [*self.workspace.folders] or [*filter(None, [self.workspace.root_uri])]
        return [Path(os.path.normpath(name)) for name in map(to_fs_path, uris) if name]

    def folders_changed(self, _: object) -> None:
        """Folders have been added to the workspace or removed from it, or projects may have been in them."""
        texts = self._open_texts()
        for session in self.projects.set_folders(self._folders()):
            self._forget(session)
        self._settle(texts)

    def _open_texts(self) -> Mapping[str, str]:
        return {uri: self.projects.of(uri).text(uri) for uri in self._versions}

    def _settle(self, texts: Mapping[str, str]) -> None:
        """Give each open document to the project that it belongs to now."""
        for uri, text in texts.items():
            home = self.projects.of(uri)
            for session in self.projects.sessions:
                if session is not home:
                    session.drop(uri)
            home.put(uri, text)
        self._soon()

    def _forget(self, session: EditorSession) -> None:
        """Take back what is shown of a project that is not open any more."""
        self._publish(self._shown.pop(session, _Shown()).found)
        session.close()

    def opened(self, params: types.DidOpenTextDocumentParams) -> None:
        """Take an opened document's text."""
        document = params.text_document
        self._versions[document.uri] = document.version
        self._recent[document.uri] = None
        self.projects.of(document.uri).put(document.uri, plain(document.text))
        self._soon()

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        """Change an open document's text."""
        uri = params.text_document.uri
        self._versions[uri] = params.text_document.version
        self._recent.pop(uri, None)
        self._recent[uri] = None
        session = self.projects.of(uri)
        session.put(uri, apply_changes(session.text(uri), params.content_changes, session.encoding))
        self._soon()

    def closed(self, params: types.DidCloseTextDocumentParams) -> None:
        """The disk counts again."""
        self._versions.pop(params.text_document.uri, None)
        self._recent.pop(params.text_document.uri, None)
        self.projects.of(params.text_document.uri).drop(params.text_document.uri)
        self._soon()

    def saved(self, _: object) -> None:
        """What is on disk has changed, and settings may now say something else."""
        texts = self._open_texts()
        for session in self.projects.sessions:
            session.refresh()
        self.projects.forget_homes()
        self._settle(texts)

    def files_changed(self, params: types.DidChangeWatchedFilesParams) -> None:
        """Files on disk have changed; those of settings make projects of folders."""
        self.saved(params)
        if any(each.uri.endswith(_WATCHED_SETTINGS) for each in params.changes):
            self.folders_changed(params)

    # -- Problems -----------------------------------------------------------------------------------------------------

    def _soon(self) -> None:
        self._later(PAUSE, self._look)

    def _later(self, seconds: float, work: Callable[[], object]) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = asyncio.get_running_loop().call_later(seconds, self._guarded, work)

    def _look(self) -> None:
        """Look at the page that was changed last, then for a moment at the others, then at other projects."""
        recent = list(self._recent)[-1:]
        first = self.projects.of(recent[0]) if recent else next(iter(self.projects.sessions), None)
        if first is None:
            return
        others = [session for session in self.projects.sessions if session is not first and session.is_stale]
        first.snapshot_of(*recent)
        snapshot = first.continue_for(FIRST)
        self._show(first, snapshot)
        is_done = snapshot is None or not snapshot.waiting
        self._busy = [*([] if is_done else [first]), *others]
        if self._busy:
            self._later(0, self._continue)

    def _continue(self) -> None:
        """Look at some more pages, unless somebody asks for something in the meantime."""
        session = self._busy[0]
        snapshot = session.continue_for(SLICE)
        if snapshot is None or not snapshot.waiting:
            self._busy.pop(0)
            self._show(session, snapshot)
        if self._busy:
            self._later(0, self._continue)

    def _show(self, session: EditorSession, snapshot: Snapshot | None) -> None:
        """Show the problems of all files that have been looked at, and take back those that are gone."""
        if snapshot is None or session not in self.projects.sessions:
            return
        shown = self._shown.setdefault(session, _Shown())
        waiting = {snapshot.places.uri(path, snapshot.site) for path in snapshot.waiting}
        found = {uri: each for uri, each in shown.found.items() if uri in waiting}
        for path, each in problems.diagnostics(snapshot).items():
            uri = snapshot.places.uri(path, snapshot.site)
            if uri not in waiting:
                found[uri] = each
        looked_at = {*found, *shown.found} - waiting
        shown.found = found
        self._publish(looked_at)
        without_location = problems.without_location(snapshot)
        if without_location != shown.without_location:
            shown.without_location = without_location
            for text in without_location:
                self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, text))

    def _publish(self, uris: Iterable[str]) -> None:
        """Tell the editor of some files what all projects together have found there."""
        for uri in uris:
            now = [each for shown in self._shown.values() for each in shown.found.get(uri, ())]
            if uri in self._versions or now != self._published.get(uri, []):
                self._published[uri] = now
                params = types.PublishDiagnosticsParams(uri, now, version=self._versions.get(uri))
                self.text_document_publish_diagnostics(params)

    # -- Questions ----------------------------------------------------------------------------------------------------

    def answering(self, feature: Feature) -> Callable[[LanguageServer, Any], object]:
        """A handler that answers from the project as it is now."""

        def answer(_: LanguageServer, params: object) -> object:
            return self._guarded(lambda: self._ask(feature, params))

        return answer

    def handling(self, handler: Callable[[Any], object]) -> Callable[[LanguageServer, Any], object]:
        """A handler of a message that may be about all projects."""

        def handle(_: LanguageServer, params: object) -> object:
            return self._guarded(lambda: handler(params))

        return handle

    def _ask(self, feature: Feature, params: object) -> object:
        document = getattr(params, "text_document", None)
        if feature in ABOUT_PROJECTS:
            # What is in the library is found in each of them.
            found = [each for session in self.projects.sessions for each in self._ask_all(session, feature, params)]
            return list({repr(each): each for each in found}.values())
        if document is not None:
            self._last = self.projects.of(document.uri)
        session = self._last or next(iter(self.projects.sessions), None)
        if session is None:
            return None
        if feature in ABOUT_ALL:
            snapshot = session.snapshot()
        else:
            snapshot = session.snapshot_of(*([document.uri] if document else []))
        answer = None if snapshot is None else feature(snapshot, params)
        if answer is None and feature in ABOUT_ENGLISH:
            snapshot = session.snapshot()
            answer = None if snapshot is None else feature(snapshot, params)
        return answer

    def _ask_all(self, session: EditorSession, feature: Feature, params: object) -> list[Any]:
        """What a project answers to a question about all projects."""
        snapshot = session.snapshot()
        found = None if snapshot is None else feature(snapshot, params)
        return list(found) if isinstance(found, list | tuple) else []

    def renaming(self, params: types.RenameFilesParams) -> types.WorkspaceEdit | None:
        """The edits that go with files that are about to be renamed."""
        changes: dict[str, rename_files.Edits] = {}
        for session in self.projects.sessions:
            snapshot = session.snapshot()
            found = {} if snapshot is None else rename_files.edits(snapshot, params.files)
            changes |= {uri: edits for uri, edits in found.items() if self.projects.of(uri) is session}
        documents = [
            types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(uri, self._versions.get(uri)), edits)
            for uri, edits in changes.items()
        ]
        return types.WorkspaceEdit(document_changes=documents) if documents else None

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
    handlers: dict[str, Callable[[Any], object]] = {
        types.INITIALIZED: server.begin,
        types.TEXT_DOCUMENT_DID_OPEN: server.opened,
        types.TEXT_DOCUMENT_DID_CHANGE: server.changed,
        types.TEXT_DOCUMENT_DID_CLOSE: server.closed,
        types.TEXT_DOCUMENT_DID_SAVE: server.saved,
        types.WORKSPACE_DID_CHANGE_WATCHED_FILES: server.files_changed,
        types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: server.folders_changed,
    }
    for method, handler in handlers.items():
        server.feature(method)(server.handling(handler))
    server.feature(types.WORKSPACE_WILL_RENAME_FILES, _RENAMED)(server.handling(server.renaming))
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
        server.projects.close()
    if editor.refused:
        sys.exit(f"{editor.refused} The language server ends here.")
