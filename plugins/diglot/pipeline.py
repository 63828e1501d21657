"""The order of the passes, and nothing else.

In: the texts of the pages and of the library. Out: a `Site`, one frozen value with everything that was made of them and
every problem that was found. No files are read or written here.

Each page is read and parsed by itself. Then each module, after those that it imports, goes through all further passes;
what comes out depends on its own text and on what the modules that it imports, directly or not, offer to others. A
`Memory` gives the result of an earlier run back when neither has changed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from diglot.core.ast import CoreModule
from diglot.core.from_typed import lower_module
from diglot.diagnostic import Diagnostic, InternalError, Problems, Severity
from diglot.engine.check_directives import check_directives
from diglot.memory import Later, Lookup, Memory
from diglot.names import Symbol
from diglot.page.lint import lint_page
from diglot.page.model import Page
from diglot.page.read import module_of, read_page
from diglot.room import room_for_deep_calls
from diglot.scope.ast import ScopedModule
from diglot.scope.from_syntax import scope_module
from diglot.scope.order import order_modules
from diglot.settings import Settings
from diglot.source import SourceFile
from diglot.syntax import ast as syntax
from diglot.syntax.extract import extract_module
from diglot.syntax.parse_module import parse_page
from diglot.theory.from_core import translate_module
from diglot.theory.names import Naming, name_module, naming_digest, seen_from_elsewhere
from diglot.theory.print import PrintedTheory, print_theory
from diglot.theory.theories import print_support
from diglot.theory.theory_names import name_theories
from diglot.typed.ast import DataType
from diglot.typed.digest import digest_of, interface_digest
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
    definitions: Mapping[str, tuple[Symbol, ...]]
    """What each module defines, local modules included."""
    typed: Mapping[str, TypedModule]
    core: Mapping[str, CoreModule]
    """Only of modules in which nothing is wrong, nor in what they import."""
    isabelle_names: Mapping[str, Mapping[Symbol, str]]
    """By module name, of the project's: how its theory refers to each thing that can be seen from it."""
    theories: Mapping[str, PrintedTheory]
    """By module name, of the project's modules in which nothing is wrong."""
    support: PrintedTheory | None
    """The theory of what the library needs beyond HOL; None when no theory imports it."""
    extracted: Mapping[str, str]
    """The complete module in one text, of the project's modules in which nothing is wrong."""
    problems: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong (warnings do not count)."""
        return not any(problem.severity is Severity.ERROR for problem in self.problems)


def compile_site(
    workspace: Workspace,
    settings: Settings,
    library: Mapping[str, str],
    *,
    whole_library: bool = False,
    memory: Memory | None = None,
) -> Site:
    """Compile all pages; `library` has the texts of the library's pages by module name."""
    memory = memory or Memory()
    problems = Problems(workspace.problems)
    documents = _read_project(workspace, settings, problems, memory)
    project = {d.page.module: d for d in documents.values() if d.module is not None}
    for document in documents.values():
        check_directives(document.page.source, project, problems)
    imported = _read_library(library, project, problems, memory, whole=whole_library)
    modules = imported | project
    parsed = Lookup({name: d.module for name, d in modules.items() if d.module is not None})
    order = order_modules({name: modules[name].imports for name in parsed}, parsed, problems)
    theories = name_theories({name: d.page for name, d in project.items()}, settings.theory_names, problems)
    program = _Program(modules, theories, memory)
    with room_for_deep_calls():
        for name in order:
            program.add(name)
    problems.extend(program.problems)
    compiled = program.compiled
    printed = {name: c.theory for name, c in compiled.items() if c.theory is not None}
    return Site(
        settings=settings,
        sources={d.page.source.path: d.page.source for d in (*documents.values(), *imported.values())},
        documents={path: d.page for path, d in documents.items()},
        pages={name: d.page for name, d in modules.items()},
        modules=tuple(name for name in order if name in project),
        library=tuple(name for name in order if name in imported),
        parsed=parsed,
        scoped=Lookup({name: c.scoped for name, c in compiled.items()}),
        definitions={name: c.definitions for name, c in compiled.items()},
        typed=Lookup({name: c.typed for name, c in compiled.items()}),
        core=Lookup({name: c.core for name, c in compiled.items() if c.core is not None}),
        isabelle_names=Lookup({name: c.references for name, c in compiled.items() if c.references is not None}),
        theories=printed,
        support=print_support(printed.values()),
        extracted={name: c.extracted for name, c in compiled.items() if c.extracted is not None},
        problems=problems.sorted(),
    )


# -- Reading ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Document:
    """A page, and the module in it if it holds one."""

    page: Page
    module: Later[syntax.Module] | None
    imports: tuple[str, ...]
    """The modules that it imports directly."""
    problems: tuple[Diagnostic, ...]
    digest: str
    """Of its path and text."""


def _read(path: str, text: str, module: str, memory: Memory) -> Document:
    digest = digest_of((path, module, text))
    return memory.recall(("page", digest), lambda: _read_anew(path, text, module, digest), keep=lambda _: True)


def _read_anew(path: str, text: str, module: str, digest: str) -> Document:
    problems = Problems()
    page = read_page(path, text, problems, module)
    lint_page(page, problems)
    parsed = parse_page(page, problems)
    imports = parsed.imports if parsed is not None else ()
    return Document(page, Later(parsed) if parsed is not None else None, imports, tuple(problems), digest)


def _read_project(workspace: Workspace, settings: Settings, problems: Problems, memory: Memory) -> dict[str, Document]:
    prefix = settings.below(settings.docs, "")
    documents = {}
    for path, text in workspace.texts.items():
        documents[path] = _read(path, text, module_of(path.removeprefix(prefix)), memory)
        problems.extend(documents[path].problems)
    return documents


def _read_library(
    library: Mapping[str, str], project: Mapping[str, Document], problems: Problems, memory: Memory, *, whole: bool
) -> dict[str, Document]:
    """The library's modules that the project imports, directly or not."""
    found: dict[str, Document] = {}
    waiting = sorted(library) if whole else sorted({name for d in project.values() for name in d.imports})
    while waiting:
        name = waiting.pop()
        if name in library and name not in found and name not in project:
            found[name] = _read(library_path(name), library[name], name, memory)
            problems.extend(found[name].problems)
            waiting.extend(found[name].imports)
    return found


def library_path(module: str) -> str:
    """The path under which messages show a page of the library."""
    return f"library/{module.replace('.', '/')}.md"


# -- Compiling --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Compiled:
    """All that became of one module; the later parts are missing where something is wrong."""

    scoped: Later[ScopedModule]
    definitions: tuple[Symbol, ...]
    typed: Later[TypedModule]
    interface: Later[Interface]
    core: Later[CoreModule] | None
    naming: Later[Naming] | None
    """As other modules need it."""
    references: Later[Mapping[Symbol, str]] | None
    """How the theory refers to what can be seen from it."""
    theory: PrintedTheory | None
    extracted: str | None
    problems: tuple[Diagnostic, ...]
    digest: str
    """Of all that the module offers to others."""


class _Program:
    """The modules compiled so far, and what the next one needs of them."""

    def __init__(self, documents: Mapping[str, Document], theories: Mapping[str, str], memory: Memory) -> None:
        self.documents = documents
        self.theories = theories
        self.memory = memory
        self.compiled: dict[str, Compiled] = {}
        self.problems: list[Diagnostic] = []
        self._scoped: dict[str, Later[ScopedModule]] = {}
        self._sound: set[str] = set()
        self._closures: dict[str, frozenset[str]] = {}

    def add(self, name: str) -> None:
        """Compile a module whose imports are all here."""
        document = self.documents[name]
        imports = [other for other in document.imports if other in self.compiled]
        self._closures[name] = frozenset(imports).union(*[self._closures[other] for other in imports])
        below = [self.compiled[other].digest for other in sorted(self._closures[name])]
        sound = not document.problems and all(other in self._sound for other in document.imports)
        key = digest_of((document.digest, self.theories.get(name, ""), *below))
        compiled = self.memory.recall(
            ("module", key), lambda: self._compile(document, sound=sound), keep=lambda made: sound and not made.problems
        )
        self.compiled[name] = compiled
        self.problems.extend(compiled.problems)
        self._scoped[name] = compiled.scoped
        if compiled.core is not None:
            self._sound.add(name)

    def _compile(self, document: Document, *, sound: bool) -> Compiled:
        problems = Problems()
        below = self._closures[document.page.module]
        interfaces = {other: self.compiled[other].interface.get() for other in below}
        scoped, typed = self._infer(document, interfaces, problems)
        types = data_types((*interfaces.values(), typed.interface))
        if not problems.has_errors and not Problems(document.problems).has_errors:
            check_coverage(typed, types, problems)
            check_termination(typed, types, problems)
            check_positivity(typed, types, problems)
        core = naming = theory = extracted = None
        digest = interface_digest(scoped.exports, typed.interface)
        if sound and not problems.has_errors:
            core = lower_module(typed, types)
        if core is not None and core.name in self.theories:
            page = document.page
            naming = name_module(core, self.theories[core.name], self._namings(below))
            theory = print_theory(translate_module(core, page, naming, problems))
            extracted = extract_module(page)
            digest = digest_of((digest, naming_digest(naming)))
        return Compiled(
            Later(scoped),
            scoped.definitions,
            Later(typed),
            Later(typed.interface),
            Later(core) if core is not None else None,
            Later(seen_from_elsewhere(naming)) if naming is not None else None,
            Later(naming.references) if naming is not None else None,
            theory,
            extracted,
            tuple(problems),
            digest,
        )

    def _namings(self, names: Iterable[str]) -> dict[str, Naming]:
        found = {name: self.compiled[name].naming for name in names}
        return {name: naming.get() for name, naming in found.items() if naming is not None}

    def _infer(
        self, document: Document, interfaces: Mapping[str, Interface], problems: Problems
    ) -> tuple[ScopedModule, TypedModule]:
        if document.module is None:
            message = f"{document.page.module} holds no module"
            raise InternalError(message)
        scoped = scope_module(document.module.get(), Lookup(self._scoped), problems)
        return scoped, check_module(scoped, interfaces, problems)


def data_types(interfaces: Iterable[Interface]) -> dict[Symbol, DataType]:
    """All data types that the given modules offer, by symbol."""
    return {
        symbol: info
        for interface in interfaces
        for symbol, info in interface.types.items()
        if isinstance(info, DataType)
    }
