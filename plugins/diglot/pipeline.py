"""The order of the passes, and nothing else.

In: the texts of the pages and of the library. Out: a `Site`, one frozen value with everything that was made of them and
every problem that was found. No files are read or written here.

Each page is read and parsed by itself. Then each module, after those that it imports, goes through all further passes;
what comes out depends on its own text and on what the modules that it imports, directly or not, offer to others. A
`Cache` gives the result of an earlier run back when neither has changed. A module is checked whatever is wrong below
it, and translated only where nothing is; the two are remembered apart, so a page that is broken for a moment, but
offers what it did, costs the pages above it nothing.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from diglot.artifacts import THEORY, Artifact, TranslatedPage, site_artifacts, write_page
from diglot.caching import Cache, Lazy, LazyMap, Stored
from diglot.core.ast import CoreModule
from diglot.core.erase_values import ValueEraser
from diglot.core.from_typed import lower_module
from diglot.core.monomorphise import Surroundings, generics_digest, merged_copies, monomorphise_module
from diglot.core.own_builtins import MARKS, write_out_builtins
from diglot.diagnostic import Diagnostic, InternalError, Problems, Severity
from diglot.failures import Failures
from diglot.graphs import closure
from diglot.inclusion import drafts_among
from diglot.names import Symbol
from diglot.page.model import Page
from diglot.parsed_pages import ParsedPage, read_library_pages, read_project
from diglot.recursion import deep_recursion
from diglot.results import Checked, Translated, data_types, declared_types
from diglot.scope.ast import ScopedModule
from diglot.scope.from_syntax import scope_module
from diglot.scope.order import order_modules
from diglot.settings import Settings
from diglot.source import SourceFile, Span
from diglot.syntax import ast as syntax
from diglot.syntax.errors import UnterminatedComment
from diglot.theory.library.polymorphism import LibraryRules
from diglot.theory.print.theory import PrintedTheory
from diglot.theory.translate.names import IsabelleNames, Naming, name_module, naming_digest, seen_from_elsewhere
from diglot.theory.translate.open_types import leave_open, opened_constants
from diglot.theory.translate.stated_laws import Law, laws_of
from diglot.theory.translate.theory_names import name_theories
from diglot.typed.ast import DataType
from diglot.typed.digest import digest_of, interface_digest
from diglot.typed.exhaustive import check_coverage
from diglot.typed.from_scope import check_module
from diglot.typed.module import Interface, TypedModule, types_of_constants
from diglot.typed.nesting import nesting_of, recursed_through
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
    isabelle_names: Mapping[str, IsabelleNames]
    """By module name, of the project's: how its theories refer to each thing that can be seen from it."""
    theory_names: Mapping[str, str]
    """What the theory of each of the project's modules is called."""
    artifacts: tuple[Artifact, ...]
    """What becomes of the pages in which nothing is wrong, each after those that it imports."""
    problems: tuple[Diagnostic, ...]
    laws: tuple[Law, ...] = ()
    """What the theories take for granted of instances, or prove of them, by page."""
    whole: bool = True
    """Whether these are all pages of the project, and not just some with what they import."""
    failures: Mapping[str, Mapping[int, tuple[Diagnostic, ...]]] = field(default_factory=dict)
    """By path and offset, what is wrong with each sample that is expected to fail, as far as that can be told."""

    def own_theories(self) -> dict[str, PrintedTheory]:
        """The theory of what each page defines, by module; a page may become others besides."""
        own = (each for each in self.artifacts if each.kind is THEORY)
        return {each.origin.module: each.theory for each in own if each.origin and each.theory}

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
    cache: Cache | None = None,
    only: Collection[str] | None = None,
) -> Site:
    """Compile all pages, or only some with all that these import; `library` has the library's pages by module name."""
    compilation = Compilation(workspace, settings, library, whole_library=whole_library, cache=cache)
    for name in compilation.order if only is None else compilation.needed(only):
        compilation.add(name)
    return compilation.site(only)


class Compilation:
    """A project that is being compiled, module by module; the result so far can be asked for at any time."""

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        library: Mapping[str, str],
        *,
        whole_library: bool = False,
        cache: Cache | None = None,
    ) -> None:
        cache = cache or Cache()
        self._settings = settings
        self._problems = Problems(workspace.problems)
        self._documents = read_project(workspace, settings, self._problems, cache)
        self._project = {d.page.module: d for d in self._documents.values() if d.module is not None}
        unreadable = frozenset(d.page.module for d in self._documents.values() if d.module is None and d.page.is_module)
        documents = self._documents.values()
        self._imported = read_library_pages(library, documents, self._problems, cache, whole=whole_library)
        self._modules = self._imported | self._project
        self._parsed = LazyMap({name: d.module for name, d in self._modules.items() if d.module is not None})
        imports = {name: self._modules[name].imports for name in self._parsed}
        self.order = order_modules(imports, self._parsed, self._problems)
        """All modules that can be compiled, each after those that it imports."""
        pages = {name: d.page for name, d in self._project.items()}
        self._theory_names = name_theories(pages, settings.theory_names, self._problems)
        self._program = _Program(self._modules, self._theory_names, cache, unreadable)

    @property
    def missing(self) -> tuple[str, ...]:
        """The modules that are still to be compiled, in order."""
        return tuple(name for name in self.order if name not in self._program.checked)

    def path(self, name: str) -> str:
        """Where a module's page is."""
        return self._modules[name].page.source.path

    def needed(self, paths: Iterable[str]) -> tuple[str, ...]:
        """The modules on some pages and all that these import, in order."""
        chosen = frozenset(paths)
        modules = self._modules
        start = [name for path in chosen if path in self._documents for name in self._documents[path].wanted]
        start += (name for name in self.order if self.path(name) in chosen)
        found = closure(start, lambda name: modules[name].wanted if name in modules else ())
        return tuple(name for name in self.order if name in found)

    def add(self, name: str) -> bool:
        """Compile a module whose imports have been compiled; false if it has been, too."""
        if name in self._program.checked:
            return False
        with deep_recursion():
            self._program.add(name)
        return True

    def site(self, only: Collection[str] | None = None) -> Site:
        """What there is so far; what has been checked is translated now, as that depends on all modules.

        With `only`, it is as if the project had just these pages and those that they import, directly or not.
        """
        with deep_recursion():
            self._program.translate()
            failures = self._failures()
        documents = self._documents if only is None else self._with_imports(only)
        modules = {n: d for n, d in self._modules.items() if n in self._imported or d.page.source.path in documents}
        left_out = self._documents.keys() - documents.keys()
        problems = (each for each in (*self._problems, *self._program.problems) if each.path not in left_out)
        checked, translated = self._program.checked, self._program.translated
        pages = {name: self._modules[name].page for name in translated}
        prefix = self._settings.below(self._settings.docs_dir, "")
        drafts = drafts_among(self._settings, [page.source.path.removeprefix(prefix) for page in pages.values()])
        public = (name for name, page in pages.items() if page.source.path.removeprefix(prefix) not in drafts)
        written = [(pages[name], translated[name].outputs) for name in public]
        return Site(
            settings=self._settings,
            sources={d.page.source.path: d.page.source for d in (*self._documents.values(), *self._imported.values())},
            documents={path: d.page for path, d in documents.items()},
            pages={name: d.page for name, d in modules.items()},
            modules=tuple(name for name in self.order if name in self._project and name in checked),
            library=tuple(name for name in self.order if name in self._imported and name in checked),
            parsed=self._parsed if only is None else LazyMap({n: d.module for n, d in modules.items() if d.module}),
            scoped=LazyMap({name: each.scoped for name, each in checked.items()}),
            definitions={name: each.definitions for name, each in checked.items()},
            typed=LazyMap({name: each.typed for name, each in checked.items()}),
            core=LazyMap({name: each.core for name, each in translated.items()}),
            isabelle_names=LazyMap(
                {n: self._program.isabelle_names(n) for n, t in translated.items() if t.naming is not None}
            ),
            theory_names=self._theory_names,
            artifacts=site_artifacts(self._settings, written),
            problems=Problems(problems).sorted(),
            laws=tuple(law for name, each in translated.items() if name in modules for law in each.laws),
            whole=only is None,
            failures=failures,
        )

    def _failures(self) -> dict[str, Mapping[int, tuple[Diagnostic, ...]]]:
        """What is wrong with the samples of each page."""
        program, waiting = self._program, frozenset(self.missing)
        failures = Failures(self._modules, waiting.__contains__, program.try_out)
        return {
            path: failures.of(each, (*each.problems, *program.problems_of(each.page.module)))
            for path, each in self._documents.items()
            if each.failing
        }

    def _with_imports(self, paths: Collection[str]) -> dict[str, ParsedPage]:
        """Some pages of the project and those that they import, also where these cannot be compiled."""
        pages = {document.page.module: document for document in self._documents.values()}
        start = [document.page.module for path, document in self._documents.items() if path in paths]
        found = closure(start, lambda name: pages[name].wanted if name in pages else ())
        return {path: document for path, document in self._documents.items() if document.page.module in found}


class _Program:
    """The modules compiled so far, and what the next one needs of them."""

    def __init__(
        self,
        documents: Mapping[str, ParsedPage],
        theories: Mapping[str, str],
        cache: Cache,
        unreadable: frozenset[str] = frozenset(),
    ) -> None:
        """`unreadable` are the modules of whose pages nothing could be read, for a reason that is reported."""
        self.documents = documents
        self.theories = theories
        self.cache = cache
        self.checked: dict[str, Checked] = {}
        self.translated: dict[str, Translated] = {}
        self._problems: list[Diagnostic] = []
        self._sound: dict[str, None] = {}
        """The modules in which nothing is wrong, nor in what they import."""
        self._recursed: dict[str, tuple[str, ...]] = {}
        """For each translated module, which of its types were known to be recursed through."""
        self._scoped: dict[str, Lazy[ScopedModule]] = {}
        self._lossy = set(unreadable)
        self._closures: dict[str, frozenset[str]] = {}
        self._types: dict[str, dict[Symbol, DataType]] = {}

    def add(self, name: str) -> None:
        """Compile a module whose imports are all here."""
        document = self.documents[name]
        imports = [other for other in document.imports if other in self.checked]
        below = sorted(frozenset(imports).union(*[self._closures[other] for other in imports]))
        self._closures[name] = frozenset(below)
        whole = len(imports) == len(document.imports)
        checked = self.cache.get_or_make(
            ("checked", digest_of((document.digest, *[self.checked[other].digest for other in below]))),
            lambda: self._check(document, below),
            cache_if=lambda made: whole and made.complete and not made.problems,
        )
        self.checked[name] = checked
        self._scoped[name] = checked.scoped
        self._problems.extend(checked.problems)
        if not checked.complete or any(other in self._lossy for other in imports):
            self._lossy.add(name)
        self._lossy.update(checked.broken)
        sound = whole and not Problems(document.problems).has_errors and not Problems(checked.problems).has_errors
        if sound and all(other in self._sound for other in imports):
            self._sound[name] = None

    @property
    def problems(self) -> list[Diagnostic]:
        """Everything that is wrong with the modules."""
        return [*self._problems, *(problem for each in self.translated.values() for problem in each.problems)]

    def problems_of(self, name: str) -> tuple[Diagnostic, ...]:
        """What is wrong with a module, as far as that is known."""
        checked, translated = self.checked.get(name), self.translated.get(name)
        return (*(checked.problems if checked else ()), *(translated.problems if translated else ()))

    def try_out(self, document: ParsedPage) -> tuple[Diagnostic, ...]:
        """What would be wrong with a module in the place of the one with its name, which none of its imports uses."""
        if document.module is None:
            return ()
        name = document.page.module
        imports = [other for other in document.imports if other in self.checked]
        below = sorted(frozenset(imports).union(*[self._closures[other] for other in imports]))
        checked = self._check(document, below)
        is_sound = len(imports) == len(document.imports) and all(other in self._sound for other in imports)
        if not is_sound or Problems((*document.problems, *checked.problems)).has_errors:
            return checked.problems
        nestings = [each.nesting for other, each in self.checked.items() if other != name]
        own = sorted(recursed_through((*nestings, checked.nesting), (name,)))
        return (*checked.problems, *self._translate(document, checked, below, own).problems)

    def translate(self) -> None:
        """Translate the sound modules that have not been, or that others say something new of."""
        recursed: dict[str, list[str]] = {}
        for type_ in sorted(recursed_through((each.nesting for each in self.checked.values()), self.theories)):
            recursed.setdefault(type_.partition(":")[0], []).append(type_)
        changed: set[str] = set()
        for name in self._sound:
            own = tuple(recursed.get(name, ()))
            if name in self.translated and own == self._recursed[name] and changed.isdisjoint(self._closures[name]):
                continue
            before = self.translated.get(name)
            self._add_translated(self.documents[name], own)
            if before is None or before.digest != self.translated[name].digest:
                changed.add(name)

    def _add_translated(self, document: ParsedPage, recursed: tuple[str, ...]) -> None:
        name = document.page.module
        below = sorted(self._closures[name])
        digests = [self.translated[other].digest for other in below]
        self._recursed[name] = recursed
        self.translated[name] = self.cache.get_or_make(
            ("translated", digest_of((document.digest, self.theories.get(name, ""), *digests, *recursed))),
            lambda: self._translate(document, self.checked[name], below, recursed),
            cache_if=lambda made: not made.problems,
        )

    def _check(self, document: ParsedPage, below: Iterable[str]) -> Checked:
        if document.module is None:
            raise InternalError(f"{document.page.module} holds no module")
        interfaces = {other: self.checked[other].interface.get() for other in below}
        # A comment without an end may have swallowed names, which nobody then misses; after other mistakes they stay.
        lost = [problem for problem in document.problems if isinstance(problem, UnterminatedComment)]
        problems = Problems(lost)
        others = {name: each for name, each in self._scoped.items() if name != document.page.module}
        scoped = scope_module(document.module.get(), LazyMap(others), problems, lossy=self._lossy)
        typed = check_module(scoped, interfaces, problems)
        if not problems.has_errors and not Problems(document.problems).has_errors:
            types = self._data_types(below, typed.interface)
            if scoped.complete and not scoped.has_doubtful_patterns:
                # Otherwise a variable may have been meant to be a constructor that is lost.
                check_coverage(typed, types, problems)
                check_termination(typed, types, problems)
            check_positivity(typed, types, problems)
        return Checked(
            Lazy(scoped),
            scoped.definitions,
            Lazy(typed),
            Lazy(typed.interface),
            scoped.complete,
            scoped.broken,
            tuple(problems)[len(lost) :],
            interface_digest(scoped.exports, typed.interface),
            nesting_of(each for each in typed.interface.types.values() if isinstance(each, DataType)),
        )

    def _translate(
        self, document: ParsedPage, checked: Checked, below: Sequence[str], recursed: Iterable[str]
    ) -> Translated:
        problems, page = Problems(), document.page
        interfaces = {name: self.checked[name].interface.get() for name in below}
        interfaces[page.module] = checked.interface.get()
        types = self._data_types(below, checked.interface.get())
        nestings = [self.checked[other].nesting for other in below]
        core = lower_module(checked.typed.get(), types, recursed_through((*nestings, checked.nesting), self.theories))
        if core.name not in self.theories:
            return Translated(Lazy(core), None, {}, (), checked.digest)
        namings = self._namings(below)
        core = write_out_builtins(core, self._own_builtins(interfaces, types), problems)
        header = page.snippets[0].code.start
        place = Span(header, page.source.text.find("\n", header))
        copies = merged_copies((naming.copies for naming in namings.values()), page.source.path, place, problems)
        around = self._surroundings(types, interfaces, copies)
        made: dict[str, Symbol] = {}
        if any(each.has_values for each in interfaces.values()):
            eraser = ValueEraser(core, declared_types(interfaces.values()), copies)
            core, made = eraser.module(), eraser.made
            types = {symbol: eraser.data(data) for symbol, data in types.items()}
            around = replace(around, types=types, arity=eraser.arity)
        special = monomorphise_module(core, around, problems)
        copied = {**special.copies, **made}
        special = replace(special, core=leave_open(special.core, types, namings.values(), problems))
        opened = opened_constants(special.core, types)
        naming = name_module(
            special.core, self.theories[core.name], namings, copied, frozenset(recursed), opened, place
        )
        outputs = write_page(TranslatedPage(page, special, naming, problems, types_of_constants(interfaces)))
        return Translated(
            Lazy(core),
            Lazy(seen_from_elsewhere(naming)),
            outputs,
            tuple(problems),
            digest_of((checked.digest, naming_digest(naming), generics_digest(core, around))),
            laws_of(naming, page.source.path),
        )

    def _data_types(self, below: Iterable[str], own: Interface) -> dict[Symbol, DataType]:
        """Those that a module can see: of the modules below, and its own."""
        found: dict[Symbol, DataType] = {}
        for name in below:
            if name not in self._types:
                self._types[name] = data_types((self.checked[name].interface.get(),))
            found |= self._types[name]
        return found | data_types((own,))

    def _own_builtins(
        self, interfaces: Mapping[str, Interface], types: Mapping[Symbol, DataType]
    ) -> dict[Symbol, DataType | None]:
        """The types of the project that literals and conditions may have."""
        marked = (symbol for each in interfaces.values() for mark, symbol in each.builtins.items() if mark in MARKS)
        return {symbol: types.get(symbol) for symbol in marked if symbol.module in self.theories}

    def _surroundings(
        self, types: Mapping[Symbol, DataType], interfaces: Mapping[str, Interface], copies: Mapping[str, Symbol]
    ) -> Surroundings:
        """What a module's polymorphism is resolved with."""
        rules = LibraryRules(frozenset(self.theories), interfaces)
        cores = LazyMap({name: self.translated[name].core for name in interfaces if name in self.translated})
        return Surroundings(types, rules.arity, cores, rules.has_type, rules.is_absent, rules.keeps, copies)

    def isabelle_names(self, name: str) -> Lazy[IsabelleNames]:
        """How a module's theory refers to what can be seen from it, found out when it is needed."""
        return Lazy(_IsabelleNames(self, name))

    def references(self, name: str) -> IsabelleNames:
        """How a module's theory refers to what can be seen from it."""
        namings = self._namings((name, *self._closures[name]))
        own = namings.pop(name)
        return replace(own, visible=namings).isabelle_names()

    def _namings(self, names: Iterable[str]) -> dict[str, Naming]:
        found = {name: self.translated[name].naming for name in names}
        return {name: naming.get() for name, naming in found.items() if naming is not None}


@dataclass(frozen=True, slots=True)
class _IsabelleNames(Stored):
    """Made of what is kept of several modules."""

    program: _Program
    module: str

    def load(self) -> Lazy[IsabelleNames]:
        """The names."""
        return Lazy(self.program.references(self.module))
