"""The YAML block at the top of a page.

Comes in: the page. Goes out: the keys that mean something to us, and where the Markdown begins. Keys that mean nothing
to us are left alone, since the site generator and its theme have their own.
"""

import re

from diglot.diagnostic import Problems
from diglot.located_yaml import NOTHING, TEXT, Alias, Mapping, Node, Scalar, Sequence, YamlFault, read_yaml
from diglot.page import errors
from diglot.page.model import FrontMatter
from diglot.source import Excerpt, SourceFile, Span

KEYS = ("title", "theory")

_BLOCK = re.compile(r"---[ \t]*\n(?P<yaml>(?:.*\n)+?)(?:---|\.\.\.)[ \t]*\n")


def read_front_matter(source: SourceFile, problems: Problems) -> FrontMatter:
    """Read the front matter, which is empty when there is none."""
    match = _BLOCK.match(source.text)
    if match is None:
        return FrontMatter()
    found: dict[str, tuple[str | None, Span]] = {}
    match read_yaml(Excerpt.of(match["yaml"], match.start("yaml"))):
        case YamlFault(span, reason):
            problems.add(errors.UnreadableFrontMatter(source.path, span, reason))
        case Mapping() as tree:
            for key, value in tree.entries:
                if isinstance(key, Scalar) and key.text in KEYS:
                    _add_entry(source, key, value, found, problems)
        case Scalar() | Sequence() | Alias() as other:
            kind = "a list" if isinstance(other, Sequence) else "a single value"
            problems.add(errors.FrontMatterNotMapping(source.path, _first(other), kind))
        case _:
            pass
    title, _ = found.get("title", (None, None))
    theory, theory_span = found.get("theory", (None, None))
    return FrontMatter(title, theory, theory_span, match.end())


def _add_entry(
    source: SourceFile, key: Scalar, value: Node, found: dict[str, tuple[str | None, Span]], problems: Problems
) -> None:
    name = key.text
    if name in found:
        problems.add(errors.RepeatedFrontMatterKey(source.path, key.span, name, found[name][1]))
    elif isinstance(value, Scalar) and value.kind in (TEXT, NOTHING):
        found[name] = (value.text if value.kind == TEXT else None, value.span)
    else:
        found[name] = (None, _first(value))
        problems.add(errors.WrongFrontMatterType(source.path, _first(value), name, _kind_of(value)))


def _first(node: Node) -> Span:
    """A value, of which only the beginning is shown where it may take many lines."""
    return Span(node.span.start, node.span.start + 1) if isinstance(node, Sequence | Mapping) else node.span


def _kind_of(node: Node) -> str:
    match node:
        case Scalar():
            return f"a {node.kind}"
        case Sequence():
            return "a list"
        case Mapping():
            return "a group of keys"
        case Alias():
            return "a reference"
