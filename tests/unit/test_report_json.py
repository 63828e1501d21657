"""The report for programs, held against its published schema."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from diglot.diagnostic import Diagnostic
from diglot.errors import FileNotReadable, WrongSetting
from diglot.report.json import ModuleVerdict, json_text, schema
from diglot.source import SourceFile, Span

PUBLISHED = Path(__file__).parents[2] / "docs" / "reference" / "schema" / "report.json"
SOURCE = SourceFile("mkdocs.yml", "plugins:\n  - diglot:\n      theories: wriet\n")


def report(*problems: Diagnostic) -> str:
    """One module with some problems."""
    verdict = ModuleVerdict("engines.ticker", "docs/engines/ticker.md", ok=False)
    return json_text([verdict], problems, problems[:1], {SOURCE.path: SOURCE})


def test_report() -> None:
    """Lines and columns count from 1; a file without text is its beginning."""
    start = SOURCE.text.index("wriet")
    wrong = WrongSetting(SOURCE.path, Span(start, start + 5), "theories", "`write` or `check`")
    expected = {
        "modules": [{"name": "engines.ticker", "path": "docs/engines/ticker.md", "ok": False}],
        "problems": [
            {
                "code": "E0007",
                "url": "reference/errors/E0007.html",
                "severity": "error",
                "title": "Wrong setting",
                "path": "mkdocs.yml",
                "line": 3,
                "column": 17,
                "message": "`theories` needs `write` or `check`.",
                "hint": "",
                "related": [],
            },
            {
                "code": "E0001",
                "url": "reference/errors/E0001.html",
                "severity": "error",
                "title": "File cannot be read",
                "path": "docs/a.md",
                "line": 1,
                "column": 1,
                "message": "I could not read `docs/a.md`: permission denied.",
                "hint": "Check that it exists and that you are allowed to read it.",
                "related": [],
            },
        ],
    }
    actual = json.loads(report(wrong, FileNotReadable("docs/a.md", Span(7, 9), "permission denied")))
    assert actual["drift"] == expected["problems"][:1]
    assert {key: actual[key] for key in expected} == expected


def test_report_fits_its_schema() -> None:
    """The schema describes what is printed, and nothing looser."""
    Draft202012Validator.check_schema(schema())
    validator = Draft202012Validator(schema())
    actual = json.loads(report(WrongSetting(SOURCE.path, Span(0, 1), "session", "a name")))
    validator.validate(actual)
    actual["problems"][0]["line"] = 0
    assert not validator.is_valid(actual)


def test_published_schema_is_the_one_in_the_package() -> None:
    """Readers of the site get the same file."""
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == schema()
