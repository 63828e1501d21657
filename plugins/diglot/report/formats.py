"""The formats of reports: one row each, which `--format` lists.

In: an `Outcome`. Out: the text for standard output. A format's module is imported only when it is used.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from diglot.report.outcome import Outcome


class Format(NamedTuple):
    """One format."""

    module: str
    """Where its function `report` is, which takes an `Outcome` and gives a text."""
    meaning: str
    for_people: bool = False
    """Whether someone may be watching, so that progress is shown as well."""

    def text(self, outcome: "Outcome") -> str:
        """The whole report, with a line end."""
        report: str = import_module(self.module).report(outcome)
        return report


FORMATS: Mapping[str, Format] = {
    "human": Format("diglot.report.terminal", "diagnostics for people, with the lines they are about", for_people=True),
    "json": Format("diglot.report.json", "one JSON object for programs"),
    "github": Format("diglot.report.github", "annotations of GitHub Actions"),
    "sarif": Format("diglot.report.sarif", "SARIF 2.1.0, for code hosts and editors"),
    "junit": Format("diglot.report.junit", "JUnit XML, for CI servers"),
}
HUMAN = "human"
"""What is used when nothing is said."""
