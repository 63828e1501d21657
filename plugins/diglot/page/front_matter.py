"""The YAML block at the top of a page.

Comes in: the page. Goes out: the keys that mean something to us, and the offset at which the Markdown begins. Keys that
mean nothing to us are left alone, since the site generator and its theme have their own. The YAML is read as a stream
of events, so that neither deep nesting nor repeated references cost anything.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

import yaml

from diglot.diagnostic import Problems
from diglot.page.errors import (
    FrontMatterNotMapping,
    RepeatedFrontMatterKey,
    UnreadableFrontMatter,
    WrongFrontMatterType,
)
from diglot.page.model import FrontMatter
from diglot.source import SourceFile, Span

KEYS = ("title", "theory")

_BLOCK = re.compile(r"---[ \t]*\n(?P<yaml>(?:.*\n)+?)(?:---|\.\.\.)[ \t]*\n")
_KINDS = {
    "tag:yaml.org,2002:int": "a number",
    "tag:yaml.org,2002:float": "a number",
    "tag:yaml.org,2002:bool": "a truth value",
    "tag:yaml.org,2002:timestamp": "a date",
}
_NULL = "tag:yaml.org,2002:null"
_tag_of: Callable[[type[yaml.Node], str, tuple[bool, bool]], str] = yaml.SafeLoader("").resolve


class _Entry(NamedTuple):
    """A key at the top level and the beginning of its value."""

    key: str
    key_span: Span
    value: yaml.Event


def read_front_matter(source: SourceFile, problems: Problems) -> tuple[FrontMatter, int]:
    """Read the front matter; the offset is 0 when there is none."""
    match = _BLOCK.match(source.text)
    if match is None:
        return FrontMatter(), 0
    start = match.start("yaml")
    found: dict[str, tuple[str | None, Span]] = {}
    try:
        for entry in _entries(source, match["yaml"], start, problems):
            _add_entry(source, entry, start, found, problems)
    except yaml.YAMLError as error:
        problems.add(_unreadable(source, error, Span(start, match.end("yaml"))))
    title, _ = found.get("title", (None, None))
    theory, theory_span = found.get("theory", (None, None))
    return FrontMatter(title, theory, theory_span), match.end()


def _entries(source: SourceFile, text: str, start: int, problems: Problems) -> Iterator[_Entry]:
    """The entries at the top level whose keys are ours."""
    depth = 0
    top: list[yaml.Event] = []
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.NodeEvent):
            if depth == 0 and not isinstance(event, yaml.MappingStartEvent):
                kind = "a list" if isinstance(event, yaml.SequenceStartEvent) else "a single value"
                problems.add(FrontMatterNotMapping(source.path, _span_of(event, start), kind))
                return
            if depth == 1:
                top.append(event)
            depth += isinstance(event, yaml.CollectionStartEvent)
    for index, (key, value) in enumerate(pairwise(top)):
        if index % 2 == 0 and isinstance(key, yaml.ScalarEvent) and key.value in KEYS:
            yield _Entry(key.value, _span_of(key, start), value)


def _add_entry(
    source: SourceFile, entry: _Entry, start: int, found: dict[str, tuple[str | None, Span]], problems: Problems
) -> None:
    span = _span_of(entry.value, start)
    kind = _kind_of(entry.value)
    if entry.key in found:
        problems.add(RepeatedFrontMatterKey(source.path, entry.key_span, entry.key, found[entry.key][1]))
    elif isinstance(entry.value, yaml.ScalarEvent) and kind in (None, _NULL):
        found[entry.key] = (entry.value.value if kind is None else None, span)
    else:
        found[entry.key] = (None, span)
        problems.add(WrongFrontMatterType(source.path, span, entry.key, kind or "something else"))


def _kind_of(event: yaml.Event) -> str | None:
    """None for text, otherwise what it is instead."""
    if isinstance(event, yaml.SequenceStartEvent):
        return "a list"
    if isinstance(event, yaml.MappingStartEvent):
        return "a group of keys"
    if not isinstance(event, yaml.ScalarEvent):
        return "a reference"
    if event.tag is not None or not event.implicit[0]:
        return None
    tag = _tag_of(yaml.ScalarNode, event.value, (True, False))
    return _NULL if tag == _NULL else _KINDS.get(tag)


def _span_of(event: yaml.Event, start: int) -> Span:
    return Span(start + _index(event.start_mark), start + max(_index(event.end_mark), _index(event.start_mark) + 1))


def _index(mark: object) -> int:
    """The offset of a place in the YAML, of whichever reader it comes from."""
    index = getattr(mark, "index", 0)
    return index if isinstance(index, int) else 0


def _unreadable(source: SourceFile, error: yaml.YAMLError, block: Span) -> UnreadableFrontMatter:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        at = min(block.start + _index(error.problem_mark), block.end)
        return UnreadableFrontMatter(source.path, Span(at, at + 1), error.problem or "it cannot be read")
    at = block.start + getattr(error, "position", 0)
    return UnreadableFrontMatter(source.path, Span(at, at + 1), "this character is not allowed in YAML")
