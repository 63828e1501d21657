"""Pages read and parsed, each by itself.

In: texts by path or module name. Out: a `ParsedPage` each, remembered under the digest of its text.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from diglot.caching import Cache, Lazy
from diglot.diagnostic import Diagnostic, Problems
from diglot.page.lint import lint_page
from diglot.page.merges import first_version
from diglot.page.model import Fence, Page
from diglot.page.read import module_of, read_page
from diglot.page.samples import page_with, samples_on
from diglot.page.snippet_words import FAILS
from diglot.settings import Settings
from diglot.source import SourceFile
from diglot.syntax import ast as syntax
from diglot.syntax.parse_module import parse_page
from diglot.syntax.shown import check_shown
from diglot.typed.digest import digest_of
from diglot.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """A page, and the module in it if it holds one."""

    page: Page
    module: Lazy[syntax.Module] | None
    imports: tuple[str, ...]
    """The modules that it imports directly."""
    problems: tuple[Diagnostic, ...]
    digest: str
    """Of its path and text."""
    failing: "tuple[FailingSample, ...]" = ()
    """The samples on the page that are expected to fail."""

    @property
    def wanted(self) -> tuple[str, ...]:
        """The modules that it or one of these samples imports directly."""
        further = (name for sample in self.failing for name in sample.above.imports)
        return tuple(dict.fromkeys((*self.imports, *further))) if self.failing else self.imports


@dataclass(frozen=True, slots=True)
class FailingSample:
    """A sample that is expected to fail, as part of its page's module."""

    sample: Fence
    above: ParsedPage
    """The module up to it."""
    whole: ParsedPage
    """The module with it and with what is below, which counts if what is above needs that."""


def _read(path: str, text: str, module: str, cache: Cache, *, is_wanted: bool = False) -> ParsedPage:
    digest = digest_of((path, module, text, "wanted" if is_wanted else ""))

    def make() -> ParsedPage:
        return _read_and_parse(path, text, module, digest, is_wanted=is_wanted)

    return cache.get_or_make(("page", digest), make, cache_if=lambda _: True)


def _read_and_parse(path: str, text: str, module: str, digest: str, *, is_wanted: bool) -> ParsedPage:
    problems = Problems()
    kept = first_version(path, text, problems)
    page = read_page(path, kept, problems, module)
    if is_wanted:
        page = replace(page, is_illustrated=False)
    lint_page(page, problems)
    parsed = parse_page(page, problems)
    if parsed is not None and not problems.has_errors:
        check_shown(page, parsed, problems)
    imports = parsed.imports if parsed is not None else ()
    failing = tuple(_failing(page, digest))
    if kept is not text:
        page = replace(page, source=SourceFile(path, text))
    return ParsedPage(page, Lazy(parsed) if parsed is not None else None, imports, tuple(problems), digest, failing)


def _failing(page: Page, digest: str) -> Iterator[FailingSample]:
    for sample in samples_on(page):
        if sample.kind == FAILS:
            yield FailingSample(sample, *(_with_sample(page, sample, digest, below=each) for each in (False, True)))


def _with_sample(page: Page, sample: Fence, digest: str, *, below: bool) -> ParsedPage:
    problems = Problems()
    there = page_with(page, sample, below=below)
    parsed = parse_page(there, problems)
    imports = parsed.imports if parsed is not None else ()
    digest = digest_of((digest, repr(sample.span), "whole" if below else "above"))
    return ParsedPage(there, Lazy(parsed) if parsed is not None else None, imports, tuple(problems), digest)


def read_project(workspace: Workspace, settings: Settings, problems: Problems, cache: Cache) -> dict[str, ParsedPage]:
    """Every page of the project by path; what is wrong with them is also put into `problems`.

    What another page imports is meant to be a module, even if it does not say so.
    """
    prefix = settings.below(settings.docs_dir, "")
    documents = {}
    for path, text in workspace.texts.items():
        documents[path] = _read(path, text, module_of(path.removeprefix(prefix)), cache)
    examples = {d.page.module: path for path, d in documents.items() if d.page.is_illustrated}
    waiting = [name for d in documents.values() for name in d.wanted] if examples else []
    while waiting:
        name = waiting.pop()
        if name in examples:
            path = examples.pop(name)
            documents[path] = _read(path, workspace.texts[path], name, cache, is_wanted=True)
            waiting += documents[path].wanted
    for document in documents.values():
        problems.extend(document.problems)
    return documents


def read_library_pages(
    library: Mapping[str, str], project: Iterable[ParsedPage], problems: Problems, cache: Cache, *, whole: bool
) -> dict[str, ParsedPage]:
    """The library's modules that the project imports, directly or not, or all of them."""
    own = {each.page.module for each in project if each.module is not None}
    found: dict[str, ParsedPage] = {}
    waiting = sorted(library) if whole else sorted({name for d in project for name in d.wanted})
    while waiting:
        name = waiting.pop()
        if name in library and name not in found and name not in own:
            found[name] = _read(library_path(name), library[name], name, cache)
            problems.extend(found[name].problems)
            waiting.extend(found[name].imports)
    return found


def library_path(module: str) -> str:
    """The path under which messages show a page of the library."""
    return f"library/{module.replace('.', '/')}.md"
