"""The report of `diglot check` again, when nothing has changed since.

In: the settings, and all files that a report depends on, as read this time. Out: the former report, if it was made of
the same texts, for the same options and the same kind of terminal, and if nothing was wrong then.
"""

import json
import os
import shutil
import sys

from diglot.cache.disk import CacheFolder
from diglot.cli.outcome import Report
from diglot.workspace import Configuration, Files

_LOOK = ("COLORTERM", "COLUMNS", "FORCE_COLOR", "LINES", "NO_COLOR", "TERM", "TTY_COMPATIBLE", "TTY_INTERACTIVE")
"""What the report's colours and widths depend on in the environment."""


def load_report(cache: CacheFolder, inputs: str) -> Report | None:
    """The report that was made of the same files."""
    data = cache.store.get(f"{cache.version} report {inputs}")
    return Report(*json.loads(data)) if data is not None else None


def store_report(cache: CacheFolder, inputs: str, report: Report) -> None:
    """Keep a report."""
    cache.store.put(f"{cache.version} report {inputs}", json.dumps([report.text, report.code]).encode())


def inputs_digest(configuration: Configuration, files: Files, options: str) -> str | None:
    """A digest of everything that a report depends on; None if a file is broken."""
    written = [word for path, source in configuration.sources.items() for word in (path, source.text)]
    return files.digest(repr((configuration.settings, options, _look())), *written)


def _look() -> tuple[object, ...]:
    """How the report is to look."""
    environment = tuple(os.environ.get(name) for name in _LOOK)
    return (sys.stdout.isatty(), sys.stdout.encoding, tuple(shutil.get_terminal_size()), environment)
