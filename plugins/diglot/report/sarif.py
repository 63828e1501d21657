"""Reports in SARIF 2.1.0, the format of static analysis that code hosts and editors read.

In: an `Outcome`. Out: one JSON object with one run. Paths are relative to the project, columns count code points.
"""

import json
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from diglot.report.findings import Finding, Place, findings
from diglot.report.outcome import Outcome

Json = dict[str, Any]

_ROOT = "%SRCROOT%"
"""The name by which code hosts know the root of the sources."""


def report(outcome: Outcome) -> str:
    """The whole report, indented, with a line end."""
    found = tuple(findings(outcome))
    codes = {finding.code: finding for finding in found}
    run = {
        "tool": {
            "driver": {
                "name": "Diglot",
                "version": version("diglot"),
                "rules": [_rule(finding) for finding in codes.values()],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder of the project."}}},
        "invocations": [{"executionSuccessful": True, "exitCode": int(outcome.code)}],
        "results": [_result(finding, list(codes)) for finding in found],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rule(finding: Finding) -> Json:
    return {
        "id": finding.code,
        "shortDescription": {"text": finding.title},
        "help": {"text": f"`diglot explain {finding.code}` says more about it."},
    }


def _result(finding: Finding, codes: Sequence[str]) -> Json:
    result: Json = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": "error" if finding.fails else "warning",
        "message": {"text": finding.text},
        "locations": [{"physicalLocation": _location(finding.place)}],
    }
    if finding.related:
        result["relatedLocations"] = list(_related(finding.related))
    return result


def _related(places: Iterable[tuple[Place, str]]) -> Iterable[Json]:
    for number, (place, remark) in enumerate(places):
        yield {"id": number, "physicalLocation": _location(place), "message": {"text": remark}}


def _location(place: Place) -> Json:
    region = {
        "startLine": place.start.line,
        "startColumn": place.start.column,
        "endLine": place.end.line,
        "endColumn": place.end.column,
    }
    return {"artifactLocation": {"uri": quote(place.path), "uriBaseId": _ROOT}, "region": region}
