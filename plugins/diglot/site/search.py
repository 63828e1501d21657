"""What the search knows of definitions.

In: entries, and the folder of a built site. Out: the entries in the site's search index, so that a search for a name
finds its definition and shows its kind; and the index as a script too, because a page that was opened from a folder can
load nothing but scripts. A site without a search stays as it is.
"""

import json
from collections.abc import Iterable
from html import escape
from pathlib import Path

Entry = tuple[str, str, str, float]
"""An address relative to the site's root, a title and a text, both plain, and how much it counts; 1 is usual."""

_INDEX = Path("search") / "search_index.json"
_SCRIPT = _INDEX.with_suffix(".js")


def add_entries(site: Path, entries: Iterable[Entry]) -> None:
    """Add entries to the search index, unless they are there already."""
    file = site / _INDEX
    try:
        index = json.loads(file.read_text(encoding="utf-8"))
        known = {entry["location"] for entry in index["docs"]}
    except (OSError, ValueError, KeyError, TypeError):
        return
    new = [
        {"location": place, "title": escape(title, quote=False), "text": escape(text, quote=False), "boost": boost}
        for place, title, text, boost in entries
        if place not in known
    ]
    index["docs"].extend(new)
    file.write_text(json.dumps(index, separators=(",", ":")), encoding="utf-8")


def write_script(site: Path) -> None:
    """Write the index as a script, under the name that the theme looks for."""
    try:
        index = (site / _INDEX).read_text(encoding="utf-8")
    except OSError:
        return
    (site / _SCRIPT).write_text(f"var __index = {index}", encoding="utf-8")
