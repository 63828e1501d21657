"""The report for programs, checked against its published schema."""

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from diglot.diagnostic import Diagnostic
from diglot.errors import FileNotReadable, WrongSetting
from diglot.project import load_project
from diglot.report import json as json_report
from diglot.report.json import schema
from diglot.report.outcome import Deed, Outcome
from diglot.settings import Settings
from diglot.source import SourceFile, Span

DOCS = Path(__file__).parents[2] / "docs" / "reference"
PUBLISHED = DOCS / "schema" / "report.json"
SOURCE = SourceFile("mkdocs.yml", "plugins:\n  - diglot:\n      theories: wriet\n")


def outcome(*problems: Diagnostic) -> Outcome:
    """Some problems, and something of everything else."""
    return Outcome(
        problems=problems,
        drift=problems[:1],
        done=(Deed("wrote", "theories/Ticker.thy"),),
        proposed={"docs/a.md": "--- a\n+++ b\n"},
        facts=("", "Nothing else."),
        sources={SOURCE.path: SOURCE},
    )


def report(*problems: Diagnostic) -> str:
    """The outcome with some problems, as JSON."""
    return json_report.report(outcome(*problems))


def test_report() -> None:
    """Lines and columns count from 1; a file without text is its beginning."""
    start = SOURCE.text.index("wriet")
    wrong = WrongSetting(SOURCE.path, Span(start, start + 5), "theories", "`write` or `check`")
    expected: dict[str, Any] = {
        "version": 1,
        "modules": [],
        "problems": [
            {
                "code": "E0007",
                "url": (DOCS / "errors" / "E0007.md").as_uri(),
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
                "url": (DOCS / "errors" / "E0001.md").as_uri(),
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
    expected["done"] = [{"verb": "wrote", "path": "theories/Ticker.thy"}]
    expected["proposed"] = [{"path": "docs/a.md", "patch": "--- a\n+++ b\n"}]
    actual = json.loads(report(wrong, FileNotReadable("docs/a.md", Span(7, 9), "permission denied")))
    assert actual["drift"] == expected["problems"][:1]
    assert actual["facts"] == ["Nothing else."]
    assert {key: actual[key] for key in expected} == expected


def test_verdicts_on_modules(tmp_path: Path) -> None:
    """A module is all right if its page has no error."""
    (tmp_path / "docs" / "engines").mkdir(parents=True)
    for name, value in (("ticker", "nothing"), ("clock", "time")):
        text = (
            f"# Page\n\n```juvix\nmodule engines.{name};\n\ntype Time := time;\n\nstart : Time := Time.{value};\n```\n"
        )
        (tmp_path / "docs" / "engines" / f"{name}.md").write_text(text, encoding="utf-8")
    project = load_project(Settings(root=tmp_path))
    assert json.loads(json_report.report(Outcome(project, project.problems)))["modules"] == [
        {"name": "engines.clock", "path": "docs/engines/clock.md", "ok": True},
        {"name": "engines.ticker", "path": "docs/engines/ticker.md", "ok": False},
    ]


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
