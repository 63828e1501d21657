"""The reports that other programs read: what each of them says of the same outcome."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft4Validator

from diglot.diagnostic import Diagnostic
from diglot.errors import FileNotReadable, WrongSetting
from diglot.report import github, junit, sarif
from diglot.report.outcome import Deed, Outcome
from diglot.source import SourceFile, Span

SCHEMA = Path(__file__).parents[1] / "schemas" / "sarif-2.1.0.json"
"""The schema that OASIS publishes with the standard."""
SOURCE = SourceFile("docs/a, b: 100% ü.md", "# Ü\n\nwriet,\nand so\n")


def problem(first: str, last: str, *, path: str = SOURCE.path) -> Diagnostic:
    """A mistake from one word to another."""
    start, end = SOURCE.text.index(first), SOURCE.text.index(last) + len(last)
    return WrongSetting(path, Span(start, end), "theories", "50%,\n`write` or `check`")


def outcome() -> Outcome:
    """Something of everything: on one line and on two, in a file whose text nobody knows, a difference and a change."""
    unknown = FileNotReadable("docs/\x01gone.md", Span(3, 4), "permission denied")
    return Outcome(
        problems=(problem("wrie", "wrie"), problem("wrie", "and"), unknown),
        drift=(problem("so", "so"),),
        done=(Deed("wrote", "theories/Ticker.thy"),),
        proposed={"docs/lay out.md": "--- a\n+++ b\n"},
        facts=("", "Nothing else."),
        sources={SOURCE.path: SOURCE},
    )


@pytest.fixture(autouse=True)
def no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever server and repository the tests run in are not those of the reports."""
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_github() -> None:
    """One command in one line for each finding, in which signs of the syntax are spelled out."""
    first, second, third, fourth, fifth, *rest = github.report(outcome()).splitlines()
    assert first == (
        "::error file=docs/a%2C b%3A 100%25 ü.md,line=3,col=1,endColumn=5,title=E0007 Wrong setting"
        "::`theories` needs 50%25,%0A`write` or `check`."
    )
    assert second.startswith("::error file=docs/a%2C b%3A 100%25 ü.md,line=3,title=")
    assert third.startswith("::error file=docs/\x01gone.md,line=1,title=E0001")
    assert fourth.startswith("::error file=docs/a%2C b%3A 100%25 ü.md,line=4,col=5,endColumn=7,")
    assert fifth == "::error file=docs/lay out.md,line=1,title=format Not as it would be written::It would change."
    assert rest == ["wrote theories/Ticker.thy", "Nothing else."]


def paths() -> tuple[str, str, str]:
    """Where the three formats for servers say that the first finding is."""
    first, *_ = github.report(outcome()).splitlines()
    (run,) = json.loads(sarif.report(outcome()))["runs"]
    place = run["results"][2]["locations"][0]["physicalLocation"]
    (suite,) = ET.fromstring(junit.report(outcome()))  # noqa: S314 - our own
    return (
        first.split("=")[1].split("/a")[0],
        place["artifactLocation"]["uri"].split("/%01")[0],
        str(suite[2].get("file")),
    )


@pytest.mark.parametrize("server", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", ".git"])
def test_servers_count_from_the_repository(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project in a folder of the repository; elsewhere paths stay as they are."""
    (tmp_path / "one/spec").mkdir(parents=True)
    for repository, folder in (("one", "spec/docs"), ("one/spec", "docs"), ("other", "docs")):
        (tmp_path / repository).mkdir(exist_ok=True)
        if server == ".git":
            (tmp_path / repository / server).write_text("gitdir: elsewhere\n", encoding="utf-8")
        else:
            monkeypatch.setenv(server, str(tmp_path / repository))
        monkeypatch.chdir(tmp_path / "one/spec")
        assert paths() == (folder, folder, f"{folder}/lay out.md")
        (tmp_path / repository / ".git").unlink(missing_ok=True)


def test_sarif() -> None:
    """It is what the standard's own schema asks for, and says where everything is."""
    log = json.loads(sarif.report(outcome()))
    Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(log)
    (run,) = log["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["E0007", "E0001", "format"]
    assert [result["ruleIndex"] for result in run["results"]] == [0, 0, 1, 0, 2]
    assert {result["level"] for result in run["results"]} == {"error"}
    place = run["results"][1]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "docs/a%2C%20b%3A%20100%25%20%C3%BC.md", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 3, "startColumn": 1, "endLine": 4, "endColumn": 4}
    assert run["invocations"][0]["exitCode"] == outcome().code


def test_junit() -> None:
    """A test for each file, with all its failures; what XML cannot have is replaced."""
    suites = ET.fromstring(junit.report(outcome()))  # noqa: S314 - our own
    (suite,) = suites
    assert {key: suite.get(key) for key in ("tests", "failures")} == {"tests": "3", "failures": "3"}
    assert [test.get("name") for test in suite] == [SOURCE.path, "docs/\ufffdgone.md", "docs/lay out.md"]
    words = suite[0][0].text or ""
    assert words == f"{SOURCE.path}:3:1: E0007 Wrong setting\n\n`theories` needs 50%,\n`write` or `check`."
    assert [failure.get("type") for failure in suite[0]] == ["E0007", "E0007", "E0007"]


def test_nothing_found() -> None:
    """An empty report is a report."""
    empty = Outcome()
    assert github.report(empty) == ""
    log = json.loads(sarif.report(empty))
    Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(log)
    assert log["runs"][0]["results"] == []
    assert ET.fromstring(junit.report(empty)).get("tests") == "0"  # noqa: S314 - our own


def test_a_run_that_says_nothing() -> None:
    """It is never taken for one in which everything is in order: each format says that it failed, and why."""
    nothing = Outcome(nothing="There is no page, so nothing was checked: look\nelsewhere.")
    assert github.report(nothing) == (
        "::error title=Nothing was compared::There is no page, so nothing was checked: look%0Aelsewhere.\n"
    )
    log = json.loads(sarif.report(nothing))
    Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(log)
    (invocation,) = log["runs"][0]["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == nothing.nothing
    (suite,) = ET.fromstring(junit.report(nothing))  # noqa: S314 - our own
    assert (suite.get("tests"), suite.get("errors"), suite[0][0].tag) == ("1", "1", "error")
    assert suite[0][0].text == nothing.nothing
