"""What the pages of a case become, in the shapes that tests look at."""

from collections.abc import Iterable
from pathlib import Path

from diglot.artifacts import Artifact, Folder, project_artifacts
from diglot.caching import Cache
from diglot.diagnostic import Problems
from diglot.pipeline import Site
from diglot.project import load_project, write_generated
from diglot.workspace import read_configuration


def without_proofs(site: Site) -> tuple[Artifact, ...]:
    """All files that the pages become, where there are no hand-written theories beside them."""
    return project_artifacts(site.settings, site.artifacts, {})


def texts_in(artifacts: Iterable[Artifact], folder: Folder) -> dict[str, str]:
    """The texts of all files in a folder, by path."""
    return {one.path: one.text for one in artifacts if one.kind.folder is folder}


_CACHE = Cache()
"""One for all projects, so that the library is compiled once."""


def write_files(root: Path) -> None:
    """Write all files that the pages of a project become, so that `diglot check` has nothing to say."""
    problems = Problems()
    project = load_project(read_configuration(root).settings, _CACHE)
    write_generated(project, problems)
    assert [*project.problems, *problems] == []
