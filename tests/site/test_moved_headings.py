"""What is said where the settings of `toc` have anchors made in another way."""

from pathlib import Path

import pytest
from site_case import build_site, write_project

PAGES = {
    "index.md": "# Home\n\n## First Things\n\nThe [second](other.md#second-things).\n",
    "other.md": "# Other\n\n## Second Things {#second-things}\n\n## Größe\n",
}


def configure(root: Path, toc: str) -> None:
    """A site with these settings of `toc`."""
    write_project(root, PAGES)
    file = root / "mkdocs.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("  - admonition\n", f"  - admonition\n  - attr_list\n  - toc:\n{toc}"), encoding="utf-8"
    )


def test_usual_anchors(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Settings that leave anchors as they are say nothing."""
    configure(tmp_path, "      permalink: true\n      toc_depth: 1\n")
    assert not build_site(tmp_path, caplog).log


@pytest.mark.parametrize("extensions", [[], ["extra"], ["markdown.extensions.attr_list"], ["pymdownx.extra"]])
def test_chosen_anchors(tmp_path: Path, caplog: pytest.LogCaptureFixture, extensions: list[str]) -> None:
    """One line of settings is enough for `{#name}`, and an extension that reads it already is not added again."""
    write_project(tmp_path, {**PAGES, "index.md": PAGES["index.md"] + "\n## Others {#more .wide}\n\n[There](#more).\n"})
    settings = (
        f"site_name: Plain\nplugins: [diglot]\nmarkdown_extensions: {extensions}\nvalidation: {{anchors: warn}}\n"
    )
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    built = build_site(tmp_path, caplog)
    assert not built.log
    html = built.html("index.html")
    assert '<h2 class="wide" id="more">Others</h2>' in html
    assert "{#" not in html


@pytest.mark.parametrize(
    "toc",
    [
        "      separator: _\n",
        "      slugify: !!python/object/apply:pymdownx.slugs.slugify\n        kwds: {case: fold}\n",
    ],
    ids=["separator", "slugify"],
)
def test_other_anchors(tmp_path: Path, caplog: pytest.LogCaptureFixture, toc: str) -> None:
    """Each page with a heading elsewhere is named, with what to do; who gives a heading an id is safe."""
    configure(tmp_path, toc)
    log = build_site(tmp_path, caplog).log
    assert "Second Things" not in log
    if "separator" in toc:
        assert 'index.md: the heading "First Things" is not under its usual anchor, `#first-things`' in log
        assert "other.md" not in log
    else:
        assert 'other.md: the heading "Größe" is not under its usual anchor, `#groe`' in log
        assert "index.md" not in log
