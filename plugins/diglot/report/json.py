"""Reports for programs: one JSON object for a whole run.

In: an `Outcome`. Out: text that `schema.json`, beside this module, describes; lines and columns count from 1, columns
in code points.
"""

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from diglot.code_pages import code_url
from diglot.diagnostic import Diagnostic, Label, Severity
from diglot.proofs.obligations import Obligation
from diglot.report.entries import place_of
from diglot.report.outcome import Outcome
from diglot.report.words import left_out
from diglot.source import SourceFile

Json = dict[str, Any]

VERSION = 1
"""Of the report's format: it grows when a field changes its meaning or goes, not when one is added."""


def report(outcome: Outcome) -> str:
    """The whole report, indented, with a line end."""
    sources = outcome.all_sources
    found = {
        "version": VERSION,
        "modules": _modules(outcome),
        "problems": [_problem(problem, sources) for problem in outcome.problems],
        "drift": [_problem(difference, sources) for difference in outcome.drift],
        "done": [{"verb": deed.verb, "path": deed.path} for deed in outcome.done],
        "proposed": [{"path": path, "patch": patch} for path, patch in outcome.proposed.items()],
        "text": outcome.text,
        "obligations": [_obligation(obligation, sources) for obligation in outcome.obligations],
        "facts": [fact for fact in (*outcome.facts, left_out(outcome), outcome.nothing) if fact],
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _modules(outcome: Outcome) -> list[Json]:
    """The modules of the pages, those that could be put in an order first, each with whether all is well with it."""
    if outcome.project is None:
        return []
    site = outcome.project.site
    wrong = {problem.path for problem in outcome.problems if problem.severity is Severity.ERROR}
    paths = {page.module: path for path, page in site.documents.items() if page.is_module}
    ordered = [name for name in site.modules if name in paths]
    names = [*ordered, *sorted(paths.keys() - set(ordered))]
    return [
        {"name": name, "path": paths[name], "ok": name in site.typed and paths[name] not in wrong} for name in names
    ]


def schema() -> Json:
    """The JSON Schema of the report."""
    text = files("diglot.report").joinpath("schema.json").read_text(encoding="utf-8")
    loaded: Json = json.loads(text)
    return loaded


def _problem(problem: Diagnostic, sources: Mapping[str, SourceFile]) -> Json:
    position = place_of(problem, sources).start
    return {
        "code": problem.code,
        "url": code_url(problem.code),
        "severity": str(problem.severity),
        "title": problem.title,
        "path": problem.path,
        "line": position.line,
        "column": position.column,
        "message": problem.message,
        "hint": problem.hint,
        "related": [_related(label, sources) for label in problem.elsewhere()],
    }


def _obligation(obligation: Obligation, sources: Mapping[str, SourceFile]) -> Json:
    law = obligation.law
    position = place_of(Label(law.path, law.span, ""), sources).start
    return {
        "name": obligation.name,
        "instance": law.instance,
        "trait": law.trait,
        "path": law.path,
        "line": position.line,
        "column": position.column,
        "state": "assumed" if obligation.is_open else "proved",
        "theorem": obligation.theorem,
    }


def _related(label: Label, sources: Mapping[str, SourceFile]) -> Json:
    position = place_of(label, sources).start
    return {"path": label.path, "line": position.line, "column": position.column, "message": label.text}
