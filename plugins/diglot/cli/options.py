"""What all commands share: their options, and the project that these choose.

In: the options of a command line, and the current folder. Out: the compiled project, with all that is wrong with it.
"""

import os
import posixpath
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from diglot.artifacts import Folder
from diglot.inclusion import has_page_ending
from diglot.letters import file_at
from diglot.settings import ZENSICAL_FILE, Settings, find_settings_file, leads_outside, shown_folder

if TYPE_CHECKING:
    from diglot.cache.disk import CacheFolder
    from diglot.project import Project
    from diglot.workspace import Configuration, Files

_NO_CACHE = "diglot.no_cache"


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says; None where it says nothing."""

    docs: str | None = None
    config_file: str | None = None
    generated: tuple[tuple[Folder, str], ...] = ()
    """The folders of generated files that it names."""


CONFIG_FILE = click.option(
    "-f",
    "--config-file",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="The settings, instead of the mkdocs.yml or zensical.toml here or in the nearest folder above.",
)
DOCS = click.option("--docs", metavar="DIR", help="Folder of the pages.")


class PagePath(click.Path):
    """A page, or a folder of pages, that is there, whatever form the letters of its name have on disk."""

    def __init__(self, *, allow_dash: bool = False) -> None:
        super().__init__(exists=True, allow_dash=allow_dash)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401
        """The path as it is on disk."""
        return super().convert(os.fspath(file_at(Path(), value)) if "\0" not in value else value, param, ctx)


def project_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that compiles a project, which takes them as the value `options`."""

    @wraps(command)
    def run(*, config_file: str | None, docs: str | None, **others: Any) -> Any:  # noqa: ANN401 - the command's own
        named = [(folder, others.pop(folder.option)) for folder in Folder]
        generated = tuple((folder, path) for folder, path in named if path is not None)
        return command(options=Options(docs, config_file, generated), **others)

    options = (
        CONFIG_FILE,
        DOCS,
        *(click.option(f"--{each.option}", metavar="DIR", help=f"Folder of the {each.contents}.") for each in Folder),
        click.option(
            "--no-cache",
            is_flag=True,
            expose_value=False,
            callback=_forget,
            help="Ignore the cache: rebuild everything and store nothing in .cache/diglot.",
        ),
    )
    for option in reversed(options):
        run = option(run)
    return run


def _forget(context: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - as click calls it
    context.meta[_NO_CACHE] = value


def open_cache_folder(root: Path) -> "CacheFolder | None":
    """What earlier runs left in a project; None where nothing is to be kept."""
    from diglot.cache.disk import open_cache_folder as open_below

    context = click.get_current_context(silent=True)
    return None if context is not None and context.meta.get(_NO_CACHE) else open_below(root)


def open_chosen(options: Options) -> "Project":
    """Read the settings and all files of the project that is meant, and compile it."""
    from diglot.workspace import read_files

    configuration = configuration_of(options)
    return compile_chosen(configuration, read_files(configuration.settings))


def compile_chosen(configuration: "Configuration", files: "Files", only: Collection[str] | None = None) -> "Project":
    """Compile what has been read, or only some pages with those that they import."""
    from diglot.cache.disk import DiskCache
    from diglot.caching import Cache
    from diglot.project import load_project

    settings = configuration.settings
    folder = open_cache_folder(settings.root)
    cache = DiskCache(folder) if folder is not None else Cache()
    project = load_project(settings, cache, files, configuration, only)
    cache.close()
    return project


def configuration_of(options: Options) -> "Configuration":
    """The settings of the project that is meant, overruled by the command line.

    It is that of the settings file that was named, or of the one in the current folder or the nearest folder above.
    """
    from diglot.workspace import read_configuration

    here = Path.cwd()
    if options.config_file is not None:
        file = here / options.config_file
        found = read_configuration(file.parent, file.name)
    else:
        found = read_configuration(find_project(here) or here)
    settings = found.settings
    if not found.sources and not file_at(settings.root, settings.docs_dir).is_dir():
        settings = replace(settings, docs_dir=".")
    given = {folder.setting: path for folder, path in options.generated}
    if options.docs is not None:
        given["docs_dir"] = options.docs
    folders = {field: shown_folder(str(here / folder), settings.root) for field, folder in given.items()}
    return found._replace(settings=replace(settings, **folders))  # type: ignore[arg-type]


def find_project(here: Path) -> Path | None:
    """The folder of the nearest settings file, here or above; None where there is none."""
    return next((folder for folder in (here, *here.parents) if _has_settings(folder)), None)


def _has_settings(folder: Path) -> bool:
    return find_settings_file(folder) is not None or (folder / ZENSICAL_FILE).is_file()


def chosen_pages(settings: Settings, pages: Iterable[str], paths: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The pages that are meant: those named, those in folders named, or all. A line for each other Markdown file."""
    wanted = [shown_folder(str(Path.cwd() / path), settings.root) for path in paths]
    found = [page for page in pages if not wanted or any(_lies_in(page, place) for place in wanted)]
    others = []
    for path, place in zip(paths, wanted, strict=True):
        if not any(_lies_in(page, place) for page in found):
            if not has_page_ending(path):
                raise click.BadParameter(f"there is no page of the folder `{settings.docs_dir}` at `{path}`.")
            others.append(f"{path} is left alone: it is no page of the folder {settings.docs_dir}.")
    return found, others


def _lies_in(page: str, place: str) -> bool:
    return not leads_outside(posixpath.relpath(page, place))


def keeps(configuration: "Configuration", folder: str, chosen: str | None) -> bool:
    """Whether files are kept in a folder at all: somebody says so, or it is there. A bare folder of pages need not."""
    return chosen is not None or not configuration.is_bare or file_at(configuration.settings.root, folder).is_dir()
