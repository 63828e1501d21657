"""Writing what the pages become: only when nothing is wrong, and only what changes.

In: a project and the texts that should be on disk. Out: the project with what went wrong while writing, and a line for
each file that was written or removed.
"""

from collections.abc import Mapping
from dataclasses import replace

from diglot.cli.project import Project
from diglot.diagnostic import Problems
from diglot.drift.find import stale_files
from diglot.workspace import remove_generated, write_atomically


def write_files(project: Project, texts: Mapping[str, str], ending: str) -> tuple[Project, tuple[str, ...]]:
    """Write the texts, and remove generated files of the same kind that no page becomes any more."""
    if project.broken:
        return project, ("Nothing was written, because of the problems above.",)
    problems = Problems(project.problems)
    root = project.settings.root
    written = write_atomically(root, texts, problems)
    removed = () if problems.has_errors else _remove_stale(project, ending, problems)
    lines = (*(f"wrote {path}" for path in written), *(f"removed {path}" for path in removed))
    return replace(project, problems=problems.sorted()), lines


def _remove_stale(project: Project, ending: str, problems: Problems) -> tuple[str, ...]:
    return remove_generated(project.settings.root, stale_files(project.made, project.committed, ending), problems)
