"""`diglot prove`: have Isabelle check the theories and the proofs."""

import click

from diglot.cli.options import Options, open_chosen, project_options


@click.command(short_help="Have Isabelle check all theories and proofs.")
@click.option("--limit", type=click.FloatRange(min=0, min_open=True), metavar="MINUTES", help="Give up after so long.")
@project_options
def prove(docs: str | None, snippets: str | None, theories: str | None, output: str, *, limit: float | None) -> None:
    """Have Isabelle check all theories and proofs, and write down what it says in status.json.

    What is checked is what the pages say: where the committed theories differ from the pages, Isabelle is not started.
    """
    from dataclasses import replace

    from diglot.cli.outcome import end
    from diglot.diagnostic import Problems, Severity
    from diglot.project import THEORIES
    from diglot.prover.prove import prove_project
    from diglot.prover.read_log import progress

    project = open_chosen(Options(docs, snippets, theories))
    if project.broken:
        end(project, output, done=["Isabelle was not started, because of the problems above."])
    drift = project.drift(THEORIES)
    if any(difference.severity is Severity.ERROR for difference in drift):
        end(project, output, drift, ["Isabelle was not started, because it would check something else than the pages."])

    def say(line: str) -> None:
        if output == "human" and progress(line):
            click.echo(line)

    problems = Problems(project.problems)
    done = prove_project(project, problems, say, limit and limit * 60)
    end(replace(project, problems=problems.sorted()), output, done=done)
