"""Diagrams written in any way: each statement is understood or said not to be, in time, and never with a traceback."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diglot.diagnostic import Problems
from diglot.page.drawing import Drawing
from diglot.page.model import Fence
from diglot.page.read import read_page
from diglot.page.read_drawing import read_drawing

_PIECES = """
A␣B␣the-user␣end␣loop␣alt x␣else␣and␣rect␣box Blue B␣note over A: x␣Note left of A␣participant␣actor␣ as ␣create ␣title
autonumber␣activate A␣links A: {}␣accDescr {␣}␣->>␣-->>␣->␣-->␣-x␣--x␣-)␣<<->>␣+␣-␣:␣: m␣;␣%%␣#59;␣&lt;␣"␣()␣subgraph
direction TB␣classDef x␣class A x␣style A x␣click A␣:::x␣[␣]␣((␣))␣{{␣==>␣-.->␣-. t .->␣--␣&␣o--o␣~~~␣@{ a: b }
e1@␣/␣|␣|t|␣\\␣<br>␣ü
"""
WORDS = (" ", "\t", *(word for line in _PIECES.split("\n") for word in line.split("␣") if word))
HEADS = (
    *("sequenceDiagram", "flowchart LR", "graph TD;", "graph;A-->B", "sequenceDiagram;A->>B: m"),
    *("stateDiagram", "---", ""),
)
TEXTS = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=3)), max_size=8).map("".join)


def find_drawings(text: str) -> list[Drawing]:
    """All diagrams on a page."""
    page = read_page("page.md", text, Problems())
    return [read_drawing(fence, page.source) for fence in page.fences if isinstance(fence, Fence)]


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(HEADS), st.lists(TEXTS, max_size=8))
def test_any_statements(head: str, lines: list[str]) -> None:
    """All places are in the diagram, and what is drawn is what is written there."""
    body = "".join(line.replace("`", "").replace("~", "-") + "\n" for line in lines)
    text = f"# Page\n\n```mermaid\n{head}\n{body}```\n"
    for drawing in find_drawings(text):
        known = {one.key for one in drawing.participants}
        for one in drawing.participants:
            assert text[one.span.start : one.span.end] == one.title
        for arrow in drawing.arrows:
            assert {arrow.source, arrow.target} <= known
            assert text[arrow.label_span.start : arrow.label_span.end] == arrow.label
        for span in drawing.unread:
            assert text[span.start : span.end].strip()


@pytest.mark.parametrize("head", ["sequenceDiagram", "flowchart LR"])
@pytest.mark.parametrize(
    "piece",
    ["-a", "a-", "--", "->>", "a as ", "@{", "[", "((", '"', "&a", ";", "#a;", ":", "-- a ", "|a", " ", "x--x", "=.-"],
)
def test_long_lines_take_no_time(head: str, piece: str) -> None:
    """No way of going on can be tried in each of many places."""
    for start in ("participant ", "A->>", "A --> ", "A"):
        text = f"```mermaid\n{head}\n{(start + piece.replace('_', ' ') * 1000)[:1000]}\n```\n"
        before = time.perf_counter()
        assert find_drawings(text)
        assert time.perf_counter() - before < 2
