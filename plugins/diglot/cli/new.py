"""`diglot new`: a specification, or the page of an engine, ready to be filled in. No file is ever overwritten."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diglot.cli.outcome import reports
from diglot.diagnostic import Diagnostic, Problems
from diglot.letters import file_at
from diglot.source import Span

if TYPE_CHECKING:
    from diglot.report.outcome import Outcome
    from diglot.settings import Settings
    from diglot.workspace import Configuration

_START = Span(0, 0)


@click.group(short_help="Create a specification, or the page of an engine.")
def new() -> None:
    """Create a specification, or the page of an engine. No file is ever overwritten."""


@new.command(short_help="Create a specification in a new folder.")
@click.argument("folder", metavar="DIR")
@reports
def spec(folder: str) -> "Outcome":
    """Create a specification in a new folder, or in an empty one."""
    from diglot.settings import Settings
    from diglot.template.errors import AlreadyThere
    from diglot.template.fill import new_specification
    from diglot.workspace import write_atomically

    root = Path(folder)
    problems = Problems()
    found = _in_the_way(root)
    if found:
        return _refused(AlreadyThere(folder, _START, found))
    title = root.resolve().name.encode("utf-8", "replace").decode() or "Specification"
    texts = {(root / path).as_posix(): text for path, text in new_specification(title).items()}
    written = write_atomically(Path.cwd(), texts, problems)
    if not problems.has_errors:
        made = _write_generated(Settings(root=root.absolute()), problems)
        written += tuple((root / path).as_posix() for path in made)
    elsewhere = [f"cd {folder}"] if root.absolute() != Path.cwd() else []
    return _made(
        written,
        problems,
        *elsewhere,
        "diglot new engine Lamp    creates the first page of an engine",
        "mkdocs serve              shows the site while you write",
    )


@new.command(short_help="Create the page of an engine.")
@click.argument("name")
@reports
def engine(name: str) -> "Outcome":
    """Create the page of an engine in the specification of the current folder. NAME is written like Lamp."""
    from diglot.cli.options import Options, configuration_of
    from diglot.settings import SETTINGS_FILE, find_settings_file
    from diglot.template.errors import AlreadyThere, NoSpecificationHere, UnusableEngineName
    from diglot.template.fill import FRAMEWORK, engine_name, framework_page, is_engine_name, new_engine
    from diglot.workspace import write_atomically

    root = Path.cwd()
    if not is_engine_name(name):
        return _refused(UnusableEngineName("diglot new engine", _START, name, engine_name(name)))
    if find_settings_file(root) is None:
        return _refused(NoSpecificationHere(SETTINGS_FILE, _START))
    configuration = configuration_of(Options())
    settings, problems = configuration.settings, Problems(configuration.problems)
    if problems.has_errors:  # The page might go where it does not belong.
        return replace(_made((), problems), sources=configuration.sources)
    page = new_engine(name)
    path = settings.below(settings.docs_dir, page.uri)
    texts = {path: page.text}
    there = file_at(root, path)
    if there.exists():
        return _refused(AlreadyThere(path, _START, "a page" if there.is_file() else "something"))
    framework = settings.below(settings.docs_dir, FRAMEWORK)
    if not file_at(root, framework).exists():
        texts[framework] = framework_page()
    wrong = _misfit(settings, name, path, texts)
    if wrong:
        return _refused(wrong)
    agreed = _agrees(settings)
    written = write_atomically(root, texts, problems)
    if agreed and not problems.has_errors:
        written += _write_generated(settings, problems)
    made = _made(written, problems, *_advice(configuration, page.uri, agreed=agreed))
    return replace(made, sources=configuration.sources)


def _refused(problem: Diagnostic) -> "Outcome":
    from diglot.report.outcome import Outcome

    return Outcome(problems=(problem,))


def _made(written: tuple[str, ...], problems: Problems, *advice: str) -> "Outcome":
    """What was written, and what to do next if nothing went wrong."""
    from diglot.report.outcome import Deed, Outcome

    facts = () if problems.has_errors else ("", *advice)
    return Outcome(problems=problems.sorted(), done=tuple(Deed("wrote", path) for path in written), facts=facts)


def _in_the_way(root: Path) -> str:
    """What is already where a new folder would go, if anything is."""
    try:
        if root.is_dir():
            return "a folder with something in it" if any(root.iterdir()) else ""
        return "a file" if root.exists() or root.is_symlink() else ""
    except (OSError, ValueError):
        return ""  # Writing will say why.


def _misfit(settings: "Settings", name: str, path: str, texts: dict[str, str]) -> Diagnostic | None:
    """Check the new page before it is written."""
    from diglot.pipeline import compile_site
    from diglot.template.errors import EngineDoesNotFit
    from diglot.workspace import Workspace, read_library, read_pages

    pages = read_pages(settings)
    workspace = replace(pages, texts=Workspace.of({**pages.texts, **texts}).texts)
    wrong = [problem for problem in compile_site(workspace, settings, read_library()).problems if problem.path in texts]
    return EngineDoesNotFit(path, _START, name, tuple(problem.message for problem in wrong)) if wrong else None


def _agrees(settings: "Settings") -> bool:
    """Whether nothing is wrong so far, and pages and files agree."""
    from diglot.project import hand_edits, load_project

    before = load_project(settings)
    return not before.broken and not before.drift() and not hand_edits(before)


def _write_generated(settings: "Settings", problems: Problems) -> tuple[str, ...]:
    """Write what the pages become, so that everything agrees from the beginning."""
    from diglot.project import load_project, write_generated

    return write_generated(load_project(settings), problems)[0]


def _advice(configuration: "Configuration", uri: str, *, agreed: bool) -> list[str]:
    from diglot.settings import lists_pages

    advice = ["Now say what the engine is for, and replace the words on the page with your own."]
    if lists_pages(configuration.sources.values()):
        name = next(iter(configuration.sources))
        advice.insert(0, f"Add `- {uri}` to `nav` in {name}, so that readers find the page.")
    if not agreed:
        advice.insert(
            0, "Theories and snippets were left alone, because not everything agreed before: see `diglot check`."
        )
    return advice
