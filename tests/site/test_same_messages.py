"""What a site shows of messages is the same everywhere: on engines' pages, on the system's page, and in the index."""

import re
from collections.abc import Iterator, Mapping
from html import unescape

import pytest
from site_case import ROOT
from specfile import read_cases
from stages import STAGES, compiled, subject_of

from diglot.checks import find_problems
from diglot.page.model import title_of
from diglot.site.content import SiteContent, make_content

_NODE = re.compile(r'^  (n\d+)\["(.*?)(?:<br>.*)?"\]$', re.MULTILINE)
_ARROW = re.compile(r'^  (n\d+) -\.?->\|"(.*?)(?: …)?"\| (n\d+)$', re.MULTILINE)
_TAG = re.compile(r"<[^>]*>")

Arrow = tuple[str, str, str]
"""Who sends, the message, who takes it."""


def repository() -> Mapping[str, str]:
    """The pages of this repository."""
    docs = ROOT / "docs"
    return {path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") for path in docs.rglob("*.md")}


def worlds() -> Iterator[tuple[str, Mapping[str, str]]]:
    """Many small systems, each with the framework."""
    framework = {"framework/engine.md": repository()["framework/engine.md"]}
    for name in ("partners", "system"):
        for case in read_cases(ROOT / "tests" / "spec" / "engine" / f"{name}.md", tuple(STAGES)):
            titled = {path: f"# {path.removesuffix('.md')}\n\n{text}" for path, text in case.pages.items()}
            yield case.name, framework | titled


WORLDS = {"all pages of the repository": repository(), **dict(worlds())}


@pytest.mark.parametrize("name", WORLDS)
def test_pages_agree_on_messages(name: str) -> None:
    """Each engine's diagram and card, and each row of the index, have what the picture of the whole system has."""
    pages = WORLDS[name]
    modules = [name for name in compiled(pages).modules if not name.startswith("framework")]
    asked = {f"asked/page{number}.md": _asking_for(module, number) for number, module in enumerate(modules)}
    subject = subject_of({**pages, **asked, "asked/all.md": "# All\n\n```diglot system\n```\n"})
    site = subject.site
    assert not [problem for problem in find_problems(subject) if problem.path.startswith("asked/")]
    shown = make_content(site, lambda uri: uri.removesuffix(".md") + ".html")
    system = set(_arrows(_asked_for(shown, "asked/all.md")))
    titles = {module: title_of(site.pages[module]) for module in modules}
    for number, (module, title) in enumerate(titles.items()):
        html = _asked_for(shown, f"asked/page{number}.md")
        if "<figure" in html:
            own = {arrow for arrow in system if title in (arrow[0], arrow[2])}
            html = html.replace('["Itself&lt;br', f'["{title}&lt;br')
            assert {arrow for arrow in _arrows(html) if arrow[0] != "Timers"} == own
            page = shown.pages[site.pages[module].source.path]
            partners = set(_talks_to(page.woven(page.source.text).text)) - {"Itself"}
            assert partners - {title} == {end for source, _, target in own for end in (source, target)} - {title}
    for message, senders, takers in _rows(shown.html["-index-messages"]):
        ends = [(source, target) for source, each, target in system if each == message]
        engines = {*titles.values()}
        assert engines.intersection(senders) == engines.intersection(source for source, _ in ends)
        assert engines.intersection(takers) == engines.intersection(target for _, target in ends)


def _asked_for(shown: SiteContent, path: str) -> str:
    """What is shown for the last fence of a page."""
    *_, key = shown.pages[path].fences
    return shown.html[key]


def _asking_for(module: str, number: int) -> str:
    """A page that shows the conversation of an engine."""
    snippet = f"```juvix\nmodule asked.page{number};\n\nimport {module};\n```"
    return f"# Asked\n\n{snippet}\n\n```diglot conversation-partners\n```\n"


def _arrows(html: str) -> Iterator[Arrow]:
    """The arrows in the Mermaid sources of some figures, by what their ends are called."""
    for figure in html.split("</figure>"):
        source = unescape(figure.replace("</code>", "\n"))
        names = dict(_NODE.findall(source))
        for start, label, end in _ARROW.findall(source):
            for message in label.split(", "):
                yield names[start], message.replace("any message", "some message"), names[end]


def _talks_to(markdown: str) -> Iterator[str]:
    """The parties that the cards on a page name."""
    for cell in re.findall(r"<dt>Talks to</dt><dd>(.*?)</dd>", markdown):
        names = re.sub(r" \([^)]*\)", "", unescape(_TAG.sub("", cell)))
        yield from (name for name in names.split(", ") if name != "nobody")


def _rows(html: str) -> Iterator[tuple[str, list[str], list[str]]]:
    for row in re.findall(r"(?s)<tr>(.*?)</tr>", html):
        cells = [unescape(_TAG.sub("", cell)) for cell in re.findall(r"(?s)<t[dh][^>]*>(.*?)</t[dh]>", row)]
        yield cells[0], cells[1].split(", "), cells[2].split(", ")
