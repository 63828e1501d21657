"""Words that no text of ours has: they give away a translation, or an English of another century."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KINDS = {".css", ".js", ".md", ".py", ".thy", ".toml", ".yml"}
INSTEAD = {
    r"(?:stands?|stood|standing)(?!\s+for)": "is, is on, is in (only letters stand for something)",
    r"so many [a-z ]+ (?:are|is) (?:remembered|given|compared|listed)": "how many are kept, at most this many",
    r"take (?:the|an?) \w+ away|turn (?:the|an?) \w+ round": "remove, reverse",
    r"anew": "again, rebuilt",
    r"whoever": "the sender, the client, anyone who",
    r"held against|holds? \w+ against": "compared with, checked against",
    r"brought up to date|brings? \w+ up to date": "updated",
    r"mends?|mended": "fix",
    r"(?:would|it) else": "otherwise",
    r"(?:is|are) right at once": "already passes all checks",
    r"whom (?:an?|it|no|the|to|you)": "the sender, the client, where to",
    r"nobody had to": "it is derived",
    r"under conditions": "the condition itself",
    r"in its local state names": "in its field",
    r"(?:what|all that) is said of": "its description",
    r"serves? an editor": "starts the language server",
    r"asks? nobody else": "needs no network request",
    r"what Isabelle thinks": "whether Isabelle accepts it",
    r"(?:is|are) (?:one|a) (?:word|name) to me": "is read as one name",
}
"""Patterns with what to write instead."""


def _texts() -> Iterator[tuple[str, str]]:
    """Pages, code and tests, and the files beside them, by path."""
    folders = [
        (ROOT / folder).rglob("*")
        for folder in ("docs", "plugins", "benchmarks", "scripts", "tests", "theories", ".github")
    ]
    for file in (*ROOT.glob("*.*"), *chain(*folders)):
        if file.suffix in KINDS and file.name != Path(__file__).name:
            yield str(file.relative_to(ROOT)), file.read_text(encoding="utf-8")


@pytest.mark.parametrize("words", INSTEAD)
def test_plain_english(words: str) -> None:
    """All of our texts are in the words of a native writer."""
    pattern = re.compile(rf"\b(?:{words})\b".replace(" ", r"\s+"), re.IGNORECASE)  # A line may end anywhere.
    found = [
        f"{path}:{text.count(chr(10), 0, match.start()) + 1}: {match[0]}"
        for path, text in _texts()
        for match in pattern.finditer(text)
    ]
    assert not found, "\n".join((f"Write: {INSTEAD[words]}", *found))
