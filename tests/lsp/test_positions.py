"""Places as editors count them, and texts as editors change them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from diglot.lsp.buffers import apply_changes, plain
from diglot.lsp.convert import ENCODINGS, UTF_16, offset_at, position_at
from diglot.source import SourceFile

LETTERS = st.sampled_from("ab \nα×🌍\u2028\f\x85")
TEXTS = st.text(LETTERS, max_size=30)


@pytest.mark.parametrize(
    ("encoding", "columns"),
    [("utf-8", [0, 1, 3, 7, 8]), ("utf-16", [0, 1, 2, 4, 5]), ("utf-32", [0, 1, 2, 3, 4])],
)
def test_columns(encoding: str, columns: list[int]) -> None:
    """Each encoding has its own columns for the same letters."""
    source = SourceFile("a.md", "x\naα🌍b\n")
    assert [position_at(source, 2 + n, ENCODINGS[encoding]).character for n in range(5)] == columns


def test_places_outside() -> None:
    """Past the end of a line is its end, past the last line is the end of all, inside a letter is before it."""
    source = SourceFile("a.md", "a🌍\nb")
    places = [(0, 99), (1, 99), (7, 0), (0, 2)]
    assert [offset_at(source, types.Position(*place), UTF_16) for place in places] == [2, 4, 4, 1]


@given(TEXTS, st.sampled_from(sorted(ENCODINGS)))
def test_there_and_back(text: str, encoding: str) -> None:
    """An offset becomes a position and the same offset again, and positions keep their order."""
    source = SourceFile("a.md", text)
    places = [position_at(source, offset, ENCODINGS[encoding]) for offset in range(len(text) + 1)]
    assert [offset_at(source, place, ENCODINGS[encoding]) for place in places] == list(range(len(text) + 1))
    assert all((a.line, a.character) < (b.line, b.character) for a, b in pairwise(places))


@given(TEXTS, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), TEXTS), max_size=4))
def test_changes(text: str, edits: list[tuple[int, int, str]]) -> None:
    """Changes by range give the text that slicing gives; signs that only look like line ends are none."""
    changes: list[types.TextDocumentContentChangeEvent] = []
    expected = text
    for one, other, new in edits:
        start, end = sorted((min(one, len(expected)), min(other, len(expected))))
        source = SourceFile("", expected)
        place = types.Range(position_at(source, start, UTF_16), position_at(source, end, UTF_16))
        changes.append(types.TextDocumentContentChangePartial(place, new))
        expected = expected[:start] + new + expected[end:]
    assert apply_changes(text, changes, UTF_16) == expected


def test_whole_texts() -> None:
    """A change without a range is the whole text; line ends are made plain, half letters are replaced."""
    change = types.TextDocumentContentChangeWholeDocument("a\r\nb\rc")
    assert apply_changes("old", [change], UTF_16) == "a\nb\nc"
    assert plain("a\ud83cb") == "a\ufffdb"
