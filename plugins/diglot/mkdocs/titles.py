"""Titles that are text on every page: themes put them into navigation and head as they are, markup and all."""

from html import escape

from mkdocs.structure.files import Files


class _Title(str):
    """A title without markup, which stays so where a theme takes tags out of it and resolves its entities."""

    __slots__ = ()

    def __html__(self) -> str:
        return escape(self)


def show_markup(files: Files) -> None:
    """Have titles from front matter and headings shown as they are written, where they have signs of markup."""
    for file in files.documentation_pages():
        page = file.page
        if page is None or not isinstance(page.title, str):
            continue
        named = page.meta.get("title")
        if isinstance(named, str) and "<" in named:
            page.meta["title"] = named.replace("<", "&lt;")
        if "&lt;" in page.title:
            page.title = _Title(page.title)
