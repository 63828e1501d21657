"""Laws of name resolution."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from diglot.diagnostic import Problems
from diglot.graphs import components
from diglot.names import Symbol, Variable
from diglot.page.read import read_page
from diglot.scope import ast
from diglot.scope.from_syntax import scope_module
from diglot.scope.order import order_modules
from diglot.suggest import nearest
from diglot.syntax import ast as syntax
from diglot.syntax.parse_module import parse_page
from diglot.workspace import read_library

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("framework/engine.md", "engines/ticker.md")


def parse(path: str, text: str, name: str | None, problems: Problems) -> syntax.Module | None:
    """A page's module."""
    return parse_page(read_page(path, text, problems, name), problems)


@cache
def program() -> dict[str, syntax.Module]:
    """The library and two real pages, parsed."""
    texts = {f"{name.replace('.', '/')}.md": (text, name) for name, text in read_library().items()}
    texts |= {path: ((DOCS / path).read_text(), path[:-3].replace("/", ".")) for path in PAGES}
    problems = Problems()
    modules = [parse(path, text, name, problems) for path, (text, name) in texts.items()]
    assert len(problems) == 0
    return {module.name.text: module for module in modules if module is not None}


def scope_all(modules: Mapping[str, syntax.Module], problems: Problems) -> dict[str, ast.ScopedModule]:
    """The modules in dependency order, scoped."""
    scoped: dict[str, ast.ScopedModule] = {}
    for name in order_modules({name: module.imports for name, module in modules.items()}, modules, problems):
        scoped[name] = scope_module(modules[name], scoped, problems)
    return scoped


@cache
def scoped_program() -> dict[str, ast.ScopedModule]:
    """The library and two real pages, scoped."""
    return scope_all(program(), Problems())


# -- Order ------------------------------------------------------------------------------------------------------------


@settings(max_examples=5)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(random: Random) -> None:
    """Neither the order of the modules nor what they scope to depends on it."""
    names = list(program())
    random.shuffle(names)
    problems = Problems()
    shuffled = scope_all({name: program()[name] for name in names}, problems)
    assert len(problems) == 0
    assert list(shuffled) == list(scoped_program())
    for name, module in shuffled.items():
        assert module.declarations == scoped_program()[name].declarations
        assert module.references == scoped_program()[name].references


@given(st.lists(st.sets(st.integers(0, 9), max_size=4), min_size=10, max_size=10))
def test_components_are_classes_of_mutual_reachability_in_dependency_order(graph: list[set[int]]) -> None:
    """Compared with reachability by brute force."""
    reach = [set(each) for each in graph]
    for _ in graph:
        for node in range(len(graph)):
            reach[node] |= {far for near in reach[node] for far in reach[near]}
    found = components(graph)
    assert sorted(node for group in found for node in group) == list(range(len(graph)))
    place = {node: number for number, group in enumerate(found) for node in group}
    for node in range(len(graph)):
        for other in range(len(graph)):
            together = node == other or (other in reach[node] and node in reach[other])
            assert (place[node] == place[other]) == together
        assert all(place[each] <= place[node] for each in graph[node])


# -- Operators --------------------------------------------------------------------------------------------------------

OPERATORS = {"<|": ("right", 1), "==": ("none", 2), "::": ("right", 3), "+": ("left", 4), "*": ("left", 5)}
HEADER = """module test;
axiom N : Type;
syntax fixity loosest := binary {assoc := right};
syntax fixity equal := binary {above := [loosest]};
syntax fixity cons := binary {assoc := right; above := [equal]};
syntax fixity sum := binary {assoc := left; above := [cons]};
syntax fixity product := binary {assoc := left; above := [sum]};
syntax operator <| loosest;
syntax operator == equal;
syntax operator :: cons;
syntax operator + sum;
syntax operator * product;
axiom f : N -> N;
axiom a : N;
axiom b : N;
""" + "".join(f"axiom {operator} : N -> N -> N;\n" for operator in OPERATORS)


@dataclass(frozen=True)
class Tree:
    """An application, or a name without arguments."""

    head: str
    arguments: tuple["Tree", ...] = ()


LEAVES = st.sampled_from([Tree("a"), Tree("b")])
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(lambda argument: Tree("f", (argument,)), inner),
        st.builds(
            lambda head, left, right: Tree(head, (left, right)), st.sampled_from(sorted(OPERATORS)), inner, inner
        ),
    ),
    max_leaves=12,
)


def shown(tree: Tree, *, below: int = 0) -> str:
    """The tree with no more parentheses than it needs where an operator of some level surrounds it."""
    if not tree.arguments:
        return tree.head
    if tree.head == "f":
        text, level = f"f {shown(tree.arguments[0], below=7)}", 6
    else:
        associates, level = OPERATORS[tree.head]
        left = shown(tree.arguments[0], below=level + (associates != "left"))
        right = shown(tree.arguments[1], below=level + (associates != "right"))
        text = f"{left} {tree.head} {right}"
    return f"({text})" if level < below else text


def grouped(expression: ast.Expression) -> Tree:
    """What scoping made of it."""
    match expression:
        case ast.Global():
            return Tree(expression.symbol.name)
        case ast.Apply(function=ast.Global(symbol=symbol)):
            return Tree(symbol.name, tuple(grouped(each.value) for each in expression.arguments))
        case _:
            raise AssertionError(expression)


@given(TREES)
def test_operators_group_as_their_fixities_say(tree: Tree) -> None:
    """A tree, written with as few parentheses as its fixities allow, comes back."""
    problems = Problems()
    text = f"```juvix\n{HEADER}x : N := {shown(tree)};\n```\n"
    module = parse("test.md", text, "test", problems)
    assert module is not None
    function = scope_module(module, {}, problems).declarations[-1]
    assert [each.message for each in problems] == []
    assert isinstance(function, ast.Function)
    body = function.definition.clauses[0].body
    assert not isinstance(body, tuple)
    assert grouped(body) == tree


# -- References -------------------------------------------------------------------------------------------------------


def test_references_cover_the_pages() -> None:
    """They are sorted, and each is at a name; a definition's place is the place that its symbol has."""
    for path in PAGES:
        text = (DOCS / path).read_text()
        module = scoped_program()[path[:-3].replace("/", ".")]
        assert [each.span for each in module.references] == sorted(each.span for each in module.references)
        for reference in module.references:
            word = text[reference.span.start : reference.span.end]
            assert word
            assert word.strip() == word
            if reference.definition and isinstance(reference.target, Symbol | Variable):
                assert reference.target.span == reference.span
                assert reference.target.name == word


# -- Robustness -------------------------------------------------------------------------------------------------------


@cache
def words(path: str) -> tuple[str, ...]:
    """A page cut at its spaces; joined they are the page."""
    return tuple((DOCS / path).read_text().split(" "))


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, str]:
    """A real page with a few words removed, repeated or exchanged."""
    path = draw(st.sampled_from(PAGES))
    parts = list(words(path))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(parts) - 2))
        other = draw(st.integers(0, len(parts) - 1))
        match draw(st.sampled_from(["drop", "repeat", "swap", "copy"])):
            case "drop":
                del parts[at]
            case "repeat":
                parts.insert(at, parts[at])
            case "swap":
                parts[at], parts[other - 1] = parts[other - 1], parts[at]
            case _:
                parts[at] = parts[other]
    return path, " ".join(parts)


@given(damaged())
def test_a_damaged_page_is_reported_and_never_breaks_the_pass(page: tuple[str, str]) -> None:
    """All problems lie on the page, and what is printed about them can be put together."""
    path, text = page
    problems = Problems()
    module = parse(path, text, path[:-3].replace("/", "."), problems)
    if module is not None:
        others = {name: each for name, each in scoped_program().items() if name != module.name.text}
        scope_module(module, others, problems)
    for problem in problems:
        assert problem.path == path
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
        assert problem.title
        assert problem.message
        assert isinstance(problem.hint + problem.label, str)
        assert all(label.text for label in problem.related())


# -- Suggestions ------------------------------------------------------------------------------------------------------

NAMES = st.text(alphabet="abcXY", min_size=1, max_size=8)


@given(NAMES, st.lists(NAMES, max_size=12), st.randoms(use_true_random=False))
def test_suggestions_depend_on_the_set_of_candidates_only(
    name: str,
    candidates: list[str],
    random: Random,
) -> None:
    """Not on their order or how often they come."""
    found = nearest(name, candidates)
    again = [*candidates, *candidates]
    random.shuffle(again)
    assert nearest(name, again) == found
    assert set(found) <= set(candidates) - {name}
