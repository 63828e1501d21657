"""Whether Markdown makes the same of the same text, with the settings of `mkdocs.yml`.

In: the settings. Out: a digest of all that is set of Markdown; None if an extension or function is not known to depend
on its text alone and to leave ready HTML as it is.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from types import BuiltinFunctionType, FunctionType, MethodType

from mkdocs.config.defaults import MkDocsConfig

from diglot.typed.digest import digest_of

_KNOWN = re.compile(
    "abbr|admonition|attr_list|codehilite|def_list|extra|fenced_code|footnotes|legacy_attrs|legacy_em|md_in_html|meta"
    "|nl2br|sane_lists|smarty|tables|toc|wikilinks"
)
"""Extensions of Python-Markdown, by their short names."""
_PACKAGES = ("markdown", "pymdownx", "diglot")
_FUNCTIONS = (*_PACKAGES, "material")
"""Packages whose functions depend on their arguments alone."""
_OTHERS = frozenset(("pymdownx.snippets", "pymdownx.b64", "pymdownx.pathconverter", "pymdownx.striphtml"))
"""Extensions that read other files or change ready HTML."""
_FILES = frozenset(("custom_icons",))
"""Settings that name files."""


class _UnknownError(Exception):
    pass


def markdown_digest(config: MkDocsConfig) -> str | None:
    """A digest of how Markdown is set up; None where an extension or function is unknown."""
    try:
        return digest_of([*_extensions(config.markdown_extensions), *_words(config.mdx_configs)])
    except _UnknownError:
        return None


def _extensions(extensions: Iterable[object]) -> Iterator[str]:
    for extension in extensions:
        name = extension if isinstance(extension, str) else type(extension).__module__
        package = name.partition(".")[0]
        if name in _OTHERS or not (_KNOWN.fullmatch(name) or package in _PACKAGES):
            raise _UnknownError
        yield name


def _words(value: object) -> Iterator[str]:
    """A setting as text."""
    match value:
        case None | bool() | int() | float() | str():
            yield repr(value)
        case Mapping():
            yield "{"
            for name, inside in value.items():
                if name in _FILES:
                    raise _UnknownError
                yield repr(name)
                yield from _words(inside)
            yield "}"
        case list() | tuple():
            yield "["
            for inside in value:
                yield from _words(inside)
            yield "]"
        case partial():
            yield from _words((value.func, value.args, value.keywords))
        case FunctionType() | BuiltinFunctionType() | MethodType():
            if value.__module__.partition(".")[0] not in _FUNCTIONS:
                raise _UnknownError
            yield f"{value.__module__}:{value.__qualname__}"
        case _:
            raise _UnknownError
