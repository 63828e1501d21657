"""What the fences of spec files can ask for: each stage takes the pages of a case and gives text.

A stage is a function from pages by path to the text that the fence has to hold; add one to `STAGES` under the word that
is after the fence. Imports are inside the functions, so that a fault in one stage spoils no tests but its own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from diglot.diagnostic import Diagnostic, Problems
from diglot.page.model import Block, Fence, Heading, Page, Prose, Snippet
from diglot.page.read import read_page
from diglot.phases import Phase
from diglot.source import SourceFile

if TYPE_CHECKING:
    from diglot.caching import Cache
    from diglot.page.english import Passage
    from diglot.pipeline import Site
    from diglot.proofs.read import ProofTheory
    from diglot.scope.ast import ScopedModule
    from diglot.settings import Settings
    from diglot.subject import Subject
    from diglot.theory.print.theory import PrintedTheory

Pages = Mapping[str, str]


def read_pages(pages: Pages, problems: Problems) -> tuple[Page, ...]:
    """All pages of a case; files that are not Markdown are left out."""
    return tuple(read_page(path, text, problems) for path, text in pages.items() if path.endswith(".md"))


def show_problems(problems: Iterable[Diagnostic], sources: Mapping[str, SourceFile]) -> str:
    """Problems as people read them, without colour."""
    from diglot.report.terminal import plain_text

    return plain_text(problems, sources) or "none"


def page(pages: Pages) -> str:
    """The blocks of each page, one a line."""
    return "\n\n".join(_show_page(page) for page in read_pages(pages, Problems()))


def _show_page(page: Page) -> str:
    matter = page.front_matter
    lines = [f"{page.source.path} is module {page.module}"]
    lines += [f"  title {matter.title}"] if matter.title is not None else []
    lines += [f"  theory {matter.theory}"] if matter.theory is not None else []
    for block in page.blocks:
        at = page.source.position(block.span.start)
        lines.append(f"  {at.line}:{at.column} {_show_block(page, block)}")
    return "\n".join(lines)


def _show_block(page: Page, block: Block) -> str:
    match block:
        case Heading():
            return f"heading {block.level} #{block.anchor}: {block.text}"
        case Prose():
            return f"prose {block.text!r}"
        case Fence():
            words = [block.kind or "-", *(word for word, _ in block.words)]
            rows = "".join(f"{page.source.slice(row)}\n" for row in block.rows)
            return f"fence {' '.join(words)} {rows!r}"
        case Snippet():
            options = block.options
            words = [f"{name} " for name, on in (("hide", options.hide), ("fold", options.fold)) if on]
            words += [f"extract {options.extract} "] if options.extract is not None else []
            words += [f"unknown {word} " for word in options.unknown]
            return f"snippet {block.index} {''.join(words)}{page.source.slice(block.code)!r}"


def english(pages: Pages) -> str:
    """The sentences of each page and what is in them, as the places in the file have it."""
    lines = []
    for page in read_pages(pages, Problems()):
        for paragraph in (paragraph for prose in page.prose for paragraph in prose.paragraphs):
            for sentence in paragraph.sentences:
                at = page.source.position(sentence.span.start)
                lines.append(f"{at.line}:{at.column} {paragraph.kind}: {sentence.text}")
                lines += [f"  {name} {' '.join(found)}" for name, found in _found(page.source, sentence) if found]
    return "\n".join(lines)


def _found(source: SourceFile, sentence: "Passage") -> Iterator[tuple[str, list[str]]]:
    for name in ("words", "code", "numbers"):
        words = [source.slice(word.span) for word in getattr(sentence, name)]
        yield name, words
    yield "links", [f"{source.slice(link.words)} -> {source.slice(link.place)}" for link in sentence.links]


def page_problems(pages: Pages) -> str:
    """What is wrong with the pages as pages: fences and front matter."""
    from diglot.page.lint import lint_page
    from diglot.page.merges import first_version

    problems = Problems()
    for one in read_pages({path: first_version(path, text, problems) for path, text in pages.items()}, problems):
        lint_page(one, problems)
    return show_problems(problems.sorted(), {path: SourceFile(path, text) for path, text in pages.items()})


def compiled(pages: Pages, settings: "Settings | None" = None) -> "Site":
    """The pages of a case compiled, with the library."""
    from diglot.pipeline import compile_site
    from diglot.settings import Settings
    from diglot.workspace import Workspace

    return compile_site(Workspace.of(pages), settings or Settings(docs_dir="."), _library(), cache=_cache())


@cache
def _library() -> Mapping[str, str]:
    from diglot.workspace import read_library

    return read_library()


@cache
def _cache() -> "Cache":
    """One for all cases, so that the library is compiled once."""
    from diglot.caching import Cache

    return Cache()


def subject_of(pages: Pages) -> "Subject":
    """A case as a project: its pages compiled, and its other files beside them."""
    from pathlib import Path

    from diglot.artifacts import kind_of
    from diglot.other_files import left_out
    from diglot.settings import SETTINGS_FILE, Settings
    from diglot.subject import Subject
    from diglot.workspace import Configuration, Files, Workspace, read_configuration

    def files(*starts: str) -> Workspace:
        return Workspace.of({path: text for path, text in pages.items() if path.startswith(starts)})

    configuration = Configuration(Settings(docs_dir="."), {})
    if SETTINGS_FILE in pages:
        configuration = read_configuration(Path(), unsaved=pages)
    settings = configuration.settings
    site = compiled({path: text for path, text in pages.items() if path.endswith(".md")}, settings)
    proofs, status = files("theories/proofs/"), files("theories/status.json")
    generated = files("theories/", "snippets/").texts.items() - proofs.texts.items() - status.texts.items()
    others = frozenset(path for path in pages if not path.endswith(".md"))
    written = Workspace({page.source.path: page.source.text for page in site.documents.values()}, others=others)
    examined = {path for path, _ in generated if kind_of(settings, path) and "/." not in path}
    texts = {path: text for path, text in generated if path in examined}
    committed = Workspace(Workspace.of(texts).texts, others=frozenset(left_out(settings, pages, examined)))
    return Subject(site, Files(written, committed, proofs, status), configuration)


def diagnostics(pages: Pages) -> str:
    """Everything that is wrong with the pages, and with what they refer to."""
    from diglot.checks import find_problems

    subject = subject_of(pages)
    return show_problems(find_problems(subject), subject.sources)


def everything(pages: Pages) -> str:
    """All that `diglot check` says of a case: what is wrong with its pages, and where its other files differ."""
    from diglot.checks import find_drift, find_problems

    subject = subject_of(pages)
    return show_problems((*find_problems(subject), *find_drift(subject)), subject.sources)


def report(pages: Pages) -> str:
    """What a command says of the pages: each cause once, and what was not looked at."""
    from diglot.describe.notes import notes
    from diglot.report.merged import merged

    site = compiled(pages)
    return "\n\n".join(filter(None, (show_problems(merged(site.problems, site), site.sources).strip(), *notes(site))))


def checked(pages: Pages) -> str:
    """What is wrong with the pages, whatever HOL can say of them."""
    site = compiled(pages)
    return show_problems((each for each in site.problems if each.phase is not Phase.TRANSLATION), site.sources)


def types(pages: Pages) -> str:
    """The type of each definition of the last module."""
    from diglot.typed.ast import DataType, OpaqueType, TypeFunction
    from diglot.typed.context import kind_of_parameters
    from diglot.typed.show import show_type

    site = compiled(pages)
    if not site.ok:
        return show_problems(site.problems, site.sources)
    module = site.typed[site.modules[-1]]
    lines = []
    for declaration in module.declarations:
        symbol = declaration.symbol
        if isinstance(declaration, DataType | OpaqueType | TypeFunction):
            type_ = kind_of_parameters(declaration.parameters)
        else:
            type_ = module.interface.constants[symbol]
        lines.append(f"{symbol.qualified} : {show_type(type_)}")
    return "\n".join(lines)


def scope(pages: Pages) -> str:
    """The pages' modules with all names resolved; if something is wrong, that instead. Types are not looked at."""
    from scope_dump import show_module

    return _scoped(pages, show_module)


def exports(pages: Pages) -> str:
    """What the pages' modules offer to others."""
    from scope_dump import show_exports

    return _scoped(pages, show_exports)


def _scoped(pages: Pages, show: "Callable[[ScopedModule], str]") -> str:
    from scope_dump import scope_pages

    from diglot.workspace import read_library

    problems = Problems()
    modules, sources = scope_pages(pages, read_library(), problems)
    return show_problems(problems.sorted(), sources) if len(problems) else "\n\n".join(map(show, modules))


def tokens(pages: Pages) -> str:
    """The tokens of all snippets, one a line, comments among them; then what is wrong with them."""
    from diglot.syntax.lexer import lex

    problems = Problems()
    read = read_pages(pages, Problems())
    lines = []
    for one in read:
        for snippet in one.snippets:
            lexed = lex(one.source.path, one.source.text, snippet.code, problems)
            for token in sorted((*lexed.tokens[:-1], *lexed.comments), key=lambda token: token.start):
                shown = token.text.replace("\n", "⏎")
                lines.append(shown if token.kind == token.text else f"{shown}  ({token.kind})")
    if len(problems):
        lines += ["", show_problems(problems.sorted(), {one.source.path: one.source for one in read})]
    return "\n".join(lines)


def syntax(pages: Pages) -> str:
    """The modules as they are understood, printed again; what could not be read is marked."""
    from syntax_dump import print_module

    from diglot.syntax.parse_module import parse_page

    modules = [parse_page(one, Problems()) for one in read_pages(pages, Problems())]
    return "\n".join(print_module(module) for module in modules if module is not None)


def syntax_problems(pages: Pages) -> str:
    """What is wrong with the snippets as text."""
    from diglot.syntax.parse_module import parse_page

    problems = Problems()
    read = read_pages(pages, Problems())
    for one in read:
        parse_page(one, problems)
    return show_problems(problems.sorted(), {one.source.path: one.source for one in read})


def extracted(pages: Pages) -> str:
    """The module files that are made from the pages."""
    from diglot.syntax.extract import extract_module

    return "\n".join(extract_module(one) for one in read_pages(pages, Problems()))


def theory_read(pages: Pages) -> str:
    """The theories of a case as they are understood: printed again, with what is wrong."""
    from diglot.theory.print.theory import print_theory
    from diglot.theory.read.theory import read_theory

    problems = Problems()
    paths = [path for path in pages if path.endswith(".thy")]
    texts = [print_theory(read_theory(path, pages[path], problems)).text.strip() for path in paths]
    if len(problems):
        texts.append(show_problems(problems.sorted(), {path: SourceFile(path, pages[path]) for path in paths}))
    return "\n\n".join(texts)


def theory_differences(pages: Pages) -> str:
    """Where the second theory of a case differs from the first, which counts as what a page becomes."""
    from diglot.drift.compare import compare_theories
    from diglot.theory.read.theory import read_theory

    before, after = (SourceFile(path, text) for path, text in pages.items() if path.endswith(".thy"))
    problems = Problems()
    expected, actual = (read_theory(one.path, one.text, problems) for one in (before, after))
    problems.extend(compare_theories(expected, actual, before, after))
    return show_problems(problems.sorted(), {before.path: before, after.path: after})


def core(pages: Pages) -> str:
    """The last module with matches compiled and local functions lifted."""
    from core_dump import print_core

    site = compiled(pages)
    if not site.ok:
        return show_problems(site.problems, site.sources)
    return print_core(site.core[site.modules[-1]])


def theories(pages: Pages) -> "tuple[tuple[PrintedTheory, ...], str]":
    """The theories of a case, each after those it imports, and everything that is wrong: none if that is an error."""
    site = compiled(pages)
    found = show_problems(site.problems, site.sources) if site.problems else ""
    made = site.own_theories() if site.ok else {}
    return tuple(made[module] for module in site.modules if module in made), found


def theory(pages: Pages) -> str:
    """The declarations of the last module's theory, without English and frame, and what is wrong."""
    printed, found = theories(pages)
    return "\n\n".join(filter(None, (found, *map(_declarations, printed[-1:]))))


def all_theories(pages: Pages) -> str:
    """The declarations of each theory, after its name, and what is wrong."""
    printed, found = theories(pages)
    made = (f"theory {each.name}\n\n{_declarations(each)}" for each in printed)
    return "\n\n".join(filter(None, (found, *made)))


def _declarations(printed: "PrintedTheory") -> str:
    """A theory without English and frame."""
    from diglot.theory import ast
    from diglot.theory.print.theory import print_theory

    last = printed.theory
    items = [replace(item, documentation="") for item in last.items if not isinstance(item, ast.Heading | ast.Text)]
    lines = print_theory(replace(last, items=tuple(items), page="")).text.splitlines()
    imports = [] if last.imports == ("Main",) else [lines[1].strip(), ""]
    return "\n".join((*imports, *lines[4:-2]))


def laws(pages: Pages) -> str:
    """The laws of instances that the theories of a case take for granted or prove, and what is wrong."""
    from diglot.report.words import assumption

    subject = subject_of(pages)
    lines = [
        assumption(each, subject.sources) if each.is_open else f"{each.name} is proved by {each.theorem}"
        for each in subject.obligations
    ]
    problems = subject.site.problems
    return "\n".join((*lines, *([show_problems(problems, subject.sources)] if problems else []))) or "none"


def theory_names(pages: Pages) -> str:
    """How the theory of each module is called, and the note about it."""
    from diglot.describe.notes import notes

    site = compiled(pages)
    lines = [f"{module} is the theory {name}" for module, name in sorted(site.theory_names.items())]
    found = show_problems(site.problems, site.sources) if site.problems else ""
    return "\n\n".join(filter(None, ("\n".join(lines), *notes(site), found)))


def theory_file(pages: Pages) -> str:
    """The whole theory of the last module, and what is wrong."""
    printed, found = theories(pages)
    return "\n\n".join(filter(None, (found, *(each.text for each in printed[-1:]))))


def drift(pages: Pages) -> str:
    """Where the theories, modules and ROOT of a case differ from its pages. Kinds it does not show are left out."""
    from diglot.artifacts import ROOT, Folder
    from diglot.checks import find_drift

    subject = subject_of(pages)
    root = {artifact.path: artifact.text for artifact in subject.artifacts if artifact.kind is ROOT}
    subject = subject_of({**root, **pages})
    given = [
        folder for folder in Folder if any(path.startswith(f"{folder.path(subject.site.settings)}/") for path in pages)
    ]
    return show_problems([*subject.site.problems, *find_drift(subject, given)], subject.sources)


def engine(pages: Pages) -> str:
    """The engines of a case; it needs no framework of its own, the project's is there."""
    from engine_dump import show_engines

    return _with_framework(pages, show_engines)


def system(pages: Pages) -> str:
    """Who sends what to whom in the system that the engines of a case are."""
    from engine_dump import show_system

    return _with_framework(pages, show_system)


def views(pages: Pages) -> str:
    """What the pages of a case show of engines: cards, diagrams and tables, as text."""
    from engine_dump import show_views

    return _with_framework(pages, show_views)


def drawings(pages: Pages) -> str:
    """What is wrong with the diagrams of a case; the engines of this project's own pages are there for them."""
    from pathlib import Path

    from diglot.checks import find_problems

    docs = Path(__file__).parent.parent / "docs"
    own = [docs / "framework" / "engine.md", docs / "engines" / "ticker.md", *sorted((docs / "lease").glob("*.md"))]
    texts = {path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") for path in own}
    subject = subject_of({**texts, **pages})
    return show_problems([one for one in find_problems(subject) if one.path in pages], subject.sources)


def _with_framework(pages: Pages, show: "Callable[[Site], str]") -> str:
    from pathlib import Path

    framework = Path(__file__).parent.parent / "docs" / "framework" / "engine.md"
    site = compiled({"framework/engine.md": framework.read_text(encoding="utf-8"), **pages})
    return show(site) if site.core.keys() >= {*site.modules} else show_problems(site.problems, site.sources)


def _proofs(pages: Pages) -> "dict[str, ProofTheory]":
    from diglot.proofs.read import read_proofs

    found = [read_proofs(path, text) for path, text in pages.items() if path.startswith("theories/proofs/")]
    return {theory.name: theory for theory in found}


def _with_files(sources: Mapping[str, SourceFile], pages: Pages) -> dict[str, SourceFile]:
    return {**sources, **{path: SourceFile(path, text) for path, text in pages.items() if path not in sources}}


def statements(pages: Pages) -> str:
    """What each hand-written theory states, and what it rests on."""
    from diglot.proofs.read import full_name

    lines = []
    for theory in _proofs(pages).values():
        trusts = f", trusts {' '.join(theory.trusts)}" if theory.trusts else ""
        lines.append(f"{theory.name} imports {' '.join(name for name, _ in theory.imports)}{trusts}")
        for one in theory.statements:
            said = " ".join(theory.source.slice(one.span).split())
            gap = f" [{one.gap}]" if one.gap else ""
            lines.append(f"  {one.command} {full_name(one) or '-'}{gap}: {said}")
    return "\n".join(lines)


def theorems(pages: Pages) -> str:
    """What is wrong with the theorems that the pages name."""
    return _found_by("`theorem` fences", pages)


def proof_differences(pages: Pages) -> str:
    """Where the proofs of a case use what its pages no longer define. Files in `theories/` are what is on disk."""
    return _found_by("names in proofs", pages)


def _found_by(name: str, pages: Pages) -> str:
    """What one check finds, besides mistakes in modules and verdicts."""
    from diglot.checks import CHECKS

    subject = subject_of(pages)
    chosen = [check for check in CHECKS if check.name in (name, "modules", "proofs and verdicts")]
    found = Problems(problem for check in chosen for problem in check.find(subject))
    return show_problems(found.sorted(), subject.sources)


def prover(pages: Pages) -> str:
    """What the words of the prover in `isabelle.log` mean for a case; its last line is the exit code."""
    from diglot.prover.diagnose import CheckedTheory, diagnose
    from diglot.prover.read_log import read_log
    from diglot.prover.run import ProverRun

    site = compiled({path: text for path, text in pages.items() if path.endswith(".md")})
    theories = {
        name: CheckedTheory("Specification_Proofs", proof.source, "", {}, by_hand=True)
        for name, proof in _proofs(pages).items()
    }
    sources = dict(site.sources)
    for artifact in site.artifacts:
        if artifact.theory is not None and artifact.origin is not None:
            source, page = SourceFile(artifact.path, artifact.text), artifact.origin.source.path
            sources[artifact.path] = source
            theories[artifact.theory.name] = CheckedTheory(
                "Specification", source, page, artifact.theory.source_map, by_hand=False
            )
    if site.problems:
        return show_problems(site.problems, site.sources)
    *lines, code = pages["isabelle.log"].splitlines()
    outcome = ProverRun(tuple(lines), int(code.removeprefix("exit code ")))
    finding = diagnose(outcome, read_log(lines), theories, "theories/ROOT")
    verdicts = [f"{name}: accepted" for name in sorted(finding.accepted)]
    verdicts += [f"{name}: refused" for name in sorted(finding.failed)]
    found = show_problems(finding.problems, _with_files(sources, pages))
    return "\n".join([*([found.rstrip("\n"), ""] if finding.problems else []), *verdicts]).strip("\n")


def laid_out(pages: Pages) -> str:
    """The code of each page as the formatter lays it out."""
    from diglot.syntax.format import format_snippet
    from diglot.syntax.parse_module import parse_page

    formatted = []
    problems = Problems()
    for read in read_pages(pages, problems):
        module = parse_page(read, problems)
        if module is not None:
            formatted += [format_snippet(read, snippet, module).rstrip() for snippet in read.snippets]
    return "\n\n".join(formatted)


STAGES: dict[str, Callable[[Pages], str]] = {
    "format": laid_out,
    "page": page,
    "page-problems": page_problems,
    "english": english,
    "tokens": tokens,
    "syntax": syntax,
    "syntax-problems": syntax_problems,
    "extracted": extracted,
    "theory-read": theory_read,
    "theory-differences": theory_differences,
    "drift": drift,
    "check": everything,
    "diagnostics": diagnostics,
    "checked": checked,
    "report": report,
    "scope": scope,
    "exports": exports,
    "types": types,
    "core": core,
    "theory": theory,
    "theories": all_theories,
    "engine": engine,
    "system": system,
    "views": views,
    "drawings": drawings,
    "theory-file": theory_file,
    "theory-names": theory_names,
    "laws": laws,
    "statements": statements,
    "theorems": theorems,
    "proof-drift": proof_differences,
    "prover": prover,
}
