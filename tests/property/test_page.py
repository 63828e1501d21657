"""Laws of reading and weaving pages."""

import markdown
from hypothesis import example, given
from hypothesis import strategies as st

from diglot.diagnostic import Problems
from diglot.page.lint import lint_page
from diglot.page.model import Page
from diglot.page.read import read_page
from diglot.page.weave import Change, fence_change, fence_key, weave

INLINE = st.sampled_from(
    [
        "Ticker", "the", "State", "`List<Nat>`", "`a  b`", "``x`y``", "*soft*", "**loud**", "_under_", "__dunder__",
        "snake_case_name", "[a link](https://example.org/a_b)", '[`code`](x "title")', "![picture](x.png)", "&amp;",
        "&lt;", "<br>", "<b>bold</b>", "\\*", "\\_", "\\#", "é", "日本", "1.2", "-", "--", "_", "C++", "a.b", "#", "10",
        "<https://example.org>", "ß", "½", "'quoted'", "(round)", ":", "***both***", "*a `b` c*", "!", "İ",
    ]
)  # fmt: skip
WORDS = st.lists(INLINE, min_size=0, max_size=5).map(" ".join)
ATTRIBUTES = st.sampled_from(["", "", "", " {#chosen}", " { #other .class }", " {.class}", " {: #third}"])
CLOSING = st.sampled_from(["", "", " ##", " #", "#"])


@st.composite
def headings(draw: st.DrawFn) -> str:
    """A heading of either kind."""
    words = draw(WORDS)
    if draw(st.booleans()):
        return f"{'#' * draw(st.integers(1, 6))} {words}{draw(CLOSING)}{draw(ATTRIBUTES)}"
    return f"Title {words}{draw(ATTRIBUTES)}\n{draw(st.sampled_from(['===', '---', '=', '-']))}"


PARTS = st.one_of(
    headings(),
    headings(),
    st.sampled_from(
        [
            "Some words.",
            "Two lines\nof words.",
            "- one\n- two",
            "1. first\n\n    second",
            "```juvix\nmodule x;\n```",
            "```sh\n# no heading\n```",
            '!!! note "Title"\n\n    # Inside\n\n    words',
            "- item\n\n    ## In a list",
            "> quoted",
            "> # In a quotation",
            "<!--\n# in a comment\n-->",
            "<div>\n# in HTML\n</div>",
            "<div markdown>\n\n```juvix\nx\n```\n\n</div>",
            "    # in code",
            "| a | b |\n|---|---|\n| c | d |",
            "---",
            "words\n# Heading\nwords",
        ]
    ),
)
PAGES = st.lists(PARTS, max_size=8).map(lambda parts: "\n\n".join(["Begin.", *parts]) + "\n")
MARKS = ["```", "````", "~~~", "\n", " ", "```juvix hide", "---", "> ", "\t", "\r\n", "-->", "<div>", "</div>"]
MESSES = st.lists(st.one_of(PARTS, st.sampled_from(MARKS)), max_size=12).flatmap(
    lambda parts: st.sampled_from(["", "\n", "\n\n"]).map(lambda gap: gap.join(parts))
)


def read(text: str) -> Page:
    """Read a page and forget its problems."""
    return read_page("test.md", text, Problems())


def site_anchors(text: str) -> list[tuple[int, str]]:
    """Level and anchor of each heading as Python-Markdown makes them."""
    site = markdown.Markdown(extensions=["toc", "attr_list", "admonition", "pymdownx.superfences", "tables"])
    site.convert(text)
    found: list[tuple[int, str]] = []
    todo = list(reversed(site.toc_tokens))  # type: ignore[attr-defined]  # the toc extension adds it
    while todo:
        token = todo.pop()
        found.append((token["level"], token["id"]))
        todo += reversed(token["children"])
    return found


@given(PAGES)
@example("# A\n## A\n## A_1\n## A\n")
def test_anchors_are_those_of_the_site(text: str) -> None:
    """Links made before the site is built land on its headings."""
    assert [(heading.level, heading.anchor) for heading in read(text).headings] == site_anchors(text)


@given(MESSES)
def test_blocks_lie_in_the_page_in_order(text: str) -> None:
    """Whatever the page, its blocks have places inside it that do not overlap."""
    page = read(text)
    at = 0
    for block in page.blocks:
        assert at <= block.span.start <= block.span.end <= len(page.source.text)
        at = block.span.end
    for snippet in page.snippets:
        assert snippet.span.covers(snippet.info)
        assert snippet.span.covers(snippet.code)
        assert page.source.text[snippet.info.start :].startswith(page.source.slice(snippet.info))
        assert page.source.text[snippet.info.end : snippet.code.start] == "\n"
        assert page.source.slice(snippet.span).startswith("```")
        assert page.source.slice(snippet.span).endswith("```")
        assert "```" not in page.source.slice(snippet.code)


@given(MESSES)
def test_every_snippet_is_found(text: str) -> None:
    """With fences that pair up, the snippets are every second stretch between backticks that begins with the word."""
    problems = Problems()
    page = read_page("test.md", text, problems)
    if any(problem.code == "E0101" for problem in problems):
        return
    expected = []
    rest = page.source.text
    while "```" in rest:
        info, _, rest = rest.partition("```")[2].partition("\n")
        code, _, rest = rest.partition("```")
        if info.strip().startswith("juvix"):
            expected.append(code)
    assert [page.source.slice(snippet.code) for snippet in page.snippets] == expected


@given(MESSES)
def test_reading_and_linting_never_fail(text: str) -> None:
    """Any text gives a page and perhaps problems, whose places and words can be shown."""
    problems = Problems()
    page = read_page("test.md", text, problems)
    lint_page(page, problems)
    for problem in problems.sorted():
        assert problem.message
        assert 0 <= problem.span.start <= problem.span.end <= len(page.source.text)


@given(MESSES)
def test_weaving_changes_snippets_only(text: str) -> None:
    """A woven page has the same around its snippets, and each snippet has its key and, where it can, nothing else."""
    page = read(text)
    keys = [fence_key(page, snippet) for snippet in page.snippets]
    woven = read(_weave(page, keys))
    assert [woven.source.slice(snippet.info) for snippet in woven.snippets] == [f'juvix key="{key}"' for key in keys]
    assert _around_snippets(woven) == _around_snippets(page)
    for before, after in zip(page.snippets, woven.snippets, strict=True):
        code, left = page.source.slice(before.code), woven.source.slice(after.code)
        *_, last = code.split("\n")
        assert left == (code if last.strip(" \t>") else last)
    assert len(set(keys)) == len(keys)


def _weave(page: Page, keys: list[str]) -> str:
    return weave(page.source.text, _changes(page, keys), page.source.text).text


def _changes(page: Page, keys: list[str]) -> list[Change]:
    return [fence_change(page, snippet, "juvix", key) for snippet, key in zip(page.snippets, keys, strict=True)]


def _around_snippets(page: Page) -> list[str]:
    edges = [0, *(edge for s in page.snippets for edge in (s.info.start, s.code.end)), len(page.source.text)]
    return [page.source.text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]


@given(PAGES, st.lists(st.tuples(st.floats(0, 1), st.sampled_from(["\n", "Words.\n", "# More\n", "  ", "`", "%"]))))
def test_weaving_into_a_page_that_was_changed(text: str, insertions: list[tuple[float, str]]) -> None:
    """What others have put into a page stays; a snippet that they have changed is the only one without a key."""
    page = read(text)
    keys = [fence_key(page, snippet) for snippet in page.snippets]
    changed = page.source.text
    for at, inserted in insertions:
        place = int(at * len(changed))
        changed = changed[:place] + inserted + changed[place:]
    made = weave(page.source.text, _changes(page, keys), changed)
    fences = [page.source.slice(snippet.span) for snippet in page.snippets]
    lost = [page.source.slice(change.whole) for change in made.lost]
    assert len(made.lost) + sum(f'key="{key}"' in made.text for key in keys) == len(keys)
    assert all(changed.count(fence) < fences.count(fence) for fence in lost)
    rest = made.text
    for key in keys:
        rest = rest.replace(f'juvix key="{key}"', "")
    assert _is_part(rest.split("\n"), changed.split("\n"))


def _is_part(some: list[str], others: list[str]) -> bool:
    """Whether lines are among others, in this order; an opening line has lost its words."""
    waiting = iter(others)
    return all(any(line == other or (line in other and "```" in line) for other in waiting) for line in some)


@given(PAGES)
def test_woven_snippets_reach_the_formatter(text: str) -> None:
    """When nothing is wrong with a page, the site asks for each snippet exactly once, by its key."""
    problems = Problems()
    page = read_page("test.md", text, problems)
    lint_page(page, problems)
    if len(problems):
        return
    keys = [f"test-{index}-0" for index, _ in enumerate(page.snippets)]
    assert sorted(_keys_asked_for(_weave(page, keys))) == sorted(keys)


def _keys_asked_for(text: str) -> list[str]:
    asked: list[str] = []

    def accept(_language: str, inputs: dict[str, str], options: dict[str, str], *_rest: object) -> bool:
        options.update(inputs)
        return True

    def show(_source: str, _language: str, _class: str, options: dict[str, str], _md: object, **_rest: object) -> str:
        asked.append(options["key"])
        return "<p></p>"

    fence = {"name": "juvix", "class": "juvix", "validator": accept, "format": show}
    markdown.markdown(
        text,
        extensions=["pymdownx.superfences", "admonition"],
        extension_configs={"pymdownx.superfences": {"custom_fences": [fence]}},
    )
    return asked
