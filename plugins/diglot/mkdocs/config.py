"""The options of the plugin in `mkdocs.yml`, which MkDocs only has to know the names of."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import yaml
from mkdocs.config import base
from mkdocs.config import config_options as option
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from diglot.page.backticks import LANGUAGE, MARKS
from diglot.settings import OPTIONS, SETTINGS_FILE, Settings, shown_folder
from diglot.workspace import Configuration, read_configuration, read_pages

_MERGED = (
    "Specifications that another plugin has merged into one folder cannot be checked, because a module is named after "
    "its place in its own specification: build a site for each, and link from one to the other."
)


class DiglotConfig(base.Config):  # type: ignore[no-untyped-call]
    """The options that a project can choose, with any values: what they mean is decided by `settings.py`."""

    _schema = tuple((each.name, option.Optional(option.Type(object))) for each in OPTIONS)


def configuration_of(config: MkDocsConfig, options: DiglotConfig) -> Configuration:
    """The settings in the file that MkDocs has read; without a file, in the options that MkDocs was given."""
    if config.config_file_path:
        path = Path(config.config_file_path).absolute()
        found = read_configuration(path.parent, path.name)
    else:
        chosen = {name: value for name, value in options.items() if value is not None}
        text = yaml.safe_dump({"plugins": {"diglot": chosen}})
        found = read_configuration(Path.cwd(), SETTINGS_FILE, {SETTINGS_FILE: text})
    docs = shown_folder(config.docs_dir, found.settings.root)
    if config.config_file_path and docs != found.settings.docs_dir:
        _check_merged(found.settings, docs)
        return found
    return found._replace(settings=replace(found.settings, docs_dir=docs))


def _check_merged(settings: Settings, docs: str) -> None:
    """Refuse modules that another plugin has put into a folder of its own, beside a copy of the project's pages."""
    merged = replace(settings, docs_dir=docs)
    own, all_pages = _pages(settings), _pages(merged)
    if any(MARKS + LANGUAGE in text and own.get(uri) != text for uri, text in all_pages.items()):
        raise PluginError(_MERGED)


def _pages(settings: Settings) -> Mapping[str, str]:
    """The texts of pages by path below their folder."""
    prefix = settings.below(settings.docs_dir, "")
    return {path.removeprefix(prefix): text for path, text in read_pages(settings).texts.items()}
