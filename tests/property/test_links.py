"""Laws of finding and checking links: no Markdown upsets them, and every place is exact."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.diagnostic import Problems
from diglot.page.inline import Link
from diglot.page.read import read_page
from diglot.pipeline import compile_site
from diglot.reference.check import check_references
from diglot.report.terminal import plain_text
from diglot.settings import Settings
from diglot.workspace import Workspace

PIECES = st.sampled_from(
    [
        *("[", "]", "(", ")", "![", "](", "][", "]: ", "<", ">", "`", "```", "~~~", "\n", "\n\n", "    ", "> ", "- "),
        *("ref:", "term:", "ref:#", "#", "b.md", "../", "/", ":", "?", "%", "%00", "%ff", "\\", "|", "!!! note\n    "),
        *("<!--", "-->", "<div>", "</div>", "<a id='x'>", "---\n", "# ", "## ", "{#x}", "[^1]", "[^1]: ", "é", "𝔸"),
        *("//", "http://[", "x", " ", "\t", "\0", "\u2028", "glossary", "[a](b.md)", "[x](term:y)", "[z](ref:b#c)"),
    ]
)
MARKDOWN = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=200)
WORDS = st.text("abc *_\n", min_size=1).filter(lambda words: words.strip() and "\n\n" not in words)
PREFIXES = st.sampled_from(["", "# ", "- ", "> ", "1. ", "!!! note\n\n    ", "words ", "| ", "- a\n    - ", "*("])


@given(MARKDOWN, MARKDOWN, MARKDOWN)
def test_any_markdown_can_be_checked(first: str, second: str, glossary: str) -> None:
    """Whatever is on the pages, the answer is a list of messages that can be printed."""
    texts = {"a.md": first, "deep/b.md": second, "glossary.md": glossary}
    site = compile_site(Workspace.of(texts), Settings(docs_dir="."), {})
    problems = Problems(site.problems)
    problems.extend(check_references(site, {"x.png"}, ()))
    assert isinstance(plain_text(problems.sorted(), site.sources), str)


@given(MARKDOWN)
def test_places_are_those_of_the_links(text: str) -> None:
    """A link's place begins and ends with its brackets, and its words and its target lie inside."""
    page = read_page("a.md", text, Problems())
    for link in page.links:
        written = page.source.slice(link.span)
        assert written.startswith("![" if link.is_image else "[")
        assert written.endswith(("]", ")"))
        assert link.span.covers(link.words)
        assert link.span.covers(link.place)


@given(PREFIXES, WORDS, st.sampled_from(["b.md", "ref:a.b", "<x y.md>", "term:a-b", "#c"]), st.booleans())
def test_a_link_is_found_where_it_is(prefix: str, words: str, target: str, is_image: bool) -> None:  # noqa: FBT001
    """In any kind of paragraph."""
    words = " ".join(words.split())
    text = f"Before.\n\n{prefix}{'!' * is_image}[{words}]({target}) after\n"
    page = read_page("a.md", text, Problems())
    at = len(f"Before.\n\n{prefix}")
    assert [(link.span.start, link.target, page.source.slice(link.words)) for link in page.links] == [
        (at, target.strip("<>"), words)
    ]
    assert page.source.slice(page.links[0].place) == target


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20000,
        "![" * 20000,
        "[a](" * 10000,
        "> " * 5000 + "[a](b.md)",
        "[a](b\n" * 5000,
        "[](<" * 5000,
        "(" * 20000,
    ],
    ids=lambda text: text[:6].strip(),
)
def test_deep_nesting_is_survived(text: str) -> None:
    """What is nested too deeply is no link."""
    links = read_page("a.md", f"[x](y.md)\n\n{text}\n", Problems()).links
    assert isinstance(links[0], Link)
    assert len(links) < 10


def test_many_links_cost_little() -> None:
    """All links of a long page are found."""
    text = "".join(f"Paragraph {n} with [a *link*](page{n}.md#x) and `[code](no.md)`.\n\n" for n in range(2000))
    links = read_page("a.md", text, Problems()).links
    assert [link.target for link in links] == re.findall(r"page\d+\.md#x", text)
