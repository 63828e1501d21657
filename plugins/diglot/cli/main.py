"""The command `diglot`.

Exit codes: 0 clean, 1 problems, 2 wrong usage, 3 nothing wrong but drift, 70 a bug of ours. Modules are imported where
they are needed, so that `diglot --help` answers at once.
"""

import atexit
import gc
import io
import os
import sys

import click

from diglot.cli.check import check
from diglot.cli.explain import explain
from diglot.cli.extract import extract
from diglot.cli.format import format_pages
from diglot.cli.lsp import lsp
from diglot.cli.new import new
from diglot.cli.prove import prove
from diglot.cli.theories import theories

INTERNAL_BUG = 70


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="diglot")
def diglot() -> None:
    """Literate specifications: pages that are checked, and kept in agreement with Isabelle theories.

    Settings come from mkdocs.yml in the current folder, where there is one.
    """


for command in (check, explain, theories, extract, format_pages, lsp, new, prove):
    diglot.add_command(command)


def main() -> None:
    """Run the command line; whatever goes wrong in ourselves ends in a friendly message."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    # What is made here are trees without cycles, and the process ends soon: looking for garbage is in vain.
    gc.disable()
    atexit.register(gc.freeze)
    try:
        diglot(prog_name="diglot")
    except Exception as bug:  # noqa: BLE001 - the last place where a bug can be caught
        _report_bug(bug)
        sys.exit(INTERNAL_BUG)


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
