"""A page's table of contents, with the parts of its engines.

In: a page's headings as MkDocs lists them, the parts of its engines, and its HTML. Out: the list with each part under
the last heading before it. Pages without engines keep what they have.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from mkdocs.structure.toc import AnchorLink, TableOfContents

from diglot.render.engine_parts import Entry

_ID = re.compile(r'\sid="([^"]+)"')


def with_entries(toc: TableOfContents, entries: Sequence[Entry], html: str) -> TableOfContents:
    """The headings, each with the entries between it and the next one."""
    if not entries or not toc.items:
        return toc
    names = dict(entries)
    headings = {heading.id for heading in _all(toc.items)}
    below: dict[str, list[str]] = {}
    last = toc.items[0].id
    for found in dict.fromkeys(_ID.findall(html)):
        if found in headings:
            last = found
        elif found in names:
            below.setdefault(last, []).append(found)
    return TableOfContents([_extended(heading, below, names) for heading in toc.items])


def _all(items: Iterable[AnchorLink]) -> Iterator[AnchorLink]:
    for item in items:
        yield item
        yield from _all(item.children)


def _extended(heading: AnchorLink, below: Mapping[str, Sequence[str]], names: Mapping[str, str]) -> AnchorLink:
    new = AnchorLink(heading.title, heading.id, heading.level)
    for anchor in below.get(heading.id, ()):
        new.children.append(AnchorLink(f"<code>{escape(names[anchor])}</code>", anchor, heading.level + 1))
    new.children += [_extended(child, below, names) for child in heading.children]
    return new
