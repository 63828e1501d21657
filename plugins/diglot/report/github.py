"""Reports for GitHub Actions: each entry is shown beside its line in a pull request.

In: an `Outcome`. Out: workflow commands, one line each, then what was done and the summary for the log. The syntax is
GitHub's: "Workflow commands for GitHub Actions". Paths are those from the root of the repository.
"""

from diglot.report.entries import ReportEntry, entries
from diglot.report.outcome import Outcome
from diglot.report.repository import way_from_repository
from diglot.report.words import summary


def report(outcome: Outcome) -> str:
    """All entries, and the summary."""
    prefix = way_from_repository(outcome.root)
    lines = [_command(entry, prefix) for entry in entries(outcome)]
    lines += [f"{deed.verb} {deed.path}" for deed in outcome.done]
    lines += outcome.text.splitlines()
    lines += [fact for fact in outcome.facts if fact]
    if outcome.nothing:
        lines.append(f"::error title=Nothing was compared::{_escaped(outcome.nothing, property_=False)}")
    else:
        lines += summary(outcome)
    return "".join(f"{line}\n" for line in lines)


def _command(entry: ReportEntry, prefix: str) -> str:
    path, start, end = entry.place
    facts = {"file": prefix + path, "line": str(start.line)}
    # GitHub takes columns only where the first line is also the last.
    if end.line == start.line and end.column > start.column:
        facts |= {"col": str(start.column), "endColumn": str(end.column)}
    facts["title"] = f"{entry.code} {entry.title}"
    given = ",".join(f"{name}={_escaped(value, property_=True)}" for name, value in facts.items())
    return f"::{'error' if entry.fails else 'warning'} {given}::{_escaped(entry.text, property_=False)}"


def _escaped(text: str, *, property_: bool) -> str:
    """Text as a value of a command: a line end would end the command."""
    for sign in "%\r\n:," if property_ else "%\r\n":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
