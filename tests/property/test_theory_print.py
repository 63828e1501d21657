"""Laws of printing theories: what is printed reads back as the same theory, and places are where they should be."""

import re
from pathlib import Path
from typing import get_args

from hol.read_outer import read_file
from hypothesis import given
from hypothesis import strategies as st

from diglot.diagnostic import Problems
from diglot.source import Span
from diglot.theory import ast
from diglot.theory.library.support import support_theory
from diglot.theory.print.theory import print_theory
from diglot.theory.read.theory import read_theory

NAMES = st.sampled_from(["alpha", "beta'", "x1", "Env", "Map.empty", "Ra.field", "gamma_delta"])
LOCALS = st.sampled_from(["u", "v", "w'"]).map(ast.Identifier)
STRINGS = st.one_of(st.text(alphabet="ab '\"\\\n\té→", max_size=8), st.text(max_size=4))
LEFT = ("++", "*", "div", "mod", "\\<inter>", "+", "-", "\\<union>", "\\<circ>")
RIGHT = ("#", "\\<and>", "\\<or>", "\\<longrightarrow>")
RELATIONS = ("=", "\\<noteq>", "<", ">", "\\<le>", "\\<ge>", "\\<in>", "\\<notin>", "\\<subseteq>", "\\<subset>", "dvd")
TYPE_VARIABLES = st.sampled_from(["'A", "'state", "'a_b"]).map(ast.TypeVariable)
TYPES = st.recursive(
    st.one_of(TYPE_VARIABLES, st.sampled_from(["nat", "T", "Engine.Name"]).map(ast.TypeApplication)),
    lambda inner: st.one_of(
        st.builds(ast.FunctionType, inner, inner),
        st.builds(ast.ProductType, inner, inner),
        st.builds(ast.TypeApplication, st.just("list"), st.tuples(inner)),
        st.builds(ast.TypeApplication, st.just("Env"), st.tuples(inner, inner)),
    ),
    max_leaves=6,
)


def _tuples(inner: st.SearchStrategy[ast.Term], least: int, most: int = 3) -> st.SearchStrategy[tuple[ast.Term, ...]]:
    return st.lists(inner, min_size=least, max_size=most).map(tuple)


def _tuple_term(elements: tuple[ast.Term, ...]) -> ast.Term:
    """A tuple as it is always written: nested to the right it is one."""
    last = elements[-1]
    inner = last.elements if isinstance(last, ast.TupleTerm) and len(last.elements) > 1 else (last,)
    return ast.TupleTerm((*elements[:-1], *inner))


def _apply(function: ast.Term, arguments: tuple[ast.Term, ...]) -> ast.Term:
    if isinstance(function, ast.Application):
        return ast.Application(function.function, (*function.arguments, *arguments))
    return ast.Application(function, arguments)


def _abstract(binders: tuple[ast.Term, ...], body: ast.Term) -> ast.Term:
    if isinstance(body, ast.Abstraction):
        return ast.Abstraction((*binders, *body.binders), body.body)
    return ast.Abstraction(binders, body)


def _let(bindings: tuple[tuple[ast.Term, ast.Term], ...], body: ast.Term) -> ast.Term:
    if isinstance(body, ast.LetTerm):
        return ast.LetTerm((*bindings, *body.bindings), body.body)
    return ast.LetTerm(bindings, body)


BINDERS = st.one_of(LOCALS, st.just(ast.Wildcard()), _tuples(LOCALS, 2).map(ast.TupleTerm))
TYPED_BINDERS = st.one_of(BINDERS, st.builds(ast.Ascription, BINDERS, TYPES))
PATTERNS = st.recursive(
    st.one_of(LOCALS, st.just(ast.Wildcard()), st.just(ast.Numeral(0)), st.just(ast.ListTerm(()))),
    lambda inner: st.one_of(
        st.builds(_apply, st.sampled_from(["Some", "Env.mk"]).map(ast.Identifier), _tuples(inner, 1)),
        st.builds(ast.Infix, st.just("#"), inner, inner),
        _tuples(inner, 2).map(_tuple_term),
    ),
    max_leaves=4,
)


def _bigger(inner: st.SearchStrategy[ast.Term]) -> st.SearchStrategy[ast.Term]:
    fields = st.lists(st.tuples(NAMES, inner), min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(_apply, inner, _tuples(inner, 1)),
        st.builds(ast.Infix, st.sampled_from([*LEFT, *RIGHT, *RELATIONS]), inner, inner),
        st.builds(ast.Prefix, st.sampled_from(["\\<not>", "-"]), inner),
        st.builds(_abstract, _tuples(TYPED_BINDERS, 1), inner),
        st.builds(_let, st.lists(st.tuples(BINDERS, inner), min_size=1, max_size=3).map(tuple), inner),
        st.builds(ast.CaseTerm, inner, st.lists(st.tuples(PATTERNS, inner), min_size=1, max_size=3).map(tuple)),
        st.builds(ast.IfTerm, inner, inner, inner),
        _tuples(inner, 2).map(_tuple_term),
        _tuples(inner, 0).map(ast.ListTerm),
        _tuples(inner, 0).map(ast.SetTerm),
        st.builds(ast.RecordTerm, fields),
        st.builds(ast.RecordUpdateTerm, inner, fields),
        st.builds(ast.FunctionUpdateTerm, inner, st.lists(st.tuples(inner, inner), min_size=1, max_size=2).map(tuple)),
        st.builds(ast.Ascription, inner, TYPES),
    )


TERMS = st.recursive(
    st.one_of(
        NAMES.map(ast.Identifier),
        st.sampled_from(["+", "++", "#", "*", "div", "\\<and>", "\\<circ>"]).map(ast.Identifier),
        LOCALS,
        st.integers(0, 1000).map(ast.Numeral),
        STRINGS.map(ast.StringTerm),
        st.just(ast.TupleTerm(())),
    ),
    _bigger,
    max_leaves=12,
)
FIELDS = st.lists(st.builds(ast.RecordField, st.sampled_from("abc"), TYPES), min_size=1, max_size=3).map(tuple)
CONSTRUCTORS = st.lists(
    st.builds(
        ast.DatatypeConstructor,
        st.sampled_from(["Some'", "Elapsed", "Count"]),
        st.lists(
            st.builds(
                ast.DatatypeArgument, TYPES, st.none() | st.sampled_from(["f", "g'"]), st.sampled_from(["", "(*note"])
            ),
            max_size=3,
        ).map(tuple),
    ),
    min_size=1,
    max_size=3,
).map(tuple)


@st.composite
def funs(draw: st.DrawFn) -> ast.Fun:
    """One or two functions, with equations for each."""
    names = draw(st.sampled_from([("f",), ("f", "g")]))
    equations = [
        ast.Equation(name, draw(_tuples(PATTERNS, 1)), draw(TERMS))
        for name in names
        for _ in range(draw(st.integers(1, 2)))
    ]
    signatures = tuple((name, draw(TYPES)) for name in names)
    return ast.Fun(signatures=signatures, equations=tuple(equations), partial=draw(st.booleans()))


ENGLISH = st.text(max_size=30)
ITEMS = st.one_of(
    st.builds(ast.Record, name=st.just("R"), parameters=st.sampled_from([(), ("'A",), ("'A", "'B")]), fields=FIELDS),
    st.builds(
        ast.Datatype,
        types=st.lists(
            st.builds(ast.DatatypeBody, st.sampled_from(["T", "U"]), st.sampled_from([(), ("'A",)]), CONSTRUCTORS),
            min_size=1,
            max_size=2,
        ).map(tuple),
    ),
    st.builds(ast.TypeSynonym, name=st.just("S"), parameters=st.just(("'A",)), body=TYPES),
    st.builds(ast.Typedecl, name=st.just("O"), parameters=st.sampled_from([(), ("'A", "'B")])),
    st.builds(ast.Consts, name=st.just("c"), type=TYPES),
    st.builds(ast.Termination, function=st.just("f"), relation=TERMS),
    st.builds(ast.Lemma, name=st.just("l"), statement=TERMS, proof=st.sampled_from(["eval", "(simp add: f_def)"])),
    st.builds(ast.Declare, fact=st.just("f.simps"), attribute=st.just("simp del")),
    *(
        st.builds(kind, name=st.just("f"), type=TYPES, parameters=_tuples(LOCALS, 0), body=TERMS)
        for kind in (ast.Definition, ast.Abbreviation, ast.PartialFunction)
    ),
    funs(),
)
THEORIES = st.builds(
    ast.Theory,
    name=st.just("Example"),
    imports=st.sampled_from([("Main",), ("Main", "Engine")]),
    items=st.lists(ITEMS, max_size=4).map(tuple),
    page=st.just("docs/example.md"),
)


def test_each_form_is_made() -> None:
    """The theories of this file have every form but commands that only other people write."""
    forms = {form.__name__ for tree in (ast.Item, ast.Term, ast.Type) for form in get_args(tree)}
    made = set(re.findall(r"ast\.(\w+)", Path(__file__).read_text(encoding="utf-8")))
    assert forms - made == {"Foreign"}


@given(THEORIES)
def test_what_is_printed_reads_back(theory: ast.Theory) -> None:
    """Nothing is lost, no parentheses are missing, and our second reader knows each command."""
    printed = print_theory(theory)
    problems = Problems()
    assert read_theory("Example.thy", printed.text, problems) == theory, printed.text
    assert not problems.sorted()
    assert len(read_file(printed.text).commands) == len(theory.items)


@given(THEORIES)
def test_printing_again_changes_nothing(theory: ast.Theory) -> None:
    """Equal theories have equal texts, in ASCII."""
    printed = print_theory(theory)
    assert printed.theory == theory
    again = print_theory(printed.theory)
    assert (again.text, again.theory, again.source_map) == (printed.text, printed.theory, printed.source_map)
    assert printed.text.isascii()
    assert printed.text.endswith("\nend\n")


@given(THEORIES)
def test_places_are_in_the_text(theory: ast.Theory) -> None:
    """Each part's span begins with the part."""
    printed = print_theory(theory)
    ends = 0
    for item in printed.theory.items:
        assert item.span.start >= ends
        ends = item.span.end
        for name, span in _named_parts(item):
            assert printed.text[span.start :].startswith(name)
            assert item.span.covers(span)
    assert ends <= len(printed.text)


def _named_parts(item: ast.Item) -> list[tuple[str, Span]]:
    match item:
        case ast.Record(fields=fields):
            return [(f"{field.name} ::", field.span) for field in fields]
        case ast.Datatype(types=types):
            return [(constructor.name, constructor.span) for body in types for constructor in body.constructors]
        case ast.Fun(equations=equations):
            return [(f'"{equation.function}', equation.span) for equation in equations]
    return []


@given(ENGLISH, ENGLISH)
def test_english_stays_english(heading: str, text: str) -> None:
    """Nothing that people write can end a block or begin a command."""
    items = (ast.Heading(level=2, text=heading, anchor=f"docs/a.md#{text}"), ast.Text(text=text))
    printed = print_theory(ast.Theory("Example", ("Main",), (*items, *support_theory().theory.items), page=text))
    problems = Problems()
    read = read_theory("Example.thy", printed.text, problems)
    assert read.items[2:] == support_theory().theory.items
    assert [type(item) for item in read.items[:2]] == [ast.Heading, ast.Text]
    assert not problems.sorted()
