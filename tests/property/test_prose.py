"""Laws of English in theories: every theory is ASCII whatever its page says, and the words can be had back."""

import stages
from hol.read_outer import read_file
from hypothesis import example, given
from hypothesis import strategies as st

from diglot.theory import ast
from diglot.theory.print.theory import print_theory
from diglot.theory.prose import escape_comment, escape_path, escape_text, unescape_text

CHARACTERS = st.characters(codec="utf-8", exclude_characters="\r")
TEXTS = st.one_of(
    st.text(CHARACTERS, max_size=40),
    st.lists(
        st.sampled_from(["\\<open>", "\\<", "@{", "(*", "*)", "*", ")", "naïve", "α", "’", "\\<^bold>", ">", "‹"])
    ).map("".join),
)


@given(TEXTS, TEXTS, TEXTS)
@example("‹x› @{y} \\<close> – naïve", "*)*)", "é.md")
def test_every_theory_is_ascii(prose: str, heading: str, path: str) -> None:
    """Whatever is in a paragraph, a heading, an address or a note, the file is ASCII and its commands are found."""
    note = ast.DatatypeArgument(ast.TypeApplication("nat"), None, path)
    items = (
        ast.Heading(level=1, text=" ".join(heading.split()), anchor=path),
        ast.Text(text=prose),
        ast.Datatype(types=(ast.DatatypeBody("T", (), (ast.DatatypeConstructor("c", (note,)),)),)),
    )
    text = print_theory(ast.Theory("Test", ("Main",), items, page=path)).text
    assert text.isascii()
    assert [command[0].text for command in read_file(text).commands] == ["section", "text", "datatype"]


@given(TEXTS)
@example("α → β, “naïve” — 😀")
def test_words_can_be_had_back(text: str) -> None:
    """What is read from a block is what the page says, but for blanks and the shape of quotes and dashes."""
    if "\\" not in text and "@ {" not in text:
        assert unescape_text(escape_text(text)) == unescape_text(text)


@given(st.text(CHARACTERS.filter(lambda character: character not in "‘’‚‛“”„‟‐‑–—\u00ad\\@"), max_size=30))
def test_nothing_else_is_lost(text: str) -> None:
    """Other characters come back as they were."""
    assert unescape_text(escape_text(text)) == " ".join(text.split())


@given(TEXTS)
def test_comments_end_where_they_should(text: str) -> None:
    """Neither comments nor paths can close the comment that they are in."""
    for comment in (escape_comment(text), escape_path(text)):
        assert comment.isascii()
        assert "(*" not in comment
        assert "*)" not in comment


def test_a_page_with_another_name() -> None:
    """A page whose path and names are not ASCII has a theory that is."""
    page = "# Größe\n\n```juvix\nmodule größe;\nimport Stdlib.Prelude open;\n--- naïve\ngröße : Nat := 1;\n```\n"
    site = stages.compiled({"größe.md": page})
    (printed,) = site.own_theories().values()
    assert printed.text.isascii()
    assert "definition gr_u00F6_u00DFe :: nat where" in printed.text
