"""Laws of lexing, parsing and printing, on generated programs and on real ones with random changes."""

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import get_args

from hypothesis import example, given, settings
from hypothesis import strategies as st
from syntax_corpus import expressions
from syntax_dump import print_module

from diglot.diagnostic import Problems
from diglot.page.read import read_page
from diglot.source import Span
from diglot.syntax import ast
from diglot.syntax.extract import extract_module
from diglot.syntax.lexer import lex
from diglot.syntax.literal import decode_string, encode_string
from diglot.syntax.parse_module import parse_page

ROOT = Path(__file__).parents[2]
REAL_PAGES = sorted([*(ROOT / "plugins/diglot/library").rglob("*.md"), *(ROOT / "docs").rglob("*.md")])
REAL_TEXTS = [text for path in REAL_PAGES if "```juvix" in (text := path.read_text())]


# -- Programs ---------------------------------------------------------------------------------------------------------

NAMES = ("x", "ys'", "is-zero?", "Nat", "λ1", "as", "init", "f_1", "n-1", "++", "::", ",", "=>", "-", "trait")
DOTTED = ("Set.empty", "A.B.c", "List.::")
STRINGS = st.text(st.characters(codec="utf-8"), max_size=5).map(encode_string)
WRITTEN = [text for texts in expressions().values() for text in texts]
NOTES = ("", "\n--- What it is.\n---\n--- And why.\n", "{-# inline: true #-}", "{-- On ;x; and ;f y;. --}")


class Writer:
    """Writes random programs, no deeper than given."""

    def __init__(self, draw: st.DrawFn) -> None:
        """Remember where chance comes from."""
        self.draw = draw

    def one(self, *choices: str) -> str:
        """One of some texts."""
        return self.draw(st.sampled_from(choices))

    def call(self, *choices: Callable[[], str]) -> str:
        """What one of some functions gives."""
        return self.draw(st.sampled_from(choices))()

    def some(self, part: Callable[[], str], separator: str, least: int = 1) -> str:
        """A few of something."""
        return f" {separator} ".join(part() for _ in range(self.draw(st.integers(least, 2))))

    def name(self) -> str:
        """A name without dots."""
        return self.one(*NAMES)

    def use(self) -> str:
        """A name in use."""
        return self.one(*NAMES, *DOTTED)

    def pattern(self, depth: int) -> str:
        """One pattern or several side by side."""
        return self.some(lambda: self.pattern_atom(depth), " ")

    def pattern_atom(self, depth: int) -> str:
        """A pattern that is one atom."""
        if depth <= 0:
            return self.one("_", *NAMES, *DOTTED)

        def row() -> str:
            return self.pattern(depth - 1)

        def field() -> str:
            return self.call(self.name, lambda: f"{self.name()} := {row()}")

        return self.call(
            self.use,
            lambda: f"( {row()} )",
            lambda: f"{{ {row()} }}",
            lambda: f"{{{{ {row()} }}}}",
            lambda: f"[ {self.some(row, ';', 0)} ]",
            lambda: f"{self.name()}@( {row()} )",
            lambda: f"{self.use()}@{{ {self.some(field, ';', 0)} }}",
        )

    def expression(self, depth: int) -> str:
        """Atoms, and at the end perhaps something that extends to the right."""
        if depth <= 0:
            return self.call(
                self.use, lambda: self.one("_", "Type", "Type 1", "0", "-1", "0xff"), lambda: self.draw(STRINGS)
            )
        row = self.some(lambda: self.atom(depth), " ")
        return self.call(lambda: row, lambda: self.open_ended(depth), lambda: f"{row} {self.open_ended(depth)}")

    def atom(self, depth: int) -> str:
        """An expression that ends with a bracket or a word."""

        def e() -> str:
            return self.expression(depth - 1)

        return self.call(
            self.use,
            lambda: f"( {e()} )",
            lambda: f"( {self.one(*WRITTEN)}\n)",
            lambda: f"{{ {e()} }}",
            lambda: f"{{{{ {e()} }}}}",
            lambda: f"[ {self.some(e, ';', 0)} ]",
            lambda: f"\\{{ {self.one('', '|')} {self.clauses(depth - 1)} }}",
            lambda: f"case {e()} of {{ {self.one('', '|')} {self.branches(depth - 1)} }}",
            lambda: f"do {{ {self.some(lambda: self.do_statement(depth - 1), ';')} }}",
            lambda: f"{self.use()}@{{ {self.some(lambda: self.argument(depth - 1), ';', 0)} }}",
            lambda: f"x@{self.use()}{{ {self.some(lambda: self.argument(0), ';', 0)} }}".replace("\n", " "),
            lambda: f"{self.use()} ({self.pattern(1)} := {e()}; x := 1) ({self.pattern(1)} in {e()}) {{ {e()} }}",
            lambda: f"{self.use()} ({self.pattern(1)} in {e()}) ( {e()} )",
        )

    def open_ended(self, depth: int) -> str:
        """An expression that extends as far to the right as it can."""

        def e() -> str:
            return self.expression(depth - 1)

        return self.call(
            lambda: f"case {e()} of | {self.branches(depth - 1)}",
            lambda: f"if | {e()} := ( {e()} ) | else := {e()}",
            lambda: f"let {self.some(lambda: self.definition(depth - 1), ';')} ; open M in {e()}",
            lambda: f"let syntax alias a := b; in {e()}",
            lambda: f"( x _ : {e()} ) -> {e()}",
            lambda: f"{{ x : {e()} }} -> {e()}",
            lambda: f"{{{{ x : {e()} }}}} -> {e()}",
            lambda: f"{{{{ {e()} }}}} -> {e()}",
            lambda: f"for (x in {e()}) {self.use()} {e()}",
        )

    def clauses(self, depth: int) -> str:
        """Clauses of a function or function value."""
        return self.some(lambda: f"{self.pattern(1)} := {self.expression(depth)}", "|")

    def branches(self, depth: int) -> str:
        """Branches of a `case`."""
        return self.some(lambda: self.branch(depth), "|")

    def branch(self, depth: int) -> str:
        """A branch, perhaps with side conditions."""

        def side() -> str:
            return f"if {self.expression(depth)} := {self.expression(depth)}"

        return self.call(
            lambda: f"{self.pattern(1)} := {self.expression(depth)}",
            lambda: f"{self.pattern(1)} {self.one('', '|')} {self.some(side, '|')}",
            lambda: f"{self.pattern(1)} | {side()} | else := {self.expression(depth)}",
        )

    def do_statement(self, depth: int) -> str:
        """A statement of a `do` block."""
        return self.call(
            lambda: self.expression(depth),
            lambda: f"{self.pattern(1)} <- {self.expression(depth)}",
            lambda: f"let {self.definition(depth)} in ; {self.expression(depth)}",
        )

    def argument(self, depth: int) -> str:
        """A named argument, or an entry of an update where depth is 0."""
        if depth <= 0:
            return self.one("x", "y := 1")
        return self.call(lambda: self.one("x", "++"), lambda: f"{self.one(*NOTES)} {self.definition(depth)}")

    def definition(self, depth: int) -> str:
        """A definition inside an expression."""
        name = self.one("x", "go", "+", "f'")
        return self.call(
            lambda: f"{name} := {self.expression(depth)}",
            lambda: f"{name} {self.signature(depth)} := {self.expression(depth)}",
            lambda: f"{name} {self.signature(depth)} | {self.clauses(depth)}",
        )

    def signature(self, depth: int) -> str:
        """Parameters, a colon and a type."""
        type_ = f"( {self.expression(depth)} )"
        return f"{self.some(lambda: self.parameter(depth), ' ', 0)} : {type_}"

    def parameter(self, depth: int) -> str:
        """What may come before a colon."""

        def e() -> str:
            return self.expression(depth - 1)

        return self.call(
            lambda: f"( {self.some(self.name, ' ')} _ : {e()} )",
            lambda: f"{{ _ {self.name()} }}",
            lambda: f"{{ {self.name()} : {e()} := {e()} }}",
            lambda: f"{{{{ {self.name()} : {e()} }}}}",
            lambda: f"{{{{ {e()} }}}}",
        )

    def constructor(self) -> str:
        """A constructor in one of the three styles."""
        head = f"{self.one(*NOTES)} {self.name()}"
        return self.call(
            lambda: head,
            lambda: f"{head}@{{ {self.some(self.field, ';', 0)} }}",
            lambda: f"{head} (a : Nat) {self.signature(1)}",
            lambda: f"{head} {self.some(lambda: f'( {self.expression(1)} )', ' ')}",
        )

    def field(self) -> str:
        """A field of a record."""
        name = self.one("a", "+", "{{ b }}", "( c )", "builtin eq d")
        return self.call(
            lambda: f"{self.one(*NOTES)} {name} {self.signature(1)}",
            lambda: self.one("syntax operator + add", "syntax iterator f {range := 1}"),
        )

    def filter(self) -> str:
        """A `using` or `hiding` list."""
        return self.one("", "using { x as y ; module M; }", "using { - }", "hiding { a; b }")

    def statement(self, depth: int) -> str:
        """Any statement."""
        e = self.expression(depth)
        words = self.one("", "terminating", "coercion instance", "builtin nat-plus", "instance")
        type_ = f"positive trait type T A (B : Type) := {self.one('', '|')} {self.some(self.constructor, '|')}"
        inner = (
            []
            if depth <= 0
            else [
                lambda: f"module M ; {self.some(lambda: self.statement(depth - 1), ';')} end",
                lambda: f"{type_} with {self.some(lambda: self.statement(depth - 1), ';')} end",
            ]
        )
        return f"{self.one(*NOTES)} " + self.call(
            lambda: f"import {self.use()} {self.one('', 'as A.B')} {self.filter()} {self.one('', 'public')}",
            lambda: f"import {self.use()} {self.filter()} open {self.filter()} {self.one('', 'public')}",
            lambda: f"open {self.use()} {self.filter()}",
            lambda: f"syntax operator {self.use()} {self.use()}",
            lambda: self.one("syntax iterator for {init := 1; range := 2}", "syntax alias a := A.b"),
            lambda: self.one(
                "syntax fixity f := binary {assoc := left; above := [g; h]}",
                "syntax fixity g := none",
                "syntax fixity p := unary {precedence := 3}",
            ),
            lambda: f"axiom {self.name()} {self.signature(depth)}",
            lambda: f"deriving instance {self.name()} {self.signature(depth)}",
            lambda: f"{words} go {self.signature(depth)} := {e}",
            lambda: f"{words} go {self.signature(depth)} | {self.clauses(depth)}",
            lambda: f"( x , _ ) : A := {e}",
            lambda: type_,
            *inner,
        )


@st.composite
def programs(draw: st.DrawFn) -> str:
    """Programs of a few statements that the grammar allows."""
    writer = Writer(draw)
    return "module m;\n" + writer.some(lambda: writer.statement(draw(st.integers(0, 3))), ";\n", 0)


PROGRAMS = programs()


def bare(node: object) -> object:
    """A tree without its spans, as plain data."""
    if isinstance(node, Span):
        return None
    if isinstance(node, tuple):
        return [bare(part) for part in node]
    if dataclasses.is_dataclass(node) and not isinstance(node, type):
        fields = {field.name: bare(getattr(node, field.name)) for field in dataclasses.fields(node)}
        fields.pop("doc_span", None)
        return [type(node).__name__, fields]
    return node


def parsed(code: str) -> tuple[ast.Module | None, Problems]:
    """A program as the only snippet of a page."""
    problems = Problems()
    return parse_page(read_page("m.md", f"```juvix\n{code}\n```\n", problems), problems), problems


# -- Laws -------------------------------------------------------------------------------------------------------------


@given(PROGRAMS | st.text())
def test_tokens_and_white_space_make_up_the_text(text: str) -> None:
    """Lexing is lossless."""
    lexed = lex("m.md", text, Span(0, len(text)), Problems())
    at = 0
    for token in sorted((*lexed.tokens, *lexed.comments), key=lambda token: (token.start, token.end)):
        assert not text[at : token.start].strip(" \t\r\n")
        assert text[token.start : token.end] == token.text
        at = token.end
    assert at == len(text)


@given(STRINGS.map(lambda literal: decode_string(literal).value))
def test_a_string_is_spelled_and_read_back(value: str) -> None:
    """Encoding and decoding a string gives it back."""
    assert decode_string(encode_string(value)) == (value, ())


def test_programs_have_each_form_of_expressions() -> None:
    """The cases about the language bring them; a form without an expression here would never be printed and read."""
    assert set(get_args(ast.Expression)) - expressions().keys() <= {ast.ErrorExpression}
    assert all(expressions().values())


@given(PROGRAMS)
def test_printing_and_parsing_gives_the_same_tree(program: str) -> None:
    """Printing loses nothing but spans, and printing again changes nothing."""
    module, problems = parsed(program)
    assert not problems.has_errors, [problem.message for problem in problems]
    assert module is not None
    printed = print_module(module)
    again, problems = parsed(printed)
    assert not problems.has_errors, [problem.message for problem in problems]
    assert again is not None
    assert bare(again) == bare(module)
    assert print_module(again) == printed


@given(PROGRAMS)
def test_extracting_keeps_the_tree(program: str) -> None:
    """The extracted file is the same module."""
    page = read_page(
        "m.md", f"# Title\n\n```juvix\n{program};;\n```\n\n- More:\n\n  ```juvix\n  y : Nat := 1\n  ```\n", Problems()
    )
    module, extracted = parse_page(page, Problems()), parsed(extract_module(page))
    assert not extracted[1].has_errors
    assert bare(extracted[0]) == bare(module)


PIECES = st.sampled_from(
    [*'()[]{};|@,"\\.=_-', ":=", "->", "in", "end", "module", "type", "case", "let", "{-", "--- ", "\n", "x"]
)
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), PIECES | st.just("")), min_size=1, max_size=6)


@settings(max_examples=300)
@given(st.sampled_from(REAL_TEXTS), CHANGES)
def test_changed_programs_are_answered_with_diagnostics(text: str, changes: list[tuple[float, int, str]]) -> None:
    """Whatever is typed into a page, there is no traceback, and each message has its place in the page."""
    for place, removed, inserted in changes:
        at = int(place * len(text))
        text = text[:at] + inserted + text[at + removed :]
    problems = Problems()
    page = read_page("m.md", text, problems)
    module = parse_page(page, problems)
    for problem in problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
        assert problem.message
    if module is not None:
        assert print_module(module)
    assert isinstance(extract_module(page), str)


OPENERS = [
    "(",
    "[",
    "{",
    "\\{x := ",
    "case x of ",
    "case x of {| y := ",
    "if | x := ",
    "let x := ",
    "let x := 1; in ",
    "do {",
]
MORE_OPENERS = ["f@{x := ", "for (x in ", "(x : ", "(x : A) -> ", "x@R{y := ", "\\{(", "{{", "f (", "let open A; in "]


@example("(", 100_000)
@given(st.sampled_from(OPENERS + MORE_OPENERS), st.sampled_from([90, 3_000]))
@settings(max_examples=40)
def test_deep_nesting_is_a_diagnostic(opener: str, depth: int) -> None:
    """Nesting is bounded, and the statement behind is still read."""
    module, problems = parsed(f"module m;\n\ny : Nat := {opener * depth};\n\nz : Nat := 1;")
    assert module is not None
    assert problems.has_errors
    assert any(
        isinstance(statement, ast.Function) and statement.name and statement.name.text == "z"
        for statement in module.statements
    )


CLOSED = [
    ("(", ")"),
    ("[", "]"),
    ("\\{x := ", "}"),
    ("case x of {| y := ", "}"),
    ("let x := ", "; in 1"),
    ("do {", "}"),
]
MORE_CLOSED = [
    ("f@{g (y : A) : B := ", "}"),
    ("for (x in ", ") {1}"),
    ("x@R{y := ", "}"),
    ("if | else := ", ""),
    ("{{", "}}"),
]


@given(st.sampled_from(CLOSED + MORE_CLOSED))
@settings(max_examples=20)
def test_nesting_up_to_the_limit_is_fine(brackets: tuple[str, str]) -> None:
    """What the limit allows can be parsed and printed with the usual depth of the Python stack."""
    opener, closer = brackets
    module, problems = parsed(f"module m;\n\ny : Nat := {opener * 98}1{closer * 98};")
    assert module is not None
    assert not problems.has_errors
    assert parsed(print_module(module))[0] is not None


@given(
    st.sampled_from(["module M; ", "type T := A with ", "type T := A@{x : ", "f : A | (", "f (x : ", "type T (A : "])
)
@settings(max_examples=6)
def test_deep_statements_are_a_diagnostic(opener: str) -> None:
    """The same for statements inside statements."""
    assert parsed(f"module m;\n\n{opener * 3_000}")[1].has_errors
