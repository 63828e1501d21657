"""Small sites: pages in a temporary folder, built by MkDocs in this process."""

import gc
import hashlib
import logging
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

ROOT = Path(__file__).parent.parent
INPUTS = ("docs", "theories", "snippets")


@dataclass(frozen=True)
class Built:
    """What a build has left behind."""

    root: Path
    log: str

    def html(self, page: str) -> str:
        """The content of a page, without the theme around it."""
        text = (self.root / "site" / page).read_text(encoding="utf-8")
        match = re.search(r'(?s)<div class="col-md-9" role="main">(.*?)<footer', text)
        assert match, "the theme has another shape"
        return match[1]


def write_project(root: Path, pages: Mapping[str, str], options: str = "") -> None:
    """Put the pages and a `mkdocs.yml` into a folder."""
    plugins = f"plugins:\n  - diglot:\n{options}" if options else "plugins:\n  - diglot\n"
    extensions = "markdown_extensions:\n  - admonition\n  - pymdownx.superfences\n"
    head = "site_name: Small\nuse_directory_urls: false\ntheme:\n  name: mkdocs\n"
    (root / "mkdocs.yml").write_text(head + extensions + plugins, encoding="utf-8")
    for path, text in pages.items():
        target = root / "docs" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def build_site(root: Path, caplog: pytest.LogCaptureFixture, command: Literal["build", "serve"] = "build") -> Built:
    """Build the site of a folder, as `mkdocs build` or one round of `mkdocs serve` does."""
    caplog.clear()
    config = load_config(str(root / "mkdocs.yml"))
    config.plugins.on_startup(command=command, dirty=False)
    try:
        with caplog.at_level(logging.WARNING, logger="mkdocs"):
            build(config, serve_url="http://127.0.0.1:8000/" if command == "serve" else None)
    finally:
        gc.enable()
    return Built(root, caplog.text)


def forget_plugins() -> None:
    """Make the next build one of another process, as far as plugins are concerned."""
    options: Any = dict(MkDocsConfig()._schema)["plugins"]  # noqa: SLF001 - there is no other way to them
    options.plugin_cache.clear()


def copy_project(folder: Path, *, backwards: bool = False) -> Path:
    """This project's own pages and theories, its files made in one order or the other."""
    files = sorted(file for name in INPUTS for file in (ROOT / name).rglob("*") if file.is_file())
    for file in [ROOT / "mkdocs.yml", *(reversed(files) if backwards else files)]:
        target = folder / file.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("\nsite_url: https://example.org/\n")  # With it the list of pages has addresses and dates.
    return folder


def digests(site: Path) -> Mapping[str, str]:
    """A digest of each file."""
    files = sorted(file for file in site.rglob("*") if file.is_file())
    return {file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
