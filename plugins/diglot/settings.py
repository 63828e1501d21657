"""The settings of a project: the table of all options, and how `mkdocs.yml` is read by it.

In: the text of `mkdocs.yml`, and of the files that it inherits from. Out: a frozen `Settings` with a usable value
everywhere, and diagnostics at the places in these files for what makes no sense. Only the options of the plugin
`diglot` are read, and those of MkDocs that say which pages there are; tags such as `!!python/name:…` and `!ENV` are
tolerated anywhere. Commands, editors and the plugin for MkDocs all read settings here, so they agree on every value and
every diagnostic.
"""

import os
import re
import shlex
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple

from diglot.diagnostic import Problems
from diglot.errors import SettingsNotToml, SettingsNotYaml, UnknownSetting, WrongSetting
from diglot.letters import composed
from diglot.located_yaml import NOTHING, Alias, Mapping, Node, Scalar, Sequence, YamlFault, read_yaml
from diglot.source import Excerpt, SourceFile, Span

SETTINGS_FILE = "mkdocs.yml"
SETTINGS_FILES = (SETTINGS_FILE, "mkdocs.yaml")
"""The names that MkDocs looks for, in its order."""
ZENSICAL_FILE = "zensical.toml"
"""The settings of a site that Zensical makes; only its folder of pages is read there."""


def find_settings_file(root: Path) -> str | None:
    """The name of a project's settings file in its folder; None where there is none."""
    return next((name for name in SETTINGS_FILES if (root / name).is_file()), None)


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and how theories are made. Folders are relative to `root`, with forward slashes."""

    root: Path = Path()
    """The folder of `mkdocs.yml`; paths in messages are relative to it."""
    docs_dir: str = "docs"
    """The folder of the pages."""
    snippets_dir: str = "snippets"
    """The folder of the extracted modules, one file per page."""
    theories_dir: str = "theories"
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
    exceptions: tuple[tuple[str, str], ...] = ()
    """What is accepted without proof, or without being examined, each with the reason."""
    obligations: Literal["assume", "error"] = "assume"
    """Whether a law that a theory takes for granted, and nobody has proved, is an error."""
    exclude_docs: str = ""
    """Patterns of files in the folder of pages that are no part of the site, one on each line."""
    draft_docs: str = ""
    """Patterns of those that only `mkdocs serve` shows."""
    nav_file: str = ""
    """The name of pages that are the navigation for mkdocs-literate-nav, with links of its own kinds."""

    def below(self, folder: str, name: str) -> str:
        """The path, as shown, of a file in one of the folders."""
        return name if folder == "." else f"{folder}/{name}"


# -- Options ----------------------------------------------------------------------------------------------------------

Plain = str | list[str | None] | dict[str, str | None] | None
"""The text of a single value, or the texts of a list or a mapping of them; None for anything else."""


class Option(NamedTuple):
    """One option of the plugin."""

    name: str
    field: str
    """The field of `Settings` that it sets."""
    parse: Callable[[Plain, Path], object]
    """The field's value in a project with some root; None for a value that the option cannot have."""
    wanted: str
    """What values it can have."""
    default: str
    meaning: str


def _one_of(*words: str) -> Callable[[Plain, Path], object]:
    return lambda value, _: value if value in words else None


def _folder(value: Plain, root: Path) -> str | None:
    usable = isinstance(value, str) and value.strip() and "\0" not in value
    return shown_folder(value, root) if isinstance(value, str) and usable else None


def _folder_inside(value: Plain, root: Path) -> str | None:
    """A folder that files are written to: what comes with a project names none outside of it."""
    folder = _folder(value, root)
    return folder if folder is not None and not leads_outside(folder) else None


def _session(value: Plain, _: Path) -> str | None:
    good = isinstance(value, str) and re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*(?<!_)", value)
    return value if isinstance(value, str) and good else None


def _command(value: Plain, _: Path) -> tuple[str, ...] | None:
    """The words of a command, which is a text or a list of words."""
    try:
        words = shlex.split(value) if isinstance(value, str) else value if isinstance(value, list) else []
    except ValueError:
        return None
    texts = tuple(word for word in words if word is not None and "\0" not in word)
    return texts if texts and texts[0] and len(texts) == len(words) else None


def _patterns(value: Plain, _: Path) -> tuple[str, ...] | None:
    patterns = tuple(each for each in value if each is not None) if isinstance(value, list) else None
    return patterns if patterns is not None and isinstance(value, list) and len(patterns) == len(value) else None


def _reasons(value: Plain, _: Path) -> tuple[tuple[str, str], ...] | None:
    """A reason for each name."""
    entries = value.items() if isinstance(value, dict) else ()
    given = tuple((name, reason.strip()) for name, reason in entries if reason is not None and reason.strip())
    return given if given and len(given) == len(entries) else None


def _lines(value: Plain, _: Path) -> str | None:
    return None if isinstance(value, list | dict) else composed(value or "")


_MKDOCS_OPTIONS = (
    Option("docs_dir", "docs_dir", _folder, "the name of a folder", "`docs`", "The folder of the pages."),
    Option("exclude_docs", "exclude_docs", _lines, "patterns, one on each line", "none", "Files that are no pages."),
    Option("draft_docs", "draft_docs", _lines, "patterns, one on each line", "none", "Pages that are drafts."),
)
"""MkDocs' own settings that we read as well."""
OPTIONS = (
    Option(
        "theories",
        "mode",
        _one_of("write", "check"),
        "`write` or `check`",
        "`write`",
        "Whether building the site writes theories and modules, or only compares them.",
    ),
    Option(
        "theory_names",
        "theory_names",
        _one_of("short", "path"),
        "`short` or `path`",
        "`short`",
        "How theories are named after their pages.",
    ),
    Option(
        "theories_dir",
        "theories_dir",
        _folder_inside,
        "the name of a folder below that of `mkdocs.yml`",
        "`theories`",
        "The folder of the theories.",
    ),
    Option(
        "snippets_dir",
        "snippets_dir",
        _folder_inside,
        "the name of a folder below that of `mkdocs.yml`",
        "`snippets`",
        "The folder of the extracted modules.",
    ),
    Option(
        "session",
        "session",
        _session,
        "a name of letters, digits and underscores that begins with a letter",
        "`Specification`",
        "The name of the Isabelle session of the generated theories.",
    ),
    Option(
        "prove",
        "prove",
        _command,
        "a command: one text, or a list of words",
        "`isabelle build -v -D theories`",
        "The command with which `diglot prove` starts Isabelle.",
    ),
    Option(
        "other_pages",
        "other_pages",
        _patterns,
        "a list of paths, in which `*` stands for anything",
        "an empty list",
        "Files that other plugins add to the site.",
    ),
    Option(
        "obligations",
        "obligations",
        _one_of("assume", "error"),
        "`assume` or `error`",
        "`assume`",
        "Whether a law that theories take for granted has to be proved.",
    ),
    Option(
        "exceptions",
        "exceptions",
        _reasons,
        "names of theorems, theories or files, each with the reason why it is accepted",
        "nothing",
        "What is accepted without proof, or without being examined.",
    ),
)
_BY_NAME = {option.name: option for option in OPTIONS}
_LITERATE_NAV = "literate-nav"
_FOR_ALL_PLUGINS = frozenset({"enabled"})
"""Options that MkDocs itself takes from those of any plugin."""


# -- Reading ----------------------------------------------------------------------------------------------------------

ReadFile = Callable[[str], str]
"""Gives the text of another settings file."""


def _no_text(_: str) -> str:
    return ""


class _Entry(NamedTuple):
    """A key and its value in one file."""

    path: str
    key: Scalar | None
    """None for the whole file."""
    value: Node


class _Setting(NamedTuple):
    """A value with those that it overrides in the files that its file inherits from."""

    layers: tuple[_Entry, ...]
    """The nearest first."""

    @property
    def entry(self) -> _Entry:
        """The value that counts, unless it is a mapping: then keys of those below count as well."""
        return self.layers[0]

    def entries(self) -> dict[str, "_Setting"]:
        """The keys of a mapping, merged as MkDocs does it: mappings key by key, anything else as a whole."""
        found: dict[str, tuple[_Entry, ...]] = {}
        for layer in self.layers:
            if not isinstance(layer.value, Mapping):
                break
            for name, entry in _entries(layer.path, layer.value).items():
                found[name] = (*found.get(name, ()), entry)
        return {name: _Setting(layers) for name, layers in found.items()}


def read_settings(path: str, text: str, problems: Problems, root: Path = Path(), read: ReadFile = _no_text) -> Settings:
    """The settings in the text of a `mkdocs.yml`; `read` gives the text of each file that it inherits from."""
    top = _read_files(path, text, problems, root, read).entries()
    found = {}
    for option in _MKDOCS_OPTIONS:
        if option.name in top:
            found[option.field] = _parse(option, top[option.name].entry, root, problems)
    for name, setting in _plugin_options(top.get("plugins"), problems).items():
        entry = setting.entry
        if name in _BY_NAME:
            found[_BY_NAME[name].field] = _parse(_BY_NAME[name], entry, root, problems)
        elif name not in _FOR_ALL_PLUGINS and entry.key is not None:
            from difflib import get_close_matches

            nearest = get_close_matches(name, _BY_NAME, n=1)
            problems.add(UnknownSetting(entry.path, entry.key.span, name, "".join(nearest), tuple(_BY_NAME)))
    found["nav_file"] = _nav_file(top.get("plugins"))
    usable = {field: value for field, value in found.items() if value is not None}
    return replace(Settings(root=root), **usable)  # type: ignore[arg-type]


def is_toml(path: str) -> bool:
    """Whether a settings file is one of Zensical."""
    return path.endswith(".toml")


_TOML_PLACE = re.compile(r" ?\(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")
_DOCS_DIR = re.compile(r"^[ \t]*(?:project\s*\.\s*)?[\"']?docs_dir[\"']?[ \t]*=[ \t]*(?P<value>.*\S)", re.MULTILINE)


def read_zensical(path: str, text: str, problems: Problems, root: Path = Path()) -> Settings:
    """The settings in the text of a `zensical.toml`, which says where the pages are."""
    settings = Settings(root=root)
    try:
        project = tomllib.loads(text).get("project")
    except (ValueError, RecursionError) as error:
        problems.add(_toml_fault(path, text, error))
        return settings
    if not isinstance(project, dict) or "docs_dir" not in project:
        return settings
    value = project["docs_dir"]
    folder = _folder(value, root) if isinstance(value, str) else None
    if folder is None:
        found = _DOCS_DIR.search(text)
        span = Span(*found.span("value")) if found else Span(0, 0)
        problems.add(WrongSetting(path, span, "docs_dir", "the name of a folder"))
        return settings
    return replace(settings, docs_dir=folder)


def _toml_fault(path: str, text: str, error: ValueError | RecursionError) -> SettingsNotToml:
    if isinstance(error, RecursionError):
        return SettingsNotToml(path, Span(0, 0), "it nests too deep")
    found = _TOML_PLACE.search(str(error))
    at = len(text)
    if found and found["line"]:
        lines = text.split("\n")
        at = sum(len(line) + 1 for line in lines[: int(found["line"]) - 1]) + int(found["column"]) - 1
    reason = str(error)[: found.start()] if found else str(error)
    return SettingsNotToml(path, Span(min(at, len(text)), min(at + 1, len(text))), reason[:1].lower() + reason[1:])


def lists_pages(sources: Iterable[SourceFile]) -> bool:
    """Whether a project's settings files list the pages of the navigation; without a list there are all of them."""
    trees = [read_yaml(Excerpt.of(source.text, 0)) for source in sources]
    return any(isinstance(tree, Mapping) and tree.get("nav") for tree in trees)


def _read_files(path: str, text: str, problems: Problems, root: Path, read: ReadFile) -> _Setting:
    """A settings file with all that it inherits from."""
    layers: list[_Entry] = []
    while True:
        node = read_yaml(Excerpt.of(text, 0))
        if isinstance(node, YamlFault):
            problems.add(SettingsNotYaml(path, node.span, node.reason))
        if not isinstance(node, Mapping):
            break
        layers.append(_Entry(path, None, node))
        parent = _entries(path, node).get("INHERIT")
        if parent is None:
            break
        name = _text(parent.value)
        path = shown_folder(str(Path(path).parent / name), root) if name else ""
        if not name or path in [layer.path for layer in layers]:
            problems.add(WrongSetting(parent.path, parent.value.span, "INHERIT", "the path of another file"))
            break
        text = read(path)
    return _Setting(tuple(layers))


def _entries(path: str, node: Mapping) -> dict[str, _Entry]:
    """The keys of a mapping, with those that `<<` merges into it."""
    own: dict[str, _Entry] = {}
    merged: dict[str, _Entry] = {}
    for key, value in node.entries:
        target = value.target if isinstance(value, Alias) else value
        if not isinstance(key, Scalar) or target is None:
            continue
        if key.text == "<<":
            for part in reversed(target.items if isinstance(target, Sequence) else (target,)):
                mapping = part.target if isinstance(part, Alias) else part
                merged.update(_entries(path, mapping) if isinstance(mapping, Mapping) else {})
        else:
            own[key.text] = _Entry(path, key, target)
    return {**merged, **own}


def _nav_file(plugins: _Setting | None) -> str:
    """The name of the pages in which mkdocs-literate-nav finds the navigation; nothing without that plugin."""
    if plugins is None:
        return ""
    _, _, value = plugins.entry
    items = value.items if isinstance(value, Sequence) else ()
    options = [each for each in _plugins(plugins, _LITERATE_NAV) if isinstance(each.entry.value, Mapping)]
    chosen = options[-1].entries().get("nav_file") if options else None
    if chosen is not None:
        return _text(chosen.entry.value) or ""
    is_there = any(_text(item) == _LITERATE_NAV for item in items) or any(_plugins(plugins, _LITERATE_NAV))
    return "SUMMARY.md" if is_there else ""


def _plugin_options(plugins: _Setting | None, problems: Problems) -> dict[str, _Setting]:
    """The options of `diglot` below `plugins`, which may be a list or a mapping."""
    found = list(_plugins(plugins, "diglot"))
    if not found:
        return {}
    path, _, value = found[-1].entry
    if isinstance(value, Sequence) or _text(value):
        problems.add(WrongSetting(path, value.span, "diglot", "options with their values"))
    return found[-1].entries()


def _plugins(plugins: _Setting | None, name: str) -> Iterator[_Setting]:
    """The entries of a plugin that have a value."""
    if plugins is None:
        return
    path, _, value = plugins.entry
    items = value.items if isinstance(value, Sequence) else ()
    maps = [_Setting((_Entry(path, None, item),)) for item in items] or [plugins]
    yield from (each.entries()[name] for each in maps if name in each.entries())


def _parse(option: Option, entry: _Entry, root: Path, problems: Problems) -> object:
    value = option.parse(_plain(entry.value), root)
    if value is None:
        problems.add(WrongSetting(entry.path, entry.value.span, option.name, option.wanted))
    return value


def _plain(value: Node) -> Plain:
    if isinstance(value, Sequence) and value.tag != "!ENV":
        return [_text(part) for part in value.items]
    if isinstance(value, Mapping):
        return {key.text: _text(part) for key, part in value.entries if isinstance(key, Scalar)}
    return _text(value)


def _text(value: Node | None) -> str | None:
    """The text of a single value; `!ENV NAME` and `!ENV [NAME, default]` mean the value of the environment variable."""
    if isinstance(value, Alias):
        value = value.target
    if isinstance(value, Scalar | Sequence) and value.tag == "!ENV":
        parts = value.items if isinstance(value, Sequence) else (value,)
        words = [part.text for part in parts if isinstance(part, Scalar)]
        names, default = (words[:-1], words[-1]) if len(words) > 1 else (words, None)
        return next((os.environ[name] for name in names if name in os.environ), default)
    return value.text if isinstance(value, Scalar) and value.kind != NOTHING else None


def shown_folder(folder: str, root: Path) -> str:
    """A folder as messages and generated files show it: relative to the root, with forward slashes."""
    base = Path(composed(os.path.normpath(root.absolute())))
    absolute = Path(composed(os.path.normpath(base / folder)))
    if absolute.drive != base.drive:
        return absolute.as_posix()
    return Path(os.path.relpath(absolute, base)).as_posix()


def leads_outside(path: str) -> bool:
    """Whether a path, as `shown_folder` gives it, leads out of the root."""
    return path == ".." or path.startswith("../") or Path(path).is_absolute()
