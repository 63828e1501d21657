"""The settings of a project, and how they are read from `mkdocs.yml`.

In: the text of `mkdocs.yml`, or nothing. Out: a frozen `Settings` with a usable value everywhere, and diagnostics at
the places in the file for what makes no sense. Only MkDocs' own `site_name` and `docs_dir` and the options of the
plugin `diglot` are looked at; tags such as `!!python/name:…` and `!ENV` are tolerated anywhere.
"""

import difflib
import os
import re
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import yaml

from diglot.diagnostic import Problems
from diglot.errors import SettingsNotYaml, UnknownSetting, WrongSetting
from diglot.source import Span

SETTINGS_FILE = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and how theories are made. Folders are relative to `root`, with forward slashes."""

    root: Path = Path()
    """The folder of `mkdocs.yml`; paths in messages are relative to it."""
    docs: str = "docs"
    """The folder of the pages."""
    snippets: str = "snippets"
    """The folder of the extracted modules, one file per page."""
    theories: str = "theories"
    """The folder of the Isabelle theories, one file per page, and their ROOT."""
    theory_names: Literal["short", "path"] = "short"
    """Whether `engines/ticker.md` becomes `Ticker` or `Engines_Ticker`."""
    mode: Literal["write", "check"] = "write"
    """Whether building the site writes theories and snippets or only compares them."""
    session: str = "Specification"
    """Name of the Isabelle session of the generated theories."""
    prove: tuple[str, ...] = ()
    """The command that has Isabelle check the theories, word by word; empty for the usual one."""
    other_pages: tuple[str, ...] = ()
    """Patterns of files, below the folder of pages, that other plugins add to the site."""

    def below(self, folder: str, name: str) -> str:
        """The path, as shown, of a file in one of the folders."""
        return name if folder == "." else f"{folder}/{name}"


@dataclass(frozen=True, slots=True)
class _Option:
    """One plugin option: the `Settings` field it sets, what it takes, in words and as a check."""

    field: str
    wanted: str
    allows: Callable[[str], bool]


def _one_of(*words: str) -> Callable[[str], bool]:
    return lambda value: value in words


def _is_folder(value: str) -> bool:
    return bool(value.strip()) and "\0" not in value


_OPTIONS: Mapping[str, _Option] = {
    "theories": _Option("mode", "`write` or `check`", _one_of("write", "check")),
    "theory_names": _Option("theory_names", "`short` or `path`", _one_of("short", "path")),
    "theories_dir": _Option("theories", "the name of a folder", _is_folder),
    "snippets_dir": _Option("snippets", "the name of a folder", _is_folder),
    "session": _Option(
        "session",
        "a name of letters, digits and underscores that begins with a letter",
        lambda value: bool(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*(?<!_)", value)),
    ),
}
_DOCS_DIR = _Option("docs", "the name of a folder", _is_folder)


def read_settings(path: str, text: str, problems: Problems, root: Path = Path()) -> Settings:
    """The settings in the text of a `mkdocs.yml`."""
    settings = Settings(root=root)
    tree = _compose(path, text, problems)
    if not isinstance(tree, yaml.MappingNode):
        return settings
    entries = _entries(tree)
    docs = entries.get("docs_dir")
    if docs is not None:
        settings = _with_text(settings, "docs_dir", _DOCS_DIR, docs, path, problems)
    for name, value in _plugin_options(entries.get("plugins")):
        take = _LISTS.get(name.value, _with_option)
        settings = take(settings, name, value, path, problems)
    return settings


def _compose(path: str, text: str, problems: Problems) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = mark.index if mark else 0
        problems.add(SettingsNotYaml(path, Span(at, at + 1), error.problem or "it ends too early"))
    except (yaml.YAMLError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error).splitlines()[0]
        problems.add(SettingsNotYaml(path, Span(0, 0), reason))
    return None


def lists_pages(text: str) -> bool:
    """Whether the text of a `mkdocs.yml` lists the pages of the navigation; without a list there are all of them."""
    tree = _compose("", text, Problems())
    return isinstance(tree, yaml.MappingNode) and "nav" in _entries(tree)


def _entries(node: yaml.MappingNode) -> dict[str, yaml.Node]:
    return {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}


def _plugin_options(plugins: yaml.Node | None) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
    """The options of `diglot` below `plugins`, which may be a list or a mapping."""
    found: yaml.Node | None = None
    if isinstance(plugins, yaml.SequenceNode):
        for item in plugins.value:
            if isinstance(item, yaml.MappingNode):
                found = _entries(item).get("diglot", found)
    elif isinstance(plugins, yaml.MappingNode):
        found = _entries(plugins).get("diglot")
    if not isinstance(found, yaml.MappingNode):
        return []
    return [(key, value) for key, value in found.value if isinstance(key, yaml.ScalarNode)]


def _with_option(
    settings: Settings, name: yaml.ScalarNode, value: yaml.Node, path: str, problems: Problems
) -> Settings:
    option = _OPTIONS.get(name.value)
    if option is None:
        known = (*_OPTIONS, *_LISTS)
        nearest = difflib.get_close_matches(name.value, known, n=1)
        problems.add(UnknownSetting(path, _span(name), name.value, "".join(nearest), known))
        return settings
    return _with_text(settings, name.value, option, value, path, problems)


def _with_text(
    settings: Settings, name: str, option: _Option, value: yaml.Node, path: str, problems: Problems
) -> Settings:
    text = _text(value)
    if text is None or not option.allows(text):
        problems.add(WrongSetting(path, _span(value), name, option.wanted))
        return settings
    if option.allows is _is_folder:
        text = shown_folder(text, settings.root)
    return replace(settings, **{option.field: text})  # type: ignore[arg-type]


def _with_command(
    settings: Settings, name: yaml.ScalarNode, value: yaml.Node, path: str, problems: Problems
) -> Settings:
    words = command_words(_plain(value))
    if words is None:
        problems.add(WrongSetting(path, _span(value), name.value, COMMAND_WANTED))
        return settings
    return replace(settings, prove=words)


def _with_patterns(
    settings: Settings, name: yaml.ScalarNode, value: yaml.Node, path: str, problems: Problems
) -> Settings:
    patterns = _plain(value)
    texts = tuple(each for each in patterns if isinstance(each, str)) if isinstance(patterns, list) else ()
    if not isinstance(patterns, list) or len(texts) != len(patterns):
        problems.add(WrongSetting(path, _span(value), name.value, PATTERNS_WANTED))
        return settings
    return replace(settings, other_pages=texts)


_LISTS = {"prove": _with_command, "other_pages": _with_patterns}
"""The options that are lists, or can be."""
PATTERNS_WANTED = "a list of paths, in which `*` stands for anything"


def _plain(value: yaml.Node) -> object:
    """The text of a scalar, or the texts of a list of them."""
    if isinstance(value, yaml.SequenceNode) and value.tag != "!ENV":
        return [_text(part) for part in value.value]
    return _text(value)


COMMAND_WANTED = "a command: one text, or a list of words"


def command_words(value: object) -> tuple[str, ...] | None:
    """The words of a command that is given as a text or as a list of words; None where it is neither."""
    try:
        words = shlex.split(value) if isinstance(value, str) else value
    except ValueError:
        return None
    if not isinstance(words, list | tuple):
        return None
    texts = tuple(word for word in words if isinstance(word, str) and "\0" not in word)
    return texts if texts and texts[0] and len(texts) == len(words) else None


def _text(value: yaml.Node) -> str | None:
    """The text of a scalar; `!ENV NAME` and `!ENV [NAME, default]` stand for the environment variable."""
    if value.tag == "!ENV":
        parts = value.value if isinstance(value, yaml.SequenceNode) else [value]
        words = [part.value for part in parts if isinstance(part, yaml.ScalarNode)]
        names, default = (words[:-1], words[-1]) if len(words) > 1 else (words, None)
        return next((os.environ[name] for name in names if name in os.environ), default)
    return value.value if isinstance(value, yaml.ScalarNode) else None


def _span(node: yaml.Node) -> Span:
    return Span(node.start_mark.index, max(node.end_mark.index, node.start_mark.index + 1))


def shown_folder(folder: str, root: Path) -> str:
    """A folder as messages show it: relative to the root where it lies below it, with forward slashes."""
    absolute = Path(os.path.normpath(root.absolute() / folder))
    base = Path(os.path.normpath(root.absolute()))
    return absolute.relative_to(base).as_posix() if absolute.is_relative_to(base) else absolute.as_posix()
