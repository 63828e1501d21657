"""Laws of reading YAML with places."""

import time

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from diglot.located_yaml import Alias, Mapping, Node, Scalar, Sequence, YamlFault, read_yaml
from diglot.source import Excerpt, Span

WORDS = st.sampled_from(
    ["a", "two words", "5", "yes", "null", "", "x: y", "it's", '"', "#", "- a", "*x", "é日", "a\nb"]
)
VALUES = st.recursive(
    WORDS | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=12,
)
STYLES = st.sampled_from([True, False, None])
SIGNS = [*"ab:-[]{}&*!'\"|>#%@,? \n\t\x00", "a: ", "- ", "&x ", "*x"]
MESSES = st.lists(st.sampled_from(SIGNS), max_size=20).map("".join)


def values(node: Node | YamlFault | None) -> object:
    """A tree without its places."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [values(item) for item in node.items]
        case Mapping():
            return [(values(key), values(value)) for key, value in node.entries]
        case Alias():
            return values(node.target)
        case _:
            return node


def composed(node: yaml.Node | None) -> object:
    """The same of a tree by PyYAML."""
    match node:
        case yaml.SequenceNode():
            return [composed(item) for item in node.value]
        case yaml.MappingNode():
            return [(composed(key), composed(value)) for key, value in node.value]
        case yaml.ScalarNode():
            return node.value
        case _:
            return None


def nodes(node: Node) -> list[Node]:
    """A node and all in it."""
    match node:
        case Sequence():
            return [node, *(each for item in node.items for each in nodes(item))]
        case Mapping():
            return [node, *(each for entry in node.entries for part in entry for each in nodes(part))]
        case _:
            return [node]


@given(VALUES, STYLES)
def test_the_same_tree_as_pyyaml(value: object, style: bool | None) -> None:  # noqa: FBT001 (a choice of three)
    """Values are those of PyYAML, and what it takes for a text is one."""
    text = yaml.safe_dump(value, default_flow_style=style, allow_unicode=True)
    assert values(read_yaml(Excerpt.of(text, 0))) == composed(yaml.compose(text, Loader=yaml.SafeLoader))


@given(VALUES, STYLES, st.integers(0, 3))
def test_places_are_those_in_the_file(value: object, style: bool | None, margin: int) -> None:  # noqa: FBT001
    """YAML in the margin of a list or a quotation: each place is that of the value, whatever is before its line."""
    lines = yaml.safe_dump(value, default_flow_style=style, allow_unicode=True).splitlines()
    file = "before\n" + "".join(f"{'> ' * margin}{line}\n" for line in lines)
    starts = [len("before\n") + sum(len(line) + 1 + 2 * margin for line in lines[:at]) for at in range(len(lines))]
    read = read_yaml(Excerpt.of_lines([(line, start + 2 * margin) for line, start in zip(lines, starts, strict=True)]))
    assert read is not None
    assert not isinstance(read, YamlFault)
    for node in nodes(read):
        if isinstance(node, Scalar) and "\n" not in file[slice(*node.span)] and file[node.span.start] not in "'\"|>":
            assert file[slice(*node.span)].rstrip("\n") in (node.text, *([] if node.text else file))
        assert all(node.span.covers(inner.span) for inner in nodes(node))


@given(MESSES)
@example("a: [b\n")
@example("a: \x00")
def test_any_text_is_a_value_or_one_fault(text: str) -> None:
    """Nothing fails, and a fault is in the text or at its end."""
    read = read_yaml(Excerpt.of(text, 10))
    assert read is None or 10 <= read.span.start <= 10 + len(text)


def test_references() -> None:
    """A reference knows its value without a copy; one that is inside its own value knows none."""
    tree = read_yaml(Excerpt.of("a: &x [1]\nb: *x\nc: &y [*y]\n", 0))
    assert isinstance(tree, Mapping)
    same, loop = tree.get("b"), tree.get("c")
    assert isinstance(same, Alias)
    assert same.target is tree.get("a")
    assert isinstance(loop, Sequence)
    assert isinstance(loop.items[0], Alias)
    assert loop.items[0].target is None
    assert read_yaml(Excerpt.of("a: *x\n", 0)) == YamlFault(Span(3, 4), "nothing is called `x`")
    assert read_yaml(Excerpt.of("a: 1\n---\nb: 2\n", 0)) == YamlFault(Span(5, 6), "a second document begins")


def test_kinds_and_tags() -> None:
    """Quotes make a text of anything; a tag is kept as it is."""
    tree = read_yaml(Excerpt.of("[5, '5', 2026-01-01, yes, null, 1.5, !ENV HOME, word]", 0))
    assert isinstance(tree, Sequence)
    kinds = [(item.kind, item.tag) for item in tree.items if isinstance(item, Scalar)]
    assert [kind for kind, _ in kinds] == ["number", "text", "date", "truth value", "nothing", "number", "text", "text"]
    assert [tag for _, tag in kinds if tag] == ["!ENV"]


def test_neither_depth_nor_repetition_costs_anything() -> None:
    """A hundred brackets, and a text that would be huge if references were copied."""
    began = time.monotonic()
    deep = "[" * 100 + "]" * 100
    assert isinstance(read_yaml(Excerpt.of(deep, 0)), Sequence)
    lines = ["a0: &a0 x", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40))]
    tree = read_yaml(Excerpt.of("\n".join(lines), 0))
    assert isinstance(tree, Mapping)
    assert len(repr(tree)) < 100_000
    assert time.monotonic() - began < 5
