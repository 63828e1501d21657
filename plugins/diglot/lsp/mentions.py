"""Names of definitions in the English: in links such as `[…](ref:counter)`, and in words such as `` `counter` ``.

In: a snapshot and a definition. Out: the places where its name is in prose. In a link it always counts. A word in
backticks counts where it stands for that definition and for nothing else, on pages whose snippets name it, too.
"""

from collections.abc import Collection, Iterator, Mapping

from diglot.diagnostic import Problems
from diglot.fences import known_fences
from diglot.letters import composed
from diglot.lsp.session import Snapshot
from diglot.names import Symbol
from diglot.page.model import Page
from diglot.reference.glossary import read_glossaries
from diglot.reference.names import full_name
from diglot.reference.resolve import ProseNames
from diglot.reference.target import NamedTarget, read_target
from diglot.source import Span


def find_mentions(snapshot: Snapshot, symbol: Symbol, formal: Collection[str]) -> Mapping[str, tuple[Span, ...]]:
    """Where a definition is named in prose, by path; `formal` are the paths of pages whose snippets name it."""
    name = symbol.name
    references = ProseNames(snapshot.site, read_glossaries(snapshot.site.documents.values(), Problems()))
    found = {}
    prefix = snapshot.site.settings.below(snapshot.site.settings.docs_dir, "")
    for path, page in snapshot.site.documents.items():
        if name in composed(page.source.text):
            written = [*names_in_links(page, path.removeprefix(prefix)), *(_in_words(page) if path in formal else ())]
            spans = (_part(references, page, symbol, text, start) for text, start in written)
            found[path] = tuple(dict.fromkeys(span for span in spans if span is not None))
    return {path: spans for path, spans in found.items() if spans}


def names_in_links(page: Page, here: str) -> Iterator[tuple[str, int]]:
    """The dotted names in the targets of links and in fences of the page `here`, with their places."""
    for link in page.links:
        target = read_target(link.target, here)
        written = page.source.slice(link.place)
        if isinstance(target, NamedTarget) and target.name and written.count(target.name) == 1:
            yield target.name, link.place.start + written.index(target.name)
    for fence, kind in known_fences(page):
        yield from ((name, span.start) for name, span in kind.definitions(fence))


def _in_words(page: Page) -> Iterator[tuple[str, int]]:
    """The dotted names in backticks, with their places."""
    return ((word.text, word.span.start) for prose in page.prose for word in prose.code)


def _part(references: ProseNames, page: Page, symbol: Symbol, written: str, start: int) -> Span | None:
    """The part of a dotted name that is the definition's own name, if it is in it."""
    parts = composed(written).split(".")
    if symbol.name not in parts:
        return None
    found = references.find(written, page)
    whole = full_name(symbol).split(".")
    if len(found) != 1 or full_name(found[0]).split(".")[: len(whole)] != whole:
        return None
    number = len(whole) - 1 - (full_name(found[0]).count(".") + 1 - len(parts))
    if number < 0 or parts[number] != symbol.name:
        return None
    there = written.split(".")  # Perhaps with more characters.
    at = start + len(".".join([*there[:number], ""]))
    return Span(at, at + len(there[number]))
