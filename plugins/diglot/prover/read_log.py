"""What `isabelle build` prints, read.

In: its lines. Out: a `Log`: how each session ended, and every error with its place. Lines that mean nothing to us are
passed over, so that another version of Isabelle, or none at all, does no harm.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from diglot.theory.symbols import as_signs


class Ending(StrEnum):
    """How far a session has come."""

    NAMED = "named"
    """Only mentioned: with exit code 0 it had been built before."""
    STARTED = "started"
    FINISHED = "finished"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class SessionLog:
    """A session, as far as it has come."""

    ending: Ending
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class ProverError:
    """One error."""

    words: str
    """Isabelle's own, over several lines, with signs for its escapes."""
    session: str
    """The session that failed with it; may be empty."""
    command: str = ""
    theory: str = ""
    """The theory's name; empty where there is no place."""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Log:
    """All that matters of a run."""

    sessions: dict[str, SessionLog] = field(default_factory=dict)
    errors: tuple[ProverError, ...] = ()


_SESSION_LINES: tuple[tuple[Ending, re.Pattern[str]], ...] = (
    (Ending.NAMED, re.compile(r"Session (?:[^\s/]+/)?(?P<name>[^\s/]+)(?: .*)?")),
    (Ending.STARTED, re.compile(r"(?:Building|Running|Checking) (?P<name>\S+)(?: \(.*\))? \.\.\.")),
    (
        Ending.FINISHED,
        re.compile(r"Finished (?P<name>\S+) \((?P<h>\d+):(?P<m>\d\d):(?P<s>\d\d(?:\.\d+)?) elapsed time.*"),
    ),
    (Ending.FAILED, re.compile(r"(?P<name>\S+) FAILED\b.*")),
    (Ending.CANCELLED, re.compile(r"(?P<name>\S+) CANCELLED\b.*")),
)
_ERROR = re.compile(r"\*\*\* ?(.*)")
_PLACE = re.compile(r'(?P<lead>.*?)\(line (?P<line>\d{1,9}) of "(?P<file>[^"]*)"\)\s*')
_COMMAND = re.compile(r'At command "(?P<command>[^"]*)"\s*')
_LONGEST_ERROR = 30
"""Lines of one error that are shown."""


def read_log(lines: Iterable[str]) -> Log:
    """The sessions and errors in what was printed."""
    sessions: dict[str, SessionLog] = {}
    errors: list[ProverError] = []
    block: list[str] = []
    failed = ""
    for line in (*(text.rstrip() for text in lines), ""):
        error = _ERROR.fullmatch(line)
        if error:
            block.append(error[1])
            continue
        errors += _errors(block, failed)
        block = []
        found = _session(line)
        if found:
            name, session = found
            sessions[name] = session
            failed = name if session.ending is Ending.FAILED else failed
    return Log(sessions, tuple(dict.fromkeys(errors)))


def progress(line: str) -> str:
    """What to tell somebody who waits, of one line; empty for most lines."""
    found = _session(line)
    if found and found[1].ending is not Ending.NAMED:
        return line
    return line if re.fullmatch(r"\S+: theory \S+(?: 100%)?", line.rstrip()) else ""


def _session(line: str) -> tuple[str, SessionLog] | None:
    for ending, pattern in _SESSION_LINES:
        match = pattern.fullmatch(line)
        if match:
            taken = match.groupdict()
            seconds = None
            if ending is Ending.FINISHED:
                seconds = int(taken["h"]) * 3600 + int(taken["m"]) * 60 + float(taken["s"])
            return taken["name"], SessionLog(ending, seconds)
    return None


def _errors(block: Sequence[str], session: str) -> Iterator[ProverError]:
    """The errors in lines that follow each other: each ends with a place, the last one perhaps without."""
    words: list[str] = []
    for line in block:
        place = _PLACE.fullmatch(line)
        if place is None:
            words.append(line)
            continue
        command = _COMMAND.fullmatch(place["lead"])
        if command is None:
            words.append(place["lead"])
        theory = re.split(r"[/\\]", place["file"])[-1].removesuffix(".thy")
        name = command["command"] if command else ""
        yield ProverError(_joined(words), session, name, theory, int(place["line"]))
        words = []
    if any(line.strip() for line in words):
        yield ProverError(_joined(words), session)


def _joined(words: Sequence[str]) -> str:
    kept = [line.rstrip() for line in words if line.strip()]
    if len(kept) > _LONGEST_ERROR:
        kept = [*kept[:_LONGEST_ERROR], "…"]
    return as_signs("\n".join(kept))
