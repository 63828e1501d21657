"""Laws of the English on a page: each thing is where it says it is."""

from hypothesis import example, given
from hypothesis import strategies as st

from diglot.diagnostic import Problems
from diglot.page.model import Page
from diglot.page.read import read_page

INLINE = st.sampled_from(
    [
        *(
            "Ticker",
            "the",
            "`count`",
            "``a`b``",
            "` spaced `",
            "*soft*",
            "**loud.**",
            "_under_",
            "snake_case",
            "e.g.",
            "é",
        ),
        *(
            "[a link](b.md)",
            "[`code`](ref:x)",
            "[named][n]",
            "![picture](x.png)",
            "&amp;",
            "<b>bold</b>",
            "\\*",
            "etc.",
        ),
        *("10,000", "3.", "end.", "Really?", "(So.)", "it's", "well-known", "C++", "10", "*", "_", "`", "[", "1.2"),
        *("<https://example.org>", "<!-- no `x` -->", "日本", "a.b", "…", "x|y", "🌍", "é"),
    ]
)
WORDS = st.lists(INLINE, min_size=1, max_size=8).map(" ".join)
LINES = st.lists(WORDS, min_size=1, max_size=3)
SHAPES = st.sampled_from(
    [
        *(("", ""), ("- ", "  "), ("- ", "    "), ("1. ", "    "), ("> ", "> "), ("> - ", ">   "), ("* ", "")),
        *(("- x\n\n    - ", "        "), ("- x\n\n    ```sh\n    a\n    ```\n\n    ", "    "), ("\t", "\t")),
        *(("- [ ] ", "  "), ('=== "Tab"\n\n    - ', "    "), ("<div markdown>\n", ""), ("!!! note\n\n    ", "    ")),
    ]
)
TABLES = st.lists(WORDS, min_size=2, max_size=2).map(lambda cells: f"| a | b |\n|---|---|\n| {cells[0]} | {cells[1]} |")
BLOCKS = st.one_of(
    st.tuples(SHAPES, LINES).map(lambda drawn: drawn[0][0] + f"\n{drawn[0][1]}".join(drawn[1])),
    st.just("```sh\nnot `english`\n```"),
    st.just("# A heading"),
)


def pages(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Pages of some blocks."""
    return st.lists(blocks, max_size=5).map(lambda parts: "\n\n".join([*parts, "[n]: there.md", ""]))


PAGES = pages(BLOCKS | TABLES)


def read(text: str) -> Page:
    """Read a page."""
    return read_page("test.md", text, Problems())


@given(text=PAGES, windows=st.booleans())
@example(text="Text\n> `never` goes\n", windows=False)
@example(text="A ` <!-- no `x` --> ` comment\n", windows=False)
def test_each_thing_is_where_it_says(*, text: str, windows: bool) -> None:
    """A place cuts out of the file what is claimed to be there, whatever is before its line, and however lines end."""
    page = read(text.replace("\n", "\r\n") if windows else text)
    for prose in page.prose:
        for paragraph in prose.paragraphs:
            assert prose.span.covers(paragraph.whole.span)
            at = paragraph.whole.span.start
            for sentence in paragraph.sentences:
                assert at <= sentence.span.start < sentence.span.end <= paragraph.whole.span.end
                at = sentence.span.end
            for passage in (paragraph.whole, *paragraph.sentences):
                for word in (*passage.words, *passage.numbers, *passage.code):
                    assert page.source.slice(word.span) == word.text
                    assert passage.span.covers(word.span)
                for word in passage.code:
                    assert "`" in page.source.text[word.span.start - 2 : word.span.start]
                for link in passage.links:
                    assert page.source.slice(link.span).lstrip("!").startswith("[")
                    assert link.span.covers(link.words)


@given(PAGES)
def test_nothing_is_lost(text: str) -> None:
    """The sentences of a paragraph have all words, code and links of the whole, once each and in order."""
    for prose in read(text).prose:
        for paragraph in prose.paragraphs:
            for name in ("words", "code", "numbers", "links"):
                parts = [each for sentence in paragraph.sentences for each in getattr(sentence, name)]
                assert tuple(parts) == getattr(paragraph.whole, name)


@given(pages(BLOCKS))
def test_links_are_those_of_the_page(text: str) -> None:
    """Prose has the links that are checked, and no others, but for those in headings."""
    page = read(text)
    found = {link for prose in page.prose for paragraph in prose.paragraphs for link in paragraph.whole.links}
    assert {link.span for link in found} <= {link.span for link in page.links}
