"""Real messages of Isabelle, as its build prints them, and any other text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from diglot.prover.read_log import Ending, read_log
from diglot.theory.symbols import as_signs


def real_messages() -> list[tuple[str, str]]:
    """The place (`M_neg_arg.thy:4`) and the words of each message."""
    text = (Path(__file__).parent / "messages.md").read_text(encoding="utf-8")
    tokens = MarkdownIt("commonmark").parse(text)
    places = [token.content for at, token in enumerate(tokens) if token.type == "inline" and tokens[at - 1].tag == "h2"]
    words = [token.content.rstrip("\n") for token in tokens if token.type == "fence"]
    return list(zip(places, words, strict=True))


MESSAGES = real_messages()


def printed(place: str, words: str, command: str = "definition") -> list[str]:
    """The lines that a build prints for a message."""
    file, _, line = place.partition(":")
    at = f'At command "{command}" (line {line} of "~/specification/theories/{file}")'
    return [*(f"*** {text}" for text in words.split("\n")), f"*** {at}"]


@pytest.mark.parametrize(("place", "words"), MESSAGES, ids=[place for place, _ in MESSAGES])
def test_message(place: str, words: str) -> None:
    """Each message comes through with its words, its theory and its line."""
    log = read_log(["Building Kit ...", "Kit FAILED", *printed(place, words), "Unfinished session(s): Kit"])
    assert log.sessions["Kit"].ending is Ending.FAILED
    (error,) = log.errors
    file, _, line = place.partition(":")
    assert (error.theory, error.line, error.command) == (file.removesuffix(".thy"), int(line), "definition")
    assert error.words == as_signs("\n".join(text.rstrip() for text in words.split("\n") if text.strip()))
    assert error.session == "Kit"


def test_all_messages_at_once() -> None:
    """Errors that follow each other stay apart."""
    lines = [line for place, words in MESSAGES for line in printed(place, words)]
    errors = read_log(["Kit FAILED", *lines]).errors
    assert [f"{error.theory}.thy:{error.line}" for error in errors] == [place for place, _ in MESSAGES]


def test_session_times() -> None:
    """Hours, minutes and seconds."""
    log = read_log(["Finished Kit (1:02:03 elapsed time, 2:00:00 cpu time, factor 1.93)"])
    assert log.sessions["Kit"].seconds == 3723


@given(st.lists(st.text(st.characters(exclude_characters="\n")) | st.sampled_from(["*** ", "Kit FAILED", "*** x"])))
def test_any_text(lines: list[str]) -> None:
    """Whatever is printed, it is read, and an error is never made of nothing."""
    log = read_log(lines)
    assert len(log.errors) <= sum(line.startswith("***") for line in lines)
