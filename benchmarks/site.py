"""Measure how a site is built, beside the same theme without this plugin: `python benchmarks/site.py`.

All sites have the pages of the generated specification and the same theme with the same settings. Builds are whole
processes, measured by the processor's time, which others on the machine disturb least; an edit is measured from the
moment a file is saved until `mkdocs serve` gives the new page to a reader. See README.md in this folder.
"""

import contextlib
import gzip
import os
import re
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread

from specification import generate

RUNS = 3
MKDOCS = Path(sys.executable).parent / "mkdocs"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
EDITED = "engines/archive/environment"
"""The page that is edited and weighed."""
SETTINGS = """
site_name: Benchmark
use_directory_urls: false
theme:
  name: material
  font: false
markdown_extensions:
  - admonition
  - attr_list
  - md_in_html
  - tables
  - pymdownx.highlight
  - pymdownx.superfences
  - toc:
      permalink: true
plugins:
  - search
"""
PLUGIN = "  - diglot:\n      theory_names: path\n"


@dataclass(frozen=True, slots=True)
class Sides:
    """The same pages thrice: without the plugin, without it but with the pages that it would add, and with it."""

    plain: Path
    padded: Path
    ours: Path


def main() -> None:
    """Measure everything."""
    with tempfile.TemporaryDirectory() as name:
        sides = _write(Path(name), generate())
        load = os.getloadavg()[0]
        counts = [len(list((side / "site").rglob("*.html"))) for side in (sides.plain, sides.padded, sides.ours)]
        print(f"Pages built: {counts[0]} plain, {counts[1]} padded, {counts[2]} ours. Load {load:.1f}.\n")
        _row("seconds", "plain", "padded", "ours", "to plain", "to padded")
        _report("nothing cached", sides, partial(_time_build, cached=False))
        _report("nothing changed", sides, partial(_time_build, cached=True))
        edits = {side: _time_edits(side) for side in (sides.plain, sides.padded, sides.ours)}
        _report("one line edited, until seen", sides, lambda side: edits[side]["until seen"])
        _report("one line edited, processor", sides, lambda side: edits[side]["processor"])
        print()
        _report_weight(sides)


def _row(what: str, *values: str) -> None:
    print(f"{what:<32}" + "".join(f"{value:>11}" for value in values))


def _report(what: str, sides: Sides, measure: Callable[[Path], float]) -> None:
    plain, padded, ours = (measure(side) for side in (sides.plain, sides.padded, sides.ours))
    _row(what, f"{plain:.2f}", f"{padded:.2f}", f"{ours:.2f}", f"{ours / plain:.2f}", f"{ours / padded:.2f}")


# -- What is built ----------------------------------------------------------------------------------------------------


def _write(root: Path, pages: Mapping[str, str]) -> Sides:
    pages = {**pages, "index.md": "# Benchmark\n"}
    sides = Sides(root / "plain", root / "padded", root / "ours")
    _write_side(sides.ours, pages, SETTINGS + PLUGIN)
    _build(sides.ours)
    _write_side(sides.plain, pages, SETTINGS)
    _write_side(sides.padded, {**pages, **dict(_added_pages(sides.ours, pages))}, SETTINGS)
    for side in (sides.plain, sides.padded):
        _build(side)
    return sides


def _write_side(folder: Path, pages: Mapping[str, str], settings: str) -> None:
    for path, text in pages.items():
        file = folder / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")


def _added_pages(folder: Path, pages: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The pages that the plugin adds, with nothing but their code in a fence."""
    for file in (folder / "site").rglob("*.html"):
        path = file.relative_to(folder / "site").with_suffix(".md").as_posix()
        if path not in pages and path != "404.md":
            code = "\n".join(re.findall(r"(?s)<code>(.*?)</code>", file.read_text(encoding="utf-8")))
            yield path, f"# {file.stem}\n\n```text\n{re.sub('<[^>]*>', '', code)}\n```\n"


# -- Builds -----------------------------------------------------------------------------------------------------------


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"NO_MKDOCS_2_WARNING": "1"}


def _build(folder: Path) -> None:
    subprocess.run([str(MKDOCS), "build", "--quiet"], cwd=folder, env=_environment(), check=True)  # noqa: S603 - ours


def _time_build(folder: Path, *, cached: bool) -> float:
    times = []
    for _ in range(RUNS):
        if not cached:
            shutil.rmtree(folder / ".cache", ignore_errors=True)
            shutil.rmtree(folder / "site")
        start = _used_by_children()
        _build(folder)
        times.append(_used_by_children() - start)
    return median(times)


def _used_by_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


# -- Edits ------------------------------------------------------------------------------------------------------------


def _time_edits(folder: Path) -> Mapping[str, float]:
    """From saving a page until a reader gets it. The next edit comes when the server has gone to rest."""
    page, path = folder / "docs" / f"{EDITED}.md", f"{EDITED}.html"
    with _serving(folder) as (address, process):
        edits = [_edit(page, f"{address}/{path}", process, run) for run in range(RUNS)]
    return {what: median(one[what] for one in edits) for what in edits[0]}


def _edit(page: Path, address: str, process: int, run: int) -> Mapping[str, float]:
    words = f"This line was written in run {run}."
    text = page.read_text(encoding="utf-8")
    start, used = time.perf_counter(), _used_by(process)
    page.write_text(f"{text}\n{words}\n", encoding="utf-8")
    while words not in _get(address):
        time.sleep(0.02)
    found = {"until seen": time.perf_counter() - start, "processor": _used_by(process) - used}
    page.write_text(text, encoding="utf-8")
    while words in _get(address):
        time.sleep(0.02)
    time.sleep(1)
    return found


def _used_by(process: int) -> float:
    """The processor's time that a process has used, where the system says so (Linux)."""
    stat = Path(f"/proc/{process}/stat")
    fields = stat.read_text(encoding="ascii").rpartition(")")[2].split() if stat.exists() else ["0"] * 13
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def _serving(folder: Path) -> Iterator[tuple[str, int]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(MKDOCS), "serve", "--quiet", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=folder, env=_environment())  # noqa: S603 - ours
    try:
        address = f"http://127.0.0.1:{port}"
        while not _get(f"{address}/index.html"):
            if server.poll() is not None:
                sys.exit("`mkdocs serve` has ended.")
            time.sleep(0.1)
        time.sleep(1)
        yield address, server.pid
    finally:
        server.terminate()
        server.wait()


def _get(address: str) -> str:
    """A page; nothing while there is no server yet."""
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - on this machine
            return str(answer.read().decode("utf-8"))
    except OSError:
        return ""


# -- Weight -----------------------------------------------------------------------------------------------------------


def _report_weight(sides: Sides) -> None:
    """What one page costs a reader who comes for the first time, as it is sent: compressed."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print("There is no Chromium here, so that no page is weighed.")
        return
    _row("one page", "plain", "ours", "to plain")
    plain, ours = (_weigh(side / "site", browser) for side in (sides.plain, sides.ours))
    for what in plain:
        _row(what, f"{plain[what]:.0f}", f"{ours[what]:.0f}", f"{ours[what] / plain[what]:.2f}")


def _weigh(site: Path, executable: str) -> Mapping[str, float]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    requested: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("request", lambda request: requested.append(request.url))
        page.goto(f"{address}/{EDITED}.html", wait_until="networkidle")
        browser.close()
    server.shutdown()
    sizes = [_compressed(site / url.removeprefix(address + "/").partition("?")[0]) for url in requested]
    return {
        "requests": len(requested),
        "kB, the page alone": _compressed(site / f"{EDITED}.html"),
        "kB, with all that it requests": sum(sizes),
    }


def _compressed(file: Path) -> float:
    return len(gzip.compress(file.read_bytes(), mtime=0)) / 1000 if file.is_file() else 0


class _Quiet(SimpleHTTPRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


if __name__ == "__main__":
    main()
