"""What all commands share: their options, and the project that these stand for.

In: the options of a command line, and the current folder. Out: the compiled project, with all that is wrong with it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from diglot.diagnostic import Problems
from diglot.settings import SETTINGS_FILE, Settings, read_settings, shown_folder
from diglot.source import SourceFile

if TYPE_CHECKING:
    from diglot.cache.disk import Cache
    from diglot.project import Project
    from diglot.workspace import Files

_NO_CACHE = "diglot.no_cache"

_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says; None where it says nothing."""

    docs: str | None
    snippets: str | None
    theories: str | None


def project_options(command: _Command) -> _Command:
    """The options of every command that compiles a project."""
    options = (
        click.option("--docs", metavar="DIR", help="Folder of the pages."),
        click.option("--snippets", metavar="DIR", help="Folder of the extracted modules."),
        click.option("--theories", metavar="DIR", help="Folder of the Isabelle theories."),
        click.option(
            "--no-cache",
            is_flag=True,
            expose_value=False,
            callback=_forget,
            help="Ignore the cache: rebuild everything and store nothing in .cache/diglot.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _forget(context: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - as click calls it
    context.meta[_NO_CACHE] = value


def open_cache(root: Path) -> "Cache | None":
    """What earlier runs left in a project; None where nothing is to be kept."""
    from diglot.cache.disk import open_cache as open_below

    context = click.get_current_context(silent=True)
    return None if context is not None and context.meta.get(_NO_CACHE) else open_below(root)


def open_chosen(options: Options) -> "Project":
    """Read the settings and all files of the project in the current folder, and compile it."""
    from diglot.workspace import read_files

    problems = Problems()
    settings, sources = settings_of(options, problems)
    return compile_chosen(settings, sources, read_files(settings), problems)


def compile_chosen(
    settings: Settings, sources: Mapping[str, SourceFile], files: "Files", problems: Problems
) -> "Project":
    """Compile what has been read; `problems` are those of the settings, and `sources` their file."""
    from diglot.cache.disk import DiskMemory
    from diglot.memory import Memory
    from diglot.project import load_project

    cache = open_cache(settings.root)
    memory = DiskMemory(cache) if cache is not None else Memory()
    project = load_project(settings, memory, files)
    memory.close()
    problems.extend(project.problems)
    return replace(project, problems=problems.sorted(), sources={**project.sources, **sources})


def settings_of(options: Options, problems: Problems) -> tuple[Settings, dict[str, SourceFile]]:
    """The settings in `mkdocs.yml`, overruled by the command line; and that file, when there is one."""
    from diglot.workspace import read_text

    root = Path.cwd()
    settings = Settings(root=root)
    sources = {}
    if (root / SETTINGS_FILE).is_file():
        text = read_text(settings, SETTINGS_FILE, problems)
        sources[SETTINGS_FILE] = SourceFile(SETTINGS_FILE, text)
        settings = read_settings(SETTINGS_FILE, text, problems, root)
    elif not (root / settings.docs).is_dir():
        settings = replace(settings, docs=".")
    return replace(
        settings,
        docs=settings.docs if options.docs is None else shown_folder(options.docs, root),
        snippets=settings.snippets if options.snippets is None else shown_folder(options.snippets, root),
        theories=settings.theories if options.theories is None else shown_folder(options.theories, root),
    ), sources


def keeps(settings: Settings, folder: str, chosen: str | None) -> bool:
    """Whether files are kept in a folder at all: somebody says so, or it is there. A bare folder of pages need not."""
    return chosen is not None or (settings.root / SETTINGS_FILE).exists() or (settings.root / folder).is_dir()
