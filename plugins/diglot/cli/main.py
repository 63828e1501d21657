"""The command `diglot`.

The exit codes are those of `report/outcome.py`. Modules are imported where they are needed, so that `diglot --help`
answers quickly.
"""

import atexit
import io
import os
import sys

import click

from diglot import gc_policy
from diglot.cli.check import check
from diglot.cli.explain import explain
from diglot.cli.extract import extract
from diglot.cli.format import format_pages
from diglot.cli.lsp import lsp
from diglot.cli.new import new
from diglot.cli.prove import prove
from diglot.cli.theories import theories

ENDS_SOON = (check, explain, theories, extract, format_pages, new)
RUNS_LONG = (lsp, prove)
"""The commands; those that run long need their garbage collected."""
_OWN_PROCESS = object()
"""Passed by `main`: the command may change what counts for the whole process."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="diglot")
@click.pass_context
def diglot(context: click.Context) -> None:
    """Literate specifications: pages that are checked, and kept in agreement with Isabelle theories.

    Settings come from mkdocs.yml in the current folder, or in the nearest folder above that has one.
    """
    if context.obj is _OWN_PROCESS:
        gc_policy.look_rarely(ends_soon=context.invoked_subcommand not in [command.name for command in RUNS_LONG])
        atexit.register(gc_policy.end_at_once)


for command in (*ENDS_SOON, *RUNS_LONG):
    diglot.add_command(command)


def main() -> None:
    """Run the command line; whatever goes wrong in ourselves ends in a friendly message."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        diglot(prog_name="diglot", obj=_OWN_PROCESS)
    except Exception as bug:  # noqa: BLE001 - the last place where a bug can be caught
        from diglot.report.outcome import ExitCode

        _report_bug(bug)
        sys.exit(ExitCode.INTERNAL_BUG)


def _report_bug(bug: Exception) -> None:
    if os.environ.get("DIGLOT_DEBUG") == "1":
        import traceback

        traceback.print_exception(bug)
    words = str(bug).splitlines()[:1]
    click.echo(
        "\n".join(
            [
                f"This is a bug in Diglot, not a mistake on your pages: {type(bug).__name__} {''.join(words)}".rstrip(),
                "Please report it, with the pages that make it happen. No file is left half written.",
                "With DIGLOT_DEBUG=1 in the environment, the same command shows where it happened.",
            ]
        ),
        err=True,
    )
