"""The anchors in ready HTML, which MkDocs does not see when it looks whether links lead anywhere.

In: all pages, rendered. Out: the same, in which those that others link to know all their anchors. Only there does
MkDocs ask, and most of the many pages of theories nobody links to.
"""

import re
from html import unescape

from mkdocs.structure.files import File, Files

_ID = re.compile(r'<[^<>]*\sid="([^"]+)"')


def add_anchors(files: Files) -> None:
    """Complete the anchors of all pages that a link with an anchor leads to."""
    linked: dict[str, File] = {}
    for file in files.documentation_pages():
        if file.page is not None:
            linked |= {target.src_uri: target for target in file.page.links_to_anchors or ()}
    for file in linked.values():
        page = file.page
        if page is not None:
            found = map(unescape, _ID.findall(page.content or ""))
            page.present_anchor_ids = {*(page.present_anchor_ids or ()), *found}
