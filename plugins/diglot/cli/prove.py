"""`diglot prove`: have Isabelle check the theories and the proofs."""

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from diglot.artifacts import Folder
from diglot.cli.options import Options, open_chosen, project_options
from diglot.cli.outcome import chosen_format, outcome_of, reports

if TYPE_CHECKING:
    from diglot.report.outcome import Outcome


@click.command(short_help="Have Isabelle check all theories and proofs.")
@click.option("--limit", type=click.FloatRange(min=0, min_open=True), metavar="MINUTES", help="Give up after so long.")
@project_options
@reports
def prove(*, options: Options, limit: float | None) -> "Outcome":
    """Have Isabelle check all theories and proofs, and write down what it says in status.json.

    What is checked is what the pages say: where the committed theories differ from the pages, Isabelle is not started.
    """
    from diglot.diagnostic import Problems, Severity
    from diglot.drift.errors import FileNotExamined
    from diglot.proofs.errors import NotProved, OpenObligation, ProofNamedOtherwise
    from diglot.prover.prove import prove_project
    from diglot.prover.read_log import progress
    from diglot.report.outcome import Deed

    project = open_chosen(options)
    if project.broken:
        return outcome_of(project, facts=["Isabelle was not started, because of the problems above."])
    drift = project.drift(Folder.THEORIES)
    beside = (FileNotExamined, NotProved, ProofNamedOtherwise)
    if any(each.severity is Severity.ERROR and not isinstance(each, beside) for each in drift):
        reason = "it would check something else than the pages"
        return outcome_of(project, drift, [f"Isabelle was not started, because {reason}."])
    watched = chosen_format().for_people

    def say(line: str) -> None:
        if watched and progress(line):
            click.echo(line)

    other = [problem for problem in project.problems if not isinstance(problem, OpenObligation)]
    problems = Problems(other)
    proved = prove_project(project, problems, say, limit and limit * 60)
    if len(other) < len(project.problems):
        again = open_chosen(options)
        problems.extend(problem for problem in again.problems if isinstance(problem, OpenObligation))
    done = tuple(Deed("wrote", path) for path in proved.written)
    return replace(outcome_of(project, facts=proved.summary), problems=problems.sorted(), done=done)
