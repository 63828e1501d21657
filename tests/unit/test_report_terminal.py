"""How diagnostics look on a terminal, on invented ones."""

import io
from typing import ClassVar

import pytest
from rich.console import Console

from diglot.diagnostic import Diagnostic, Label, Severity
from diglot.report.terminal import plain_text, print_problems
from diglot.source import SourceFile, Span


class Invented(Diagnostic):
    """Everything that a diagnostic can have."""

    under: str = ""
    advice: str = ""
    others: tuple[Label, ...] = ()

    code = "E9901"
    title = "Invented problem"
    message = "Something is not right.\nIt was made up."
    label = "{under}"
    hint = "{advice}"

    def related(self) -> tuple[Label, ...]:
        """As given."""
        return self.others


class Remark(Invented):
    """The same, less bad."""

    severity: ClassVar[Severity] = Severity.WARNING


PAGE = SourceFile("docs/a.md", "# Title\n\n\tcounter := 漢字 + conter;\nlast line\n")
OTHER = SourceFile("docs/b.md", "\n" * 99 + "conter was here\n")
SOURCES = {PAGE.path: PAGE, OTHER.path: OTHER}


def span_of(source: SourceFile, words: str) -> Span:
    """Where words are."""
    start = source.text.index(words)
    return Span(start, start + len(words))


def shown(*problems: Diagnostic) -> str:
    """Without colour."""
    return plain_text(problems, SOURCES)


def test_everything_at_once() -> None:
    """Place, code, title, quoted line, label, message, hint and a related place, with one margin."""
    problem = Invented(
        PAGE.path,
        span_of(PAGE, "conter"),
        "no such name",
        "did you mean `counter`?",
        (Label(OTHER.path, span_of(OTHER, "conter"), "the last time it was seen"),),
    )
    expected = """\
docs/a.md:3:18: error[E9901] Invented problem
    3 |     counter := 漢字 + conter;
      |                       ^^^^^^ no such name

  Something is not right.
  It was made up.

  Hint: did you mean `counter`?

  docs/b.md:100:1
  100 | conter was here
      | ^^^^^^ the last time it was seen
"""
    assert shown(problem) == expected


def test_wide_characters_take_two_columns() -> None:
    """The marks are under the characters as a terminal shows them."""
    lines = shown(Remark(PAGE.path, span_of(PAGE, "漢字"))).splitlines()
    assert lines[:3] == [
        "docs/a.md:3:13: warning[E9901] Invented problem",
        "  3 |     counter := 漢字 + conter;",
        "    |                ^^^^",
    ]


def test_several_lines() -> None:
    """Each line is marked from its first word; the label is at the end."""
    place = span_of(PAGE, "conter;\nlast line")
    assert shown(Invented(PAGE.path, place, "too long")).splitlines()[1:5] == [
        "  3 |     counter := 漢字 + conter;",
        "    |                       ^^^^^^^",
        "  4 | last line",
        "    | ^^^^^^^^^ too long",
    ]


def test_many_lines_are_left_out() -> None:
    """Of a long place only the first two lines and the last are shown."""
    long = SourceFile("long.md", "".join(f"line {number}\n" for number in range(1, 30)))
    text = plain_text([Invented(long.path, Span(0, span_of(long, "line 29").end), "all this")], {long.path: long})
    numbers = [line.partition("|")[0].strip() for line in text.splitlines() if "| line" in line or "…" in line]
    assert numbers == ["1", "2", "", "29"]


def test_very_long_line_is_clipped_around_the_place() -> None:
    """The place stays visible and the marks stay under it."""
    long = SourceFile("long.md", "a" * 500 + "HERE" + "b" * 500)
    quoted, marks = plain_text([Invented(long.path, span_of(long, "HERE"))], {long.path: long}).splitlines()[1:3]
    assert len(quoted) < 180
    assert marks.index("^") == quoted.index("HERE")
    assert marks.count("^") == 4


def test_empty_place_has_one_mark() -> None:
    """A place between two characters, even at the end of the text."""
    assert shown(Invented(PAGE.path, Span(2, 2))).splitlines()[2] == "    |   ^"
    end = len(PAGE.text)
    assert shown(Invented(PAGE.path, Span(end, end))).startswith("docs/a.md:5:1: error")


def test_control_characters_are_made_visible() -> None:
    """No escape sequence of a page reaches the terminal."""
    evil = SourceFile("evil.md", "a\x1b[31mred\u202e")
    text = plain_text([Invented(evil.path, span_of(evil, "red"))], {evil.path: evil})
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert text.splitlines()[1].count("\N{REPLACEMENT CHARACTER}") == 2


def test_unknown_file_is_only_named() -> None:
    """Where the text is not known there is nothing to quote, here and in related places."""
    problem = Invented("gone.md", Span(3, 4), "x", "", (Label("also-gone.md", Span(0, 1), "also here"),))
    assert shown(problem) == (
        "gone.md: error[E9901] Invented problem\n\n  Something is not right.\n  It was made up.\n\n"
        "  also-gone.md: also here\n"
    )


def test_colour_only_on_terminals() -> None:
    """Escape codes for a terminal, none for a file."""
    problem = Invented(PAGE.path, span_of(PAGE, "conter"))
    for terminal in (True, False):
        output = io.StringIO()
        console = Console(file=output, force_terminal=terminal, color_system="standard" if terminal else None)
        print_problems([problem], SOURCES, console)
        assert ("\x1b[" in output.getvalue()) is terminal


@pytest.mark.parametrize("where", ["start", "middle", "end"])
def test_very_long_lines_are_cut_around_the_place(where: str) -> None:
    """What is wrong is in the part that is shown, with the mark under it and dots where something is left out."""
    long = "ab \t" * 20_000
    text = {"start": f"conter{long}", "middle": f"{long}conter{long}", "end": f"{long}conter"}[where]
    source = SourceFile("long.md", text)
    quoted, marked = plain_text([Invented(source.path, span_of(source, "conter"))], {source.path: source}).split("\n")[
        1:3
    ]
    assert len(quoted) < 200
    assert marked.index("^^^^^^") == quoted.index("conter")
    assert quoted.count("…") == (2 if where == "middle" else 1)
