"""Laws of the formatter, on generated programs with comments anywhere and on the pages of the project."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from property.test_syntax import PROGRAMS, bare

from diglot.diagnostic import Problems
from diglot.page.model import Page
from diglot.page.read import read_page
from diglot.source import Span
from diglot.syntax import ast
from diglot.syntax.format import format_page
from diglot.syntax.lexer import lex
from diglot.syntax.parse_module import parse_page
from diglot.syntax.token import DOC, PRAGMA

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "plugins" / "diglot" / "library"
REAL = [*sorted(LIBRARY.rglob("*.md")), *sorted((ROOT / "docs").glob("*/*.md"))]
BETWEEN = st.sampled_from(
    [" "] * 12
    + ["\n"] * 4
    + ["\n\n  ", " -- note\n", "\n-- note\n", " {- note -} ", "\n {- two\n    lines -}\n", "\n\n\n"]
)


def parsed(module: str, text: str) -> tuple[Page, ast.Module | None, Problems]:
    """A page with its module."""
    problems = Problems()
    page = read_page("m.md", text, problems, module)
    return page, parse_page(page, problems), problems


def comments(page: Page) -> list[tuple[str, ...]]:
    """The comments, documentation and pragmas of a page in order, without the white space in them."""
    found = []
    for snippet in page.snippets:
        lexed = lex("m.md", page.source.text, snippet.code, Problems())
        notes = [*lexed.comments, *(token for token in lexed.tokens if token.kind in (DOC, PRAGMA))]
        found += [tuple(note.text.split()) for note in sorted(notes, key=lambda note: note.start)]
    return found


def check_laws(module: str, text: str) -> None:
    """Formatting keeps the tree and the comments, and formatting again changes nothing."""
    page, tree, problems = parsed(module, text)
    if tree is None or problems.has_errors:
        return
    formatted = format_page(page, tree)
    again, same_tree, problems = parsed(module, formatted)
    assert same_tree is not None
    assert not problems.has_errors, formatted
    assert bare(same_tree) == bare(tree), formatted
    assert comments(again) == comments(page)
    assert format_page(again, same_tree) == formatted


@given(PROGRAMS, st.data())
def test_generated_programs(program: str, data: st.DataObject) -> None:
    """With comments and line ends between any tokens."""
    lexed = lex("m.md", program, Span(0, len(program)), Problems())
    pieces: list[str] = []
    at = 0
    for token in lexed.tokens:
        before = program[at : token.start]
        pieces += [data.draw(BETWEEN) if before.strip(" ") == "" and before else before, token.text]
        at = token.end
    check_laws("m", f"```juvix\n{''.join(pieces)}\n```\n")


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_real_pages(path: Path) -> None:
    """The library and the documentation."""
    root = LIBRARY if LIBRARY in path.parents else ROOT / "docs"
    module = ".".join(path.relative_to(root).with_suffix("").parts)
    check_laws(module, path.read_text(encoding="utf-8"))
