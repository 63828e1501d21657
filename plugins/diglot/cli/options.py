"""What all commands share: their options, and the project that these stand for.

In: the options of a command line, and the current folder. Out: the compiled project, with all that is wrong with it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from diglot.diagnostic import Problems
from diglot.settings import SETTINGS_FILE, Settings, read_settings, shown_folder
from diglot.source import SourceFile

if TYPE_CHECKING:
    from diglot.project import Project

_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Options:
    """What stands on the command line; None where nothing does."""

    docs: str | None
    snippets: str | None
    theories: str | None


def project_options(command: _Command) -> _Command:
    """The options that every command takes."""
    options = (
        click.option("--docs", metavar="DIR", help="Folder of the pages."),
        click.option("--snippets", metavar="DIR", help="Folder of the extracted modules."),
        click.option("--theories", metavar="DIR", help="Folder of the Isabelle theories."),
        click.option(
            "--format",
            "output",
            type=click.Choice(["human", "json"]),
            default="human",
            show_default=True,
            help="Messages for people, or one JSON object for programs.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def open_chosen(options: Options) -> "Project":
    """Read the settings and all files of the project in the current folder, and compile it."""
    from diglot.project import open_project

    problems = Problems()
    settings, sources = _settings(options, problems)
    project = open_project(settings)
    problems.extend(project.problems)
    return replace(project, problems=problems.sorted(), sources={**project.sources, **sources})


def _settings(options: Options, problems: Problems) -> tuple[Settings, dict[str, SourceFile]]:
    """The settings in `mkdocs.yml`, overruled by the command line; and that file, when there is one."""
    from diglot.workspace import read_text

    root = Path.cwd()
    settings = Settings(root=root)
    sources = {}
    if (root / SETTINGS_FILE).is_file():
        text = read_text(settings, SETTINGS_FILE, problems)
        sources[SETTINGS_FILE] = SourceFile.of(SETTINGS_FILE, text)
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
