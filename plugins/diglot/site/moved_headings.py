"""Headings whose anchors on the site differ from those that links and references rely on.

In: the headings of a page as they were read, and the page's HTML. Out: in words, what is wrong with the first heading
that differs. The settings of `toc` cause this when they choose anchors in another way.
"""

import re
from collections.abc import Iterable, Iterator

from diglot.page.model import Heading

_PLAIN = re.compile(r"[\w-]+")


def moved_headings(headings: Iterable[Heading], html: str) -> Iterator[str]:
    """At most one sentence for each page: where one heading differs, most do."""
    for heading in headings:
        if _PLAIN.fullmatch(heading.anchor) and f'id="{heading.anchor}"' not in html:
            yield (
                f'the heading "{heading.text}" is not under its usual anchor, `#{heading.anchor}`, so links and '
                "references to it would lead nowhere. Take `slugify` and `separator` out of the settings of `toc`, or "
                f"give the heading this id: `{{#{heading.anchor}}}`."
            )
            return
