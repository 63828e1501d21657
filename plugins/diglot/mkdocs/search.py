"""What the search knows of definitions.

In: entries, and the folder of a built site. Out: the entries in the site's search index, so that a search for a name
finds its definition and says what kind of thing that is. A site without a search is left alone.
"""

import json
from collections.abc import Iterable
from html import escape
from pathlib import Path

Entry = tuple[str, str, str]
"""An address relative to the site's root, a title and a text, both plain."""

_INDEX = Path("search") / "search_index.json"


def add_entries(site: Path, entries: Iterable[Entry]) -> None:
    """Add entries to the search index, unless they are there already."""
    file = site / _INDEX
    try:
        index = json.loads(file.read_text(encoding="utf-8"))
        known = {entry["location"] for entry in index["docs"]}
    except (OSError, ValueError, KeyError, TypeError):
        return
    new = [
        {"location": place, "title": escape(title, quote=False), "text": escape(text, quote=False)}
        for place, title, text in entries
        if place not in known
    ]
    index["docs"].extend(new)
    file.write_text(json.dumps(index, separators=(",", ":")), encoding="utf-8")
