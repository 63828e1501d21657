"""Running the prover: the only place that starts a process.

In: a command line and a folder. Out: a `ProverRun` with every line that the program said, standard error included, and
how it ended. Lines are handed on as they come. Whatever is printed is text: bytes that are no UTF-8 are replaced.
"""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

_LONGEST = 4_000
"""Characters of a line that are kept."""
_MOST = 200_000
"""Lines that are kept."""


@dataclass(frozen=True, slots=True)
class ProverRun:
    """How a run ended."""

    lines: tuple[str, ...]
    code: int
    """The exit code; negative when a signal ended it."""
    out_of_time: bool = False
    """Whether we ended it, because it ran longer than it may."""


def default_command(theories: str) -> tuple[str, ...]:
    """What to run for the sessions in a folder, unless the settings say otherwise."""
    return ("isabelle", "build", "-v", "-D", theories)


def find_program(command: Sequence[str], folder: Path) -> str | None:
    """The path of a command's program; None when there is none."""
    program = command[0]
    return shutil.which(str(folder / program) if "/" in program and not program.startswith("/") else program)


def prover_version(command: Sequence[str], folder: Path) -> str:
    """What `isabelle version` says, started as in the command; empty where the command does not name `isabelle`."""
    at = next((at for at, word in enumerate(command) if Path(word).name in {"isabelle", "isabelle.exe"}), None)
    if at is None:
        return ""
    outcome = run_prover((*command[: at + 1], "version"), folder, lambda _: None, seconds=60)
    return outcome.lines[-1].strip()[:80] if outcome.code == 0 and outcome.lines else ""


def run_prover(
    command: Sequence[str], folder: Path, say: Callable[[str], None], seconds: float | None = None
) -> ProverRun:
    """Run the command to its end, or until time is up; `say` is called with each line."""
    program = find_program(command, folder)
    if program is None:
        return ProverRun((), 127)
    lines: list[str] = []
    try:
        with _started((program, *command[1:]), folder) as process, _time_limit(process, seconds) as is_up:
            for line in process.stdout or ():
                kept = line.rstrip("\n")[:_LONGEST]
                if len(lines) < _MOST:
                    lines.append(kept)
                say(kept)
            return ProverRun(tuple(lines), process.wait(), is_up())
    except OSError as error:
        return ProverRun((*lines, error.strerror or str(error)), 126)


@contextmanager
def _started(command: Sequence[str], folder: Path) -> Iterator[subprocess.Popen[str]]:
    """The program in a group of its own, which ends at the latest when we leave: the prover starts others."""
    process = subprocess.Popen(  # noqa: S603 - the project's own setting names the command
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            _kill(process)
        process.wait()
        if process.stdout:
            process.stdout.close()


@contextmanager
def _time_limit(process: subprocess.Popen[str], seconds: float | None) -> Iterator[Callable[[], bool]]:
    """End the process when time is up; the value tells whether that has happened."""
    fired: list[bool] = []

    def end() -> None:
        fired.append(True)
        _kill(process)

    timer = Timer(seconds, end) if seconds is not None else None
    if timer:
        timer.start()
    try:
        yield lambda: bool(fired)
    finally:
        if timer:
            timer.cancel()


def _kill(process: subprocess.Popen[str]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
