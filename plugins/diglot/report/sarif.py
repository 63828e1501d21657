"""Reports in SARIF 2.1.0, the format of static analysis that code hosts and editors read.

In: an `Outcome`. Out: one JSON object with one run. Paths are those from the root of the repository, columns count code
points.
"""

import json
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from diglot.report.entries import Region, ReportEntry, entries
from diglot.report.outcome import Outcome
from diglot.report.repository import way_from_repository

Json = dict[str, Any]

_ROOT = "%SRCROOT%"
"""The name by which code hosts know the root of the sources."""


def report(outcome: Outcome) -> str:
    """The whole report, indented, with a line end."""
    found = tuple(entries(outcome))
    codes = {entry.code: entry for entry in found}
    way = way_from_repository(outcome.root)
    run = {
        "tool": {
            "driver": {
                "name": "Diglot",
                "version": version("diglot"),
                "rules": [_rule(entry) for entry in codes.values()],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "invocations": [_invocation(outcome)],
        "results": [_result(entry, list(codes), way) for entry in found],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _invocation(outcome: Outcome) -> Json:
    """How the run went; one that says nothing has failed, and says why."""
    about: Json = {"executionSuccessful": not outcome.nothing, "exitCode": int(outcome.code)}
    if outcome.nothing:
        about["toolExecutionNotifications"] = [{"level": "error", "message": {"text": outcome.nothing}}]
    return about


def _rule(entry: ReportEntry) -> Json:
    return {
        "id": entry.code,
        "shortDescription": {"text": entry.title},
        "help": {"text": f"`diglot explain {entry.code}` says more about it."},
    }


def _result(entry: ReportEntry, codes: Sequence[str], way: str) -> Json:
    result: Json = {
        "ruleId": entry.code,
        "ruleIndex": codes.index(entry.code),
        "level": "error" if entry.fails else "warning",
        "message": {"text": entry.text},
        "locations": [{"physicalLocation": _location(entry.place, way)}],
    }
    if entry.related:
        result["relatedLocations"] = list(_related(entry.related, way))
    return result


def _related(places: Iterable[tuple[Region, str]], way: str) -> Iterable[Json]:
    for number, (place, remark) in enumerate(places):
        yield {"id": number, "physicalLocation": _location(place, way), "message": {"text": remark}}


def _location(place: Region, way: str) -> Json:
    region = {
        "startLine": place.start.line,
        "startColumn": place.start.column,
        "endLine": place.end.line,
        "endColumn": place.end.column,
    }
    return {"artifactLocation": {"uri": quote(way + place.path), "uriBaseId": _ROOT}, "region": region}
