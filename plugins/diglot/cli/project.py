"""What all commands share: their options and the project that they work on.

In: the options of a command line, and the current folder. Out: the compiled project, the files that it becomes, and all
that is wrong with it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from diglot.diagnostic import Diagnostic, Problems, Severity
from diglot.settings import SETTINGS_FILE, Settings, read_settings, shown_folder
from diglot.source import SourceFile

if TYPE_CHECKING:
    from diglot.drift.made import Made
    from diglot.pipeline import Site

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


@dataclass(frozen=True, slots=True)
class Project:
    """A compiled project, the files that it becomes, and what is on disk of them."""

    settings: Settings
    site: "Site"
    made: "Made"
    committed: Mapping[str, str]
    problems: tuple[Diagnostic, ...]
    """Everything wrong: settings, files and pages."""
    sources: Mapping[str, SourceFile]
    """Every file that a message may point into."""
    keeps_theories: bool
    """Whether theories are kept on disk at all: a bare folder of pages need not."""
    keeps_snippets: bool
    """The same for extracted modules."""

    @property
    def broken(self) -> bool:
        """Whether anything is wrong; warnings do not count."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def open_project(options: Options) -> Project:
    """Read the settings and all files of the project in the current folder, and compile it."""
    from diglot.drift.made import made_files
    from diglot.pipeline import compile_site
    from diglot.theory.root import print_root
    from diglot.workspace import proof_theories, read_committed, read_library, read_pages

    problems = Problems()
    settings, sources = _settings(options, problems)
    site = compile_site(read_pages(settings), settings, read_library())
    committed = read_committed(settings)
    problems.extend([*site.problems, *committed.problems])
    names = [printed.theory.name for printed in site.theories.values()]
    root = print_root(settings.session, names, proof_theories(settings))
    sources |= dict(site.sources) | {path: SourceFile.of(path, text) for path, text in committed.texts.items()}
    return Project(
        settings=settings,
        site=site,
        made=made_files(settings, site.pages, site.theories, site.extracted, root, complete=site.ok),
        committed=committed.texts,
        problems=problems.sorted(),
        sources=sources,
        keeps_theories=_keeps(settings, settings.theories, options.theories),
        keeps_snippets=_keeps(settings, settings.snippets, options.snippets),
    )


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


def _keeps(settings: Settings, folder: str, chosen: str | None) -> bool:
    """A folder counts when somebody asked for it or when it is there."""
    return chosen is not None or (settings.root / SETTINGS_FILE).exists() or (settings.root / folder).is_dir()
