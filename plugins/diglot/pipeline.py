"""The order of the passes, and nothing else.

In: the texts of the pages and of the library. Out: a `Site`, one frozen value with everything that was made of them and
every problem that was found. No files are read or written here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from diglot.core.ast import CoreModule
from diglot.core.from_typed import lower_module
from diglot.diagnostic import Diagnostic, Problems, Severity
from diglot.names import Symbol
from diglot.page.lint import lint_page
from diglot.page.model import Page
from diglot.page.read import module_of, read_page
from diglot.scope.ast import ScopedModule
from diglot.scope.from_syntax import scope_module
from diglot.scope.order import order_modules
from diglot.settings import Settings
from diglot.source import SourceFile
from diglot.syntax import ast as syntax
from diglot.syntax.extract import extract_module
from diglot.syntax.parse_module import parse_page
from diglot.theory.ast import Theory
from diglot.theory.from_core import translate_module
from diglot.theory.names import Naming, name_module
from diglot.theory.print import PrintedTheory, print_theory
from diglot.theory.support import support_theory
from diglot.theory.theory_names import SUPPORT_THEORY, name_theories
from diglot.typed.ast import DataType
from diglot.typed.exhaustive import check_coverage
from diglot.typed.from_scope import check_module
from diglot.typed.module import Interface, TypedModule
from diglot.typed.positivity import check_positivity
from diglot.typed.termination import check_termination
from diglot.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Site:
    """All pages of a project, compiled."""

    settings: Settings
    sources: Mapping[str, SourceFile]
    """Every file that a message may point into, by path."""
    documents: Mapping[str, Page]
    """Every page of the project by path, those without snippets included."""
    pages: Mapping[str, Page]
    """The pages that are modules, by module name, the library's included."""
    modules: tuple[str, ...]
    """The project's modules, each after those it imports."""
    library: tuple[str, ...]
    """The library's modules that are in use (or all, when asked for), in the same order."""
    parsed: Mapping[str, syntax.Module]
    scoped: Mapping[str, ScopedModule]
    typed: Mapping[str, TypedModule]
    core: Mapping[str, CoreModule]
    """Only of modules in which nothing is wrong, nor in what they import."""
    namings: Mapping[str, Naming]
    """The Isabelle names of the project's modules, by module name."""
    theories: Mapping[str, PrintedTheory]
    """By module name, of the project's modules in which nothing is wrong."""
    support: PrintedTheory | None
    """The theory of what the library needs beyond HOL; None when no theory imports it."""
    extracted: Mapping[str, str]
    """The complete module in one text, of modules in which nothing is wrong."""
    problems: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong (warnings do not count)."""
        return not any(problem.severity is Severity.ERROR for problem in self.problems)


def compile_site(
    workspace: Workspace, settings: Settings, library: Mapping[str, str], *, whole_library: bool = False
) -> Site:
    """Compile all pages; `library` has the texts of the library's pages by module name."""
    problems = Problems(workspace.problems)
    documents = _read(workspace, settings, problems)
    pages, parsed = _parse(documents.values(), problems)
    library_pages, library_parsed = _parse_library(library, parsed, problems, whole=whole_library)
    parsed = library_parsed | parsed
    order = order_modules(parsed, problems)
    scoped = _scope(order, parsed, problems)
    typed = _check(order, scoped, problems)
    sound = _sound(order, scoped, problems)
    core = _lower(sound, typed)
    namings, theories = _translate(sound, core, pages, settings, problems)
    imported = {name for theory in theories.values() for name in theory.imports}
    return Site(
        settings=settings,
        sources={page.source.path: page.source for page in (*documents.values(), *library_pages.values())},
        documents=documents,
        pages=library_pages | pages,
        modules=tuple(name for name in order if name in pages),
        library=tuple(name for name in order if name in library_pages),
        parsed=parsed,
        scoped=scoped,
        typed=typed,
        core=core,
        namings=namings,
        theories={name: print_theory(theory) for name, theory in theories.items()},
        support=print_theory(support_theory()) if SUPPORT_THEORY in imported else None,
        extracted={name: extract_module(pages[name]) for name in sound if name in pages},
        problems=problems.sorted(),
    )


# -- Passes -----------------------------------------------------------------------------------------------------------


def _read(workspace: Workspace, settings: Settings, problems: Problems) -> dict[str, Page]:
    prefix = settings.below(settings.docs, "")
    pages = {}
    for path, text in workspace.texts.items():
        pages[path] = read_page(path, text, problems, module_of(path.removeprefix(prefix)))
        lint_page(pages[path], problems)
    return pages


def _parse(documents: Iterable[Page], problems: Problems) -> tuple[dict[str, Page], dict[str, syntax.Module]]:
    pages: dict[str, Page] = {}
    parsed: dict[str, syntax.Module] = {}
    for page in documents:
        module = parse_page(page, problems)
        if module is not None:
            pages[page.module] = page
            parsed[page.module] = module
    return pages, parsed


def _parse_library(
    library: Mapping[str, str], parsed: Mapping[str, syntax.Module], problems: Problems, *, whole: bool
) -> tuple[dict[str, Page], dict[str, syntax.Module]]:
    """The library's modules that the project imports, directly or not."""
    pages: dict[str, Page] = {}
    modules: dict[str, syntax.Module] = {}
    waiting = sorted(library) if whole else sorted({name for module in parsed.values() for name in module.imports})
    while waiting:
        name = waiting.pop()
        if name in library and name not in modules and name not in parsed:
            page = read_page(library_path(name), library[name], problems, name)
            module = parse_page(page, problems)
            if module is not None:
                pages[name], modules[name] = page, module
                waiting.extend(module.imports)
    return pages, modules


def library_path(module: str) -> str:
    """The path under which messages show a page of the library."""
    return f"library/{module.replace('.', '/')}.md"


def _scope(order: tuple[str, ...], parsed: Mapping[str, syntax.Module], problems: Problems) -> dict[str, ScopedModule]:
    scoped: dict[str, ScopedModule] = {}
    for name in order:
        scoped[name] = scope_module(parsed[name], scoped, problems)
    return scoped


def _check(order: tuple[str, ...], scoped: Mapping[str, ScopedModule], problems: Problems) -> dict[str, TypedModule]:
    typed: dict[str, TypedModule] = {}
    interfaces: dict[str, Interface] = {}
    types: dict[Symbol, DataType] = {}
    for name in order:
        before = len(problems)
        typed[name] = check_module(scoped[name], interfaces, problems)
        interfaces[name] = typed[name].interface
        types |= data_types((typed[name],))
        if len(problems) == before:
            check_coverage(typed[name], types, problems)
            check_termination(typed[name], types, problems)
            check_positivity(typed[name], types, problems)
    return typed


def data_types(modules: Iterable[TypedModule]) -> dict[Symbol, DataType]:
    """All data types of the given modules by symbol."""
    return {
        symbol: info
        for module in modules
        for symbol, info in module.interface.types.items()
        if isinstance(info, DataType)
    }


def _sound(order: tuple[str, ...], scoped: Mapping[str, ScopedModule], problems: Problems) -> tuple[str, ...]:
    """The modules in which nothing is wrong, nor in any that they import."""
    broken_paths = {problem.path for problem in problems if problem.severity is Severity.ERROR}
    sound: dict[str, None] = {}
    for name in order:
        module = scoped[name]
        if module.path not in broken_paths and all(imported in sound for imported in module.imports):
            sound[name] = None
    return tuple(sound)


def _lower(sound: tuple[str, ...], typed: Mapping[str, TypedModule]) -> dict[str, CoreModule]:
    types = data_types(typed.values())
    return {name: lower_module(typed[name], types) for name in sound}


def _translate(
    sound: tuple[str, ...],
    core: Mapping[str, CoreModule],
    pages: Mapping[str, Page],
    settings: Settings,
    problems: Problems,
) -> tuple[dict[str, Naming], dict[str, Theory]]:
    """The theories of the project's modules; the library is known to HOL and to the support theory."""
    names = name_theories(pages, settings.theory_names, problems)
    namings: dict[str, Naming] = {}
    theories: dict[str, Theory] = {}
    for name in sound:
        if name in pages:
            namings[name] = name_module(core[name], names[name], namings)
            theories[name] = translate_module(core[name], pages[name], namings[name], problems)
    return namings, theories
