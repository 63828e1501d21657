"""Where a path really leads.

In: a folder and a path. Out: whether the path stays below the folder when all symbolic links are followed: what comes
with a project may name files of the project only.
"""

from pathlib import Path

from diglot.letters import file_at


def stays_below(folder: Path, path: Path) -> bool:
    """Whether a path, which need not be there yet, is below a folder, or is that folder."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # A circle of links leads nowhere.
        return False


def leads_around(path: Path) -> bool:
    """Whether a path is a link to a folder that the link is in."""
    if not path.is_symlink():
        return False
    target = path.resolve()
    return any(folder.resolve() == target for folder in path.parents)


def first_outside(folder: Path, root: Path, path: str) -> str:
    """The first part of a path below a root that leads out of a folder: the link, and not what is behind it."""
    parts = [part for part in (*Path(path).parents, Path(path)) if ".." not in part.parts and not part.is_absolute()]
    leading = (
        part
        for part in sorted(parts, key=lambda part: len(part.parts))
        if not stays_below(folder, file_at(root, part.as_posix()))
    )
    return next(map(Path.as_posix, leading), path)
