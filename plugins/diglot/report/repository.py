"""Where a project is in its repository: reports for servers name files from the root of the repository."""

import os
from pathlib import Path

_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Where GitHub and GitLab say in which folder the repository is."""


def way_from_repository(root: Path) -> str:
    """The way from the root of the repository to a project's folder: empty, or a path that ends in a slash.

    Where no server says what the root is, it is the nearest folder above with a `.git`, or else the project's own.
    """
    root = root.resolve()
    named = next(filter(None, map(os.environ.get, _ROOTS)), None)
    repository = Path(named).resolve() if named else _with_git(root)
    if repository is None or root == repository or not root.is_relative_to(repository):
        return ""
    return f"{root.relative_to(repository).as_posix()}/"


def _with_git(root: Path) -> Path | None:
    return next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), None)
