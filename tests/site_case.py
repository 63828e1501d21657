"""Small sites: pages in a temporary folder, built by MkDocs in this process."""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config


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
    with caplog.at_level(logging.WARNING, logger="mkdocs"):
        build(config)
    return Built(root, caplog.text)
