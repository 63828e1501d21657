"""Where a path really leads.

In: a folder and a path. Out: whether the path stays below the folder when all symbolic links are followed: what comes
with a project may name files of the project only.
"""

from pathlib import Path


def stays_below(folder: Path, path: Path) -> bool:
    """Whether a path, which need not be there yet, is below a folder, or is that folder."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # A circle of links leads nowhere.
        return False
