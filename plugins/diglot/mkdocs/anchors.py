"""The anchors of a site: those that writers choose, and those in ready HTML, which MkDocs does not see.

In: the settings; all pages, rendered. Out: Markdown that knows `{#name}` after a heading; the same pages, each with the
anchors that links of other pages name. MkDocs looks up no others, and to most anchors there is no link.
"""

from collections.abc import Iterable
from html import escape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

_ATTRIBUTES = "attr_list"
_KNOW_ATTRIBUTES = frozenset((_ATTRIBUTES, "extra", "pymdownx.extra"))
"""Extensions that read attributes."""


def register(config: MkDocsConfig) -> None:
    """Have Markdown read attributes, as `diglot check` does whatever the settings are."""
    names = (str(each).removeprefix("markdown.extensions.") for each in config.markdown_extensions)
    if _KNOW_ATTRIBUTES.isdisjoint(names):
        config.markdown_extensions.append(_ATTRIBUTES)


def add_anchors(files: Files) -> None:
    """Complete the anchors of all pages that a link with an anchor leads to."""
    wanted: dict[str, tuple[File, set[str]]] = {}
    for file in files.documentation_pages():
        links = file.page.links_to_anchors if file.page is not None else None
        for target, anchors in (links or {}).items():
            wanted.setdefault(target.src_uri, (target, set()))[1].update(anchors)
    for target, names in wanted.values():
        if target.page is not None:
            _add(target.page, names)


def _add(page: Page, names: Iterable[str]) -> None:
    known, content = set(page.present_anchor_ids or ()), page.content or ""
    page.present_anchor_ids = known | {name for name in names if name not in known and _is_anchor(content, name)}


def _is_anchor(html: str, name: str) -> bool:
    """Whether a tag has this id."""
    attribute = f' id="{escape(name)}"'
    at = html.find(attribute)
    while at != -1:
        if html.rfind("<", 0, at) > html.rfind(">", 0, at):
            return True
        at = html.find(attribute, at + 1)
    return False
