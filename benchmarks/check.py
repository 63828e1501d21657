"""Measure Diglot on the generated specification, and print a table: `python benchmarks/check.py`.

Commands are measured as whole processes in a temporary folder, each several times; the table shows medians. See
README.md in this folder.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import agda
from passes import time_passes
from specification import Shape, generate

from diglot.artifacts import MODULE
from diglot.pipeline import Site

RUNS = 5
DIGLOT = Path(sys.executable).parent / "diglot"
SETTINGS = "site_name: Benchmark\nplugins:\n  - diglot:\n      theory_names: path\n"
HALF = Shape(engines=12, shared=15, plain_pages=10)
KEPT = [f"engines/{name}/config.md" for name in ("archive", "gateway", "logger", "wallet", "solver")]
"""Pages in which a definition is edited, so that all that others see of them stays."""
CHANGED = [f"engines/{name}/environment.md" for name in ("archive", "gateway", "logger", "wallet", "solver")]
"""Pages that get a definition more, each with one page that imports it."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians of several runs of one command."""

    seconds: float
    megabytes: float


def main() -> None:
    """Measure everything."""
    pages = generate()
    with tempfile.TemporaryDirectory() as name:
        project = Path(name)
        _write(project, pages)
        _run(project, "theories")
        _run(project, "extract")
        site = _report_passes(pages)
        _report_commands(project)
        _report_growth()
    _report_agda(site)


def _row(what: str, *values: str) -> None:
    print(f"{what:<52}" + "".join(f"{value:>14}" for value in values))


def _report_passes(pages: Mapping[str, str]) -> Site:
    snippets = sum(text.count("\n") for page in pages.values() for text in _snippets(page))
    runs = [time_passes(pages) for _ in range(3)]
    site, _, tokens = runs[0]
    if site.problems:
        sys.exit(f"The specification should have no problems, but has {len(site.problems)}.")
    lines = sum(text.count("\n") for text in pages.values())
    print(f"{len(pages)} pages, {len(site.modules)} modules, {lines} lines, {snippets} of them in snippets.")
    print(f"{tokens} tokens, with those of the {len(site.library)} modules of the library that are used.\n")
    _row("pass", "seconds", "tokens/s")
    for name in runs[0][1]:
        seconds = median(times[name] for _, times, _ in runs)
        _row(name, f"{seconds:.2f}", f"{tokens / seconds:,.0f}")
    return site


def _snippets(page: str) -> Iterator[str]:
    for found in re.finditer(r"^```juvix[^\n]*\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
        yield found[1]


def _report_commands(project: Path) -> None:
    print()
    _row("whole processes", "seconds", "memory MB")
    _measure(project, "check, nothing cached", before=lambda _: _clear(project))
    _measure(project, "check --no-cache", "--no-cache")
    _measure(project, "check, nothing changed", runs=2 * RUNS)
    _measure(project, "check, one page edited, interface kept", before=lambda run: _edit(project, KEPT[run]))
    _measure(project, "check, one page edited, interface changed", before=lambda run: _extend(project, CHANGED[run]))
    _run(project, "theories")
    _run(project, "extract")
    _measure(project, "theories --check, everything in agreement", "--check", command="theories")


def _measure(
    project: Path,
    what: str,
    *options: str,
    command: str = "check",
    runs: int = RUNS,
    before: Callable[[int], None] = lambda _: None,
) -> None:
    found = []
    for run in range(runs):
        before(run)
        found.append(_run(project, command, *options))
    _row(what, f"{median(m.seconds for m in found):.2f}", f"{median(m.megabytes for m in found):.0f}")


def _report_growth() -> None:
    """Twice the pages should take twice the time and become twice the theories."""
    print()
    _row("growth", "half", "full", "ratio")
    sides = [[time_passes(generate(shape)) for _ in range(3)] for shape in (HALF, Shape())]
    _growth("lines of snippets", [_snippet_lines(side[0][0]) for side in sides])
    _growth("kB of theories", [sum(len(a.text) for a in side[0][0].artifacts if a.theory) / 1000 for side in sides])
    _growth("seconds in passes", [median(sum(times.values()) for _, times, _ in side) for side in sides])


def _growth(what: str, sides: list[float]) -> None:
    _row(what, *(f"{side:.1f}" for side in sides), f"{sides[1] / sides[0]:.2f}")


def _snippet_lines(site: Site) -> float:
    return sum(artifact.text.count("\n") for artifact in site.artifacts if artifact.kind is MODULE)


def _report_agda(site: Site) -> None:
    print()
    if agda.agda_command() is None:
        print(agda.HOW_TO_INSTALL)
        return
    modules = {name: (site.parsed[name].imports, len(site.typed[name].declarations)) for name in site.modules}
    pages = agda.agda_pages(modules)
    lines = sum(text.count("\n") for text in pages.values())
    _row(f"Agda, {len(modules)} modules, {lines} lines", "seconds")
    names = {name: f"M{number:03}.lagda.md" for number, name in enumerate(modules)}
    edited = [names[path.removesuffix(".md").replace("/", ".")] for path in KEPT[:3]]
    with tempfile.TemporaryDirectory() as folder:
        for what, seconds in agda.time_agda(Path(folder), pages, edited).items():
            _row(what, f"{seconds:.2f}")


def _write(project: Path, pages: Mapping[str, str]) -> None:
    (project / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    for path, text in pages.items():
        file = project / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _clear(project: Path) -> None:
    shutil.rmtree(project / ".cache", ignore_errors=True)


def _edit(project: Path, path: str) -> None:
    """Another number in a definition."""
    file = project / "docs" / path
    text, count = re.subn(r"retries := \d+", "retries := 77", file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")
    if count != 1:
        sys.exit(f"{path} has no number to edit.")


def _extend(project: Path, path: str) -> None:
    """One more definition, which the pages that import this one can see."""
    with (project / "docs" / path).open("a", encoding="utf-8") as file:
        file.write("\n```juvix\nextra : Nat := 1;\n```\n")


def _run(project: Path, command: str, *options: str) -> Measured:
    """Run a command; what it finds is no matter, but it must not fail.

    A small process in between measures: a child of this one would count this one's memory as its own.
    """
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    measure = [sys.executable, "-c", _MEASURE, str(DIGLOT), command, *options]
    result = subprocess.run(measure, cwd=project, env=env, check=True, capture_output=True, text=True)  # noqa: S603 - ours
    code, seconds, kilobytes = result.stdout.split()
    if code not in {"0", "3"}:
        sys.exit(f"`diglot {command}` ended with code {code}.")
    return Measured(float(seconds), float(kilobytes) / 1024)


_MEASURE = """
import resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
print(code, time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


if __name__ == "__main__":
    main()
