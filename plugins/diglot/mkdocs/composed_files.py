"""Files whose names have accented letters in the other form on disk, as MkDocs is to know them.

In: MkDocs' list of files, and its settings. Out: the list with composed names, in the same order, so that each file has
the same address wherever the project was cloned; and Markdown, and a navigation, that find a file whatever form its
name is written in. On disk each file keeps the name that it has there.
"""

import re
from copy import copy
from typing import Any
from urllib.parse import quote, unquote
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from pathspec.gitignore import GitIgnoreSpec

from diglot.letters import composed
from diglot.settings import Settings

_DERIVED = ("name", "dest_uri", "url", "abs_dest_path")
"""What MkDocs makes of a file's name, and keeps."""
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#")


def register(config: MkDocsConfig) -> None:
    """Have links and the navigation lead to composed names."""
    config.markdown_extensions.append(_LinkExtension())  # type: ignore[arg-type]
    config.nav = _composed_nav(config.nav)


def compose_patterns(config: MkDocsConfig, settings: Settings) -> None:
    """Have patterns of files that are no pages, or drafts, name them as they are called here."""
    if not settings.exclude_docs.isascii():
        config.exclude_docs = GitIgnoreSpec.from_lines(settings.exclude_docs.splitlines())
    if not settings.draft_docs.isascii():
        config.draft_docs = GitIgnoreSpec.from_lines(settings.draft_docs.splitlines())


def composed_files(files: Files) -> Files:
    """The list with composed names; of two files that would have the same one, the second keeps its own."""
    if all(file.src_uri.isascii() for file in files):
        return files
    taken = {file.src_uri for file in files}
    found = []
    for file in files:
        uri = composed(file.src_uri)
        if uri != file.src_uri and uri not in taken:
            taken.add(uri)
            file = _renamed(file, uri)  # noqa: PLW2901 - the same file
        found.append(file)
    return Files(found)


def _renamed(file: File, uri: str) -> File:
    new = copy(file)
    new.abs_src_path, new.edit_uri = file.abs_src_path, file.edit_uri
    new.src_uri = uri
    for name in _DERIVED:
        new.__dict__.pop(name, None)
    new.inclusion = InclusionLevel.UNDEFINED  # Patterns name it as it is now.
    return new


def _composed_nav(entry: Any) -> Any:  # noqa: ANN401 - whatever is in the settings
    match entry:
        case str():
            return composed(entry)
        case list():
            return [_composed_nav(each) for each in entry]
        case dict():
            return {title: _composed_nav(each) for title, each in entry.items()}
        case _:
            return entry


class _LinkExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - as Python-Markdown calls it
        # Before MkDocs (0), which looks the files up.
        md.treeprocessors.register(_LinkProcessor(md), "diglot-links", 1)


class _LinkProcessor(Treeprocessor):
    def run(self, root: Element) -> None:
        """Compose the names in links to files of the site."""
        for element in root.iter():
            key = {"a": "href", "img": "src"}.get(element.tag, "")
            address = element.get(key, "")
            path, mark, anchor = address.partition("#")
            written = unquote(path)
            if not written.isascii() and not _ELSEWHERE.match(address) and composed(written) != written:
                element.set(key, quote(composed(written)) + mark + anchor)
