"""YAML in which every value has a place.

In: an excerpt of a file. Out: a tree whose nodes say where in the file they are, or the one place at which YAML stops
making sense. Tags that we do not know are kept, so that the reader of the value decides. The tree is built without
recursion and a reference is not copied, so repeated references cost nothing; what is nested too deeply is not read, as
the time that it takes would grow with the square of the depth.
"""

from collections.abc import Callable
from typing import NamedTuple

import yaml

from diglot.source import Excerpt, Span

TEXT, NUMBER, TRUTH, DATE, NOTHING = "text", "number", "truth value", "date", "nothing"
"""What a scalar can be: `"5"` is a text and `5` is a number."""

DEEPEST = 100
"""How many lists and mappings may be in one another."""

_KINDS = {
    "tag:yaml.org,2002:int": NUMBER,
    "tag:yaml.org,2002:float": NUMBER,
    "tag:yaml.org,2002:bool": TRUTH,
    "tag:yaml.org,2002:timestamp": DATE,
    "tag:yaml.org,2002:null": NOTHING,
}
_tag_of: Callable[[type[yaml.Node], str, tuple[bool, bool]], str] = yaml.SafeLoader("").resolve


class Scalar(NamedTuple):
    """A single value."""

    span: Span
    """Quotes included."""
    tag: str | None
    """As it is written before the value, if there is one: `!ENV`."""
    text: str
    """The value without quotes and escapes."""
    kind: str
    """What the value is; text where it has quotes or a tag."""


class Sequence(NamedTuple):
    """A list."""

    span: Span
    """From its first item, or its bracket, to the end of the last."""
    tag: str | None
    items: tuple["Node", ...]


class Mapping(NamedTuple):
    """Keys with values, in order; a key may be there twice."""

    span: Span
    tag: str | None
    entries: tuple[tuple["Node", "Node"], ...]

    def get(self, key: str) -> "Node | None":
        """The value of a key, the last if there are several."""
        return self.items().get(key)

    def items(self) -> dict[str, "Node"]:
        """The values of the keys that are single values."""
        return {key.text: value for key, value in self.entries if isinstance(key, Scalar)}


class Alias(NamedTuple):
    """A reference to a value that is given elsewhere: `*name`."""

    span: Span
    name: str
    target: "Node | None"
    """None where the reference is inside the value itself."""

    def __repr__(self) -> str:
        """The name alone: the values of references to references would take up more room than there is."""
        return f"Alias({self.span!r}, {self.name!r})"


Node = Scalar | Sequence | Mapping | Alias


class YamlFault(NamedTuple):
    """Where YAML stops making sense, and why, in the words of its reader."""

    span: Span
    reason: str


def read_yaml(excerpt: Excerpt) -> Node | YamlFault | None:
    """The value in a text; None where there is none."""
    tree = _Tree(excerpt)
    try:
        for event in yaml.parse(excerpt.text, Loader=yaml.SafeLoader):
            tree.take(event)
    except _FaultError as error:
        at, reason = error.args
    except yaml.MarkedYAMLError as error:
        at, reason = _index(error.problem_mark or error.context_mark), error.problem or "it ends too early"
    except yaml.YAMLError as error:
        at, reason = getattr(error, "position", 0), "this character is not allowed in YAML"
    else:
        return tree.top[0] if tree.top else None
    place = excerpt.place(min(at, len(excerpt.text)))
    return YamlFault(Span(place, place + 1), reason)


class _FaultError(Exception):
    """Where YAML stops making sense, and why; what PyYAML leaves to its own composer."""


class _Tree:
    """The nodes read so far, and the collections under way."""

    def __init__(self, excerpt: Excerpt) -> None:
        self._excerpt = excerpt
        self.top: list[Node] = []
        self._open: list[tuple[yaml.CollectionStartEvent, list[Node]]] = []
        self._anchors: dict[str, Node | None] = {}

    def take(self, event: yaml.Event) -> None:
        """Take in one event."""
        match event:
            case yaml.DocumentStartEvent() if self.top:
                raise _FaultError(_index(event.start_mark), "a second document begins")
            case yaml.CollectionStartEvent():
                if len(self._open) == DEEPEST:
                    raise _FaultError(_index(event.start_mark), f"more than {DEEPEST} values are in one another here")
                if event.anchor is not None:
                    self._anchors[event.anchor] = None
                self._open.append((event, []))
            case yaml.CollectionEndEvent():
                start, nodes = self._open.pop()
                self._add(start, self._collection(start, event, nodes))
            case yaml.ScalarEvent():
                kind = TEXT
                if event.tag is None and event.implicit[0]:
                    kind = _KINDS.get(_tag_of(yaml.ScalarNode, event.value, (True, False)), TEXT)
                self._add(event, Scalar(self._span(event, event), event.tag, event.value, kind))
            case yaml.AliasEvent():
                name = event.anchor
                if name not in self._anchors:
                    raise _FaultError(_index(event.start_mark), f"nothing is called `{name}`")
                self._add(event, Alias(self._span(event, event), name, self._anchors[name]))
            case _:
                pass

    def _collection(self, start: yaml.CollectionStartEvent, end: yaml.Event, nodes: list[Node]) -> Node:
        span = self._span(start, end if start.flow_style else start)
        span = span.to(nodes[-1].span) if nodes and not start.flow_style else span
        if isinstance(start, yaml.SequenceStartEvent):
            return Sequence(span, start.tag, tuple(nodes))
        rest = iter(nodes)
        return Mapping(span, start.tag, tuple(zip(rest, rest, strict=True)))

    def _add(self, event: yaml.NodeEvent, node: Node) -> None:
        if event.anchor is not None and not isinstance(node, Alias):
            self._anchors[event.anchor] = node
        (self._open[-1][1] if self._open else self.top).append(node)

    def _span(self, first: yaml.Event, last: yaml.Event) -> Span:
        start = _index(first.start_mark)
        return self._excerpt.span(start, max(_index(last.end_mark), start + 1))


def _index(mark: object) -> int:
    """The offset of a place in the YAML; the type stubs know of readers that give none."""
    index = getattr(mark, "index", 0)
    return index if isinstance(index, int) else 0
