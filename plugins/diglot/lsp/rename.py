"""Giving a thing another name, on all pages.

In: a place and the new name. Out: the edits, or why there are none. They are offered only after they have been tried:
the pages with the new name must have the same problems as before, and every name on them must stand for the same thing.
Prose that names the thing gets the new name, too.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import accumulate

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from diglot.diagnostic import Diagnostic, Problems
from diglot.letters import composed
from diglot.lsp.lookup import FoundName, Target, find_name, home, occurrences
from diglot.lsp.mentions import find_mentions
from diglot.lsp.puns import find_puns
from diglot.lsp.session import Snapshot
from diglot.lsp.try_names import problems_of_names, resolve_again
from diglot.names import Symbol, Variable
from diglot.pipeline import Site
from diglot.scope.ast import Entity, Exports
from diglot.source import Span
from diglot.syntax.lexer import lex
from diglot.syntax.token import END, NAME

REQUEST_FAILED = -32803

Edits = Mapping[str, Mapping[Span, str]]
"""The new texts of spans, by path."""


class Refusal(JsonRpcException):
    """Why a name stays as it is, in words for the writer."""

    CODE = REQUEST_FAILED


def prepare(snapshot: Snapshot, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    """The name at a place, if it can be another."""
    found = find_name(snapshot, params.text_document.uri, params.position)
    if found is None:
        return None
    return types.PrepareRenamePlaceholder(snapshot.range(found.path, found.span), _old_name(snapshot, found))


def rename(snapshot: Snapshot, params: types.RenameParams) -> types.WorkspaceEdit | None:
    """The edits that give the thing at a place a new name."""
    found = find_name(snapshot, params.text_document.uri, params.position)
    if found is None:
        return None
    old, new = _old_name(snapshot, found), composed(params.new_name.strip())
    if new == old:
        return None
    if not _is_name(new):
        raise Refusal(f"`{new}` cannot be a name here. A name is one word without dots or brackets, and no keyword.")
    edits = _edits(snapshot, found, old, new)
    _try(snapshot, found, edits, new)
    return types.WorkspaceEdit(
        changes={
            snapshot.places.uri(path, snapshot.site): [
                types.TextEdit(snapshot.range(path, span), text) for span, text in each.items()
            ]
            for path, each in edits.items()
        }
    )


def _old_name(snapshot: Snapshot, found: FoundName) -> str:
    """The name of the thing; only things of the project have names that can be changed."""
    if isinstance(found.target, str):
        if ":" not in found.target:
            raise Refusal(f"The module `{found.target}` is called after its file. Rename the file and its header.")
        name = found.target.rpartition(":")[2].rpartition(".")[2]
    else:
        name = found.target.name
    if home(found) not in snapshot.site.modules:
        raise Refusal(f"`{name}` belongs to the standard library, which stays as it is.")
    if composed(snapshot.sources[found.path].slice(found.span)) != name:
        raise Refusal(f"This is another name for `{name}`. Rename `{name}` where it is defined.")
    return name


def _is_name(name: str) -> bool:
    tokens = lex("", name, Span(0, len(name)), Problems()).tokens
    return [token.kind for token in tokens] == [NAME, END] and tokens[0].text == name


# -- Edits ------------------------------------------------------------------------------------------------------------


def _edits(snapshot: Snapshot, found: FoundName, old: str, new: str) -> Edits:
    edits: dict[str, dict[Span, str]] = {}
    for path, each in occurrences(snapshot, found):
        if path in snapshot.site.documents and composed(snapshot.sources[path].slice(each.span)) == old:
            edits.setdefault(path, {})[each.span] = new
    for module in snapshot.site.modules:
        path = snapshot.site.scoped[module].path
        if old in composed(snapshot.sources[path].text):
            edits.setdefault(path, {}).update(_pun_edits(snapshot, module, found, old, new))
    if isinstance(found.target, Symbol):
        formal = {path for path, spans in edits.items() if spans}
        for path, spans in find_mentions(snapshot, found.target, formal).items():
            edits.setdefault(path, {}).update(dict.fromkeys(spans, new))
    return {path: dict(sorted(spans.items())) for path, spans in edits.items() if spans}


def _pun_edits(snapshot: Snapshot, module: str, found: FoundName, old: str, new: str) -> Mapping[Span, str]:
    """`mk@{x}` says two things at once; when one of them gets a new name, both have to be said."""
    if isinstance(found.target, Variable) and module != found.module:
        return {}
    edits = {}
    for pun in find_puns(snapshot.site, module, old):
        field, value = pun.field == found.target, pun.value == found.target
        if field != value:
            edits[pun.span] = f"{new} := {old}" if field else f"{old} := {new}"
    return edits


# -- Trying them ------------------------------------------------------------------------------------------------------


def _try(snapshot: Snapshot, found: FoundName, edits: Edits, new: str) -> None:
    """Refuse edits after which the pages would mean anything else."""
    after, problems = resolve_again(snapshot, {path: _edited(snapshot, path, each) for path, each in edits.items()})
    fresh = Counter(map(_kind, problems)) - Counter(map(_kind, problems_of_names(snapshot, snapshot.site.documents)))
    for problem in problems:
        if (problem.path, problem.code) in fresh:
            raise Refusal(f"With the name `{new}` something would be wrong in {problem.path}: {problem.message}")
    for thing in _with_doubled_argument(after.scoped[home(found)].exports, new):
        raise Refusal(f"With the name `{new}`, `{thing.symbol.name}` would have two arguments of this name.")
    for module in snapshot.site.modules:
        if after.scoped.get(module) is snapshot.site.scoped[module]:
            continue
        path = snapshot.site.scoped[module].path
        before = _Meanings(found.target, new, edits.get(path, {}))
        if module not in after.scoped or not before.agree(snapshot.site, after, module):
            raise Refusal(f"With the name `{new}`, a name in {path} would stand for something else than it does now.")


def _with_doubled_argument(exports: Exports, name: str) -> Iterator[Entity]:
    """What has several arguments of a name in its signature: given by name, they could not be told apart."""
    waiting, seen = [exports], set[int]()
    while waiting:
        here = waiting.pop()
        if id(here) not in seen:
            seen.add(id(here))
            waiting.extend(here.modules.values())
            for entities in here.symbols.values():
                yield from (e for e in entities if [p.name for p in e.signature].count(name) > 1)


def _kind(problem: Diagnostic) -> tuple[str, str]:
    return problem.path, problem.code


def _edited(snapshot: Snapshot, path: str, edits: Mapping[Span, str]) -> str:
    text = snapshot.sources[path].text
    parts, at = [], 0
    for span, new in edits.items():
        parts += [text[at : span.start], new]
        at = span.end
    return "".join([*parts, text[at:]])


class _Meanings:
    """What the names of a page stand for, compared with what they stand for after edits."""

    def __init__(self, target: Target, new: str, edits: Mapping[Span, str]) -> None:
        self._old_id = target if isinstance(target, str) else target.id if isinstance(target, Symbol) else ""
        self._new_id = self._old_id[: self._old_id.rfind(":" if "." not in self._tail() else ".") + 1] + new
        self._edits = edits
        self._starts = list(edits)
        self._shifts = list(accumulate((len(text) - span.end + span.start for span, text in edits.items()), initial=0))

    def _tail(self) -> str:
        return self._old_id.partition(":")[2]

    def agree(self, before: Site, after: Site, module: str) -> bool:
        """Whether each name of a module stands for the same, and only puns that were written out added any."""
        then = Counter(
            (self._moved(r.span), self._renamed(r.target), r.definition) for r in before.scoped[module].references
        )
        now = Counter((r.span.start, _meaning(r.target), r.definition) for r in after.scoped[module].references)
        added = sum(":=" in text for text in self._edits.values())
        return not then - now and now.total() - then.total() <= added

    def _moved(self, span: Span) -> int:
        """Where a name begins after the edits; in a pun that was written out, where its value does."""
        number = bisect_left(self._starts, span)
        grown = len(self._edits[span].partition(":= ")[0]) + 3 if ":=" in self._edits.get(span, "") else 0
        return span.start + self._shifts[number] + grown

    def _renamed(self, target: Target) -> str:
        if isinstance(target, Variable):
            return f"{self._moved(target.span)}"
        name = _meaning(target)
        inside = name == self._old_id or name.startswith(f"{self._old_id}.")
        return self._new_id + name[len(self._old_id) :] if self._old_id and inside else name


def _meaning(target: Target) -> str:
    match target:
        case Variable():
            return f"{target.span.start}"
        case Symbol():
            return target.id
        case str():
            return target
