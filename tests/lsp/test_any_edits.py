"""Whatever an editor sends: no bug, no place outside its text, and no rename that changes what the pages say.

Hypothesis chooses the changes, the places and the questions; positions may be anywhere, documents may be unknown.
"""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from fuzz.mutate import OPENERS, WORDS
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lsprotocol import types
from pygls.uris import from_fs_path

from diglot.caching import Cache
from diglot.lsp.buffers import apply_changes
from diglot.lsp.convert import ENCODINGS, Encoding
from diglot.lsp.places import LIBRARY
from diglot.lsp.rename import Refusal
from diglot.lsp.server import ABOUT_ALL, ANSWERED
from diglot.lsp.session import EditorSession
from diglot.pipeline import compile_site
from diglot.workspace import Workspace, read_library

PAGES = {
    "docs/coins.md": """\
# Coins 🪙

A `Coin` has a `worth`; see [this](ref:coins.Purse) and `total`.

```juvix
module coins;

import Stdlib.Prelude open;

type Coin := penny | pound;

type Purse := mkPurse@{ coins : List Coin; owner : String };

open Coin public;
open Purse public;
```

```juvix
syntax operator +++ additive;

--- What a ;Coin; is worth.
worth (coin : Coin) : Nat := case coin of { | penny := 1 | pound := 100 };

+++ (a b : Nat) : Nat := a + b;

module Words; two : String := "🪙🪙"; end;

trait
type Valued A := mkValued@{ value : A -> Nat };

instance
coinValued : Valued Coin := Valued.mkValued@{ value := worth };
```
""",
    "docs/bank.md": """\
# Bank

The `total` of a [purse](ref:Purse) is what its coins are [worth](ref:coins.worth) together.

```juvix
module bank;

import Stdlib.Prelude open;
import coins as C;
import coins open hiding {penny};
```

```juvix
total (purse : Purse) : Nat := for (sum := 0) (coin in Purse.coins purse) {sum +++ worth coin};

shown (coin : Coin) : Nat := Valued.value coin;

give (coin : Coin) (purse : Purse) : Purse := purse@Purse{coins := coin :: Purse.coins purse};

first : Purse -> Maybe Coin
  | mkPurse@{coins := c :: _} := just c
  | _ := nothing;

start (owner : String) : Purse := let held := [C.penny; pound]; in mkPurse@{coins := held; owner};

rich (purse : Purse) : Bool :=
  let limit (extra : Nat) : Nat := 1000 + extra; x := total purse; in x > limit 3;
```
""",
    "docs/notes.md": "# Notes\n\n`total` and [worth](ref:worth), [Coins](coins.md#coins).\n",
}
OTHERS = ("untitled:Untitled-1", "file:///nowhere/docs/x.md", "http://example.org/a.md", "", "docs/new.md")
NAMES = (
    *("worth", "total", "penny", "Coin", "coins", "owner", "c", "x", "a", "Nat", "suc", "value", "Words", "C", "bank"),
    *("module", "case", ":=", "->", "+++", "+", "::", ";", "", " ", "a b", "a.b", "λ", "é", "x'", "🪙", "_", "@{", "1"),
    *("fresh", "Fresh", "x" * 300, "`", "\n", "$$$", "-"),
)
LIBRARY_PAGE = from_fs_path(str(LIBRARY / "Stdlib" / "Prelude.md")) or ""
LIBRARY_TEXTS = read_library()
PHASES = (Phase.reuse, Phase.generate)
"""Without shrinking: a shorter series of edits is found faster by reading a failing one."""
CACHE = Cache()
"""The library is compiled once."""


class World:
    """A project on disk, a session about it, and the texts that an editor has open."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        self.chance = chance
        self.root = root
        self.encoding: Encoding = chance.choice(list(ENCODINGS.values()))
        self.session = EditorSession(root, self.encoding)
        self.session.cache = CACHE
        self.open: dict[str, str] = {}

    def uri(self, name: str) -> str:
        """The URI of a page, or of something else."""
        return (self.root / name).as_uri() if name.endswith(".md") and ":" not in name else name

    def any_uri(self) -> str:
        """Mostly that of a page."""
        names = (*PAGES, *PAGES, *PAGES, *OTHERS)
        return self.chance.choice([*(self.uri(name) for name in names), LIBRARY_PAGE])

    def text(self, uri: str) -> str | None:
        """What the editor sees there."""
        if uri in self.open:
            return self.open[uri]
        return next((text for name, text in PAGES.items() if self.uri(name) == uri), None)

    def any_position(self, uri: str) -> types.Position:
        """Mostly one in the text, often at a word."""
        lines = (self.text(uri) or "").split("\n")
        if self.chance.random() < 0.1:
            return types.Position(self.chance.choice((0, 5, 2**31 - 100)), self.chance.choice((0, 7, 2**31 - 100)))
        line = self.chance.randrange(len(lines))
        return types.Position(line, self.chance.randint(0, len(lines[line].encode(self.encoding.codec)) + 2))

    # -- Doing things -------------------------------------------------------------------------------------------------

    def step(self) -> None:
        """One thing that an editor does."""
        self.chance.choice((self.change, self.change, self.reopen, self.close, *[self.ask] * 6, self.rename))()

    def change(self) -> None:
        """One or more incremental changes."""
        uri = self.any_uri()
        if uri not in self.open:
            self.reopen()
            return
        for _ in range(self.chance.choice((1, 1, 1, 4))):
            start, end = self.any_position(uri), self.any_position(uri)
            if self.chance.random() < 0.7:
                end = types.Position(start.line, start.character + self.chance.choice((0, 0, 1, 5)))
            new = self.chance.choice((*WORDS, *OPENERS, *NAMES, ""))
            change = types.TextDocumentContentChangePartial(types.Range(start, end), new)
            self.open[uri] = apply_changes(self.open[uri], [change], self.encoding)
        self.session.put(uri, self.open[uri])

    def reopen(self) -> None:
        """Open a document, perhaps once more."""
        uri = self.any_uri()
        self.open[uri] = self.text(uri) or self.chance.choice(("", "# New\n\n```juvix\nmodule new;\n", "\ufeff\0```"))
        self.session.put(uri, self.open[uri])

    def close(self) -> None:
        """Close a document, open or not."""
        uri = self.any_uri()
        self.open.pop(uri, None)
        self.session.drop(uri)

    def ask(self) -> None:
        """Any question but that for a rename."""
        method = self.chance.choice([each for each in ANSWERED if each != types.TEXT_DOCUMENT_RENAME])
        uri = self.any_uri()
        params = self.params(method, uri)
        feature = ANSWERED[method][0]
        snapshot = self.session.snapshot() if feature in ABOUT_ALL else self.session.snapshot_of(uri)
        assert snapshot is not None
        try:
            answer = feature(snapshot, params)
        except Refusal:
            return
        self.check(answer, uri)

    def params(self, method: str, uri: str) -> object:
        """The parameters of a question."""
        kind: Any = types.METHOD_TO_TYPES[method][2]
        document = types.TextDocumentIdentifier(uri)
        known = {
            "text_document": document,
            "position": self.any_position(uri),
            "range": types.Range(self.any_position(uri), self.any_position(uri)),
            "query": self.chance.choice(NAMES),
            "new_name": self.chance.choice(NAMES),
            "options": types.FormattingOptions(2, insert_spaces=True),
        }
        if method == types.COMPLETION_ITEM_RESOLVE:
            item = {"symbol": self.chance.choice(("coins:worth", "no", "bank:")), "module": "coins"}
            return types.CompletionItem("worth", data=self.chance.choice((None, item, 3)))
        if method == types.DOCUMENT_LINK_RESOLVE:
            place = types.Range(types.Position(0, 0), types.Position(0, 0))
            target = self.chance.choice(("ref:worth", "ref:coins#coins", "ref:", "term:x", "x.md", "", None))
            data: dict[str, str | None] = {"path": "docs/bank.md", "target": target}
            return types.DocumentLink(place, data=self.chance.choice((None, data, data, "x")))
        contexts = {
            types.ReferenceParams: types.ReferenceContext(include_declaration=True),
            types.CodeActionParams: types.CodeActionContext([]),
        }
        names = {each.name for each in attrs.fields(kind)}
        context = {"context": contexts[kind]} if kind in contexts else {}
        return kind(**{name: value for name, value in known.items() if name in names}, **context)

    def rename(self) -> None:
        """A rename, mostly of something that is there; what it gives must check as before."""
        uri = self.any_uri()
        params = types.RenameParams(
            types.TextDocumentIdentifier(uri), self.any_position(uri), self.chance.choice(NAMES)
        )
        snapshot = self.session.snapshot()
        assert snapshot is not None
        path = snapshot.places.path(uri)
        module = snapshot.module(path) if path is not None else None
        if path is not None and module is not None and snapshot.site.scoped[module].references:
            place = self.chance.choice(snapshot.site.scoped[module].references).span
            params.position = snapshot.range(path, place).start
        try:
            edit = ANSWERED[types.TEXT_DOCUMENT_RENAME][0](snapshot, params)
        except Refusal:
            return
        if edit is None:
            return
        assert isinstance(edit, types.WorkspaceEdit)
        self.check(edit, uri)
        texts = dict(snapshot.subject.files.pages.texts)
        for target, edits in (edit.changes or {}).items():
            changed = snapshot.places.path(target)
            assert changed is not None
            texts[changed] = self.edited(texts[changed], list(edits))
        after = compile_site(Workspace.of(texts), snapshot.site.settings, LIBRARY_TEXTS, cache=CACHE)
        assert Counter((each.path, each.code) for each in after.problems) == Counter(
            (each.path, each.code) for each in snapshot.site.problems
        )
        assert set(after.own_theories()) == set(snapshot.site.own_theories())

    def edited(self, text: str, edits: list[types.TextEdit]) -> str:
        """A text after edits that do not overlap."""
        later = sorted(edits, key=lambda each: (each.range.start.line, each.range.start.character), reverse=True)
        changes = [types.TextDocumentContentChangePartial(each.range, each.new_text) for each in later]
        return apply_changes(text, changes, self.encoding)

    # -- Checking answers ---------------------------------------------------------------------------------------------

    def check(self, answer: object, uri: str) -> None:
        """Every place in an answer lies in its text, its end not before its start."""
        snapshot = self.session.snapshot()
        assert snapshot is not None
        for target, place in _places(answer, uri):
            path = snapshot.places.path(target)
            if path is None or path not in snapshot.sources:
                continue
            lines = snapshot.sources[path].text.split("\n")
            assert (place.start.line, place.start.character) <= (place.end.line, place.end.character)
            for position in (place.start, place.end):
                units = len(lines[position.line].encode(self.encoding.codec)) // self.encoding.size
                assert position.character <= units


def _places(answer: object, uri: str) -> Iterator[tuple[str, types.Range]]:
    """All ranges in an answer, each with the document that it is about."""
    if isinstance(answer, types.Range):
        yield uri, answer
    elif isinstance(answer, types.Location):
        yield answer.uri, answer.range
    elif isinstance(answer, types.WorkspaceEdit):
        for target, edits in (answer.changes or {}).items():
            yield from ((target, each.range) for each in edits)
    elif isinstance(answer, list | tuple):
        for each in answer:
            yield from _places(each, uri)
    elif attrs.has(kind := type(answer)):
        for name in attrs.fields_dict(kind):
            yield from _places(getattr(answer, name), uri)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages on disk."""
    root = tmp_path_factory.mktemp("bank")
    (root / "mkdocs.yml").write_text("site_name: Bank\nplugins:\n  - diglot\n", encoding="utf-8")
    (root / "docs").mkdir()
    for name, text in PAGES.items():
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_pages_are_right(project: Path) -> None:
    """Before anything is done to them, nothing is wrong."""
    snapshot = EditorSession(project).snapshot()
    assert snapshot is not None
    assert [each.message for each in snapshot.problems] == []


@given(chance=st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
def test_anything(project: Path, chance: random.Random) -> None:
    """Thirty things that an editor does, one after the other."""
    world = World(project, chance)
    for _ in range(30):
        world.step()


@given(chance=st.randoms(use_true_random=False))
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
def test_renames(project: Path, chance: random.Random) -> None:
    """Renames of pages that are right."""
    world = World(project, chance)
    for _ in range(6):
        world.rename()
