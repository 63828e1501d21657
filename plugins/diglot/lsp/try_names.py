"""A project with some of its names changed, as far as names go.

In: a snapshot and the pages' new texts. Out: the site with these pages read and resolved again, and those above them.
What comes after resolution knows things by their identity and not by their names, so it need not be done again to know
whether the change is a mere change of names.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from diglot.diagnostic import Diagnostic, Problems
from diglot.lsp.session import Snapshot
from diglot.page.lint import lint_page
from diglot.page.model import Page
from diglot.page.read import read_page
from diglot.phases import Phase
from diglot.pipeline import Site
from diglot.recursion import deep_recursion
from diglot.reference.check import check_references
from diglot.scope.ast import ScopedModule
from diglot.scope.from_syntax import scope_module
from diglot.syntax import ast as syntax
from diglot.syntax.parse_module import parse_page
from diglot.typed.digest import exports_digest

_PHASES = (Phase.PAGES, Phase.SYNTAX, Phase.NAMES)
"""The phases that are done again."""


def resolve_again(snapshot: Snapshot, texts: Mapping[str, str]) -> tuple[Site, tuple[Diagnostic, ...]]:
    """The site after changes, and its problems with pages, syntax, names and links."""
    problems = Problems()
    read = {path: _read(snapshot.site.documents[path], text, problems) for path, text in texts.items()}
    documents = {**snapshot.site.documents, **{path: page for path, (page, _) in read.items()}}
    modules = {page.module: module for page, module in read.values() if module is not None}
    with deep_recursion():
        scoped = _resolve(snapshot.site, modules, problems)
    after = replace(
        snapshot.site,
        documents=documents,
        pages={
            **snapshot.site.pages,
            **{page.module: page for page, _ in read.values() if page.module in snapshot.site.pages},
        },
        scoped=scoped,
        definitions={name: module.definitions for name, module in scoped.items()},
        problems=problems.sorted(),
    )
    return after, (*problems.sorted(), *problems_of_links(snapshot, after))


def problems_of_names(snapshot: Snapshot, pages: Iterable[str]) -> tuple[Diagnostic, ...]:
    """The problems that some pages have now, of the same kinds."""
    chosen = frozenset(pages)
    own = (problem for problem in snapshot.site.problems if problem.path in chosen and problem.phase in _PHASES)
    return (*own, *problems_of_links(snapshot, snapshot.site))


def problems_of_links(snapshot: Snapshot, site: Site) -> tuple[Diagnostic, ...]:
    """Links that lead nowhere."""
    subject = snapshot.subject
    return check_references(site, subject.files.pages.others, subject.proofs.theories).sorted()


def _read(page: Page, text: str, problems: Problems) -> tuple[Page, syntax.Module | None]:
    again = read_page(page.source.path, text, problems, page.module)
    lint_page(again, problems)
    return again, parse_page(again, problems)


def _resolve(site: Site, modules: Mapping[str, syntax.Module], problems: Problems) -> dict[str, ScopedModule]:
    """All modules; those are resolved again whose text is new, or that import one which offers other names now."""
    scoped = {name: site.scoped[name] for name in site.library}
    lossy: set[str] = set()
    other: set[str] = set()
    for name in site.modules:
        former = scoped[name] = site.scoped[name]
        if name in modules or not other.isdisjoint(former.imports):
            scoped[name] = scope_module(modules.get(name) or site.parsed[name], scoped, problems, lossy=lossy)
            if exports_digest(scoped[name].exports) != exports_digest(former.exports):
                other.add(name)
        if not scoped[name].complete or not lossy.isdisjoint(former.imports):
            lossy.add(name)
    return scoped
