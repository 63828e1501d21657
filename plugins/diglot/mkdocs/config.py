"""The options of the plugin in `mkdocs.yml`, which MkDocs only has to know the names of."""

from dataclasses import replace
from pathlib import Path

import yaml
from mkdocs.config import base
from mkdocs.config import config_options as option
from mkdocs.config.defaults import MkDocsConfig

from diglot.settings import OPTIONS, SETTINGS_FILE, shown_folder
from diglot.workspace import Configuration, read_configuration


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
    # Another plugin may have moved the folder of the pages.
    docs = shown_folder(config.docs_dir, found.settings.root)
    return found._replace(settings=replace(found.settings, docs_dir=docs))
