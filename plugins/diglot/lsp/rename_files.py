"""Giving pages other names, or other places: the edits that go with it.

In: the project as it is, and the files that are about to be renamed. Out: edits of all pages, those that are renamed
included: the module's name on its page and in imports and names, references by name, and relative links; and the
navigation in the settings.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote, unquote

from lsprotocol import types

from diglot import located_yaml
from diglot.diagnostic import Problems
from diglot.inclusion import has_page_ending
from diglot.letters import composed
from diglot.located_yaml import read_yaml
from diglot.lsp.convert import range_at
from diglot.lsp.mentions import names_in_links
from diglot.lsp.session import Snapshot
from diglot.page.model import Page
from diglot.page.read import module_of
from diglot.reference.glossary import read_glossaries
from diglot.reference.resolve import ProseNames
from diglot.reference.target import FilePlace, read_target
from diglot.settings import is_toml
from diglot.source import Excerpt, SourceFile, Span

_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\[\]\n]+\]:[ \t]*<?(?P<target>[^\s>]+)", re.MULTILINE)
"""Where a page says elsewhere what a link leads to."""

Edits = list[types.TextEdit | types.AnnotatedTextEdit | types.SnippetTextEdit]


def edits(snapshot: Snapshot, files: Iterable[types.FileRename]) -> Mapping[str, Edits]:
    """The edits of each document."""
    moves = _moves(snapshot, files)
    modules = {module_of(old): module_of(new) for old, new in moves.items() if has_page_ending(old)}
    if not moves:
        return {}
    names = ProseNames(snapshot.site, read_glossaries(snapshot.site.documents.values(), Problems()))
    found = {}
    for path, page in snapshot.site.documents.items():
        here = path.removeprefix(_prefix(snapshot))
        spans = {
            **dict(_in_code(snapshot, page, modules)),
            **dict(_in_prose(page, here, modules, names)),
            **dict(_links(page, here, moves)),
        }
        if spans:
            changes: Edits = [types.TextEdit(snapshot.range(path, span), text) for span, text in sorted(spans.items())]
            found[snapshot.places.uri(path, snapshot.site)] = changes
    for path, source in snapshot.subject.configuration.sources.items():
        if in_nav := _in_nav(source, moves):
            found[snapshot.places.uri(path, snapshot.site)] = [
                types.TextEdit(range_at(source, span, snapshot.encoding), text) for span, text in in_nav
            ]
    return found


def _in_nav(source: SourceFile, moves: Mapping[str, str]) -> list[tuple[Span, str]]:
    """The entries of the navigation in `mkdocs.yml` that lead to files that move."""
    tree = None if is_toml(source.path) else read_yaml(Excerpt.of(source.text, 0))
    waiting = [tree.get("nav")] if isinstance(tree, located_yaml.Mapping) else []
    found = []
    while waiting:
        match waiting.pop():
            case located_yaml.Scalar(span, _, text):
                new = moves.get(composed(text.removeprefix("./")))
                written = source.slice(span)
                if new is not None and text in written:
                    start = span.start + written.index(text)
                    found.append((Span(start, start + len(text)), new))
            case located_yaml.Sequence(items=items):
                waiting += items
            case located_yaml.Mapping(entries=entries):
                waiting += [value for _, value in entries]
            case located_yaml.Alias() | None:
                pass  # What it stands for is changed where it is written, if that is in the navigation.
    return sorted(found)


def _prefix(snapshot: Snapshot) -> str:
    settings = snapshot.site.settings
    return settings.below(settings.docs_dir, "")


def _moves(snapshot: Snapshot, files: Iterable[types.FileRename]) -> Mapping[str, str]:
    """The new paths of files in the folder of pages, by the old ones; those of folders are all that is in them."""
    prefix = _prefix(snapshot)
    known = [path.removeprefix(prefix) for path in (*snapshot.site.documents, *snapshot.subject.files.pages.others)]
    moves = {}
    for each in files:
        paths = snapshot.places.path(each.old_uri), snapshot.places.path(each.new_uri)
        old, new = (path.removeprefix(prefix) if path and path.startswith(prefix) else None for path in paths)
        if old is None or new is None:
            continue
        for uri in known:
            if uri == old or uri.startswith(f"{old}/"):
                moves[uri] = new + uri[len(old) :]
    return moves


def _in_code(snapshot: Snapshot, page: Page, modules: Mapping[str, str]) -> Iterator[tuple[Span, str]]:
    """Names of modules in snippets: in the header, in imports, and before the names of what is in them."""
    parsed, scoped = snapshot.site.parsed.get(page.module), snapshot.site.scoped.get(page.module)
    if parsed is not None and parsed.name.text == page.module and page.module in modules:
        yield parsed.name.span, modules[page.module]
    for reference in scoped.references if scoped is not None else ():
        name = reference.target if isinstance(reference.target, str) else ""
        if name in modules and composed(page.source.slice(reference.span)) == name:
            yield reference.span, modules[name]


def _in_prose(page: Page, here: str, modules: Mapping[str, str], names: ProseNames) -> Iterator[tuple[Span, str]]:
    """Names that begin with that of a module: in references, in blocks that show definitions, and in backticks."""
    for written, start in _names(page, here):
        name = composed(written)
        module = next((each for each in modules if name == each or name.startswith(f"{each}.")), None)
        found = names.find(written, page) if module is not None else ()
        if module is None or len(found) != 1:
            continue
        thing = found[0]
        if (thing if isinstance(thing, str) else thing.module) == module:
            there = ".".join(written.split(".")[: module.count(".") + 1])
            yield Span(start, start + len(there)), modules[module]


def _names(page: Page, here: str) -> Iterator[tuple[str, int]]:
    yield from names_in_links(page, here)
    for prose in page.prose:
        yield from ((word.text, word.span.start) for word in prose.code if "." in word.text)


def _links(page: Page, here: str, moves: Mapping[str, str]) -> Iterator[tuple[Span, str]]:
    """Relative links that lead to a file that moves, or are on a page that does."""
    after = moves.get(here, here)
    for written, start in _targets(page):
        path = written.partition("#")[0].partition("?")[0]
        target = read_target(written, here)
        if not path or path.startswith("/") or not isinstance(target, FilePlace) or target.uri.startswith("../"):
            continue
        new = posixpath.relpath(moves.get(target.uri, target.uri), posixpath.dirname(after) or ".")
        new = new + "/" * path.endswith("/")
        if (here in moves or target.uri in moves) and new != unquote(path):
            yield Span(start, start + len(path)), quote(new) if "%" in path else new


def _targets(page: Page) -> Iterator[tuple[str, int]]:
    """What links lead to, as it is written, with its place."""
    for link in page.links:
        if link.place != link.span:
            raw = page.source.slice(link.place)
            bare = raw.removeprefix("<").removesuffix(">")
            yield bare, link.place.start + raw.index(bare)
    fences = [fence.span for fence in page.fences]
    for found in _DEFINITION.finditer(page.source.text):
        if not any(found.start() in span for span in fences):
            yield found["target"], found.start("target")
