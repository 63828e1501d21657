"""`diglot new`: a specification, or the page of an engine, ready to be filled in. No file is ever overwritten."""

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from diglot.diagnostic import Diagnostic, Problems
from diglot.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diglot.settings import Settings

PROBLEMS = 1


@click.group(short_help="Begin a specification, or the page of an engine.")
def new() -> None:
    """Begin a specification, or the page of an engine. No file is ever overwritten."""


@new.command(short_help="Begin a specification in a new folder.")
@click.argument("folder", metavar="DIR")
def spec(folder: str) -> None:
    """Begin a specification in a new folder, or in an empty one."""
    from diglot.settings import Settings
    from diglot.template.errors import AlreadyThere
    from diglot.template.fill import new_specification

    root = Path(folder)
    problems = Problems()
    found = _in_the_way(root)
    if found:
        problems.add(AlreadyThere(folder, Span(0, 0), found))
        _stop(problems)
    title = root.resolve().name.encode("utf-8", "replace").decode() or "Specification"
    texts = {(root / path).as_posix(): text for path, text in new_specification(title).items()}
    written = _write(Path.cwd(), texts, problems)
    made = _bring_up_to_date(Settings(root=root.absolute()), problems)
    _tell([*written, *((root / path).as_posix() for path in made)])
    click.echo("")
    if root.absolute() != Path.cwd():
        click.echo(f"cd {folder}")
    click.echo("diglot new engine Lamp    begins the first page of an engine")
    click.echo("mkdocs serve              shows the site while you write")


@new.command(short_help="Begin the page of an engine.")
@click.argument("name")
def engine(name: str) -> None:
    """Begin the page of an engine in the specification of the current folder. NAME is written like Lamp."""
    from diglot.cli.options import Options, settings_of
    from diglot.settings import SETTINGS_FILE
    from diglot.template.errors import AlreadyThere, NoSpecificationHere, UnusableEngineName
    from diglot.template.fill import FRAMEWORK, engine_name, framework_page, is_engine_name, new_engine

    problems = Problems()
    root = Path.cwd()
    if not is_engine_name(name):
        problems.add(UnusableEngineName("diglot new engine", Span(0, 0), name, engine_name(name)))
    elif not (root / SETTINGS_FILE).is_file():
        problems.add(NoSpecificationHere(SETTINGS_FILE, Span(0, 0)))
    if len(problems):
        _stop(problems)
    settings, _ = settings_of(Options(None, None, None), problems)
    page = new_engine(name)
    path = settings.below(settings.docs, page.uri)
    texts = {path: page.text}
    if (root / path).exists():
        problems.add(AlreadyThere(path, Span(0, 0), "a page" if (root / path).is_file() else "something"))
        _stop(problems)
    framework = settings.below(settings.docs, FRAMEWORK)
    if not (root / framework).exists():
        texts[framework] = framework_page()
    agreed = _try(settings, name, path, texts, problems)
    written = _write(root, texts, problems)
    if agreed:
        written += _bring_up_to_date(settings, problems)
    _tell(written)
    _advise(settings, page.uri, agreed=agreed)


def _in_the_way(root: Path) -> str:
    """What is in the place of a new folder, if anything is."""
    try:
        if root.is_dir():
            return "a folder with something in it" if any(root.iterdir()) else ""
        return "a file" if root.exists() or root.is_symlink() else ""
    except (OSError, ValueError):
        return ""  # Writing will say why.


def _try(settings: "Settings", name: str, path: str, texts: dict[str, str], problems: Problems) -> bool:
    """Check the new page before it is written; whether everything else is right and agrees, too."""
    from dataclasses import replace

    from diglot.pipeline import compile_site
    from diglot.project import SNIPPETS, THEORIES, open_project
    from diglot.template.errors import EngineDoesNotFit
    from diglot.workspace import Workspace, read_library, read_pages

    pages = read_pages(settings)
    workspace = replace(pages, texts=Workspace.of({**pages.texts, **texts}).texts)
    wrong = [problem for problem in compile_site(workspace, settings, read_library()).problems if problem.path in texts]
    if wrong:
        problems.add(EngineDoesNotFit(path, Span(0, 0), name, tuple(problem.message() for problem in wrong)))
        _stop(problems)
    before = open_project(settings)
    return not before.broken and not before.drift(THEORIES, SNIPPETS)


def _write(root: Path, texts: "Mapping[str, str]", problems: Problems) -> list[str]:
    from diglot.workspace import write_atomically

    written = write_atomically(root, texts, problems)
    if len(problems):
        _stop(problems)
    return list(written)


def _bring_up_to_date(settings: "Settings", problems: Problems) -> list[str]:
    """Write what the pages become, so that everything agrees from the beginning."""
    from diglot.project import SNIPPETS, THEORIES, bring_up_to_date, open_project

    project = open_project(settings)
    written = [path for kind in (THEORIES, SNIPPETS) for path in bring_up_to_date(project, kind, problems)[0]]
    if len(problems):
        _stop(problems)
    return written


def _advise(settings: "Settings", uri: str, *, agreed: bool) -> None:
    from diglot.settings import SETTINGS_FILE, lists_pages
    from diglot.workspace import read_text

    click.echo("")
    if not agreed:
        click.echo("Theories and snippets were left alone, because not everything agreed before: see `diglot check`.")
    if lists_pages(read_text(settings, SETTINGS_FILE, Problems())):
        click.echo(f"Add `- {uri}` to `nav` in {SETTINGS_FILE}, so that readers find the page.")
    click.echo("Now say what the engine is for, and put your own words in the place of those on the page.")


def _tell(written: "Iterable[str]") -> None:
    for path in written:
        click.echo(f"wrote {path}")


def _stop(problems: "Iterable[Diagnostic]") -> NoReturn:
    from rich.console import Console

    from diglot.report.terminal import print_problems

    print_problems(tuple(problems), {}, Console(highlight=False))
    raise click.exceptions.Exit(PROBLEMS)
