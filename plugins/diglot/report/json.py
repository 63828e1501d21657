"""Diagnostics for programs: one JSON object for a whole run.

In: the modules with their verdicts, the problems, the drift and the files they speak of. Out: text that `schema.json`,
beside this module, describes; lines and columns count from 1, columns in code points.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from diglot.diagnostic import Diagnostic
from diglot.source import Position, SourceFile, Span

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ModuleVerdict:
    """Whether a module is without problems."""

    name: str
    path: str
    ok: bool


def json_text(
    modules: Iterable[ModuleVerdict],
    problems: Iterable[Diagnostic],
    drift: Iterable[Diagnostic],
    sources: Mapping[str, SourceFile],
) -> str:
    """The whole report, indented, with a line end."""
    report = {
        "modules": [{"name": verdict.name, "path": verdict.path, "ok": verdict.ok} for verdict in modules],
        "problems": [_problem(problem, sources) for problem in problems],
        "drift": [_problem(difference, sources) for difference in drift],
    }
    return json.dumps(report, indent=2, ensure_ascii=False) + "\n"


def schema() -> Json:
    """The JSON Schema of the report."""
    text = files("diglot.report").joinpath("schema.json").read_text(encoding="utf-8")
    loaded: Json = json.loads(text)
    return loaded


def _problem(problem: Diagnostic, sources: Mapping[str, SourceFile]) -> Json:
    position = _position(problem.path, problem.span, sources)
    return {
        "code": problem.code,
        "url": f"reference/errors/{problem.code}.html",
        "severity": str(problem.severity),
        "title": problem.title,
        "path": problem.path,
        "line": position.line,
        "column": position.column,
        "message": problem.message(),
        "hint": problem.hint(),
        "related": [_related(label.path, label.span, label.text, sources) for label in problem.related()],
    }


def _related(path: str, span: Span, message: str, sources: Mapping[str, SourceFile]) -> Json:
    position = _position(path, span, sources)
    return {"path": path, "line": position.line, "column": position.column, "message": message}


def _position(path: str, span: Span, sources: Mapping[str, SourceFile]) -> Position:
    """Where a span begins; the beginning of a file whose text is not known."""
    source = sources.get(path)
    return source.position(span.start) if source else Position(1, 1)
