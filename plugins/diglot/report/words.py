"""What was found in one line, for logs and editors."""

from collections.abc import Mapping

from diglot.diagnostic import Diagnostic, Severity
from diglot.proofs.obligations import Obligation
from diglot.report.outcome import Outcome
from diglot.source import SourceFile, Span
from diglot.wording import count


def one_line(problem: Diagnostic) -> str:
    """What is wrong and what to do about it, whatever line breaks there are in either."""
    return " ".join(f"{problem.message} {problem.hint}".split())


def place(path: str, span: Span, sources: Mapping[str, SourceFile]) -> str:
    """`docs/engines/ticker.md:41:12`; only the path where the text is not known."""
    if path not in sources:
        return path
    position = sources[path].position(span.start)
    return f"{path}:{position.line}:{position.column}"


def summary(outcome: Outcome) -> list[str]:
    """What was compiled and what came of it, in one line."""
    if outcome.project is None:
        return []
    errors = sum(problem.severity is Severity.ERROR for problem in outcome.problems)
    warnings = len(outcome.problems) - errors
    places = sum(1 + len(problem.repeats) for problem in outcome.problems)
    spread = f" in {places} places" if places > errors + warnings else ""
    counts = ((errors, "problem"), (warnings, "warning"), (len(outcome.drift), "difference"))
    found = [count(number, thing) + (spread if thing == "problem" else "") for number, thing in counts if number]
    if outcome.nothing:
        return [outcome.nothing]
    modules = count(len(outcome.project.site.modules), "module")
    head = ", ".join(_counted(number, thing) for thing, number in outcome.compared.items()) or f"{modules} checked"
    assumed = sum(obligation.is_open for obligation in outcome.obligations)
    laws = count(assumed, "assumed law") if assumed else ""
    left = left_out(outcome)
    rest = f"; {left}" if left else ""
    if not found:
        but = f", but for {count(len(outcome.exceptions), 'exception')} in the settings" if outcome.exceptions else ""
        given = f", given {laws}" if laws else ""
        return [f"{head}: everything is in order{given}{but}{rest}."]
    return [f"{head}: {', '.join([*found, *([laws] if laws else [])])}{rest}."]


def left_out(outcome: Outcome) -> str:
    """What was not compared, where that is what the command is for; empty where everything was."""
    kinds = [_counted(0, thing).removeprefix("0 ") for thing in outcome.uncompared]
    return f"no {' or '.join(kinds)} were compared" if kinds and not outcome.nothing else ""


def assumption(obligation: Obligation, sources: Mapping[str, SourceFile]) -> str:
    """What a theory takes for granted, in one line."""
    law = obligation.law
    where = place(law.path, law.span, sources)
    return f"assumed, {obligation.name}: {law.subject} is a lawful `{law.trait}` ({where})"


def _counted(number: int, thing: str) -> str:
    return count(number, thing, f"{thing.removesuffix('y')}ies" if thing.endswith("ory") else "")
