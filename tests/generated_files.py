"""What the pages of a case become, in the shapes that tests look at."""

from collections.abc import Iterable

from diglot.artifacts import Artifact, Folder, project_artifacts
from diglot.pipeline import Site


def without_proofs(site: Site) -> tuple[Artifact, ...]:
    """All files that the pages become, where there are no hand-written theories beside them."""
    return project_artifacts(site.settings, site.artifacts, {})


def texts_in(artifacts: Iterable[Artifact], folder: Folder) -> dict[str, str]:
    """The texts of all files in a folder, by path."""
    return {one.path: one.text for one in artifacts if one.kind.folder is folder}
