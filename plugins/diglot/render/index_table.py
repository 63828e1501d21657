"""Indexes of a whole specification, as tables that a reader can sort.

In: rows of HTML. Out: the Markdown of a page. Without any script the table is complete, and sorted by its first column.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Index:
    """One table."""

    name: str
    """Of its page, without the ending: `messages`."""
    title: str
    about: str
    """A sentence."""
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """HTML; the first cell of each row is the name of the thing."""


def index_page(index: Index, table: str) -> str:
    """The Markdown of an index's page; `table` is put in the place of the table."""
    return f"# {index.title}\n\n{index.about}\n\n{table}\n"


def index_html(index: Index) -> str:
    """The table alone, on one line."""
    if not index.rows:
        return "<p>There are none.</p>"
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in index.columns)
    body = "".join(map(_row, sorted(index.rows, key=_sorted_by)))
    table = f'<table class="dg-index"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    return f'<div class="dg-scroll" tabindex="0" role="region" aria-label="{escape(index.title)}">{table}</div>'


def _row(cells: Sequence[str]) -> str:
    name, *others = cells
    return f'<tr><th scope="row">{name}</th>{"".join(f"<td>{cell}</td>" for cell in others)}</tr>'


def _sorted_by(cells: Sequence[str]) -> tuple[str, ...]:
    texts = [_TAG.sub("", cell) for cell in cells]
    return (texts[0].lower(), *texts)
