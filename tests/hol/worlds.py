"""All small worlds of pages that tests are made of, with the theories that they give."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import stages
from examples import read_example
from specfile import read_cases

from diglot.pipeline import Site

_ROOT = Path(__file__).parents[2]


def worlds() -> Iterator[tuple[str, Mapping[str, str]]]:
    """Names and pages of every spec case and every fixed example of a message."""
    for path in sorted((_ROOT / "tests" / "spec").rglob("*.md")):
        for case in read_cases(path, tuple(stages.STAGES)):
            yield f"{path.relative_to(_ROOT)}: {case.name}", _only_pages(case.pages)
    for path in sorted((_ROOT / "docs" / "reference" / "errors").glob("E*.md")):
        example = read_example(path)
        if example is not None:
            yield str(path.relative_to(_ROOT)), _only_pages(example.fixed)


def _only_pages(files: Mapping[str, str]) -> Mapping[str, str]:
    return {path: text for path, text in files.items() if path.endswith(".md")}


def sound_sites() -> Iterator[tuple[str, Site]]:
    """The sites of all worlds that have no mistakes."""
    for name, pages in worlds():
        site = stages.compiled(pages)
        if site.ok:
            yield name, site


def theory_texts(site: Site) -> Iterator[tuple[str, str]]:
    """File names and texts of a site's theories, each after those it imports."""
    theories = [artifact for artifact in site.artifacts if artifact.theory is not None]
    for artifact in sorted(theories, key=lambda artifact: artifact.origin is not None):
        yield artifact.path.rpartition("/")[2], artifact.text
