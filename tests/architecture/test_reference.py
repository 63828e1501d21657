"""Each diagnostic has a page in `docs/reference/errors/`, and what the page shows is what Diglot does."""

import re
from pathlib import Path

import pytest
from catalogue import DIAGNOSTICS
from examples import read_example, rewrite_message
from stages import STAGES

from diglot.diagnostic import Diagnostic, Problems
from diglot.page.lint import lint_page
from diglot.page.read import read_page
from diglot.phases import Phase

ERRORS = Path(__file__).parent.parent.parent / "docs" / "reference" / "errors"
PAGES = sorted(page for page in ERRORS.glob("*.md") if page.stem != "index")
UNSHOWN = {
    *("E0001", "E0002", "E0003", "E0004", "E0005", "E0006", "E0007", "E0008"),  # real files and settings
    *("E0010", "E0011"),  # the same
    *(
        "E0101",
        "E0110",
        "E0111",
        "E0112",
        "E0113",
        "E0114",
        "E0115",
        "E0116",
        "E0117",
        "E0118",
        "W0120",
        *("W0121", "E0122", "E0123", "E0124"),
    ),  # blocks inside of blocks
    *(
        "E0203",
        "E0252",
        "E0370",
        "E0371",
        "E0424",
        "E0441",
        "E0453",
        "E0466",
        "E0628",
        "E0706",
    ),  # invisible or very long
    *("E0260", "E0263"),  # about the path of the page
    *("D0107", "D0111"),  # messages that quote the opening of a block
    *("E0501", "E0502", "E0503", "E0504", "E0505", "E0506", "E0507"),  # blocks inside of blocks, too
    *("E0540", "E0541", "E0542", "E0560"),  # the same
    *("E0009", "E0012", "E0532", "E0550", "E0551", "E0552", "E0553"),  # about files
    "D0113",  # about what can be translated at present
    *("E0801", "E0802", "E0803", "E0804", "E0805", "E0806", "W0807", "W0808", "E0809", "E0810", "D0114", "D0115"),
    *("D0123", "D0124", "D0125"),  # the same
    *("D0116", "D0117", "D0118", "D0119", "D0120", "D0121", "D0122", "W0811", "E0812"),  # beside these
    "E0813",  # about a setting
    "E0622",  # whose type is reported as well
}
"""Codes whose pages have only words: what they are about cannot be shown in a few lines on a page."""


def _said(pages: dict[str, str]) -> str:
    stage = "diagnostics" if all(path.endswith(".md") for path in pages) else "drift"
    return STAGES[stage](pages).strip("\n")


def _index() -> str:
    """The list of all codes, by phase."""
    parts = []
    for phase in Phase:
        codes = [cls for cls in DIAGNOSTICS if cls.phase is phase]
        rows = [f"| [{cls.code}]({cls.code}.md) | {cls.title} |" for cls in sorted(codes, key=lambda cls: cls.code[1:])]
        parts.append("\n".join((f"## {phase.title}", "", "| Code | Problem |", "|---|---|", *rows)))
    return "\n\n".join(parts) + "\n"


def _phases() -> str:
    """The table of phases."""
    rows = []
    for phase in Phase:
        files = ", ".join(f"`{folder}/errors.py`".replace("`/", "`") for folder in phase.folders)
        rows.append(f"| {phase.first} | {phase.title} | {files} |")
    return "\n".join(("| first code | phase | diagnostics in |", "|---|---|---|", *rows)) + "\n"


def test_each_diagnostic_has_a_page() -> None:
    """One for each code, and none for codes that are gone."""
    assert [page.stem for page in PAGES] == sorted(cls.code for cls in DIAGNOSTICS)


def test_the_index_lists_all(request: pytest.FixtureRequest) -> None:
    """The table by phase is up to date; `--update` writes it."""
    page = ERRORS / "index.md"
    head, _, _ = page.read_text(encoding="utf-8").partition("## ")
    if request.config.getoption("update"):
        page.write_text(head + _index(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == head + _index()


def test_the_table_of_phases_is_true(request: pytest.FixtureRequest) -> None:
    """The table in `CONTRIBUTING.md` is made from the registry; `--update` writes it."""
    page = ERRORS.parent.parent.parent / "CONTRIBUTING.md"
    text = page.read_text(encoding="utf-8")
    expected = re.sub(r"\| first code \|.*?\n(?!\|)", lambda _: _phases(), text, count=1, flags=re.DOTALL)
    if request.config.getoption("update"):
        page.write_text(expected, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == expected
    assert _phases() in expected


@pytest.mark.parametrize("cls", DIAGNOSTICS, ids=lambda cls: cls.code)
def test_page_is_about_the_diagnostic(cls: type[Diagnostic]) -> None:
    """Its title is the diagnostic's, it says what to do, and it is no page of a specification."""
    path = ERRORS / f"{cls.code}.md"
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# {cls.code}: {cls.title}\n\n")
    assert "\n## How to fix it\n" in text
    assert (read_example(path) is None) == (cls.code in UNSHOWN)
    problems = Problems()
    page = read_page(path.name, text, problems)
    lint_page(page, problems)
    assert page.snippets == ()
    assert [problem.code for problem in problems] == []


@pytest.mark.parametrize("path", [page for page in PAGES if page.stem not in UNSHOWN], ids=lambda path: path.stem)
def test_example_says_what_the_page_says(path: Path, request: pytest.FixtureRequest) -> None:
    """The mistake gives exactly this code and message, and the fixed example no problem."""
    example = read_example(path)
    assert example is not None
    said = _said(dict(example.wrong))
    if request.config.getoption("update") and said != example.message:
        rewrite_message(path, example, said)
    else:
        assert said == example.message
    assert set(re.findall(r"^\S+ (?:error|warning)\[(\w+)\]", said, re.MULTILINE)) == {path.stem}
    assert _said(dict(example.fixed)) == "none"
