"""Files that are saved while a build is at work: what is shown is what was checked, and the rest comes next time."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from compiled_library import give_library
from site_case import build_site, write_project

PAGE = "# Counting\n\n```juvix\nmodule counting;\n\nimport Stdlib.Prelude open;\n\nstart : Nat := 1;\n```\n\nWords.\n"
OTHER = "# Other\n\n```juvix\nmodule other;\n\nimport Stdlib.Prelude open;\n\nnext : Nat := 2;\n```\n"
HOOK = """from pathlib import Path

DOCS = Path(__file__).parent / "docs"
ONCE = Path(__file__).parent / "saved"


def {event}(*_, **__):
    if not ONCE.exists():
        ONCE.touch()
        {deed}
"""
DEEDS = {
    "a number": 'save("counting.md", "= 1", "= 7")',
    "a mistake": 'save("counting.md", "= 1", "= lost")',
    "the words": 'save("counting.md", "Words", "Others")',
    "a block more": 'save("counting.md", "Words.", "```juvix\\nmore : Nat := 8;\\n```")',
    "a block less": 'save("counting.md", "```juvix", "```text")',
    "a page more": "(DOCS / 'later.md').write_text((DOCS / 'other.md').read_text().replace('other', 'later'))",
    "a page less": "(DOCS / 'other.md').unlink()",
}
SAVE = """

def save(name, old, new):
    (DOCS / name).write_text((DOCS / name).read_text().replace(old, new))
"""


def set_up(root: Path, event: str, deed: str) -> None:
    """A project with a hook that does something to its files, once, when MkDocs comes to an event."""
    write_project(root, {"index.md": "# Home\n", "counting.md": PAGE, "other.md": OTHER})
    give_library(root)
    (root / "hook.py").write_text(HOOK.format(event=event, deed=deed) + SAVE, encoding="utf-8")
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("hooks: [hook.py]\n")


@pytest.mark.parametrize("command", ["build", "serve"])
@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
@pytest.mark.parametrize("event", ["on_pre_build", "on_nav"])
def test_what_was_checked_is_shown(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, event: str, deed: str, command: Literal["build", "serve"]
) -> None:
    """Whatever is saved, and whenever; no plugin is blamed, and the theories are those of what is shown."""
    set_up(tmp_path, event, deed)
    first = build_site(tmp_path, caplog, command)
    if "unlink" in deed and event == "on_pre_build":
        # MkDocs does not have the page any more, and says so.
        assert {line.partition(": ")[0].split()[0] for line in first.log.splitlines()} == {"WARNING"}
        assert "E0118" not in first.log
    else:
        assert first.log == ""
    assert (tmp_path / "saved").exists()
    html = first.html("counting.html")
    assert html.count('<figure class="dg-figure') == 1
    assert "<p>Words.</p>" in html
    assert "start :: nat where\n  " in (tmp_path / "theories/Counting.thy").read_text(encoding="utf-8")
    assert not (first.root / "site/later.html").exists()
    if "lost" not in deed and "text" not in deed:
        second = build_site(tmp_path, caplog, command)
        assert second.log == ""
        if "later" in deed:
            assert "dg-figure" in second.html("later.html")


@contextmanager
def served(root: Path) -> Iterator[str]:
    """The address of a site under `mkdocs serve`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", place]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with (root / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=root, stdout=log, stderr=log, env=environment)
        try:
            yield f"http://{place}/"
        finally:
            process.terminate()
            process.wait(10)


def shows(address: str, words: str) -> bool:
    """Whether a page has some words before patience ends."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=10) as page:  # noqa: S310 - the one above
                if words in page.read().decode():
                    return True
        except OSError:
            pass
        time.sleep(0.2)
    return False


@pytest.mark.parametrize(
    ("deed", "page", "words"),
    [
        (DEEDS["the words"], "counting.html", "<p>Others.</p>"),
        (DEEDS["a mistake"], "counting.html", "<code>E0301</code>"),
        (DEEDS["a page more"], "later.html", "dg-figure"),
        ("(DOCS.parent / 'mkdocs.yml').open('a').write('site_author: She\\n')", "index.html", 'content="She"'),
    ],
)
def test_the_first_build_of_a_served_site(tmp_path: Path, deed: str, page: str, words: str) -> None:
    """MkDocs does not watch yet; the site is built again by itself."""
    set_up(tmp_path, "on_nav", deed)
    with served(tmp_path) as address:
        assert shows(address + page, words), (tmp_path / "log").read_text(encoding="utf-8")
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert "E0118" not in log
    assert log.count("Building documentation") == 2
