"""The options of the plugin in `mkdocs.yml`."""

from pathlib import Path

from mkdocs.config import base
from mkdocs.config import config_options as option
from mkdocs.config.defaults import MkDocsConfig

from diglot.settings import Settings, command_words, shown_folder


class DiglotConfig(base.Config):  # type: ignore[no-untyped-call]
    """What a project can choose. The command line reads the same options from the same place."""

    theories = option.Choice(("write", "check"), default="write")
    """What a build does with the generated theories and modules.

    `write` updates the files if nothing is wrong. `check` leaves them alone, and fails where they differ from the
    pages.
    """

    theory_names = option.Choice(("short", "path"), default="short")
    """How theories are named after their pages.

    With `short`, `engines/ticker.md` becomes `Ticker`; with `path`, `Engines_Ticker`.
    """

    theories_dir = option.Type(str, default="theories")
    """The folder of the theories, relative to `mkdocs.yml`."""

    snippets_dir = option.Type(str, default="snippets")
    """The folder of the extracted modules, relative to `mkdocs.yml`."""

    session = option.Type(str, default="Specification")
    """The name of the Isabelle session that holds the theories."""

    prove = option.Optional(option.Type((str, list)))
    """The command with which `diglot prove` has Isabelle check the theories. Building the site never runs it."""

    other_pages = option.ListOfItems(option.Type(str), default=[])
    """Files that other plugins add to the site, with `*` for anything: links to them are not checked."""


def settings_of(config: MkDocsConfig, options: DiglotConfig) -> Settings:
    """The settings that all shells share."""
    root = Path(config.config_file_path).absolute().parent if config.config_file_path else Path.cwd()
    return Settings(
        root=root,
        docs=shown_folder(config.docs_dir, root),
        snippets=shown_folder(options.snippets_dir, root),
        theories=shown_folder(options.theories_dir, root),
        theory_names="path" if options.theory_names == "path" else "short",
        mode="check" if options.theories == "check" else "write",
        session=options.session,
        prove=command_words(options.prove) or (),
        other_pages=tuple(options.other_pages),
    )
