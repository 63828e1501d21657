"""What a command found and did, as a value that any format can show.

In: nothing of how it will be shown. Out: an `Outcome`, which also says with which code the process ends.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from diglot.diagnostic import Diagnostic, Severity
from diglot.source import SourceFile

if TYPE_CHECKING:
    from diglot.project import Project
    from diglot.proofs.obligations import Obligation


class ExitCode(IntEnum):
    """How a process ends."""

    CLEAN = 0
    PROBLEMS = 1
    WRONG_USAGE = 2
    DRIFT = 3
    INTERNAL_BUG = 70


class Deed(NamedTuple):
    """A file that a command has changed."""

    verb: str
    """`wrote`, `removed` or `formatted`."""
    path: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command found and did."""

    project: "Project | None" = None
    """What was compiled; None for a command that compiles nothing."""
    problems: tuple[Diagnostic, ...] = ()
    drift: tuple[Diagnostic, ...] = ()
    """Where files on disk differ from what the pages become."""
    done: tuple[Deed, ...] = ()
    proposed: Mapping[str, str] = field(default_factory=dict)
    """Changes that the command would make, as a patch for each file."""
    text: str = ""
    """What the command was asked to show."""
    facts: tuple[str, ...] = ()
    """What else there is to know, one line each."""
    compared: Mapping[str, int] = field(default_factory=dict)
    """How many files of each kind were checked or compared, where that is what the command is for."""
    uncompared: tuple[str, ...] = ()
    """The kinds of files of which none was compared, where comparing them is what the command is for."""
    exceptions: Mapping[str, str] = field(default_factory=dict)
    """What was accepted without proof or without being examined, each with the reason in the settings."""
    obligations: "tuple[Obligation, ...]" = ()
    """The laws that theories take for granted, with the theorems that prove them."""
    nothing: str = ""
    """Why the run says nothing, and what to do; empty where it says something."""
    sources: Mapping[str, SourceFile] = field(default_factory=dict)
    """Files that diagnostics refer to, in addition to those of the project."""
    patch_only: bool = False
    """Whether the proposed patch is what people asked for, so that they can pass it on to a program."""

    @property
    def code(self) -> ExitCode:
        """The exit code that says all of this in short."""
        if any(problem.severity is Severity.ERROR for problem in self.problems):
            return ExitCode.PROBLEMS
        if self.nothing:
            return ExitCode.WRONG_USAGE
        return ExitCode.DRIFT if self.drift or self.proposed else ExitCode.CLEAN

    @property
    def root(self) -> Path:
        """The folder that paths are relative to."""
        return self.project.site.settings.root if self.project is not None else Path.cwd()

    @property
    def all_sources(self) -> Mapping[str, SourceFile]:
        """Every file that a diagnostic may refer to."""
        return {**(self.project.sources if self.project else {}), **self.sources}
